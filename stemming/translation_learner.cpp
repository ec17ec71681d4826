// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/translation_learner.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "stemming/meant_bases.h"

namespace kohtaamo::stemming {
namespace {

using Term = std::uint32_t;
using Bag = std::vector<Term>;  // each term once

// The terms of one language, by number.
struct Lexicon {
  std::unordered_map<std::string, Term> numbers{};
  std::vector<std::string> names{};
  std::vector<int> texts{};  // how many texts each term is in

  Term number_of(const std::string& name) {
    const auto [entry, is_new] = numbers.try_emplace(name, static_cast<Term>(names.size()));
    if (is_new) {
      names.push_back(name);
      texts.push_back(0);
    }
    return entry->second;
  }
};

// One side of all texts: bags[i] of the one says the same as bags[i] of the other.
struct Side {
  Language language{};
  bool has_parts = false;  // compounds teach by their parts, too
  Lexicon lexicon{};
  std::vector<Bag> bags{};
};

// English writes a compound apart, so that its parts have words of their own there. Swedish writes it in one
// word as Finnish does: between these two, parts only stand in each other's way (measured, 0.01 of MRR).
Side side_of(Language language, Language other) {
  return {.language = language, .has_parts = other == Language::en, .lexicon = {}, .bags = {}};
}

void add_text(const Analyzer& analyzer, std::string_view text, Side& side) {
  Bag bag;
  for (const Word& word : analyzer.analyze(text, side.language)) {
    if (word.terms->is_stop_word) continue;
    for (const std::string& base : meant_bases(word, text)) bag.push_back(side.lexicon.number_of(base));
    for (const WordTerm& term : word.terms->terms) {
      if (side.has_parts && term.kind == TermKind::part) bag.push_back(side.lexicon.number_of(term.text));
    }
  }
  std::sort(bag.begin(), bag.end());
  bag.erase(std::unique(bag.begin(), bag.end()), bag.end());
  for (const Term term : bag) ++side.lexicon.texts[term];
  side.bags.push_back(std::move(bag));
}

void drop_rare_terms(Side& side, int min_texts) {
  for (Bag& bag : side.bags) {
    std::erase_if(bag, [&](Term term) { return side.lexicon.texts[term] < min_texts; });
  }
}

// Two terms that meet in some pair of texts.
struct Link {
  Term first = 0, second = 0;
  int texts = 0;
  double second_of_first = 0, first_of_second = 0;  // how probably the one stands for the other
};

using LinkNumber = std::uint32_t;

// All links, and for each pair of texts where its links are: a row for each term of `first`.
struct Links {
  std::vector<Link> links{};
  std::vector<std::vector<LinkNumber>> of_texts{};
};

Links link(const Side& first, const Side& second) {
  Links result;
  std::unordered_map<std::uint64_t, LinkNumber> numbers;
  for (std::size_t text = 0; text < first.bags.size(); ++text) {
    std::vector<LinkNumber>& row = result.of_texts.emplace_back();
    for (const Term a : first.bags[text]) {
      for (const Term b : second.bags[text]) {
        const std::uint64_t key = std::uint64_t{a} << 32 | b;
        const auto [entry, is_new] = numbers.try_emplace(key, static_cast<LinkNumber>(result.links.size()));
        if (is_new) result.links.push_back({.first = a, .second = b});
        ++result.links[entry->second].texts;
        row.push_back(entry->second);
      }
    }
  }
  return result;
}

// How the learning looks in one direction: which end of a link explains, and which is explained.
struct Direction {
  Term Link::*cause = nullptr;
  Term Link::*effect = nullptr;
  double Link::*probability = nullptr;
  std::size_t causes = 0;  // number of terms that explain
  std::size_t effects = 0;
};

// A term is also explained by nothing in the other text, as readily as by a term that goes with all.
class Model {
 public:
  Model(Links& links, const Direction& direction)
      : links_(links), direction_(direction), null_(direction.effects, 1.0 / static_cast<double>(direction.effects)) {
    for (Link& row : links_.links) row.*direction_.probability = 1.0 / static_cast<double>(direction_.effects);
  }

  void learn(int rounds) {
    for (int round = 0; round < rounds; ++round) learn_once();
  }

 private:
  void learn_once() {
    std::vector<double> counts(links_.links.size());
    std::vector<double> null_counts(direction_.effects);
    for (const std::vector<LinkNumber>& text : links_.of_texts) share_out(text, counts, null_counts);
    take_over(counts, null_counts);
  }

  // Every term of the text is one effect, shared by its possible causes as far as they are believed.
  void share_out(const std::vector<LinkNumber>& text, std::vector<double>& counts, std::vector<double>& null_counts) {
    sums_.clear();
    for (const LinkNumber number : text) {
      const Link& row = links_.links[number];
      const Term effect = row.*direction_.effect;
      sums_.try_emplace(effect, null_[effect]).first->second += row.*direction_.probability;
    }
    for (const LinkNumber number : text) {
      const Link& row = links_.links[number];
      counts[number] += row.*direction_.probability / sums_[row.*direction_.effect];
    }
    for (const auto& [effect, sum] : sums_) null_counts[effect] += null_[effect] / sum;
  }

