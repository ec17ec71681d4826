// SPDX-License-Identifier: GPL-3.0-or-later
// match.cpp — the command `match`: who meets a text or a record, and why.
#include "server/match/match.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <memory>

#include "config/code_lists.h"
#include "config/nearest_name.h"
#include "indexer/commands/command.h"
#include "indexer/commands/match_text.h"
#include "indexer/commands/open_index.h"
#include "indexer/commands/server_question.h"
#include "server/http_message.h"
#include "server/match/need_feedback.h"
#include "server/replies.h"
#include "server/replies_upon_match.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct MatchFlags {
  std::string text{}, id{}, language{}, role = "adopter", actor{}, region{}, actor_type{}, server{};
  std::vector<std::string> types{}, skills{};
  std::size_t limit = 10;
  bool is_bundle = false, is_mirror = false, is_overlap = false, is_consortium = false, is_lineage = false;

  bool is_upon_match() const { return is_bundle || is_mirror || is_overlap || is_consortium || is_lineage; }
};

Result<server::MatchRequest> request_of(const MatchFlags& flags) {
  if (flags.text.empty() == flags.id.empty()) return fail(ErrorCode::usage, "give either a text or --id");
  server::MatchRequest request{.text = flags.text, .id = flags.id, .limit = flags.limit};
  request.today = corpora::today_in_helsinki();
  const auto role = parse_role_flag(flags.role);
  if (!role) return fail(role.error());
  request.role = *role;
  if (!flags.language.empty()) {
    const auto language = parse_language_flag(flags.language);
    if (!language) return fail(language.error());
    request.language = *language;
  }
  for (const std::string& name : flags.types) {
    const auto type = parse_type_flag(name);
    if (!type) return fail(type.error());
    request.types.push_back(*type);
  }
  return request;
}

// What is built on matching answers in JSON alone, as the API does: it is for programs and pages.
Result<std::string> answer_upon_match(const OpenIndex& index, const MatchFlags& flags,
                                      const server::MatchRequest& request) {
  const auto began = std::chrono::steady_clock::now();
  const server::HitView view{.today = request.today, .language = request.language.value_or(stemming::Language::fi)};
  const auto json_of = [&](const auto& found) -> Result<std::string> {
    if (!found) return fail(found.error());
    return server::to_json(*found, view, std::chrono::steady_clock::now() - began);
  };
  if (flags.is_bundle) return json_of(server::find_bundle(*index.matcher, *index.search, request));
  if (flags.is_mirror) return json_of(server::find_mirror(*index.matcher, *index.search, request));
  if (flags.is_consortium)
    return json_of(server::find_consortium(*index.matcher, *index.search,
                                           {.call = request.id,
                                            .actor = flags.actor,
                                            .skills = flags.skills,
                                            .limit = flags.limit,
                                            .today = request.today}));
  if (flags.is_overlap) {
    auto overlap = server::overlap_request_of(*index.search, request);
    if (!overlap) return fail(overlap.error());
    return json_of(server::find_overlap(*index.matcher, *index.search, index.pipeline->builder, *overlap));
  }
  const auto lineage =
      server::find_lineage(*index.search, {.id = request.id, .region = flags.region, .actor_type = flags.actor_type});
  if (!lineage) return fail(lineage.error());
  return server::to_json(*lineage, view);
}

// What was dismissed for this need stays out here as it does at the server.
Result<void> add_dismissed(const Context& context, server::MatchRequest& request) {
  const auto book = server::FeedbackBook::open(context.settings.data.directory, corpora::Store::Mode::read_only);
  if (!book) return fail(book.error());
  auto dismissed = (*book)->dismissed(request.id);
  if (!dismissed) return fail(dismissed.error());
  request.dismissed = std::move(*dismissed);
  return {};
}

// Matches, or what is built on them, from the index of this machine.
Result<std::string> answer_here(const Context& context, const MatchFlags& flags, server::MatchRequest request) {
  const auto began = std::chrono::steady_clock::now();
  if (auto ok = add_dismissed(context, request); !ok) return fail(ok.error());
  const auto index = open_index(context.settings);
  if (!index) return fail(index.error());
  if (flags.is_upon_match()) return answer_upon_match(**index, flags, request);
  const auto result = (*index)->matcher->match(request);
  if (!result) return fail(result.error());
  const server::HitView view{.today = request.today, .language = request.language.value_or(stemming::Language::fi)};
  return server::to_json(*result, view, std::chrono::steady_clock::now() - began);
}

