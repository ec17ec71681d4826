// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/neighbours.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "indexer/record_parts.h"
#include "server/match/index_terms.h"

namespace kohtaamo::server {
namespace {

constexpr std::size_t none = 0;   // no word of the asker's
constexpr std::size_t reach = 3;  // words from the first to the second, at most
constexpr std::size_t most_pairs = 60;

const std::string* base_of(const stemming::Word& word) {
  if (word.terms->is_stop_word) return nullptr;
  const auto base = std::ranges::find(word.terms->terms, stemming::TermKind::base, &stemming::WordTerm::kind);
  return base == word.terms->terms.end() ? nullptr : &base->text;
}

}  // namespace

Neighbours::Neighbours(const Asker& asker, const stemming::Analyzer& analyzer, const Xapian::Database& database,
                       const config::Settings& settings)
    : analyzer_(analyzer), settings_(settings), average_length_(std::max(1.0, database.get_avlength())) {
  if (settings.match.neighbour_weight <= 0) return;
  for (const AskerText& part : asker.parts) {
    const auto language = part.language ? part.language : stemming::detect_language(part.text);
    if (!language) continue;
    if (std::ranges::find(languages_, *language) == languages_.end()) languages_.push_back(*language);
    add_pairs(analyzer.analyze(part.text, *language), database);
  }
  std::ranges::stable_sort(pairs_, std::greater{}, &Pair::weight);
  if (pairs_.size() > most_pairs) pairs_.resize(most_pairs);
}

void Neighbours::add_pairs(const std::vector<stemming::Word>& words, const Xapian::Database& database) {
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::string* first = base_of(words[i]);
    const std::string* second = base_of(words[i + 1]);
    if (first == nullptr || second == nullptr) continue;
    const double rarity_of_first = idf(*first, database), rarity_of_second = idf(*second, database);
    if (rarity_of_first <= 0 || rarity_of_second <= 0) continue;
    const auto number = [&](const std::string& base) {
      return numbers_.emplace(base, numbers_.size() + 1).first->second;
    };
    const Pair pair{.first = number(*first), .second = number(*second), .weight = rarity_of_first + rarity_of_second};
    const bool is_known = std::ranges::any_of(
        pairs_, [&](const Pair& one) { return one.first == pair.first && one.second == pair.second; });
    if (!is_known) pairs_.push_back(pair);
  }
}

std::vector<std::size_t> Neighbours::numbers_of(std::string_view text, stemming::Language language) const {
  std::vector<std::size_t> numbers;
  for (const stemming::Word& word : analyzer_.analyze(text, language)) {
    const std::string* base = base_of(word);
    const auto number = base == nullptr ? numbers_.end() : numbers_.find(*base);
    numbers.push_back(number == numbers_.end() ? none : number->second);
  }
  return numbers;
}

double Neighbours::bonus(const corpora::Record& record, double document_length) const {
  std::map<std::pair<std::size_t, std::size_t>, double> counts;
  for (const indexer::RecordText& text : indexer::texts_of(record)) {
    if (std::ranges::find(languages_, text.language) == languages_.end()) continue;
    const double weight = text.role == indexer::TextRole::title     ? settings_.ranking.title_weight
                          : text.role == indexer::TextRole::summary ? settings_.ranking.summary_weight
                                                                    : settings_.ranking.body_weight;
    const std::vector<std::size_t> numbers = numbers_of(*text.text, text.language);
    for (std::size_t i = 0; i < numbers.size(); ++i)
      for (std::size_t j = i + 1; numbers[i] != none && j < std::min(numbers.size(), i + reach + 1); ++j)
        if (numbers[j] != none) counts[{numbers[i], numbers[j]}] += weight;
  }
  const config::MatchSettings& match = settings_.match;
  const double held_back = settings_.ranking.k1 * (1 - match.b + match.b * document_length / average_length_);
  double sum = 0;
  for (const Pair& pair : pairs_)
    if (const auto count = counts.find({pair.first, pair.second}); count != counts.end())
      sum += pair.weight * count->second * (settings_.ranking.k1 + 1) / (count->second + held_back);
  return match.neighbour_weight * sum;
}

}  // namespace kohtaamo::server
