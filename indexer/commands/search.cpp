// SPDX-License-Identifier: GPL-3.0-or-later
// search.cpp — the command `search`: what the server would answer, without a server.
#include "server/search/search.h"

#include <fmt/format.h>

#include <chrono>
#include <memory>

#include "config/code_lists.h"
#include "indexer/commands/command.h"
#include "indexer/commands/open_index.h"
#include "server/replies.h"
#include "server/requests.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct SearchFlags {
  std::string query{}, language{}, limit{}, sort{};
  std::vector<std::string> filters{};  // "stage=pilot"
  bool explains = false, fails_empty = false;
};

// The flags as the address of the API would have them: one reader for both.
Result<server::HttpRequest> request_of(const SearchFlags& flags) {
  server::HttpRequest request{.query = {{"q", flags.query}}};
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) request.query.emplace_back(name, value);
  };
  add("lang", flags.language);
  add("limit", flags.limit);
  add("sort", flags.sort);
  add("explain", flags.explains ? "full" : "");
  for (const std::string& filter : flags.filters) {
    const std::size_t equals = filter.find('=');
    if (equals == std::string::npos)
      return fail(ErrorCode::usage, fmt::format("'{}' is no NAME=CODE", filter), "--filter");
    const std::string name = filter.substr(0, equals);
    if (auto ok = server::check_known(name, server::filter_names, "--filter"); !ok)
      return fail(ErrorCode::usage, ok.error().message, "--filter");
    request.query.emplace_back(name, filter.substr(equals + 1));
  }
  return request;
}

corpora::LocalText label_of(std::string_view facet, const std::string& code) {
  const std::string_view list = server::code_list_of(facet);
  const config::Code* known = list.empty() ? nullptr : config::code_list(list).find(code);
  if (known == nullptr) return {.fi = code, .sv = code, .en = code};
  return {.fi = known->fi, .sv = known->sv, .en = known->en};
}

std::string text_of(const std::vector<server::Segment>& segments) {
  std::string text;
  for (const server::Segment& segment : segments) text += segment.is_hit ? "[" + segment.text + "]" : segment.text;
  return text;
}

void print_hit(const server::Hit& hit, stemming::Language language) {
  fmt::print("{:3}  {:8.4f}  {}  {}\n", hit.rank, hit.score, hit.record->id, hit.record->title.best(language));
  if (!hit.snippet.segments.empty()) fmt::print("     {}\n", text_of(hit.snippet.segments));
  for (const server::ScorePart& part : hit.explanation)
    fmt::print("     {:8.4f}  {}{}{}  {} by {}\n", part.score, part.field, part.field.empty() ? "" : ":", part.text,
               fmt::join(part.terms, " "), part.reached);
}

void print_text(const server::SearchResult& result, stemming::Language language) {
  for (const server::Hit& hit : result.hits) print_hit(hit, language);
  fmt::print("{}{} found\n", result.total_is_exact ? "" : "about ", result.total);
}

Result<int> run(const Context& context, const SearchFlags& flags) {
  const auto began = std::chrono::steady_clock::now();
  const auto asked = request_of(flags);
  if (!asked) return fail(asked.error());
  const auto today = corpora::today_in_helsinki();
  const auto request = server::parse_search(server::Parameters::of_query(*asked), context.settings.search, today);
  if (!request) return fail(ErrorCode::usage, request.error().message, request.error().where);
  const auto index = open_index(context.settings);
  if (!index) return fail(index.error());
  const auto result = (*index)->search->search(*request);
  if (!result) return fail(result.error());

  const stemming::Language language = request->language.value_or(stemming::Language::fi);
  for (const server::Notice& notice : result->notices) say(context, notice.where + ": " + notice.message);
  if (context.as_json)
    fmt::print("{}\n", server::to_json({.request = *request,
                                        .result = *result,
                                        .view = {.today = today, .language = language},
                                        .took = std::chrono::steady_clock::now() - began},
                                       label_of));
  else
    print_text(*result, language);
  return flags.fails_empty && result->total == 0 ? has_complaints : success;
}

}  // namespace

void add_search(CLI::App& app, Command& chosen) {
  auto* command =
      app.add_subcommand("search",
                         "search the index, as the server would\n\n"
                         "With --json the answer is that of GET /api/v1/search.\n\n"
                         "  kohtaamo-indexer search --data data 'ikäihmisten yksinäisyys' --filter stage=pilot\n"
                         "  kohtaamo-indexer search --data data '\"ensin asunto\" -hostelli' --lang fi --explain\n");
  auto flags = std::make_shared<SearchFlags>();
  command->add_option("query", flags->query, "words, \"phrases\", prefix*, field:value, AND OR NOT, -word")->required();
  command->add_option("--lang", flags->language, "language of the words; else detected")->type_name("LANG");
  command->add_option("--filter", flags->filters, "NAME=CODE; several of one name: any of them")
      ->type_name("NAME=CODE")
      ->expected(1)
      ->take_all();
  command->add_option("--sort", flags->sort, "relevance, newest or deadline")->type_name("ORDER");
  command->add_option("--limit", flags->limit, "most hits")->type_name("N");
  command->add_flag("--explain", flags->explains, "say what each word gave to the score");
  command->add_flag("--fail-empty", flags->fails_empty, "exit code 1 when nothing is found");
  command->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return run(context, *flags); }; });
}

}  // namespace kohtaamo::indexer
