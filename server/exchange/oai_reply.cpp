// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/oai_reply.h"

#include <fmt/format.h>

#include <algorithm>

#include "corpora/record_json.h"

namespace kohtaamo::server::exchange {
namespace {

constexpr const char* schema_instance = "http://www.w3.org/2001/XMLSchema-instance";
constexpr const char* oai_namespace = "http://www.openarchives.org/OAI/2.0/";
constexpr const char* oai_schema = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd";
constexpr const char* identifier_namespace = "http://www.openarchives.org/OAI/2.0/oai-identifier";

void add_schema(pugi::xml_node node, std::string_view name_space, std::string_view schema) {
  add_attribute(node, "xmlns:xsi", schema_instance);
  add_attribute(node, "xsi:schemaLocation", fmt::format("{} {}", name_space, schema));
}

// JSON can name what XML cannot hold.
std::string json_for_xml(std::string json) {
  for (const auto& [letter, escape] : {std::pair{"\xEF\xBF\xBE", "\\ufffe"}, std::pair{"\xEF\xBF\xBF", "\\uffff"}})
    for (std::size_t at = json.find(letter); at != std::string::npos; at = json.find(letter, at))
      json.replace(at, 3, escape);
  return json;
}

bool says_arguments(const OaiError& error) { return error.code != "badVerb" && error.code != "badArgument"; }

}  // namespace

OaiReply::OaiReply(const Addresses& addresses, std::string_view now, std::span<const NameValue> arguments)
    : addresses_(addresses) {
  root_ = document_.append_child("OAI-PMH");
  add_attribute(root_, "xmlns", oai_namespace);
  add_schema(root_, oai_namespace, oai_schema);
  add_element(root_, "responseDate", now);
  const pugi::xml_node request = add_element(root_, "request", addresses_.at("/oai"));
  for (const auto& [name, value] : arguments) {
    add_attribute(request, name.c_str(), value);
    if (name == "verb") verb_ = value;
  }
}

// The element that bears the name of the verb, or one in it: made when the first thing comes into it.
pugi::xml_node OaiReply::part(const char* name) {
  pugi::xml_node list = root_.child(verb_.c_str());
  if (!list) list = add_element(root_, verb_.c_str());
  return *name == '\0' ? list : add_element(list, name);
}

void OaiReply::add_error(const OaiError& error) {
  if (!says_arguments(error)) root_.child("request").remove_attributes();
  add_attribute(add_element(root_, "error", error.message), "code", error.code);
}

void OaiReply::add_identity(const std::string& earliest) {
  const pugi::xml_node identity = part("");
  add_element(identity, "repositoryName", "Kohtaamo");
  add_element(identity, "baseURL", addresses_.at("/oai"));
  add_element(identity, "protocolVersion", "2.0");
  add_element(identity, "adminEmail", "postmaster@" + addresses_.domain());
  add_element(identity, "earliestDatestamp", earliest);
  add_element(identity, "deletedRecord", "persistent");
  add_element(identity, "granularity", "YYYY-MM-DDThh:mm:ssZ");
  add_element(identity, "compression", "gzip");
  const pugi::xml_node naming = add_element(add_element(identity, "description"), "oai-identifier");
  add_attribute(naming, "xmlns", identifier_namespace);
  add_schema(naming, identifier_namespace, "http://www.openarchives.org/OAI/2.0/oai-identifier.xsd");
  add_element(naming, "scheme", "oai");
  add_element(naming, "repositoryIdentifier", addresses_.domain());
  add_element(naming, "delimiter", ":");
  add_element(naming, "sampleIdentifier", oai_identifier(addresses_, "sample:need-001"));
}

void OaiReply::add_formats() {
  for (const OaiFormatRow& row : oai_formats()) {
    const pugi::xml_node format = part("metadataFormat");
    add_element(format, "metadataPrefix", row.prefix);
    add_element(format, "schema", row.schema.starts_with('/') ? addresses_.at(row.schema) : std::string(row.schema));
    add_element(format, "metadataNamespace", row.name_space);
  }
}

void OaiReply::add_set(std::string_view set, const std::string& name) {
  const pugi::xml_node node = part("set");
  add_element(node, "setSpec", set_spec(set));
  add_element(node, "setName", name);
}

void OaiReply::write_header(pugi::xml_node parent, const HarvestedRecord& record) const {
  const pugi::xml_node header = add_element(parent, "header");
  if (record.is_gone) add_attribute(header, "status", "deleted");
  add_element(header, "identifier", oai_identifier(addresses_, record.id));
  add_element(header, "datestamp", record.changed_at);
  for (const std::string& set : record.sets) add_element(header, "setSpec", set_spec(set));
}

void OaiReply::write_dublin_core(pugi::xml_node metadata, const corpora::Record& record, const NameOf& name_of) const {
  const OaiFormatRow& row = row_of(OaiFormat::oai_dc);
  const pugi::xml_node root = add_element(metadata, "oai_dc:dc");
  add_attribute(root, "xmlns:oai_dc", row.name_space);
  add_attribute(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  add_schema(root, row.name_space, row.schema);
  for (const DublinCoreElement& element : dublin_core(record, addresses_.page(record), name_of)) {
    const pugi::xml_node node = add_element(root, fmt::format("dc:{}", element.name).c_str(), element.text);
    if (!element.language.empty()) add_attribute(node, "xml:lang", element.language);
  }
}

void OaiReply::write_json(pugi::xml_node metadata, const corpora::Record& record) const {
  const OaiFormatRow& row = row_of(OaiFormat::kohtaamo);
  const pugi::xml_node node = add_element(metadata, "kohtaamo:record", json_for_xml(corpora::to_json(record)));
  add_attribute(node, "xmlns:kohtaamo", row.name_space);
  add_schema(node, row.name_space, addresses_.at(row.schema));
}

void OaiReply::add_header(const HarvestedRecord& record) { write_header(part(""), record); }

void OaiReply::add_record(const HarvestedRecord& record, OaiFormat format, const NameOf& name_of) {
  const pugi::xml_node node = part("record");
  write_header(node, record);
  if (record.is_gone) return;
  const pugi::xml_node metadata = add_element(node, "metadata");
  if (format == OaiFormat::oai_dc)
    write_dublin_core(metadata, record.record, name_of);
  else
    write_json(metadata, record.record);
}

void OaiReply::add_token(const std::string& token, std::int64_t given_before) {
  add_attribute(add_element(part(""), "resumptionToken", token), "cursor", std::to_string(given_before));
}

std::string oai_identifier(const Addresses& addresses, const corpora::RecordId& id) {
  return fmt::format("oai:{}:{}", addresses.domain(), encoded_id(id));
}

std::optional<corpora::RecordId> id_of_oai(const Addresses& addresses, std::string_view identifier) {
  const std::string prefix = fmt::format("oai:{}:", addresses.domain());
  if (!identifier.starts_with(prefix)) return std::nullopt;
  const auto decoded = parse_query_text("id=" + std::string(identifier.substr(prefix.size())));
  if (!decoded || decoded->size() != 1) return std::nullopt;
  return decoded->front().second;
}

}  // namespace kohtaamo::server::exchange
