// SPDX-License-Identifier: GPL-3.0-or-later
// match.cpp — the command `match`: who meets a text or a record, and why.
#include "server/match/match.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <memory>

#include "indexer/commands/command.h"
#include "indexer/commands/open_index.h"
#include "server/replies.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct MatchFlags {
  std::string text{}, id{}, language{}, role = "adopter";
  std::vector<std::string> types{};
  std::size_t limit = 10;
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
  const auto request = request_of(flags);
  if (!request) return fail(request.error());
  const auto index = open_index(context.settings);
  if (!index) return fail(index.error());
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

}  // namespace

void add_match(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand(
      "match",
      "find what meets a need, a call or an idea, and say why\n\n"
      "With --json the answer is that of POST /api/v1/match.\n\n"
      "  kohtaamo-indexer match --data data 'Ikäihmiset jäävät yksin kirkonkylillä' --type innovation\n"
      "  kohtaamo-indexer match --data data --id sample:need-001 --json\n");
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
  command->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return run(context, *flags); }; });
}

}  // namespace kohtaamo::indexer
