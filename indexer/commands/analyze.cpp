// SPDX-License-Identifier: GPL-3.0-or-later
// analyze.cpp — the commands `analyze` and `describe`: stages of the pipeline to look at.
#include <fmt/format.h>

#include <memory>

#include "indexer/commands/command.h"
#include "indexer/pipeline.h"
#include "indexer/schema.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct AnalyzeFlags {
  std::string text{}, language{};
};

std::vector<std::string> terms_of(const stemming::Word& word, stemming::TermKind kind) {
  std::vector<std::string> terms;
  for (const stemming::WordTerm& term : word.terms->terms)
    if (term.kind == kind) terms.push_back(term.text);
  return terms;
}

void add_terms(JsonText& json, std::string_view name, const stemming::Word& word, stemming::TermKind kind) {
  json.begin_array(name);
  for (const std::string& term : terms_of(word, kind)) json.item(term);
  json.end_array();
}

void print_json(const std::string& text, stemming::Language language, const std::vector<stemming::Word>& words) {
  JsonText json;
  json.begin_object().add("language", to_text(language)).begin_array("words");
  for (const stemming::Word& word : words) {
    json.begin_object()
        .add("word", std::string_view(text).substr(word.bytes.begin, word.bytes.end - word.bytes.begin))
        .add("begin", static_cast<std::int64_t>(word.bytes.begin))
        .add("end", static_cast<std::int64_t>(word.bytes.end))
        .add("position", static_cast<std::int64_t>(word.position));
    add_terms(json, "base_forms", word, stemming::TermKind::base);
    add_terms(json, "parts", word, stemming::TermKind::part);
    json.add("is_stop_word", word.terms->is_stop_word).add("is_known", word.terms->is_known).end_object();
  }
  json.end_array().end_object().print();
}

// Columns with tabs between: position, word, base forms, parts, remarks.
void print_text(const std::string& text, const std::vector<stemming::Word>& words) {
  for (const stemming::Word& word : words)
    fmt::print("{}\t{}\t{}\t{}\t{}{}\n", word.position,
               text.substr(word.bytes.begin, word.bytes.end - word.bytes.begin),
               fmt::join(terms_of(word, stemming::TermKind::base), " "),
               fmt::join(terms_of(word, stemming::TermKind::part), " "), word.terms->is_stop_word ? "stop " : "",
               word.terms->is_known ? "" : "unknown");
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
  const auto words = (*pipeline)->analyzer.analyze(flags.text, *language);
  if (context.as_json)
    print_json(flags.text, *language, words);
  else
    print_text(flags.text, words);
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
  auto* command = app.add_subcommand("analyze",
                                     "show the words of a text with their base forms and parts\n\n"
                                     "Columns: position, word, base forms, compound parts, remarks.\n\n"
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
