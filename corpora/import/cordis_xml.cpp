// SPDX-License-Identifier: GPL-3.0-or-later
// Projects of CORDIS in its own XML, one file each. A file becomes a row with the columns that the
// profile cordis-projects maps: the same records but for their source.
#include <fmt/format.h>

#include <pugixml.hpp>

#include "corpora/import/archive.h"
#include "corpora/import/rows.h"
#include "corpora/import/xml_text.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::JsonWriter;
using config::Result;

struct Column {
  std::string_view name{};
  const char* path = nullptr;
};
constexpr Column text_columns[] = {{"id", "id"},
                                   {"rcn", "rcn"},
                                   {"acronym", "acronym"},
                                   {"title", "title"},
                                   {"objective", "objective"},
                                   {"teaser", "teaser"},
                                   {"start", "startDate"},
                                   {"end", "endDate"},
                                   {"signed", "ecSignatureDate"},
                                   {"status", "status"},
                                   {"grant_doi", "identifiers/grantDoi"}};
constexpr Column number_columns[] = {{"total_cost", "totalCost"}, {"ec_contribution", "ecMaxContribution"}};

std::string_view text_at(const pugi::xml_node& node, const char* path) {
  return node.first_element_by_path(path).text().get();
}

void write_text(JsonWriter& writer, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  config::write_key(writer, name);
  config::write_string(writer, text);
}

void write_number(JsonWriter& writer, std::string_view name, const char* text) {
  char* end = nullptr;
  const double number = std::strtod(text, &end);
  if (end == text || *end != '\0') return write_text(writer, name, text);  // for the reader of records to refuse
  config::write_key(writer, name);
  writer.Double(number);
}

// "solar energy, air mining,  heat" -> ["solar energy", "air mining", "heat"]
void write_keywords(JsonWriter& writer, std::string_view keywords) {
  constexpr std::string_view blanks = " \t\r\n";
  config::write_key(writer, "keywords");
  writer.StartArray();
  while (!keywords.empty()) {
    const std::size_t comma = keywords.find(',');
    const std::string_view keyword = keywords.substr(0, comma);
    keywords.remove_prefix(comma == std::string_view::npos ? keywords.size() : comma + 1);
    const std::size_t begin = keyword.find_first_not_of(blanks);
    if (begin == std::string_view::npos) continue;
    config::write_string(writer, keyword.substr(begin, keyword.find_last_not_of(blanks) - begin + 1));
  }
  writer.EndArray();
}

// "HES" of <category classification="organizationActivityType"><code>/HES</code>
std::string_view activity_of(const pugi::xml_node& organisation) {
  const pugi::xml_node categories = organisation.first_element_by_path("relations/categories");
  const std::string_view code =
      text_at(categories.find_child_by_attribute("category", "classification", "organizationActivityType"), "code");
  return code.starts_with('/') ? code.substr(1) : code;
}

void write_organisations(JsonWriter& writer, const pugi::xml_node& associations) {
  config::write_key(writer, "organisations");
  writer.StartArray();
  for (const pugi::xml_node& organisation : associations.children("organization")) {
    writer.StartObject();
    write_text(writer, "name", text_at(organisation, "legalName"));
    write_text(writer, "short", text_at(organisation, "shortName"));
    write_text(writer, "country", text_at(organisation, "address/country"));
    write_text(writer, "city", text_at(organisation, "address/city"));
    write_text(writer, "role", organisation.attribute("type").as_string());
    write_text(writer, "id", text_at(organisation, "id"));
    write_text(writer, "vat", text_at(organisation, "vatNumber"));
    write_text(writer, "url", text_at(organisation, "address/url"));
    write_text(writer, "type", activity_of(organisation));
    if (const pugi::xml_attribute share = organisation.attribute("ecContribution"))
      write_number(writer, "ec_contribution", share.value());
    writer.EndObject();
  }
  writer.EndArray();
}

void write_topics(JsonWriter& writer, const pugi::xml_node& associations) {
  std::string_view programme;
  config::write_key(writer, "topics");
  writer.StartArray();
  for (const pugi::xml_node& topic : associations.children("programme")) {
    programme = text_at(topic, "frameworkProgramme");
    if (std::string_view(topic.attribute("type").value()) == "relatedTopic")
      config::write_string(writer, text_at(topic, "code"));
  }
  writer.EndArray();
  write_text(writer, "programme", programme);
}

void write_fields(JsonWriter& writer, const pugi::xml_node& categories) {
  config::write_key(writer, "euroSciVoc");
  writer.StartArray();
  for (const pugi::xml_node& category : categories.children("category"))
    if (std::string_view(category.attribute("classification").value()) == "euroSciVoc")
      config::write_string(writer, text_at(category, "displayCode"));
  writer.EndArray();
}

std::string row_of(const pugi::xml_node& project) {
  config::JsonBuffer buffer;
  JsonWriter writer(buffer);
  writer.StartObject();
  for (const Column& column : text_columns) write_text(writer, column.name, text_at(project, column.path));
  for (const Column& column : number_columns)
    if (const pugi::xml_node node = project.first_element_by_path(column.path))
      write_number(writer, column.name, node.text().get());
  write_keywords(writer, text_at(project, "keywords"));
  const pugi::xml_node associations = project.first_element_by_path("relations/associations");
  write_organisations(writer, associations);
  write_topics(writer, associations);
  write_fields(writer, project.first_element_by_path("relations/categories"));
  writer.EndObject();
  return std::string(config::text_of(buffer));
}

Result<config::JsonDocument> parse_project(std::string_view xml) {
  pugi::xml_document document;
  if (auto parsed = parse_xml(xml, document); !parsed) return fail(std::move(parsed.error()));
  const pugi::xml_node project = document.child("project");
  if (!project) return fail(ErrorCode::bad_record, "the XML has no <project> at its root");
  return config::parse_json(row_of(project));
}

}  // namespace

Result<void> read_cordis_xml(ByteStream& bytes, const ReadOptions& options, const RowSink& sink) {
  std::int64_t number = 0;
  auto read = read_archive(bytes, options.max_line_bytes, [&](const ArchivedFile& file) -> Result<void> {
    if (!file.name.empty() && !file.name.ends_with(".xml")) return {};  // descriptions that lie beside
    Row row = file.is_too_long ? too_long_row(++number, file.bytes, options.max_line_bytes)
                               : Row{.json = parse_project(file.bytes), .line = ++number, .raw = file.bytes};
    row.member = file.name;
    return sink(std::move(row));
  });
  if (!read) return read;
  if (number == 0) return fail(ErrorCode::bad_request, "there is no .xml file in the archive", bytes.name);
  return {};
}

}  // namespace kohtaamo::corpora
