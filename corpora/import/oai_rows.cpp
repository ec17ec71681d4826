// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of OAI-PMH as rows: `oai_dc`, the `kk` of Finnish DSpace sites, and records of Kohtaamo.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "corpora/import/archive.h"
#include "corpora/import/oai_page.h"
#include "corpora/import/percent.h"
#include "corpora/import/rows.h"
#include "corpora/import/xml_text.h"
#include "stemming/language.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::JsonWriter;
using config::Result;
using stemming::Language;

struct Value {
  std::string element{}, qualifier{}, language{}, text{};
};

void add_value(Value value, std::vector<Value>& values) {
  if (!value.text.empty()) values.push_back(std::move(value));
}

// <dc:title xml:lang="fi">…</dc:title>
std::vector<Value> values_of_dc(const pugi::xml_node& root) {
  std::vector<Value> values;
  for (const pugi::xml_node& node : root.children())
    add_value({.element = std::string(local_name(node)),
               .language = node.attribute("xml:lang").value(),
               .text = std::string(text_of(node))},
              values);
  return values;
}

// <kk:field schema="dc" element="title" qualifier="alternative" language="fi" value="…"/>
std::vector<Value> values_of_kk(const pugi::xml_node& root) {
  std::vector<Value> values;
  for (const pugi::xml_node& node : root.children()) {
    const std::string_view attribute = node.attribute("value").value();
    add_value({.element = node.attribute("element").value(),
               .qualifier = node.attribute("qualifier").value(),
               .language = node.attribute("language").value(),
               .text = std::string(attribute.empty() ? text_of(node) : attribute)},
              values);
  }
  return values;
}

// What Dublin Core knows only by where it stands, kk says in so many words.
bool is_of(const Value& value, std::string_view element) {
  if (value.element != element)
    return element == "creator" && value.element == "contributor" && value.qualifier == "author";
  if (element == "title") return value.qualifier != "alternative";
  if (element == "description") return value.qualifier.empty() || value.qualifier == "abstract";
  if (element == "date") return value.qualifier.empty() || value.qualifier == "issued";
  if (element == "identifier") return value.qualifier.empty() || value.qualifier == "uri" || value.qualifier == "doi";
  return true;
}

// The language of the value itself: as marked, or else as it reads, or else that of the work.
class Languages {
 public:
  explicit Languages(const std::vector<Value>& values) {
    for (const Value& value : values)
      if (value.element == "language" && !of_work_) of_work_ = stemming::parse_language(value.text);
  }

  std::optional<Language> of(const Value& value) const {
    const bool is_marked = !value.language.empty() && value.language != "*" && value.language != "und";
    if (is_marked) return stemming::parse_language(value.language);
    if (const auto detected = stemming::detect_language(value.text)) return detected;
    return of_work_;
  }
  std::optional<Language> of_work() const { return of_work_; }

 private:
  std::optional<Language> of_work_{};
};

void write_member(JsonWriter& writer, std::string_view name, std::string_view text) {
  config::write_key(writer, name);
  config::write_string(writer, text);
}

// {"fi":["…"],"en":["…"]}. A text in a language that is not ours is left out, but for the only title.
void write_by_language(JsonWriter& writer, const std::vector<Value>& values, std::string_view element,
                       const Languages& languages) {
  std::map<Language, std::vector<std::string_view>> texts;
  for (const Value& value : values)
    if (is_of(value, element))
      if (const auto language = languages.of(value)) texts[*language].push_back(value.text);
  if (texts.empty() && element == "title")
    for (const Value& value : values)
      if (is_of(value, element)) texts[languages.of_work().value_or(Language::en)].push_back(value.text);
  config::write_key(writer, element);
  writer.StartObject();
  for (const auto& [language, ones] : texts) {
    config::write_key(writer, stemming::to_text(language));
    writer.StartArray();
    for (const std::string_view one : ones) config::write_string(writer, one);
    writer.EndArray();
  }
  writer.EndObject();
}

bool is_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

void write_all(JsonWriter& writer, std::string_view name, const std::vector<Value>& values, std::string_view element) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const Value& value : values)
    if (is_of(value, element)) config::write_string(writer, value.text);
  writer.EndArray();
}

// Subjects that are addresses are concepts; the others are words.
void write_subjects(JsonWriter& writer, std::vector<Value> values, const Languages& languages) {
  config::write_key(writer, "concepts");
  writer.StartArray();
  for (const Value& value : values)
    if (value.element == "subject" && is_address(value.text)) config::write_string(writer, value.text);
  writer.EndArray();
  std::erase_if(values, [](const Value& value) { return value.element == "subject" && is_address(value.text); });
  write_by_language(writer, values, "subject", languages);
}

