// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/paging.h"

#include <fmt/format.h>

#include <charconv>

#include "config/json.h"
#include "corpora/import/oai_page.h"
#include "corpora/import/xml_text.h"

namespace kohtaamo::corpora::harvest {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::JsonValue;
using config::Result;

// A page of JSON may hold far more than a record may.
constexpr config::JsonLimits page_limits{.max_depth = 64, .max_values = 20'000'000};

std::string with_parameter(const std::string& url, std::string_view name, std::string_view value) {
  return fmt::format("{}{}{}={}", url, url.find('?') == std::string::npos ? '?' : '&', url_escaped(name),
                     url_escaped(value));
}

Error broken(std::string message, const HttpAnswer& answer) {
  return {ErrorCode::source_broken, std::move(message), answer.url};
}

// --- OAI-PMH -----------------------------------------------------------------------------------

std::string oai_url(const Source& source, const ListPlace& at) {
  std::string url = with_parameter(source.url, "verb", "ListRecords");
  if (!at.next.empty()) return with_parameter(url, "resumptionToken", at.next);
  url = with_parameter(url, "metadataPrefix", source.prefix);
  if (!source.set.empty()) url = with_parameter(url, "set", source.set);
  if (!at.from.empty()) url = with_parameter(url, "from", at.from);
  return url;
}

Result<ListPage> read_oai(const ListPlace& at, const HttpAnswer& answer) {
  const auto page = parse_oai_page(answer.body);
  if (!page) return fail(broken("the reply is no OAI-PMH: " + to_text(page.error()), answer));
  ListPage read{.next = page->resumption_token,
                .rows = static_cast<std::int64_t>(page->records.size()),
                .about = page->complete_list_size,
                .response_date = page->response_date};
  if (page->error_code.empty()) return read;
  const bool may_be_empty = !at.from.empty() || !at.next.empty();
  if (page->error_code == "noRecordsMatch" && may_be_empty) {
    read.verdict = ListPage::Verdict::no_changes;
    return read;
  }
  if (page->error_code == "badResumptionToken" && !at.next.empty()) {
    read.verdict = ListPage::Verdict::bad_token;
    return read;
  }
  return fail(broken(fmt::format("the repository says {}: {}", page->error_code, page->error_message), answer));
}

// --- JSON --------------------------------------------------------------------------------------

// "meta.next_cursor"; an empty name is the value itself. Null where there is no such member.
const JsonValue* member_at(const JsonValue& value, std::string_view dotted_name) {
  const JsonValue* found = &value;
  while (!dotted_name.empty()) {
    const std::size_t dot = dotted_name.find('.');
    const std::string step(dotted_name.substr(0, dot));
    dotted_name.remove_prefix(dot == std::string_view::npos ? dotted_name.size() : dot + 1);
    if (!found->IsObject()) return nullptr;
    const auto member = found->FindMember(step);
    if (member == found->MemberEnd()) return nullptr;
    found = &member->value;
  }
  return found;
}

std::optional<std::int64_t> number_at(const JsonValue& json, const std::string& name) {
  const JsonValue* value = name.empty() ? nullptr : member_at(json, name);
  return value != nullptr && value->IsInt64() ? std::optional(value->GetInt64()) : std::nullopt;
}

std::string token_at(const JsonValue& json, const std::string& name) {
  const JsonValue* value = name.empty() ? nullptr : member_at(json, name);
  if (value == nullptr) return {};
  if (value->IsString()) return std::string(config::string_of(*value));
  return value->IsInt64() ? std::to_string(value->GetInt64()) : std::string{};
}

std::int64_t page_number(const Source& source, const ListPlace& at) {
  std::int64_t number = source.first_page;
  if (!at.next.empty()) std::from_chars(at.next.data(), at.next.data() + at.next.size(), number);
  return number;
}

std::string json_url(const Source& source, const ListPlace& at) {
  if (!source.page_parameter.empty())
    return with_parameter(source.url, source.page_parameter, std::to_string(page_number(source, at)));
  const std::string& cursor = at.next.empty() ? source.first_cursor : at.next;
  if (source.cursor_parameter.empty() || cursor.empty()) return source.url;
  return with_parameter(source.url, source.cursor_parameter, cursor);
}

// Whether the source has more after this page, by the best that it tells.
bool has_more(const Source& source, const ListPlace& at, const ListPage& page, const JsonValue& json) {
  const std::int64_t so_far = at.rows + *page.rows;
  if (const auto pages = number_at(json, source.page_count))
    return page_number(source, at) - source.first_page + 1 < *pages;
  if (page.total) return so_far<*page.total&& * page.rows> 0;
  return *page.rows > 0;
}

Result<ListPage> read_json(const Source& source, const ListPlace& at, const HttpAnswer& answer) {
  const auto json = config::parse_json(answer.body, page_limits);
  if (!json) return fail(broken("the reply is no JSON: " + to_text(json.error()), answer));
  const JsonValue* rows = member_at(*json, source.rows);
  if (rows == nullptr || !rows->IsArray())
    return fail(broken(
        source.rows.empty() ? "the reply is no list of rows" : fmt::format("the reply has no list '{}'", source.rows),
        answer));
  ListPage page{.rows = rows->Size(), .total = number_at(*json, source.total)};
  if (!source.total.empty() && !page.total)
    return fail(broken(fmt::format("the reply has no number '{}'", source.total), answer));
  if (!source.page_parameter.empty() && has_more(source, at, page, *json))
    page.next = std::to_string(page_number(source, at) + 1);
  if (source.cursor_parameter.empty()) return page;
  const std::string next =
      source.next_header.empty() ? token_at(*json, source.next) : std::string(answer.header(source.next_header));
  // Some go on giving cursors after the last row.
  if (has_more(source, at, page, *json)) page.next = next;
  return page;
}

}  // namespace

