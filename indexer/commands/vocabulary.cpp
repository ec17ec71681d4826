// SPDX-License-Identifier: GPL-3.0-or-later
// vocabulary.cpp — the commands `vocabulary load`, `list` and `learn`: what is known beyond the program's own words.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <set>

#include "corpora/record_json.h"
#include "corpora/store.h"
#include "indexer/commands/command.h"
#include "indexer/pipeline.h"
#include "stemming/translation_learner.h"
#include "stemming/translation_table.h"
#include "stemming/vocabulary_file.h"

namespace kohtaamo::indexer {
namespace {

namespace fs = std::filesystem;
using config::ErrorCode;
using config::fail;
using config::Result;
using stemming::Language;
using stemming::ParallelText;

constexpr std::string_view takes_effect = "the index was made without it: 'kohtaamo-indexer rebuild' brings it in";

Result<std::string> make_folder(const Context& context) {
  const std::string folder = vocabulary_directory(context.settings.data.directory);
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) return fail(ErrorCode::cannot_write, problem.message(), folder);
  return folder;
}

// Reads the file as it will be read, so that a broken one is refused now and not at the next start.
Result<int> load(const Context& context, const std::string& file) {
  const auto concepts = stemming::read_vocabulary(file);
  if (!concepts) return fail(concepts.error());
  const auto folder = make_folder(context);
  if (!folder) return fail(folder.error());
  const std::string target = *folder + "/" + fs::path(file).filename().string();
  std::error_code problem;
  fs::copy_file(file, target + ".new", fs::copy_options::overwrite_existing, problem);
  if (!problem) fs::rename(target + ".new", target, problem);
  if (problem) return fail(ErrorCode::cannot_write, problem.message(), target);
  if (context.as_json)
    JsonText()
        .begin_object()
        .add("file", target)
        .add("concepts", static_cast<std::int64_t>(concepts->size()))
        .end_object()
        .print();
  else
    fmt::print("{} concepts\n", concepts->size());
  say(context, takes_effect);
  return success;
}

Result<int> list(const Context& context) {
  const auto pipeline = Pipeline::make(context.settings);
  if (!pipeline) return fail(pipeline.error());
  const stemming::Knowledge& knowledge = (*pipeline)->knowledge;
  for (const std::string& warning : knowledge.warnings()) say(context, warning);
  JsonText json;
  json.begin_object().add("concepts", static_cast<std::int64_t>(knowledge.vocabulary().concepts().size()));
  if (!context.as_json) fmt::print("concepts\t{}\n", knowledge.vocabulary().concepts().size());
  for (const Language from : stemming::all_languages) {
    for (const Language to : stemming::all_languages) {
      if (from == to) continue;
      const auto terms = static_cast<std::int64_t>(knowledge.translator().size(from, to));
      const std::string name = fmt::format("{}-{}", to_text(from), to_text(to));
      json.add(name, terms);
      if (!context.as_json) fmt::print("{}\t{} terms with translations\n", name, terms);
    }
  }
  json.end_object();
  if (context.as_json) json.print();
  return success;
}

// The titles of a record in each two languages.
void add_titles(const corpora::LocalText& title, std::vector<ParallelText>& texts) {
  for (std::size_t a = 0; a < stemming::all_languages.size(); ++a) {
    for (std::size_t b = a + 1; b < stemming::all_languages.size(); ++b) {
      const Language first = stemming::all_languages[a], second = stemming::all_languages[b];
      if (!title.in(first).empty() && !title.in(second).empty())
        texts.push_back({title.in(first), first, title.in(second), second});
    }
  }
}

Result<std::vector<ParallelText>> titles_of_store(const Context& context) {
  auto store = corpora::Store::open(context.settings.data.directory, corpora::Store::Mode::read_only);
  if (!store) return fail(store.error());
  constexpr std::int64_t page = 1'000;
  std::vector<ParallelText> texts;
  for (corpora::RecordId last;;) {
    const auto records = store->records_after(last, {}, page);
    if (!records) return fail(records.error());
    if (records->empty()) return texts;
    for (const corpora::StoredRecord& stored : *records) {
      const auto record = corpora::read_own_record(stored.json);
      if (!record) return fail(record.error());
      add_titles(record->title, texts);
    }
    last = records->back().id;
  }
}

// Lines of {"fi": "…", "en": "…"}: the same text in two or three languages.
Result<void> add_file(const std::string& file, std::vector<ParallelText>& texts) {
  std::ifstream lines(file);
  if (!lines) return fail(ErrorCode::file_missing, "the file is missing or cannot be read", file);
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const auto json = config::parse_json(line);
    if (!json || !json->IsObject())
      return fail(ErrorCode::bad_json, json ? "an object belongs here" : json.error().message,
                  fmt::format("{}:{}", file, number));
    corpora::LocalText title;
    for (const Language language : stemming::all_languages)
      if (const auto text = json->FindMember(to_text(language).data());
          text != json->MemberEnd() && text->value.IsString())
        title.in(language) = config::string_of(text->value);
    add_titles(title, texts);
  }
  return {};
}

