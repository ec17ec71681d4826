// SPDX-License-Identifier: GPL-3.0-or-later
// evaluate.cpp — the command `evaluate`: the very ranking that answers people, held against judgments.
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "indexer/commands/command.h"
#include "indexer/commands/judged_set.h"
#include "indexer/commands/open_index.h"
#include "indexer/progress_bar.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct EvaluateFlags {
  std::string queries{}, text = "text", judgments{}, mode = "search", role = "adopter", language{}, run_file{};
  std::vector<std::string> types{}, filters{};
  std::size_t depth = 1'000;
};

using Ranking = std::vector<std::string>;
using Rank = std::function<Result<Ranking>(const std::string& text)>;

// A question that somebody judged, and what it found.
struct Judged {
  const Question* question{};
  const Judgments* judgments{};
  Ranking ranking{};
};

Result<server::FacetFilter> parse_filter(const std::string& text) {
  const std::size_t equals = std::min(text.find('='), text.size());
  const std::string name = text.substr(0, equals);
  if (equals == text.size() || !server::is_facet(name) || server::is_computed(name))
    return fail(ErrorCode::usage, fmt::format("'{}' is no NAME=CODE of a field of the index", text), "--filter");
  return server::FacetFilter{.field = name, .codes = {text.substr(equals + 1)}};
}

Result<Rank> rank_of(const EvaluateFlags& flags, const OpenIndex& index) {
  std::optional<stemming::Language> language;
  if (!flags.language.empty()) {
    const auto parsed = parse_language_flag(flags.language);
    if (!parsed) return fail(parsed.error());
    language = *parsed;
  }
  std::vector<corpora::RecordType> types;
  std::vector<server::FacetFilter> filters;
  for (const std::string& name : flags.types) {
    const auto type = parse_type_flag(name);
    if (!type) return fail(type.error());
    types.push_back(*type);
  }
  if (!types.empty()) filters.push_back({.field = "type", .codes = flags.types});
  for (const std::string& text : flags.filters) {
    auto filter = parse_filter(text);
    if (!filter) return fail(filter.error());
    filters.push_back(std::move(*filter));
  }
  const auto role = parse_role_flag(flags.role);
  if (!role) return fail(role.error());
  if (flags.mode == "match")
    return Rank([&index, language, among = server::RankRequest{types, *role, flags.depth}](const std::string& text) {
      return index.matcher->rank(text, language, among);
    });
  return Rank([&index, language, filters, depth = flags.depth](const std::string& text) {
    return index.search->rank(text, language, filters, depth);
  });
}

bool has_relevant(const Judgments& judgments) {
  return std::ranges::any_of(judgments, [](const auto& judged) { return judged.second > 0; });
}

std::vector<Judged> judged_questions(const std::vector<Question>& questions, const JudgmentsByQuestion& judgments) {
  std::vector<Judged> judged;
  for (const Question& question : questions)
    if (const auto found = judgments.find(question.id); found != judgments.end() && has_relevant(found->second))
      judged.push_back({.question = &question, .judgments = &found->second});
  return judged;
}

// Questions are answered on all cores; each writes its own row alone.
Result<void> rank_all(std::vector<Judged>& judged, const Rank& rank, ProgressBar& bar) {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<config::Error> failure;
  std::size_t done = 0;
  const auto work = [&] {
    for (std::size_t at = next++; at < judged.size(); at = next++) {
      auto ranking = rank(judged[at].question->text);
      const std::lock_guard lock(mutex);
      if (!ranking) failure = ranking.error();
      if (failure) return;
      judged[at].ranking = std::move(*ranking);
      bar.show({.done = ++done, .total = judged.size(), .count = static_cast<std::int64_t>(done)});
    }
  };
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) threads.emplace_back(work);
  }
  if (failure) return fail(*failure);
  return {};
}

