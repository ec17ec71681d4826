// SPDX-License-Identifier: GPL-3.0-or-later
// analyze.cpp — the commands `analyze` and `describe`: stages of the pipeline to look at.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>

#include "indexer/commands/command.h"
#include "indexer/pipeline.h"
#include "indexer/schema.h"
#include "stemming/concept_ranking.h"
#include "stemming/finnish.h"
#include "stemming/fold.h"
#include "stemming/meant_bases.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct AnalyzeFlags {
  std::string text{}, language{};
};

using stemming::Language;

// A term of a word in another language, and how sure that is.
struct TranslatedTerm {
  std::string from{};
  Language to{};
  stemming::Translated translated{};
};

struct AnalyzedWord {
  stemming::Word word{};
  std::string_view typed{};
  std::vector<stemming::FinnishReading> readings{};  // of Finnish words that the dictionary knows
  std::vector<TranslatedTerm> translations{};
};

struct Analysis {
  Language language{};
  std::vector<AnalyzedWord> words{};
  std::vector<stemming::ScoredConcept> concepts{};
};

std::vector<std::string> terms_of(const stemming::Word& word, stemming::TermKind kind) {
  std::vector<std::string> terms;
  for (const stemming::WordTerm& term : word.terms->terms)
    if (term.kind == kind) terms.push_back(term.text);
  return terms;
}

// As queries translate them: of the base form that is meant, or all, and of the parts of a compound.
std::vector<TranslatedTerm> translations_of(const stemming::Word& word, std::string_view text, Language from,
                                            const stemming::Translator& translator) {
  std::vector<TranslatedTerm> all;
  if (word.terms->is_stop_word) return all;
  std::vector<std::string> terms = stemming::meant_bases(word, text);
  std::ranges::move(terms_of(word, stemming::TermKind::part), std::back_inserter(terms));
  for (const Language to : stemming::all_languages)
    if (to != from)
      for (const std::string& term : terms)
        for (const stemming::Translated& one : translator.translate(term, from, to)) all.push_back({term, to, one});
  return all;
}

Analysis analyze(const std::string& text, Language language, const Pipeline& pipeline,
                 const stemming::Finnish& finnish) {
  Analysis analysis{.language = language};
  for (stemming::Word& word : pipeline.analyzer.analyze(text, language)) {
    AnalyzedWord one{.word = std::move(word)};
    one.typed = std::string_view(text).substr(one.word.bytes.begin, one.word.bytes.end - one.word.bytes.begin);
    std::string folded;
    stemming::fold_word(one.typed, folded);
    if (language == Language::fi) one.readings = finnish.readings(folded);
    one.translations = translations_of(one.word, text, language, pipeline.knowledge.translator());
    analysis.words.push_back(std::move(one));
  }
  const stemming::ConceptTagger& tagger = pipeline.knowledge.tagger();
  analysis.concepts =
      stemming::rank_concepts(tagger.tag(text, language), static_cast<std::uint32_t>(text.size()), tagger.vocabulary());
  return analysis;
}

void add_terms(JsonText& json, std::string_view name, const std::vector<std::string>& terms) {
  json.begin_array(name);
  for (const std::string& term : terms) json.item(term);
  json.end_array();
}

void add_word(JsonText& json, const AnalyzedWord& one) {
  json.begin_object()
      .add("word", one.typed)
      .add("begin", static_cast<std::int64_t>(one.word.bytes.begin))
      .add("end", static_cast<std::int64_t>(one.word.bytes.end))
      .add("position", static_cast<std::int64_t>(one.word.position))
      .begin_array("readings");
  for (const stemming::FinnishReading& reading : one.readings)
    json.begin_object()
        .add("base", reading.base)
        .add("class", reading.word_class)
        .add("structure", reading.structure)
        .add("word_bases", reading.word_bases)
        .end_object();
  json.end_array();
  add_terms(json, "base_forms", terms_of(one.word, stemming::TermKind::base));
  add_terms(json, "parts", terms_of(one.word, stemming::TermKind::part));
  json.add("is_stop_word", one.word.terms->is_stop_word)
      .add("is_known", one.word.terms->is_known)
      .begin_array("translations");
  for (const TranslatedTerm& row : one.translations)
    json.begin_object()
        .add("from", row.from)
        .add("language", to_text(row.to))
        .add("term", row.translated.term)
        .add("weight", row.translated.weight)
        .add("by", stemming::to_text(row.translated.by))
        .end_object();
  json.end_array().end_object();
}

void print_json(const std::string& text, const Analysis& analysis, const stemming::Vocabulary& vocabulary) {
  JsonText json;
  json.begin_object().add("language", to_text(analysis.language)).begin_array("words");
  for (const AnalyzedWord& one : analysis.words) add_word(json, one);
  json.end_array().begin_array("concepts");
  for (const stemming::ScoredConcept& one : analysis.concepts) {
    const stemming::ConceptEntry& entry = vocabulary.concepts()[one.concept_index];
    json.begin_object()
        .add("uri", entry.uri)
        .add("label", entry.labels.preferred[stemming::index_of(analysis.language)])
        .add("score", one.score)
        .add("words", std::string_view(text).substr(one.first.begin, one.first.end - one.first.begin))
        .end_object();
  }
  json.end_array().end_object().print();
}

