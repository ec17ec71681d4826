// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/importer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "config/json_members.h"
#include "config/nearest_name.h"
#include "corpora/hash.h"
#include "corpora/import/spelling.h"

namespace kohtaamo::corpora {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::array formats{
    ImportFormat{"jsonl", "JSON Lines, one record a line, or one JSON array of records", "", "", read_jsonl},
    ImportFormat{"csv", "a table with dotted names (title.fi) in its first line; , or ; between the cells", "", "",
                 read_csv},
    ImportFormat{"samples", "JSON Lines whose dates may count from the day of import (today+21d)", "", "",
                 read_samples},
    ImportFormat{"cordis-xml", "projects of CORDIS, one XML file each, alone or in a .zip or .tar.gz",
                 "cordis-projects", "cordis-xml", read_cordis_xml},
    ImportFormat{"cordis-csv", "project.csv of CORDIS", "cordis-csv", "", read_csv},
    ImportFormat{"cordis-tables", "CORDIS' bulk archive: project.csv with its organisations, fields and topics",
                 "cordis-tables", "", read_cordis_tables},
    ImportFormat{"cordis-organisations", "organization.csv of CORDIS: actors", "cordis-organisations", "", read_csv},
    ImportFormat{"cordis-topics", "topics of EU programmes, code and title", "cordis-topics", "", read_csv},
    ImportFormat{"haeavustuksia", "state grant calls, JSON of haeavustuksia.fi", "haeavustuksia", "", read_json_pages},
    ImportFormat{"research-fi-calls", "calls of research.fi, API or index", "research-fi-calls", "", read_json_pages},
    ImportFormat{"research-fi-decisions", "funding decisions of research.fi, API or index", "research-fi-decisions", "",
                 read_json_pages},
    ImportFormat{"research-fi-publications", "publications of research.fi, API or index", "research-fi-publications",
                 "", read_json_pages},
    ImportFormat{"research-fi-organisations", "organisations of research.fi, API or index: actors",
                 "research-fi-organisations", "", read_json_pages},
    ImportFormat{"research-fi-infrastructures", "infrastructures of research.fi, API or index: resources",
                 "research-fi-infrastructures", "", read_json_pages},
    ImportFormat{"eura-page", "calls of EURA 2021: its page, or the JSON within", "eura-page", "", read_eura_page},
    ImportFormat{"eura-csv", "projects of EURA, a table", "eura-csv", "", read_csv},
    ImportFormat{"sedia", "EU Funding & Tenders, JSON of its search", "sedia", "", read_sedia},
    ImportFormat{"openalex", "works of OpenAlex, JSON", "openalex", "", read_json_pages},
    ImportFormat{"crossref", "works of Crossref, JSON", "crossref", "", read_json_pages},
    ImportFormat{"360giving", "grants in the 360Giving form, JSON", "360giving", "", read_json_pages},
    ImportFormat{"stea-csv", "grant decisions of STEA, a table", "stea-csv", "", read_csv},
    ImportFormat{"stea-organisations", "organisations of STEA, a table: actors", "stea-organisations", "", read_csv},
    ImportFormat{"hallinnoiavustuksia", "decisions on state grants, the delivery table of authorities",
                 "hallinnoiavustuksia", "", read_hallinnoiavustuksia},
    ImportFormat{"ptv", "services of the Open API of PTV, JSON", "ptv", "", read_json_pages},
    ImportFormat{"ptv-channels", "service channels of the Open API of PTV, JSON: resources", "ptv-channels", "",
                 read_json_pages},
    ImportFormat{"sim", "innovations in the columns of Social Innovation Match, a table", "sim", "", read_csv},
    ImportFormat{"json", "JSON documents whose rows lie where a profile says", "", "", read_json_pages},
    ImportFormat{"oai-dc", "replies of OAI-PMH with oai_dc, or kk of Finnish DSpace sites, alone or in an archive",
                 "oai-dc", "", read_oai_dc},
    ImportFormat{"oai-kohtaamo", "replies of another Kohtaamo's OAI-PMH, prefix kohtaamo", "", "", read_oai_kohtaamo},
};

Result<const ImportFormat*> find_format(std::string_view name) {
  const auto found = std::ranges::find(formats, name, &ImportFormat::name);
  if (found != formats.end()) return &*found;
  std::vector<std::string_view> names;
  for (const ImportFormat& format : formats) names.push_back(format.name);
  return fail(ErrorCode::usage, fmt::format("'{}' is not a format{}", name, config::did_you_mean(name, names)),
              "--format");
}

// The source that a row claims, also when it is no record.
std::string claimed_source(const config::JsonValue& json) {
  if (!json.IsObject()) return {};
  const auto provenance = json.FindMember("provenance");
  return provenance == json.MemberEnd() ? std::string{} : config::text_member(provenance->value, "source");
}

std::string claimed_id(const config::JsonValue& json, const Profile* profile) {
  if (!profile) return config::text_member(json, "id");
  if (!json.IsObject()) return {};
  const std::string id = source_id_of(json, *profile);
  return id.empty() ? id : profile->source + ":" + id_text(id);
}

std::string place_of(const std::string& file, const Row& row, const std::string& pointer) {
  const std::string at =
      row.member.empty() ? fmt::format("{}:{}", file, row.line) : fmt::format("{}/{}", file, row.member);
  return pointer.empty() ? at : at + " " + pointer;
}

}  // namespace

