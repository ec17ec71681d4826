// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <array>

#include "config/code_lists.h"
#include "config/nearest_name.h"
#include "corpora/listing.h"
#include "server/api/handlers.h"
#include "server/app.h"
#include "server/replies.h"
#include "server/requests.h"

namespace kohtaamo::server::api {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::array<std::string_view, 1> feedback_members{"verdict"};

// Who may write the need may say how its matches fared; others are told nothing of it, of one that is not shown to all
// not even that it is there.
Result<void> check_need(App& app, const RoutedRequest& request) {
  const auto need = app.feedback().find_need(request.id);
  if (!need) return fail(need.error());
  auto is_allowed = check_source(need->id, need->provenance.source, request.holder);
  if (!is_allowed && !corpora::is_listed(*need)) return fail(ErrorCode::not_found, "no record has this id", request.id);
  return is_allowed;
}

Result<void> write_feedback(App& app, const corpora::Feedback& feedback, config::JsonWriter& writer) {
  const auto still_holds = app.feedback().still_holds(feedback);
  if (!still_holds) return fail(still_holds.error());
  writer.StartObject();
  write_text(writer, "need", feedback.need);
  write_text(writer, "record", feedback.record);
  write_text(writer, "verdict", feedback.verdict);
  write_text(writer, "at", feedback.at);
  write_flag(writer, "record_unchanged", *still_holds);
  writer.EndObject();
  return {};
}

Reply feedback_reply(App& app, const corpora::Feedback& feedback) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  if (auto ok = write_feedback(app, feedback, writer); !ok) return fail(ok.error());
  return json_reply(std::string(config::text_of(json)));
}

Result<std::string> verdict_of(const Parameters& parameters) {
  const auto verdict = parameters.text("verdict");
  if (!verdict) return fail(verdict.error());
  const config::CodeList& verdicts = config::code_list("feedback_verdicts");
  const std::string given = verdict->value_or("");
  if (verdicts.find(given) != nullptr) return given;
  return fail(ErrorCode::bad_request,
              fmt::format("'{}' is none of {}{}", given, fmt::join(verdicts.names(), ", "),
                          config::did_you_mean(given, verdicts.names())),
              parameters.place("verdict"));
}

}  // namespace

Reply get_feedback_of(App& app, const RoutedRequest& request) {
  if (auto ok = check_need(app, request); !ok) return fail(ok.error());
  const auto all = app.feedback().of(request.id);
  if (!all) return fail(all.error());
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  config::write_key(writer, "feedback");
  writer.StartArray();
  for (const corpora::Feedback& one : *all)
    if (auto ok = write_feedback(app, one, writer); !ok) return fail(ok.error());
  writer.EndArray();
  writer.EndObject();
  return json_reply(std::string(config::text_of(json)));
}

Reply get_feedback(App& app, const RoutedRequest& request) {
  if (auto ok = check_need(app, request); !ok) return fail(ok.error());
  const auto feedback = app.feedback().find(request.id, request.record);
  if (!feedback) return fail(feedback.error());
  return feedback_reply(app, *feedback);
}

Reply put_feedback(App& app, const RoutedRequest& request) {
  const auto parameters = Parameters::of_body(request.http, feedback_members);
  if (!parameters) return fail(parameters.error());
  const auto verdict = verdict_of(*parameters);
  if (!verdict) return fail(verdict.error());
  if (auto ok = check_need(app, request); !ok) return fail(ok.error());
  const auto feedback = app.feedback().put(request.id, request.record, *verdict, request.holder.id);
  if (!feedback) return fail(feedback.error());
  return feedback_reply(app, *feedback);
}

Reply delete_feedback(App& app, const RoutedRequest& request) {
  if (auto ok = check_need(app, request); !ok) return fail(ok.error());
  if (auto ok = app.feedback().erase(request.id, request.record, request.holder.id); !ok) return fail(ok.error());
  return HttpReply{.status = 204};
}

}  // namespace kohtaamo::server::api
