// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/problems.h"

#include <algorithm>

#include "config/json.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using stemming::Language;

std::string detail_of(const config::Error& error, std::string_view title, Language language) {
  if (language == Language::en && !error.message.empty()) return error.message;
  std::string detail(title);
  if (!error.where.empty())
    detail += (language == Language::fi   ? " Kohta: "
               : language == Language::sv ? " Ställe: "
                                          : " Place: ") +
              error.where;
  return detail;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "/limit" and "byte 17" are places in a body, "q:17" is the 17th byte of a parameter.
void write_place(std::string_view where, config::JsonWriter& writer) {
  const auto write = [&](std::string_view key, std::string_view value) {
    config::write_key(writer, key);
    config::write_string(writer, value);
  };
  if (where.starts_with('/') || where.starts_with("byte ")) return write("pointer", where);
  const std::size_t colon = std::min(where.rfind(':'), where.size());
  const std::string_view column = where.substr(std::min(colon + 1, where.size()));
  if (!is_number(column)) return write("parameter", where);
  write("parameter", where.substr(0, colon));
  config::write_key(writer, "column");
  writer.RawValue(column.data(), column.size(), rapidjson::kNumberType);
}

std::vector<NameValue> headers_of(ErrorCode code, Language language) {
  std::vector<NameValue> headers{{"Cache-Control", "no-store"}, {"Content-Language", std::string(to_text(language))}};
  if (code == ErrorCode::unauthorized) headers.emplace_back("WWW-Authenticate", "Bearer realm=\"kohtaamo\"");
  if (config::error_row(code).http_status == 503)
    headers.emplace_back("Retry-After", code == ErrorCode::overloaded ? "1" : "5");
  return headers;
}

}  // namespace

std::string_view title_of(ErrorCode code, Language language) {
  const config::ErrorRow& row = config::error_row(code);
  switch (language) {
    case Language::fi:
      return row.fi;
    case Language::sv:
      return row.sv;
    case Language::en:
      return row.en;
  }
  return row.en;
}

HttpReply problem_reply(const config::Error& error, const HttpRequest& request, Language language) {
  const config::ErrorRow& row = config::error_row(error.code);
  const std::string_view title = title_of(error.code, language);
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  const auto write = [&](std::string_view key, std::string_view value) {
    config::write_key(writer, key);
    config::write_string(writer, value);
  };
  writer.StartObject();
  write("type", "/problems/" + std::string(row.name));
  write("title", title);
  config::write_key(writer, "status");
  writer.Int(row.http_status);
  write("detail", detail_of(error, title, language));
  write("code", row.name);
  write("instance",
        std::string_view(request.target).substr(0, std::min(request.target.find('?'), request.target.size())));
  write("request_id", request.request_id);
  config::write_key(writer, "errors");
  writer.StartArray();
  if (!error.where.empty()) {
    writer.StartObject();
    write_place(error.where, writer);
    write("detail", error.message);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return {.status = row.http_status,
          .content_type = "application/problem+json",
          .headers = headers_of(error.code, language),
          .body = std::string(config::text_of(json))};
}

}  // namespace kohtaamo::server