// TREC's format; the scores only say the order, since searches and matches score differently.
Result<void> write_run(const std::string& path, const std::vector<Judged>& judged, const std::string& tag) {
  std::ofstream file(path);
  for (const Judged& one : judged)
    for (std::size_t i = 0; i < one.ranking.size(); ++i)
      file << fmt::format("{} Q0 {} {} {} {}\n", one.question->id, judged_name(one.ranking[i], *one.judgments), i + 1,
                          one.ranking.size() - i, tag);
  file.close();
  if (!file) return fail(ErrorCode::cannot_write, "the run cannot be written", path);
  return {};
}

MeanRelevance relevance_of(const std::vector<Judged>& judged) {
  std::vector<Relevance> all;
  for (const Judged& one : judged) {
    Ranking names;
    for (const std::string& id : one.ranking) names.push_back(judged_name(id, *one.judgments));
    all.push_back(measure(names, *one.judgments));
  }
  return mean_of(all);
}

Result<int> run(const Context& context, const EvaluateFlags& flags) {
  const auto questions = read_questions(flags.queries, flags.text);
  if (!questions) return fail(questions.error());
  const auto judgments = read_judgments(flags.judgments);
  if (!judgments) return fail(judgments.error());
  const auto index = open_index(context.settings);
  if (!index) return fail(index.error());
  const auto rank = rank_of(flags, **index);
  if (!rank) return fail(rank.error());

  const auto began = std::chrono::steady_clock::now();
  std::vector<Judged> judged = judged_questions(*questions, *judgments);
  ProgressBar bar("evaluating", "questions", context.is_quiet);
  if (auto ok = rank_all(judged, *rank, bar); !ok) return fail(ok.error());
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  if (!flags.run_file.empty())
    if (auto ok = write_run(flags.run_file, judged, "kohtaamo-" + flags.mode); !ok) return fail(ok.error());

  const MeanRelevance found = relevance_of(judged);
  JsonText()
      .begin_object()
      .add("queries", static_cast<std::int64_t>(found.queries))
      .add("ndcg@10", found.mean.ndcg_at_10)
      .add("recall@100", found.mean.recall_at_100)
      .add("mrr@10", found.mean.mrr_at_10)
      .add("map", found.mean.average_precision)
      .add("mode", flags.mode)
      .add("seconds", took.count())
      .end_object()
      .print();
  return success;
}

}  // namespace

void add_evaluate(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand(
      "evaluate",
      "measure rankings against judgments, and print one JSON object\n\n"
      "Questions without a relevant record count in no mean. A judgment knows a record by its id or by\n"
      "what stands after the first ':' of it.\n\n"
      "  kohtaamo-indexer evaluate --data data --queries queries.jsonl --text title --qrels qrels.tsv\n"
      "  kohtaamo-indexer evaluate --data data --queries q.jsonl.gz --qrels qrels.tsv.gz --mode match --run run.txt\n");
  auto flags = std::make_shared<EvaluateFlags>();
  command->add_option("--queries", flags->queries, "JSON Lines of questions")->type_name("FILE")->required();
  command->add_option("--text", flags->text, "member of a question that is its text; several with +")
      ->type_name("NAME");
  command->add_option("--qrels", flags->judgments, "judgments: question, record, grade")->type_name("FILE")->required();
  command->add_option("--mode", flags->mode, "search: as a person's query; match: as a need or call to be met")
      ->check(CLI::IsMember({"search", "match"}));
  command->add_option("--type", flags->types, "look among records of this type alone; may be repeated")
      ->type_name("TYPE")
      ->expected(1)
      ->take_all();
  command->add_option("--filter", flags->filters, "mode search: among records with this code alone, language=sv")
      ->type_name("NAME=CODE")
      ->expected(1)
      ->take_all();
  command->add_option("--role", flags->role, "mode match: whose view it is; a funder's question is a call")
      ->type_name("ROLE");
  command->add_option("--lang", flags->language, "language of the questions; else detected")->type_name("LANG");
  command->add_option("--run", flags->run_file, "write the rankings here, in TREC's format")->type_name("FILE");
  command->add_option("--depth", flags->depth, "records ranked for a question")->check(CLI::Range(1, 100'000));
  command->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return run(context, *flags); }; });
}

}  // namespace kohtaamo::indexer
