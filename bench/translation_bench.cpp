// SPDX-License-Identifier: GPL-3.0-or-later
// kohtaamo_translation_bench: how far each source of translations carries, a JSON line for each figure.
//
//   titles    the words of titles the learnt table has not seen (a fifth of parallel/, swecris/): how many are known,
//             and how often the surest translation, or one of the five, stands in the title's other language
//   search    the same titles, each to be found among all of the other language: MRR@10
//   concepts  eval/concepts: for how many labels all words of the other language's label are reached, and
//             how many of the words; compounds that nobody translates are asked for by their parts
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <tuple>

#include "config/json.h"
#include "corpora/import/line_reader.h"
#include "stemming/freedict.h"
#include "stemming/translation_learner.h"

namespace kohtaamo::bench {
namespace {

using config::fail;
using config::Result;
using stemming::Language;
using stemming::ParallelText;
using stemming::TranslatedBy;

constexpr std::array directions{std::pair(Language::fi, Language::en), std::pair(Language::en, Language::fi),
                                std::pair(Language::fi, Language::sv), std::pair(Language::sv, Language::fi),
                                std::pair(Language::sv, Language::en), std::pair(Language::en, Language::sv)};
constexpr std::size_t max_line_bytes = 1 << 20;

std::string data_path(std::string_view file) {
  const char* named = std::getenv("KOHTAAMO_DATA");
  return fmt::format("{}/{}", named == nullptr || *named == '\0' ? "../shared/data" : named, file);
}

Result<void> read_lines(std::string_view file, const std::function<void(std::string_view)>& take) {
  auto bytes = corpora::open_bytes(data_path(file));
  if (!bytes) return fail(bytes.error());
  corpora::LineReader lines(*bytes, max_line_bytes);
  while (true) {
    const auto line = lines.next();
    if (!line) return fail(line.error());
    if (!*line) return {};
    take((*line)->text);
  }
}

struct Titles {
  std::vector<ParallelText> seen{}, held_out{};
};

bool has_title(const config::JsonValue& row, const std::string& language) {
  if (!row.HasMember(language) || !row[language].IsObject()) return false;
  const auto& text = row[language];
  return text.HasMember("title") && text["title"].IsString();
}

// Every fifth id is held out.
Result<void> read_titles(std::string_view file, Language first, Language second, Titles& titles) {
  const std::string first_code(to_text(first)), second_code(to_text(second));
  return read_lines(file, [&](std::string_view line) {
    const auto json = config::parse_json(line);
    if (!json || !has_title(*json, first_code) || !has_title(*json, second_code)) return;
    ParallelText pair{.first = (*json)[first_code]["title"].GetString(),
                      .first_language = first,
                      .second = (*json)[second_code]["title"].GetString(),
                      .second_language = second};
    const bool is_held_out = std::hash<std::string>()((*json)["id"].GetString()) % 5 == 0;
    (is_held_out ? titles.held_out : titles.seen).push_back(std::move(pair));
  });
}

using Labels = std::array<std::string, 3>;  // by Language

Result<std::vector<Labels>> read_concept_questions() {
  std::vector<Labels> questions;
  const auto read = read_lines("eval/concepts/queries.jsonl", [&](std::string_view line) {
    const auto json = config::parse_json(line);
    if (!json) return;
    Labels& labels = questions.emplace_back();
    for (const Language language : stemming::all_languages) {
      const std::string code(to_text(language));
      if (json->HasMember(code)) labels[static_cast<std::size_t>(language)] = (*json)[code].GetString();
    }
  });
  if (!read) return fail(read.error());
  return questions;
}

// A text's words without stop words, each with its terms.
std::vector<stemming::Word> words_of(const stemming::Analyzer& analyzer, std::string_view text, Language language) {
  auto words = analyzer.analyze(text, language);
  std::erase_if(words, [](const stemming::Word& word) { return word.terms->is_stop_word; });
  return words;
}

// The translations of a word's base forms; where there are none, those of its parts.
std::vector<stemming::Translated> translations_of(const stemming::Translator& translator, const stemming::Word& word,
                                                  Language from, Language to) {
  std::vector<stemming::Translated> found;
  for (const stemming::TermKind kind : {stemming::TermKind::base, stemming::TermKind::part}) {
    for (const stemming::WordTerm& term : word.terms->terms) {
      if (term.kind != kind) continue;
      const auto translations = translator.translate(term.text, from, to);
      found.insert(found.end(), translations.begin(), translations.end());
    }
    if (!found.empty()) break;
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.weight > b.weight; });
  return found;
}

std::set<std::string, std::less<>> terms_of(const std::vector<stemming::Word>& words) {
  std::set<std::string, std::less<>> terms;
  for (const stemming::Word& word : words) {
    for (const stemming::WordTerm& term : word.terms->terms) terms.insert(term.text);
  }
  return terms;
}

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

struct Scene {
  const stemming::Analyzer& analyzer;
  const stemming::Translator& translator;
  std::string_view source{};  // of the translations
};

void print_titles(const Scene& scene, const std::vector<ParallelText>& texts, Language from, Language to) {
  std::size_t words = 0, known = 0, first = 0, any = 0;
  for (const ParallelText& text : texts) {
    const bool is_forward = text.first_language == from && text.second_language == to;
    const bool is_turned = text.first_language == to && text.second_language == from;
    if (!is_forward && !is_turned) continue;
    const auto goal = terms_of(words_of(scene.analyzer, is_turned ? text.first : text.second, to));
    for (const auto& word : words_of(scene.analyzer, is_turned ? text.second : text.first, from)) {
      ++words;
      const auto found = translations_of(scene.translator, word, from, to);
      if (found.empty()) continue;
      ++known;
      if (goal.contains(found.front().term)) ++first;
      if (std::any_of(found.begin(), found.end(), [&](const auto& row) { return goal.contains(row.term); })) ++any;
    }
  }
  fmt::print(
      R"({{"set":"titles","from":"{}","to":"{}","by":"{}","words":{},"known":{:.3f},"first":{:.3f},"any":{:.3f}}})"
      "\n",
      to_text(from), to_text(to), scene.source, words, share(known, words), share(first, known), share(any, known));
}

// Held-out titles of one language as a small collection to search in.
struct Collection {
  std::vector<std::set<std::string, std::less<>>> titles{};
  std::map<std::string, int, std::less<>> titles_with{};

