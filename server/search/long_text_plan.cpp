// SPDX-License-Identifier: GPL-3.0-or-later
// long_text_plan.cpp — QueryPlanner::plan_long_text: what a text is best found by.
#include <algorithm>
#include <cmath>
#include <map>

#include "server/search/query_plan.h"
#include "server/search/word_shares.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

// How much more translations weigh in a long text than the settings say (bench/relevance.md).
constexpr double translations_of_long = 2;

// A word of a long text, with how much it says.
struct WeighedWord {
  std::string typed{};
  WordReadings readings{};
  std::vector<Language> languages{};  // that it was read in
  double count = 0, factor = 1;       // occurrences by weight of their part; what its weight is multiplied by
  double weight = 0;                  // count * idf * factor
};

// The words of a long text, each base form once.
class LongTextWords {
 public:
  void add(const stemming::Analyzer& analyzer, const LongText::Part& part, const std::vector<Language>& languages) {
    for (WordReadings& read : read_words(analyzer, part.text, languages)) {
      if (read.is_stop_word || read.bases.empty()) continue;
      WeighedWord& word = by_base_[read.bases.front()];
      if (word.count == 0) {
        word.typed = std::string(read.typed);
        word.readings = std::move(read);
        word.languages = languages;
      }
      word.count += part.weight;
    }
  }

  // frequency: in how many documents the word stands in one way or another; words that are in none find nothing.
  template <class Frequency>
  std::vector<WeighedWord> best(const LongText& text, double documents, const Frequency& frequency) && {
    std::vector<WeighedWord> words;
    for (auto& [base, word] : by_base_) {
      const Xapian::doccount found = frequency(word);
      if (found == 0) continue;
      if (text.factor) word.factor = text.factor(base);
      word.weight = word.count * word.factor * std::log(std::max(1.0, documents / static_cast<double>(found)));
      words.push_back(std::move(word));
    }
    std::ranges::stable_sort(words, std::greater{}, &WeighedWord::weight);
    const std::size_t most = words.size() > many_words ? text.max_terms_of_long : text.max_terms;
    if (words.size() > most) words.resize(most);
    return words;
  }

 private:
  std::map<std::string, WeighedWord> by_base_{};
};

// A reading that no record has, beside one that some have, is a misreading, and so are its parts: "naisilta" is
// of women (nainen), not an evening (nais-ilta).
void drop_misreadings(WordReadings& word, const Xapian::Database& database) {
  std::vector<std::string> held, dropped;
  for (const std::string& base : word.bases) (database.term_exists(base) ? held : dropped).push_back(base);
  if (held.empty() || dropped.empty()) return;
  std::erase_if(word.parts, [&](const std::string& part) {
    const auto has_part = [&](const std::string& base) { return base.find(part) != std::string::npos; };
    return std::ranges::any_of(dropped, has_part) && std::ranges::none_of(held, has_part);
  });
  std::erase_if(word.meant, [&](const std::string& base) { return std::ranges::count(held, base) == 0; });
  word.bases = std::move(held);
  if (word.meant.empty()) word.meant = word.bases;  // written as a misreading
}

}  // namespace

QueryPlan QueryPlanner::plan_long_text(std::string_view text, std::optional<Language> language, std::size_t max_terms,
                                       const Xapian::Database& database) const {
  return plan_long_text(
      {.parts = {{.text = text, .language = language}}, .max_terms = max_terms, .max_terms_of_long = max_terms},
      database);
}

QueryPlan QueryPlanner::plan_long_text(const LongText& text, const Xapian::Database& database) const {
  LongTextWords words;
  std::map<std::vector<Language>, std::string> texts;  // of all parts in the same languages: where concepts stand
  for (const LongText::Part& part : text.parts) {
    const std::vector<Language> languages = languages_for(part.text, part.language);
    texts[languages].append(part.text).append("\n");
    words.add(analyzer_, part, languages);
  }
  // A long text has several words for a thing, so that a doubtful translation does less harm than in a short query.
  config::RankingSettings ranking = ranking_;
  ranking.translation_weight = std::min(1.0, translations_of_long * ranking_.translation_weight);
  WordShares shares(analyzer_, knowledge_, ranking, {}, database);
  WordTree all_words;
  const auto frequency = [&](const WeighedWord& word) {
    shares.read_in(word.languages);
    return shares.frequency(word.readings);
  };
  for (WeighedWord& word : std::move(words).best(text, database.get_doccount(), frequency)) {
    shares.read_in(word.languages);
    drop_misreadings(word.readings, database);
    const double k3 = text.is_query ? 0 : ranking_.k3;
    const double repeated = word.count * (k3 + 1) / (k3 + word.count);  // BM25's query part
    all_words.parts.push_back(shares.readings(word.readings, word.typed, ""));
    all_words.parts.back().factor *= repeated * word.factor;
  }
  constexpr std::size_t most_concepts = 15;
  std::set<Language> all;
  for (const auto& [languages, joined] : texts) {
    shares.read_in(languages);
    all.insert(languages.begin(), languages.end());
    all_words.parts.push_back(shares.concepts(joined, most_concepts));
  }
  shares.read_in({all.begin(), all.end()});
  return shares.take(std::move(all_words));
}

}  // namespace kohtaamo::server