// The path of the question; its JSON holds those members alone that the address takes.
ServerQuestion question_of(const MatchFlags& flags) {
  const std::string lang = "?lang=" + (flags.language.empty() ? "fi" : flags.language);
  if (flags.is_lineage) {
    std::string path = "/api/v1/records/" + server::percent_encode(flags.id) + "/lineage" + lang;
    if (!flags.region.empty()) path += "&region=" + server::percent_encode(flags.region);
    if (!flags.actor_type.empty()) path += "&actor_type=" + server::percent_encode(flags.actor_type);
    return {.server = flags.server, .path = std::move(path)};
  }
  const std::string_view name = flags.is_bundle       ? "bundle"
                                : flags.is_mirror     ? "mirror"
                                : flags.is_consortium ? "consortium"
                                : flags.is_overlap    ? "overlap"
                                                      : "match";
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  const auto write_given = [&](std::string_view member, const std::string& text) {
    if (!text.empty()) server::write_text(writer, member, text);
  };
  if (flags.is_consortium) {
    server::write_text(writer, "call", flags.id);
    write_given("actor", flags.actor);
    server::write_texts(writer, "skills", flags.skills);
  } else {
    write_given("id", flags.id);
    write_given("text", flags.text);
    write_given("lang", flags.language);
  }
  if (!flags.is_upon_match()) {
    server::write_texts(writer, "types", flags.types);
    server::write_text(writer, "role", flags.role);
  }
  if (!flags.is_bundle) server::write_count(writer, "limit", flags.limit);
  writer.EndObject();
  return {.server = flags.server,
          .path = fmt::format("/api/v1/{}{}", name, lang),
          .json = std::string(config::text_of(json))};
}

Result<int> run(const Context& context, const MatchFlags& flags) {
  const auto request = request_of(flags);
  if (!request) return fail(request.error());
  const auto answer = flags.server.empty() ? answer_here(context, flags, *request) : ask_server(question_of(flags));
  if (!answer) return fail(answer.error());
  if (context.as_json || flags.is_upon_match()) {
    fmt::print("{}\n", *answer);
    return success;
  }
  const auto text = match_text(*answer, request->language.value_or(stemming::Language::fi));
  if (!text) return fail(text.error());
  fmt::print("{}", *text);
  return success;
}

// A code of a list, or a sentence that names the nearest.
CLI::Validator one_of(const char* list) {
  return {[list](const std::string& given) {
            const config::CodeList& codes = config::code_list(list);
            if (codes.find(given) != nullptr) return std::string();
            return fmt::format("'{}' is no code of {}{}", given, list, config::did_you_mean(given, codes.names()));
          },
          ""};
}

void add_kinds_of_answer(CLI::App& command, MatchFlags& flags) {
  auto* kinds = command.add_option_group("instead of matches, always as JSON");
  kinds->require_option(0, 1);
  kinds->add_flag("--bundle", flags.is_bundle, "what meets a need all at once, and what nobody offers");
  kinds->add_flag("--mirror", flags.is_mirror, "what a call, open or a draft, would meet");
  kinds->add_flag("--consortium", flags.is_consortium, "who could apply to the call of --id together");
  kinds->add_flag("--overlap", flags.is_overlap, "who does the same already");
  kinds->add_flag("--lineage", flags.is_lineage, "where the innovation of --id comes from, and who took it up");
  command.add_option("--server", flags.server, "ask this server, and no index of this machine")->type_name("URL");
  command.add_option("--actor", flags.actor, "--consortium: who looks for partners")->type_name("ID");
  command.add_option("--skill", flags.skills, "--consortium: a kind of resource that is wanted; may be repeated")
      ->type_name("KIND")
      ->check(one_of("resource_kinds"));
  command.add_option("--region", flags.region, "--lineage: the reader's region")
      ->type_name("CODE")
      ->check(one_of("regions"));
  command.add_option("--actor-type", flags.actor_type, "--lineage: the type of the reader's organisation")
      ->type_name("TYPE")
      ->check(one_of("actor_types"));
}

}  // namespace

void add_match(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand(
      "match",
      "find what meets a need, a call or an idea, and say why\n\n"
      "With --json the answer is that of POST /api/v1/match; with --bundle, --mirror, --consortium, --overlap and\n"
      "--lineage it is that of the address of the same name. A server may run beside it, and need not; with --server\n"
      "it is asked, wherever it is, and no data folder is needed.\n\n"
      "  kohtaamo-indexer match --data data 'Ikäihmiset jäävät yksin kirkonkylillä' --type innovation\n"
      "  kohtaamo-indexer match --data data --id sample:need-001 --json\n"
      "  kohtaamo-indexer match --data data --id sample:need-025 --bundle\n"
      "  kohtaamo-indexer match --server http://127.0.0.1:8080 --id sample:need-001\n");
  auto flags = std::make_shared<MatchFlags>();
  command->add_option("text", flags->text, "what is needed or offered, in one's own words");
  command->add_option("--id", flags->id, "a stored record instead")->type_name("ID");
  command->add_option("--type", flags->types, "look among records of this type; may be repeated")
      ->type_name("TYPE")
      ->expected(1)
      ->take_all();
  command->add_option("--lang", flags->language, "language of the text; else detected")->type_name("LANG");
  command->add_option("--role", flags->role, "whose view it is: adopter, developer or funder")->type_name("ROLE");
  command->add_option("--limit", flags->limit, "most matches of each type")->check(CLI::Range(1, 100));
  add_kinds_of_answer(*command, *flags);
  command->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return run(context, *flags); }; });
}

}  // namespace kohtaamo::indexer