std::span<const ImportFormat> import_formats() { return formats; }

Result<Importer> Importer::make(const ImporterOptions& options) {
  auto format = find_format(options.format);
  if (!format) return fail(std::move(format.error()));
  Importer importer(**format, options);
  const std::string profile = options.profile.empty() ? std::string((*format)->profile) : options.profile;
  if (profile.empty()) return importer;
  auto loaded = load_profile(profile);
  if (!loaded) return fail(std::move(loaded.error()));
  // Two shapes of the same projects are two sources: else each import would undo the other's.
  if (options.profile.empty() && !(*format)->source.empty()) loaded->source = (*format)->source;
  if (!options.source.empty()) loaded->source = options.source;
  if (!options.licence.empty()) loaded->licence = options.licence;
  importer.profile_ = std::make_shared<const Profile>(std::move(*loaded));
  return importer;
}

std::string Importer::name() const {
  return profile_ ? fmt::format("{}/{}", format_->name, profile_->name) : std::string(format_->name);
}

std::string Importer::source() const { return profile_ ? profile_->source : std::string{}; }

// What it deletes is told by its id alone; without one it is a bad row.
ImportedRow Importer::tombstone(const Row& row, ImportedRow given) const {
  given.id = claimed_id(*row.json, profile_.get());
  if (given.source.empty()) given.source = given.id.substr(0, given.id.find(':'));
  given.is_deleted = !given.id.empty();
  if (!given.is_deleted) given.record = fail(ErrorCode::bad_record, "a deletion that does not say of what");
  return given;
}

// A record with its origin whole, and the actors that its row names.
Result<ReadRecord> Importer::read_mapped(const Row& row, ImportedRow& given) const {
  if (!is_of_kind(*row.json, *profile_))
    return fail(ErrorCode::bad_record,
                fmt::format("the row is of another kind: of what {} is known by it has nothing ({})", profile_->name,
                            fmt::join(profile_->known_by, ", ")));
  const MappedRow made = mapped(*row.json, *profile_);
  auto read = read_record(made.record);
  if (!read) return read;
  const std::string hash = row.raw.empty() ? std::string{} : sha256_of(row.raw);
  const auto complete = [&](Record& record) {
    if (record.provenance.retrieved_at.empty()) record.provenance.retrieved_at = options_.retrieved_at;
    record.provenance.raw_sha256 = hash;
  };
  complete(read->record);
  given.is_actor_saying = read->record.type() == RecordType::actor;
  for (const std::string& json : made.actors) {
    auto actor = read_record(json);
    if (!actor) return fail(actor.error().code, "an actor of the row: " + actor.error().message, actor.error().where);
    given.actors.push_back(std::move(actor->record));
  }
  return read;
}

ImportedRow Importer::imported(const Row& row, const std::string& file) const {
  ImportedRow given{
      .record = fail(ErrorCode::internal, "unread"), .source = source(), .line = row.line, .raw = row.raw};
  if (!row.json)
    given.record = fail(row.json.error());
  else if (row.is_deleted)
    return tombstone(row, std::move(given));
  else if (profile_)
    given.record = read_mapped(row, given);
  else
    given.record = read_record(*row.json);
  if (given.record) {
    given.id = given.record->record.id;
    given.source = given.record->record.provenance.source;
    return given;
  }
  if (row.json) given.id = claimed_id(*row.json, profile_.get());
  if (given.source.empty() && row.json) given.source = claimed_source(*row.json);
  Error& error = given.record.error();
  given.pointer = error.where;
  error.where = place_of(file, row, given.pointer);
  return given;
}

Result<void> Importer::read(ByteStream& bytes, const ImportedSink& sink) const {
  ReadOptions options = options_.read;
  options.keep_cells = profile_ != nullptr;
  if (profile_) options.rows = profile_->rows;
  return format_->read(bytes, options, [&](const Row& row) { return sink(imported(row, bytes.name)); });
}

}  // namespace kohtaamo::corpora