  // What was seen once or twice proves little: each cause keeps the weight of one effect for what was not seen.
  void take_over(const std::vector<double>& counts, const std::vector<double>& null_counts) {
    constexpr double unseen = 1.0;
    std::vector<double> totals(direction_.causes, unseen);
    for (std::size_t i = 0; i < counts.size(); ++i) totals[links_.links[i].*direction_.cause] += counts[i];
    for (std::size_t i = 0; i < counts.size(); ++i) {
      Link& row = links_.links[i];
      row.*direction_.probability = counts[i] / totals[row.*direction_.cause];
    }
    double null_total = unseen;
    for (const double count : null_counts) null_total += count;
    for (std::size_t i = 0; i < null_counts.size(); ++i) null_[i] = null_counts[i] / null_total;
  }

  Links& links_;
  Direction direction_;
  std::vector<double> null_;  // by effect: how probably it stands there by itself
  std::unordered_map<Term, double> sums_{};
};

// Both directions of one pair of languages.
class PairLearner {
 public:
  PairLearner(Language first, Language second) : first_(side_of(first, second)), second_(side_of(second, first)) {}

  void add(const Analyzer& analyzer, std::string_view first, std::string_view second) {
    add_text(analyzer, first, first_);
    add_text(analyzer, second, second_);
  }

  std::vector<TermPair> learn(const LearnerOptions& options) {
    drop_rare_terms(first_, options.min_texts);
    drop_rare_terms(second_, options.min_texts);
    Links links = link(first_, second_);
    const std::size_t firsts = first_.lexicon.names.size(), seconds = second_.lexicon.names.size();
    Model(links, {&Link::first, &Link::second, &Link::second_of_first, firsts, seconds}).learn(options.rounds);
    Model(links, {&Link::second, &Link::first, &Link::first_of_second, seconds, firsts}).learn(options.rounds);

    std::vector<TermPair> rows;
    for (const Link& row : links.links) {
      const double weight = std::sqrt(row.second_of_first * row.first_of_second);
      if (row.texts < options.min_texts || weight < options.min_probability) continue;
      const std::string &a = first_.lexicon.names[row.first], &b = second_.lexicon.names[row.second];
      rows.push_back({first_.language, second_.language, a, b, weight, TranslatedBy::learnt});
      rows.push_back({second_.language, first_.language, b, a, weight, TranslatedBy::learnt});
    }
    return rows;
  }

 private:
  Side first_, second_;
};

// In their order, each term with its surest translations only, whose weights add up to at most 1.
std::vector<TermPair> keep_surest(std::vector<TermPair> rows) {
  std::sort(rows.begin(), rows.end(), [](const TermPair& a, const TermPair& b) {
    return std::tie(a.from, a.to, a.term, b.weight, a.translation) <
           std::tie(b.from, b.to, b.term, a.weight, b.translation);
  });
  std::vector<TermPair> kept;
  for (auto begin = rows.begin(); begin != rows.end();) {
    const auto end = std::find_if(begin, rows.end(), [&](const TermPair& row) {
      return std::tie(row.from, row.to, row.term) != std::tie(begin->from, begin->to, begin->term);
    });
    const auto last = begin + std::min<std::ptrdiff_t>(end - begin, most_translations);
    double sum = 0;
    for (auto row = begin; row != last; ++row) sum += row->weight;
    for (auto row = begin; row != last; ++row) {
      row->weight /= std::max(sum, 1.0);
      kept.push_back(std::move(*row));
    }
    begin = end;
  }
  return kept;
}

}  // namespace

std::vector<TermPair> learn_translations(std::span<const ParallelText> texts, const Analyzer& analyzer,
                                         const LearnerOptions& options) {
  std::map<std::pair<Language, Language>, PairLearner> learners;
  for (const ParallelText& text : texts) {
    if (text.first_language == text.second_language) continue;
    const bool is_turned = text.second_language < text.first_language;
    const Language first = is_turned ? text.second_language : text.first_language;
    const Language second = is_turned ? text.first_language : text.second_language;
    PairLearner& learner = learners.try_emplace({first, second}, first, second).first->second;
    learner.add(analyzer, is_turned ? text.second : text.first, is_turned ? text.first : text.second);
  }
  std::vector<TermPair> rows;
  for (auto& [languages, learner] : learners) {
    std::vector<TermPair> learnt = learner.learn(options);
    rows.insert(rows.end(), std::make_move_iterator(learnt.begin()), std::make_move_iterator(learnt.end()));
  }
  return keep_surest(std::move(rows));
}

}  // namespace kohtaamo::stemming