  void add(std::set<std::string, std::less<>> terms) {
    for (const std::string& term : terms) ++titles_with[term];
    titles.push_back(std::move(terms));
  }
  double rareness(std::string_view term) const {
    const auto found = titles_with.find(term);
    return found == titles_with.end() ? 0 : std::log(static_cast<double>(titles.size()) / found->second + 1);
  }
};

// Each word of the question counts by the surest of its translations in the title, or as it stands.
double score_of(const std::vector<std::map<std::string, double>>& question,
                const std::set<std::string, std::less<>>& title) {
  double score = 0;
  for (const auto& word : question) {
    double best = 0;
    for (const auto& [term, weight] : word) {
      if (title.contains(term)) best = std::max(best, weight);
    }
    score += best;
  }
  return score / std::sqrt(static_cast<double>(title.size()) + 1);
}

// 1 when the title itself is the first one found, 1/2 when it is the second …
double find_title(const Scene& scene, const Collection& collection, std::size_t goal, std::string_view text,
                  Language from, Language to) {
  std::vector<std::map<std::string, double>> question;
  for (const auto& word : words_of(scene.analyzer, text, from)) {
    auto& alternatives = question.emplace_back();
    for (const auto& term : word.terms->terms) alternatives[term.text] = collection.rareness(term.text);
    for (const auto& row : translations_of(scene.translator, word, from, to)) {
      alternatives[row.term] = std::max(alternatives[row.term], row.weight * collection.rareness(row.term));
    }
  }
  const double score = score_of(question, collection.titles[goal]);
  if (score == 0) return 0;
  const auto better = std::count_if(collection.titles.begin(), collection.titles.end(),
                                    [&](const auto& title) { return score_of(question, title) > score; });
  return better < 10 ? 1.0 / static_cast<double>(better + 1) : 0;
}

void print_search(const Scene& scene, const std::vector<ParallelText>& texts, Language from, Language to) {
  Collection collection;
  std::vector<std::string> questions;
  for (const ParallelText& text : texts) {
    const bool is_forward = text.first_language == from && text.second_language == to;
    const bool is_turned = text.first_language == to && text.second_language == from;
    if (!is_forward && !is_turned) continue;
    questions.push_back(is_turned ? text.second : text.first);
    collection.add(terms_of(words_of(scene.analyzer, is_turned ? text.first : text.second, to)));
  }
  double sum = 0;
  for (std::size_t i = 0; i < questions.size(); ++i) sum += find_title(scene, collection, i, questions[i], from, to);
  fmt::print(R"({{"set":"search","from":"{}","to":"{}","by":"{}","titles":{},"mrr10":{:.3f}}})"
             "\n",
             to_text(from), to_text(to), scene.source, questions.size(), sum / static_cast<double>(questions.size()));
}

void print_concepts(const Scene& scene, const std::vector<Labels>& questions, Language from, Language to) {
  std::size_t labels = 0, whole = 0, words = 0, reached = 0;
  for (const Labels& question : questions) {
    const auto asked = words_of(scene.analyzer, question[static_cast<std::size_t>(from)], from);
    const auto goal = words_of(scene.analyzer, question[static_cast<std::size_t>(to)], to);
    if (asked.empty() || goal.empty()) continue;
    std::set<std::string, std::less<>> terms;
    for (const auto& word : asked) {
      for (const auto& row : translations_of(scene.translator, word, from, to)) terms.insert(row.term);
    }
    const auto is_reached = [&](const stemming::Word& word) {
      return std::any_of(word.terms->terms.begin(), word.terms->terms.end(),
                         [&](const auto& term) { return terms.contains(term.text); });
    };
    const auto count = static_cast<std::size_t>(std::count_if(goal.begin(), goal.end(), is_reached));
    ++labels;
    words += goal.size();
    reached += count;
    if (count == goal.size()) ++whole;
  }
  fmt::print(R"({{"set":"concepts","from":"{}","to":"{}","by":"{}","labels":{},"whole":{:.3f},"words":{:.3f}}})"
             "\n",
             to_text(from), to_text(to), scene.source, labels, share(whole, labels), share(reached, words));
}

struct Sources {
  std::vector<stemming::DictionaryPair> fin_eng{}, eng_fin{};
  std::vector<stemming::TermPair> learnt{};
  std::vector<Labels> labels{};  // of YSO, without those of the concepts asked for
};

Result<std::vector<Labels>> read_labels(const std::vector<Labels>& left_out) {
  std::set<std::string> finnish;
  for (const Labels& labels : left_out) finnish.insert(labels[0]);
  std::vector<Labels> all;
  const auto read = read_lines("vocab/yso_labels.tsv.gz", [&](std::string_view line) {
    std::array<std::string_view, 4> columns{};  // uri, fi, sv, en
    for (std::string_view& column : columns) {
      const std::size_t end = std::min(line.find('\t'), line.size());
      column = line.substr(0, end);
      line.remove_prefix(std::min(end + 1, line.size()));
    }
    if (finnish.contains(std::string(columns[1]))) return;
    all.push_back({std::string(columns[1]), std::string(columns[2]), std::string(columns[3])});
  });
  if (!read) return fail(read.error());
  return all;
}

void add_labels(stemming::TranslatorBuilder& builder, const std::vector<Labels>& concepts) {
  for (const auto& [from, to] :
       {std::pair(Language::fi, Language::sv), {Language::fi, Language::en}, {Language::sv, Language::en}}) {
    std::vector<std::pair<std::string, std::string>> pairs;
    for (const Labels& labels : concepts) {
      pairs.emplace_back(labels[static_cast<std::size_t>(from)], labels[static_cast<std::size_t>(to)]);
    }
    builder.add_label_pairs(from, to, pairs);
  }
}

stemming::Translator translator_of(const stemming::Analyzer& analyzer, const Sources& sources, std::string_view which) {
  stemming::TranslatorBuilder builder(analyzer);
  const bool is_all = which == "all", is_text = which == "freedict+learnt";
  if (which == "freedict" || is_all || is_text) {
    builder.add_pairs(Language::fi, Language::en, stemming::to_text_pairs(sources.fin_eng), TranslatedBy::freedict);
    builder.add_pairs(Language::en, Language::fi, stemming::to_text_pairs(sources.eng_fin), TranslatedBy::freedict);
  }
  if (which == "learnt" || is_all || is_text) builder.add_terms(sources.learnt);
  if (which == "vocabulary" || is_all) add_labels(builder, sources.labels);
  return builder.build();
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Result<void> measure() {
  Titles titles;
  for (const auto& [file, first, second] : {std::tuple("parallel/titles_fi_en.jsonl.gz", Language::fi, Language::en),
                                            {"parallel/titles_fi_sv.jsonl.gz", Language::fi, Language::sv},
                                            {"swecris/projects_sv_en.jsonl.gz", Language::sv, Language::en}}) {
    if (auto read = read_titles(file, first, second, titles); !read) return read;
  }
  const auto questions = read_concept_questions();
  if (!questions) return fail(questions.error());
  auto labels = read_labels(*questions);
  if (!labels) return fail(labels.error());
  auto fin_eng = stemming::read_dictionary(std::string(stemming::freedict_fin_eng));
  if (!fin_eng) return fail(fin_eng.error());
  auto eng_fin = stemming::read_dictionary(std::string(stemming::freedict_eng_fin));
  if (!eng_fin) return fail(eng_fin.error());

  const stemming::Analyzer analyzer;
  Sources sources{
      .fin_eng = std::move(*fin_eng), .eng_fin = std::move(*eng_fin), .learnt = {}, .labels = std::move(*labels)};
  const double learning = seconds_of([&] { sources.learnt = stemming::learn_translations(titles.seen, analyzer); });
  fmt::print(R"({{"set":"learning","texts":{},"rows":{},"seconds":{:.2f}}})"
             "\n",
             titles.seen.size(), sources.learnt.size(), learning);

  for (const std::string_view which : {"none", "freedict", "learnt", "freedict+learnt", "vocabulary", "all"}) {
    stemming::Translator translator;
    const double building = seconds_of([&] { translator = translator_of(analyzer, sources, which); });
    fmt::print(R"({{"set":"building","by":"{}","seconds":{:.2f}}})"
               "\n",
               which, building);
    const Scene scene{.analyzer = analyzer, .translator = translator, .source = which};
    for (const auto& [from, to] : directions) {
      print_titles(scene, titles.held_out, from, to);
      print_search(scene, titles.held_out, from, to);
      print_concepts(scene, *questions, from, to);
    }
  }
  return {};
}

}  // namespace
}  // namespace kohtaamo::bench

int main() {
  const auto measured = kohtaamo::bench::measure();
  if (measured) return 0;
  std::cerr << "kohtaamo_translation_bench: " << to_text(measured.error()) << '\n';
  return kohtaamo::config::error_row(measured.error().code).exit_code;
}