std::string row_of(const OaiRecord& record, const std::vector<Value>& values) {
  config::JsonBuffer buffer;
  JsonWriter writer(buffer);
  writer.StartObject();
  write_member(writer, "oai", record.identifier);
  write_member(writer, "datestamp", record.datestamp);
  const Languages languages(values);
  for (const std::string_view element : {"title", "description"}) write_by_language(writer, values, element, languages);
  write_subjects(writer, values, languages);
  for (const std::string_view element :
       {"creator", "publisher", "date", "language", "identifier", "rights", "type", "relation", "source"})
    write_all(writer, element, values, element);
  writer.EndObject();
  return std::string(config::text_of(buffer));
}

// "oai:kohtaamo.example:sample:need-001" -> "sample:need-001"
std::string own_id_of(std::string_view identifier) {
  const std::size_t scheme = identifier.find(':');
  const std::size_t domain = scheme == std::string_view::npos ? scheme : identifier.find(':', scheme + 1);
  return domain == std::string_view::npos ? std::string{} : percent_decoded(identifier.substr(domain + 1));
}

Result<std::string> row_of_foreign(const OaiRecord& record) {
  if (record.is_deleted) return row_of(record, {});
  pugi::xml_document metadata;
  if (auto parsed = parse_xml(record.metadata, metadata); !parsed) return fail(std::move(parsed.error()));
  const pugi::xml_node root = metadata.document_element();
  const bool is_kk = child_of(root, "field");
  return row_of(record, is_kk ? values_of_kk(root) : values_of_dc(root));
}

Result<std::string> row_of_ours(const OaiRecord& record) {
  if (record.is_deleted) {
    config::JsonBuffer buffer;
    JsonWriter writer(buffer);
    writer.StartObject();
    write_member(writer, "id", own_id_of(record.identifier));
    writer.EndObject();
    return std::string(config::text_of(buffer));
  }
  pugi::xml_document metadata;
  if (auto parsed = parse_xml(record.metadata, metadata); !parsed) return fail(std::move(parsed.error()));
  return std::string(text_of(metadata.document_element()));
}

using RowText = Result<std::string> (*)(const OaiRecord& record);

Row row_of(const OaiRecord& record, RowText text_of_row) {
  if (record.identifier.empty())
    return {.json = fail(ErrorCode::bad_record, "the record has no identifier in its header"), .raw = record.metadata};
  auto text = text_of_row(record);
  if (!text) return {.json = fail(std::move(text.error())), .raw = record.metadata};
  return {.json = config::parse_json(*text), .raw = record.metadata, .is_deleted = record.is_deleted};
}

Result<void> read_page(const ArchivedFile& file, const std::string& name, RowText text_of_row, const RowSink& sink) {
  const std::string place = file.name.empty() ? name : fmt::format("{}/{}", name, file.name);
  if (file.is_too_long)
    return fail(ErrorCode::payload_too_large, fmt::format("a page longer than {} bytes", most_page_bytes), place);
  const auto page = parse_oai_page(file.bytes);
  if (!page) return fail(page.error().code, page.error().message, place + " " + page.error().where);
  if (!page->error_code.empty() && page->error_code != "noRecordsMatch")
    return fail(ErrorCode::bad_request,
                fmt::format("the repository says {}: {}", page->error_code, page->error_message), place);
  std::int64_t number = 0;
  for (const OaiRecord& record : page->records) {
    Row row = row_of(record, text_of_row);
    row.line = ++number;
    row.member = file.name;
    if (auto taken = sink(std::move(row)); !taken) return taken;
  }
  return {};
}

Result<void> read_pages(ByteStream& bytes, RowText text_of_row, const RowSink& sink) {
  return read_archive(bytes, most_page_bytes, [&](const ArchivedFile& file) -> Result<void> {
    if (!file.name.empty() && !file.name.ends_with(".xml")) return {};
    return read_page(file, bytes.name, text_of_row, sink);
  });
}

}  // namespace

Result<void> read_oai_dc(ByteStream& bytes, const ReadOptions&, const RowSink& sink) {
  return read_pages(bytes, row_of_foreign, sink);
}

Result<void> read_oai_kohtaamo(ByteStream& bytes, const ReadOptions&, const RowSink& sink) {
  return read_pages(bytes, row_of_ours, sink);
}

}  // namespace kohtaamo::corpora
