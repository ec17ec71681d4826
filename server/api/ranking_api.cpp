// SPDX-License-Identifier: GPL-3.0-or-later
// What decides the order of matches, as it is set.
#include "config/messages.h"
#include "server/api/handlers.h"
#include "server/app.h"
#include "server/match/signals.h"
#include "server/replies.h"

namespace kohtaamo::server::api {

Reply get_ranking(App& app, const RoutedRequest& request) {
  const config::MatchSettings& settings = app.settings().match;
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  config::write_key(writer, "signals");
  writer.StartArray();
  for (const std::string_view name : signal_names()) {
    writer.StartObject();
    write_text(writer, "name", name);
    write_text(writer, "label", config::message("reason_" + std::string(name), to_text(request.language)));
    write_number(writer, "adopter", weight_of(name, settings.adopter));
    write_number(writer, "developer", weight_of(name, settings.developer));
    write_number(writer, "funder", weight_of(name, settings.funder));
    writer.EndObject();
  }
  writer.EndArray();
  write_number(writer, "strong_from", settings.strong_from);
  write_number(writer, "possible_from", settings.possible_from);
  writer.EndObject();
  return json_reply(std::string(config::text_of(json)));
}

}  // namespace kohtaamo::server::api
