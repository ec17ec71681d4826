// SPDX-License-Identifier: GPL-3.0-or-later
// kohtaamo_ablation: what each step of analysis, or each setting of ranking, is worth on a judged set.
//
//   kohtaamo_ablation SET                        the steps of Finnish, one index for each; SET is a folder with
//                                                records.jsonl, queries.jsonl and qrels-finna-fi.tsv, as
//                                                .ci/evaluate makes build/evaluate/concepts. Records without a title
//                                                in the language are left out
//   kohtaamo_ablation SET --lang sv --member sv --qrels qrels-finna-sv.tsv      the steps of Swedish
//   kohtaamo_ablation SET --vary "ranking.k1=2 ranking.b=0.4" --vary …
//                                                all steps, one index; each variation of the settings beside none
//   --profile NAME --member NAME --qrels FILE --lang LANG --among LANG   another set, another language
//   --knowledge DIR                              with concepts and translations: those of the program, and those
//                                                of the folder
//
// One line of JSON a run. The indexes stay in build/ablation/ for --vary, made anew for the steps.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "corpora/importer.h"
#include "indexer/commands/judged_set.h"
#include "indexer/document_builder.h"
#include "indexer/pipeline.h"
#include "indexer/relevance.h"
#include "server/search/ranking.h"

namespace kohtaamo::bench {
namespace {

using config::fail;
using config::Result;
using stemming::AnalysisSteps;
using stemming::Language;

struct Arguments {
  std::string set{}, profile = "finna", member = "fi", qrels = "qrels-finna-fi.tsv", among{};
  bool only_of_language = false;  // records without a title in the language are left out
  Language language = Language::fi;
  std::vector<std::string> variations{};
  std::string knowledge{};  // a folder; empty: without
};

struct Step {
  std::string_view name{};
  AnalysisSteps steps{};
  std::string settings{};  // beside the steps
};

// Each line adds one step to the line before; the stop words are the query's.
const std::vector<Step>& finnish_steps() {
  static const std::vector<Step> steps{
      {"Snowball", {.finnish_dictionary = false}},
      {"Voikko, first reading", {.all_readings = false, .finnish_parts = false}},
      {"all readings", {.finnish_parts = false}},
      {"+ parts as written", {.base_forms_of_parts = false}},
      {"+ base forms of parts", {}},
      {"parts with the weight of words", {}, "ranking.part_weight=1"},
      {"no parts in queries", {}, "ranking.part_weight=0"},
      {"+ neighbours 0.3", {}, "ranking.neighbour_weight=0.3"},
  };
  return steps;
}

const std::vector<Step>& swedish_steps() {
  static const std::vector<Step> steps{
      {"Snowball", {.swedish_dictionary = false}},
      {"+ parts of compounds", {}},
      {"parts with the weight of words", {}, "ranking.part_weight=1"},
      {"no parts in queries", {}, "ranking.part_weight=0"},
  };
  return steps;
}

Result<std::size_t> build_index(const Arguments& arguments, const indexer::DocumentBuilder& builder,
                                const std::string& path) {
  const auto importer = corpora::Importer::make({.format = "jsonl", .profile = arguments.profile});
  if (!importer) return fail(importer.error());
  auto bytes = corpora::open_bytes(arguments.set + "/records.jsonl");
  if (!bytes) return fail(bytes.error());
  std::filesystem::create_directories(path);
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
  std::size_t count = 0;
  const auto read = importer->read(*bytes, [&](corpora::ImportedRow row) -> Result<void> {
    if (!row.record) return {};
    const corpora::Record& record = row.record->record;
    if (arguments.only_of_language && record.title.in(arguments.language).empty()) return {};
    database.add_document(builder.build(record, static_cast<corpora::Seq>(++count)).document);
    return {};
  });
  if (!read) return fail(read.error());
  database.commit();
  return count;
}

// Keeps what was measured: "ranking.k1=2 ranking.b=0.4" on top of the environment.
Result<config::Settings> settings_with(const std::string& variation) {
  config::SettingSources sources{.environment = config::environment_of_this_process()};
  std::istringstream words(variation);
  for (std::string word; words >> word;) {
    const std::size_t equals = std::min(word.find('='), word.size());
    sources.environment[config::environment_name(word.substr(0, equals))] =
        word.substr(std::min(equals + 1, word.size()));
  }
  auto loaded = config::load_settings(sources);
  if (!loaded) return fail(loaded.error());
  return loaded->settings;
}

using OwnedKnowledge = std::unique_ptr<const stemming::Knowledge>;

// Null when the arguments name none.
Result<OwnedKnowledge> knowledge_for(const Arguments& arguments, const stemming::Analyzer& analyzer,
                                     const config::Settings& settings) {
  if (arguments.knowledge.empty()) return OwnedKnowledge{};
  return stemming::Knowledge::load(
      analyzer, arguments.knowledge,
      {.synonyms_file = settings.analysis.synonyms_file, .translations = settings.analysis.translations});
}

struct Scene {
  const stemming::Analyzer& analyzer;
  const stemming::Knowledge* knowledge;
  std::string index{};
};

Result<void> measure(const Arguments& arguments, const Scene& scene, std::string_view name,
                     const std::string& variation) {
  const auto settings = settings_with(variation);
  if (!settings) return fail(settings.error());
  const auto questions = indexer::read_questions(arguments.set + "/queries.jsonl", arguments.member);
  if (!questions) return fail(questions.error());
  const auto judgments = indexer::read_judgments(arguments.set + "/" + arguments.qrels);
  if (!judgments) return fail(judgments.error());
  const server::QueryPlanner planner(scene.analyzer, scene.knowledge, settings->ranking, settings->search);
  const Xapian::Database database(scene.index);
  std::vector<indexer::Relevance> all;
  for (const indexer::Question& question : *questions) {
    const auto judged = judgments->find(question.id);
    if (judged == judgments->end()) continue;
    server::RankingRequest request{.text = question.text, .language = arguments.language};
    if (!arguments.among.empty()) request.filters.push_back({.field = "language", .codes = {arguments.among}});
    std::vector<std::string> ids = server::rank_ids(request, planner, *settings, database);
    for (std::string& id : ids) id = indexer::judged_name(id, judged->second);
    all.push_back(indexer::measure(ids, judged->second));
  }
  const indexer::MeanRelevance found = indexer::mean_of(all);
  fmt::print(R"({{"run":"{}","settings":"{}","queries":{},"ndcg@10":{:.4f},"recall@100":{:.4f},"mrr@10":{:.4f}}})"
             "\n",
             name, variation, found.queries, found.mean.ndcg_at_10, found.mean.recall_at_100, found.mean.mrr_at_10);
  std::fflush(stdout);
  return {};
}

Result<void> run_steps(const Arguments& arguments) {
  std::string built;  // the fingerprint of the analysis that the index is of
  const std::string index = "build/ablation/steps";
  for (const Step& step : arguments.language == Language::sv ? swedish_steps() : finnish_steps()) {
    const stemming::Analyzer analyzer({.steps = step.steps});
    const indexer::DocumentBuilder builder(analyzer, indexer::TextWeights{});
    if (built != analyzer.fingerprint())
      if (const auto count = build_index(arguments, builder, index); !count) return fail(count.error());
    built = analyzer.fingerprint();
    if (auto ok = measure(arguments, {analyzer, nullptr, index}, step.name, step.settings); !ok) return ok;
  }
  return {};
}

Result<void> run_variations(const Arguments& arguments) {
  const stemming::Analyzer analyzer;
  const auto settings = settings_with("");
  if (!settings) return fail(settings.error());
  auto knowledge = knowledge_for(arguments, analyzer, *settings);
  if (!knowledge) return fail(knowledge.error());
  const indexer::TextWeights weights = indexer::text_weights(settings->ranking);
  const indexer::DocumentBuilder builder(analyzer, weights, *knowledge ? &(*knowledge)->tagger() : nullptr);
  const std::string index =
      fmt::format("build/ablation/{}-{}-{}{}", std::filesystem::path(arguments.set).filename().string(), weights.title,
                  weights.summary, *knowledge ? "-known" : "");
  if (!std::filesystem::exists(index))
    if (const auto count = build_index(arguments, builder, index); !count) return fail(count.error());
  if (auto ok = measure(arguments, {analyzer, knowledge->get(), index}, "as it is", ""); !ok) return ok;
  std::string translations = settings->analysis.translations;
  for (const std::string& variation : arguments.variations) {
    const auto varied = settings_with(variation);
    if (!varied) return fail(varied.error());
    if (varied->analysis.translations != std::exchange(translations, varied->analysis.translations))
      knowledge = knowledge_for(arguments, analyzer, *varied);
    if (!knowledge) return fail(knowledge.error());
    if (auto ok = measure(arguments, {analyzer, knowledge->get(), index}, "varied", variation); !ok) return ok;
  }
  return {};
}

Result<Arguments> read_arguments(const std::vector<std::string>& words) {
  Arguments arguments;
  const std::map<std::string, std::string*> texts{{"--profile", &arguments.profile},
                                                  {"--member", &arguments.member},
                                                  {"--qrels", &arguments.qrels},
                                                  {"--among", &arguments.among},
                                                  {"--knowledge", &arguments.knowledge}};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].starts_with("--")) {
      arguments.set = words[i];
    } else if (i + 1 == words.size()) {
      return fail(config::ErrorCode::usage, "a value is missing", words[i]);
    } else if (words[i] == "--vary") {
      arguments.variations.push_back(words[++i]);
    } else if (words[i] == "--lang") {
      const auto language = stemming::parse_language(words[++i]);
      if (!language) return fail(config::ErrorCode::usage, "fi, sv or en", "--lang");
      arguments.language = *language;
    } else if (const auto text = texts.find(words[i]); text != texts.end()) {
      *text->second = words[++i];
    } else {
      return fail(config::ErrorCode::usage, "no such option", words[i]);
    }
  }
  if (arguments.set.empty()) return fail(config::ErrorCode::usage, "name the folder of a judged set");
  return arguments;
}

Result<void> run(const std::vector<std::string>& words) {
  auto arguments = read_arguments(words);
  if (!arguments) return fail(arguments.error());
  if (!arguments->variations.empty()) return run_variations(*arguments);
  arguments->only_of_language = true;
  return run_steps(*arguments);
}

}  // namespace
}  // namespace kohtaamo::bench

int main(int count, char** words) {
  const auto done = kohtaamo::bench::run({words + 1, words + count});
  if (done) return 0;
  std::cerr << "kohtaamo_ablation: " << kohtaamo::config::to_text(done.error()) << "\n";
  return 1;
}
