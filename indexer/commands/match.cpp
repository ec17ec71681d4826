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
#include "indexer/commands/open_index.h"
#include "server/match/need_feedback.h"
#include "server/replies.h"
#include "server/replies_upon_match.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct MatchFlags {
  std::string text{}, id{}, language{}, role = "adopter", actor{}, region{}, actor_type{};
  std::vector<std::string> types{}, skills{};
  std::size_t limit = 10;
  bool is_bundle = false, is_mirror = false, is_overlap = false, is_consortium = false, is_lineage = false;
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

void print_match(const server::Match& match, stemming::Language language) {
  fmt::print("{:3}  {:.3f}  {:8}  {}  {}\n", match.rank, match.score, to_text(match.strength), match.record.id,
             match.record.title.best(language));
  for (const server::Signal& signal : match.signals)
    fmt::print("       {:.2f} of weight {:g}  {}\n", signal.value, signal.weight,
               server::sentence(signal.reason, to_text(language)));
  for (const server::Check& check : match.checks)
    fmt::print("       {}: {}\n", to_text(check.verdict), server::sentence(check.reason, to_text(language)));
}

void print_text(const server::MatchResult& result, stemming::Language language) {
  for (const server::Match& match : result.matches) print_match(match, language);
  if (!result.near_misses.empty()) fmt::print("near misses\n");
  for (const server::Match& match : result.near_misses) print_match(match, language);
  fmt::print("{} matches, {} near misses\n", result.matches.size(), result.near_misses.size());
}

Result<int> run(const Context& context, const MatchFlags& flags) {
  const auto began = std::chrono::steady_clock::now();
  auto request = request_of(flags);
  if (!request) return fail(request.error());
  if (auto ok = add_dismissed(context, *request); !ok) return fail(ok.error());
  const auto index = open_index(context.settings);
  if (!index) return fail(index.error());
  if (flags.is_bundle || flags.is_mirror || flags.is_overlap || flags.is_consortium || flags.is_lineage) {
    const auto json = answer_upon_match(**index, flags, *request);
    if (!json) return fail(json.error());
    fmt::print("{}\n", *json);
    return success;
  }
  const auto result = (*index)->matcher->match(*request);
  if (!result) return fail(result.error());
  const stemming::Language language = request->language.value_or(stemming::Language::fi);
  if (context.as_json)
    fmt::print("{}\n", server::to_json(*result, server::HitView{.today = request->today, .language = language},
                                       std::chrono::steady_clock::now() - began));
  else
    print_text(*result, language);
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
      "--lineage it is that of the address of the same name. A server may run beside it, and need not.\n\n"
      "  kohtaamo-indexer match --data data 'Ikäihmiset jäävät yksin kirkonkylillä' --type innovation\n"
      "  kohtaamo-indexer match --data data --id sample:need-001 --json\n"
      "  kohtaamo-indexer match --data data --id sample:need-025 --bundle\n");
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