void print_line(std::string_view name, const std::vector<std::string>& values) {
  if (!values.empty()) fmt::print("     {:<13} {}\n", name, fmt::join(values, "  "));
}

void print_word(const AnalyzedWord& one) {
  fmt::print("{:>3}  {}{}{}\n", one.word.position, one.typed, one.word.terms->is_stop_word ? "  (stop word)" : "",
             one.word.terms->is_known ? "" : "  (unknown)");
  for (const stemming::FinnishReading& reading : one.readings)
    print_line("reading", {reading.base, reading.word_class, reading.word_bases});
  print_line("terms", terms_of(one.word, stemming::TermKind::base));
  print_line("parts", terms_of(one.word, stemming::TermKind::part));
  for (const Language to : stemming::all_languages) {
    std::vector<std::string> names;
    for (const TranslatedTerm& row : one.translations)
      if (row.to == to)
        names.push_back(fmt::format("{} {:.2f} by {}", row.translated.term, row.translated.weight,
                                    stemming::to_text(row.translated.by)));
    print_line(to_text(to), names);
  }
}

void print_text(const std::string& text, const Analysis& analysis, const stemming::Vocabulary& vocabulary) {
  for (const AnalyzedWord& one : analysis.words) print_word(one);
  for (const stemming::ScoredConcept& one : analysis.concepts) {
    const stemming::ConceptEntry& entry = vocabulary.concepts()[one.concept_index];
    fmt::print("concept  {:.2f}  {}  {}  from \"{}\"\n", one.score,
               entry.labels.preferred[stemming::index_of(analysis.language)], entry.uri,
               text.substr(one.first.begin, one.first.end - one.first.begin));
  }
}

Result<stemming::Language> language_of(const AnalyzeFlags& flags) {
  if (!flags.language.empty()) return parse_language_flag(flags.language);
  const auto detected = stemming::detect_language(flags.text);
  if (!detected) return fail(ErrorCode::usage, "the language of the text cannot be told; name it", "--lang");
  return *detected;
}

Result<int> run(const Context& context, const AnalyzeFlags& flags) {
  const auto language = language_of(flags);
  if (!language) return fail(language.error());
  const auto pipeline = Pipeline::make(context.settings);
  if (!pipeline) return fail(pipeline.error());
  if (!(*pipeline)->analyzer.has_finnish_dictionary())
    say(context, "there is no Finnish dictionary: words are only stemmed");
  for (const std::string& warning : (*pipeline)->knowledge.warnings()) say(context, warning);
  const stemming::Finnish finnish(context.settings.analysis.voikko_path);
  const Analysis analysis = analyze(flags.text, *language, **pipeline, finnish);
  const stemming::Vocabulary& vocabulary = (*pipeline)->knowledge.vocabulary();
  if (context.as_json)
    print_json(flags.text, analysis, vocabulary);
  else
    print_text(flags.text, analysis, vocabulary);
  return success;
}

Result<int> describe(const Context& context) {
  if (!context.as_json) {
    fmt::print("{}", describe_fields());
    return success;
  }
  JsonText json;
  json.begin_array();
  for (const Field& field : field_table)
    json.begin_object()
        .add("name", field.name)
        .add("prefix", field.prefix)
        .add("slot", field.slot == no_slot ? std::int64_t{-1} : static_cast<std::int64_t>(field.slot))
        .add("is_facet", field.is_facet)
        .add("list", field.list)
        .add("meaning", field.meaning)
        .end_object();
  json.end_array().print();
  return success;
}

}  // namespace

void add_analyze(CLI::App& app, Command& chosen) {
  auto* command =
      app.add_subcommand("analyze",
                         "show what becomes of a text, step by step: its words, how each is read, the terms\n"
                         "and compound parts that are looked for, their translations, and the concepts\n\n"
                         "  kohtaamo-indexer analyze --lang fi 'Kärkihankkeiden rahoituksesta'\n"
                         "  kohtaamo-indexer analyze --json 'hemlöshet bland unga'\n");
  auto flags = std::make_shared<AnalyzeFlags>();
  command->add_option("text", flags->text, "the text")->required();
  command->add_option("--lang", flags->language, "fi, sv or en; else detected")->type_name("LANG");
  command->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return run(context, *flags); }; });
}

void add_describe(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("describe",
                                     "show the fields of the index: names, prefixes, slots\n\n"
                                     "  kohtaamo-indexer describe\n"
                                     "  kohtaamo-indexer describe --json\n");
  command->callback([&chosen] { chosen.work = describe; });
}

}  // namespace kohtaamo::indexer
