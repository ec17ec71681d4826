// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "config/code_lists.h"
#include "config/nearest_name.h"
#include "server/api/handlers.h"
#include "server/app.h"
#include "server/http_message.h"
#include "server/replies.h"

namespace kohtaamo::server::api {
namespace {

using config::ErrorCode;
using config::fail;

void write_given(config::JsonWriter& writer, std::string_view name, const std::vector<std::string>& texts) {
  if (!texts.empty()) write_texts(writer, name, texts);
}

void write_code(config::JsonWriter& writer, const config::Code& code) {
  writer.StartObject();
  write_text(writer, "code", code.code);
  write_local(writer, "label", {.fi = code.fi, .sv = code.sv, .en = code.en});
  if (!code.group.empty()) write_text(writer, "group", code.group);
  write_given(writer, "broader", code.broader);
  write_given(writer, "expands_to", code.expands_to);
  write_given(writer, "within", code.within);
  write_given(writer, "contains", code.contains);
  write_given(writer, "neighbours", code.neighbours);
  write_given(writer, "equals", code.equals);
  write_given(writer, "aliases", code.aliases);
  write_given(writer, "groups", code.groups);
  writer.EndObject();
}

}  // namespace

Reply get_code_lists(App&, const RoutedRequest&) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  config::write_key(writer, "code_lists");
  writer.StartArray();
  for (const std::string_view name : config::code_list_names()) {
    writer.StartObject();
    write_text(writer, "name", name);
    write_text(writer, "url", fmt::format("/api/v1/code-lists/{}", name));
    write_count(writer, "codes", config::code_list(name).codes().size());
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return json_reply(std::string(config::text_of(json)));
}

Reply get_code_list(App&, const RoutedRequest& request) {
  const std::vector<std::string_view> names = config::code_list_names();
  if (std::ranges::find(names, request.id) == names.end())
    return fail(ErrorCode::not_found,
                fmt::format("'{}' is not a code list{}", request.id, config::did_you_mean(request.id, names)));
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  write_text(writer, "name", request.id);
  config::write_key(writer, "codes");
  writer.StartArray();
  for (const config::Code& code : config::code_list(request.id).codes()) write_code(writer, code);
  writer.EndArray();
  writer.EndObject();
  return json_reply(std::string(config::text_of(json)));
}

}  // namespace kohtaamo::server::api