HttpAsk ask_for_page(const Source& source, const ListPlace& at) {
  HttpAsk ask{.parts = source.parts};
  switch (source.protocol) {
    case Protocol::oai_pmh:
      ask.url = oai_url(source, at);
      break;
    case Protocol::json:
      ask.url = json_url(source, at);
      ask.headers.emplace_back("Accept: application/json");
      break;
    case Protocol::file:
      ask.url = source.url;
      break;
  }
  return ask;
}

Result<ListPage> read_list_page(const Source& source, const ListPlace& at, const HttpAnswer& answer) {
  switch (source.protocol) {
    case Protocol::oai_pmh:
      return read_oai(at, answer);
    case Protocol::json:
      return read_json(source, at, answer);
    case Protocol::file:
      return ListPage{};
  }
  return ListPage{};
}

HttpAsk ask_for_identity(const Source& source) { return {.url = with_parameter(source.url, "verb", "Identify")}; }

Result<OaiIdentity> read_identity(const HttpAnswer& answer) {
  pugi::xml_document document;
  if (auto parsed = parse_xml(answer.body, document); !parsed)
    return fail(broken("the reply is no OAI-PMH: " + to_text(parsed.error()), answer));
  const pugi::xml_node identity = child_of(document.document_element(), "Identify");
  if (!identity) return fail(broken("the repository does not identify itself", answer));
  const std::string_view version = text_of(child_of(identity, "protocolVersion"));
  if (version != "2.0") return fail(broken(fmt::format("it speaks OAI-PMH '{}', not 2.0", version), answer));
  return OaiIdentity{
      .has_seconds = text_of(child_of(identity, "granularity")).size() > std::string_view("YYYY-MM-DD").size(),
      .tells_deleted = text_of(child_of(identity, "deletedRecord")) == "persistent"};
}

std::string_view content_kind(const Source& source) {
  if (!source.content_type.empty()) return source.content_type;
  switch (source.protocol) {
    case Protocol::oai_pmh:
      return "xml";
    case Protocol::json:
      return "json";
    case Protocol::file:
      return {};
  }
  return {};
}

}  // namespace kohtaamo::corpora::harvest