Result<int> learn(const Context& context, const std::vector<std::string>& files) {
  auto texts = titles_of_store(context);
  if (!texts) return fail(texts.error());
  for (const std::string& file : files)
    if (auto ok = add_file(file, *texts); !ok) return fail(ok.error());
  const stemming::Analyzer analyzer({.voikko_path = context.settings.analysis.voikko_path});
  const std::vector<stemming::TermPair> rows = stemming::learn_translations(*texts, analyzer);
  const auto folder = make_folder(context);
  if (!folder) return fail(folder.error());
  if (auto ok = stemming::write_translations(*folder + "/" + std::string(stemming::learnt_table_name), rows); !ok)
    return fail(ok.error());
  if (context.as_json)
    JsonText()
        .begin_object()
        .add("texts", static_cast<std::int64_t>(texts->size()))
        .add("rows", static_cast<std::int64_t>(rows.size()))
        .end_object()
        .print();
  else
    fmt::print("{} rows learnt from {} texts in two languages\n", rows.size(), texts->size());
  return success;
}

}  // namespace

void add_vocabulary(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("vocabulary",
                                     "concepts and translations beyond the program's own\n\n"
                                     "  kohtaamo-indexer vocabulary load --data data yso.ttl\n"
                                     "  kohtaamo-indexer vocabulary learn --data data titles.jsonl\n");
  command->require_subcommand(1);
  auto file = std::make_shared<std::string>();
  auto* load_command =
      command->add_subcommand("load",
                              "take a vocabulary (SKOS in Turtle, or labels as TSV; also gzipped) into use\n\n"
                              "  kohtaamo-indexer vocabulary load --data data yso.ttl.gz\n"
                              "  kohtaamo-indexer vocabulary load --data data labels.tsv\n");
  load_command->add_option("FILE", *file, "the vocabulary")->required();
  load_command->callback(
      [&chosen, file] { chosen.work = [file](const Context& context) { return load(context, *file); }; });
  auto* list_command = command->add_subcommand("list",
                                               "count the concepts and translations in use\n\n"
                                               "  kohtaamo-indexer vocabulary list --data data\n"
                                               "  kohtaamo-indexer vocabulary list --data data --json\n");
  list_command->callback([&chosen] { chosen.work = list; });
  auto files = std::make_shared<std::vector<std::string>>();
  auto* learn_command = command->add_subcommand(
      "learn",
      "learn translations of words from titles in two languages: those of the records, and of files with\n"
      "lines such as {\"fi\": \"…\", \"en\": \"…\"}\n\n"
      "  kohtaamo-indexer vocabulary learn --data data\n"
      "  kohtaamo-indexer vocabulary learn --data data titles.jsonl\n");
  learn_command->add_option("FILES", *files, "further texts in two languages");
  learn_command->callback(
      [&chosen, files] { chosen.work = [files](const Context& context) { return learn(context, *files); }; });
}

}  // namespace kohtaamo::indexer
