// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/oai_page.h"

#include <charconv>
#include <sstream>

#include "corpora/import/xml_text.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

std::string xml_of(const pugi::xml_node& node) {
  std::ostringstream text;
  node.print(text, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return text.str();
}

pugi::xml_node first_element(const pugi::xml_node& parent) {
  for (const pugi::xml_node& child : parent.children())
    if (child.type() == pugi::node_element) return child;
  return {};
}

OaiRecord record_of(const pugi::xml_node& header, const pugi::xml_node& metadata) {
  OaiRecord record{.identifier = std::string(text_of(child_of(header, "identifier"))),
                   .datestamp = std::string(text_of(child_of(header, "datestamp"))),
                   .is_deleted = std::string_view(header.attribute("status").value()) == "deleted"};
  for (const pugi::xml_node& child : header.children())
    if (local_name(child) == "setSpec") record.sets.emplace_back(text_of(child));
  if (const pugi::xml_node element = first_element(metadata); element && !record.is_deleted)
    record.metadata = xml_of(element);
  return record;
}

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

void read_list(const pugi::xml_node& list, OaiPage& page) {
  for (const pugi::xml_node& child : list.children()) {
    const std::string_view name = local_name(child);
    if (name == "record") page.records.push_back(record_of(child_of(child, "header"), child_of(child, "metadata")));
    if (name == "header") page.records.push_back(record_of(child, {}));
    if (name != "resumptionToken") continue;
    page.resumption_token = text_of(child);
    page.complete_list_size = number_of(child.attribute("completeListSize").value());
  }
}

}  // namespace

Result<OaiPage> parse_oai_page(std::string_view xml) {
  pugi::xml_document document;
  if (auto parsed = parse_xml(xml, document); !parsed) return fail(std::move(parsed.error()));
  const pugi::xml_node root = document.document_element();
  if (local_name(root) != "OAI-PMH") return fail(ErrorCode::bad_record, "the root of the XML is no <OAI-PMH>");
  OaiPage page{.response_date = std::string(text_of(child_of(root, "responseDate")))};
  for (const pugi::xml_node& child : root.children()) {
    const std::string_view name = local_name(child);
    if (name == "ListRecords" || name == "ListIdentifiers" || name == "GetRecord") read_list(child, page);
    if (name != "error" || !page.error_code.empty()) continue;
    page.error_code = child.attribute("code").value();
    page.error_message = text_of(child);
  }
  return page;
}

}  // namespace kohtaamo::corpora
