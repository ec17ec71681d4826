// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/label_lexicon.h"

#include <algorithm>

#include "stemming/fold.h"

namespace kohtaamo::stemming {
namespace {

constexpr std::size_t max_label_words = 12;  // longer ones are sentences
constexpr std::size_t max_paths = 64;        // of one label through its readings; further readings are left out

constexpr std::uint64_t step_key(NodeNumber node, TermNumber term) { return std::uint64_t{node} << 32 | term; }

struct LabelParts {
  std::string core{}, qualifier{};
};

// "kuusi (puu)" -> kuusi, puu. "(puu)" alone is not qualified.
LabelParts parts_of(std::string_view label) {
  const std::size_t open = label.rfind('(');
  if (open == 0 || open == label.npos || !label.ends_with(')')) return {.core = std::string(label)};
  return {.core = std::string(label.substr(0, label.find_last_not_of(' ', open - 1) + 1)),
          .qualifier = std::string(label.substr(open + 1, label.size() - open - 2))};
}

bool begins_with_capital(std::string_view label) {
  if (label.empty()) return false;
  const bool is_plain = label.front() >= 'A' && label.front() <= 'Z';
  return is_plain || label.starts_with("Å") || label.starts_with("Ä") || label.starts_with("Ö");
}

}  // namespace

LabelLexicon::LabelLexicon(const Vocabulary& vocabulary, const Analyzer& analyzer, Language language) : nodes_(1) {
  const std::size_t at = index_of(language);
  std::uint32_t place = 0;
  for (const ConceptEntry& entry : vocabulary.concepts()) {
    const auto add_as = [&](std::string_view label, LabelKind kind) {
      add(label, {.concept_index = place, .kind = kind}, analyzer, language);
    };
    const ConceptLabels& labels = entry.labels;
    if (!labels.preferred[at].empty()) {
      add_as(labels.preferred[at], LabelKind::preferred);
    } else {
      for (const std::string& name : labels.preferred)  // what has no name in this language keeps its own
        if (begins_with_capital(name)) add_as(name, LabelKind::hidden);
    }
    for (const std::string& label : labels.alternative[at]) add_as(label, LabelKind::alternative);
    for (const std::string& label : labels.hidden[at]) add_as(label, LabelKind::hidden);
    ++place;
  }
}

TermNumber LabelLexicon::number_of(std::string_view term, bool is_stop_word) const {
  const TermNumbers& numbers = is_stop_word ? small_terms_ : terms_;
  const auto found = numbers.find(term);
  return found == numbers.end() ? 0 : found->second;
}

NodeNumber LabelLexicon::next(NodeNumber node, TermNumber term) const {
  if (node == root_node) return term < first_steps_.size() ? first_steps_[term] : root_node;
  const auto found = steps_.find(step_key(node, term));
  return found == steps_.end() ? root_node : found->second;
}

TermNumber LabelLexicon::add_term(const std::string& term, bool is_stop_word) {
  const auto number = static_cast<TermNumber>(terms_.size() + small_terms_.size() + 1);
  return (is_stop_word ? small_terms_ : terms_).try_emplace(term, number).first->second;
}

NodeNumber LabelLexicon::add_step(NodeNumber node, TermNumber term) {
  if (node == root_node) {
    if (term >= first_steps_.size()) first_steps_.resize(term + 1, root_node);
    if (first_steps_[term] == root_node) {
      first_steps_[term] = static_cast<NodeNumber>(nodes_.size());
      nodes_.emplace_back();
    }
    return first_steps_[term];
  }
  const auto [step, is_new] = steps_.try_emplace(step_key(node, term), static_cast<NodeNumber>(nodes_.size()));
  if (is_new) nodes_.emplace_back();
  return step->second;
}

std::vector<WordPlace> LabelLexicon::places_of(std::string_view label, const Analyzer& analyzer, Language language) {
  std::vector<WordPlace> places;
  std::uint32_t position = 0;
  for (const Word& word : analyzer.analyze(label, language)) {
    if (word.position != position) places.push_back({.bytes = word.bytes, .is_stop_word = word.terms->is_stop_word});
    position = word.position;
    for (const WordTerm& term : word.terms->terms)
      if (term.kind == TermKind::base) places.back().terms.push_back(add_term(term.text, word.terms->is_stop_word));
  }
  return places;
}

void LabelLexicon::add(std::string_view label, LabelUse use, const Analyzer& analyzer, Language language) {
  const LabelParts parts = parts_of(label);
  std::vector<WordPlace> places = places_of(parts.core, analyzer, language);
  // A label of small words alone would be everywhere.
  if (std::ranges::all_of(places, &WordPlace::is_stop_word) || places.size() > max_label_words) return;
  use.words = static_cast<std::uint8_t>(places.size());
  use.has_comma = parts.core.find(',') != parts.core.npos;
  const std::uint32_t begin = places.front().bytes.begin;
  fold_word(std::string_view(parts.core).substr(begin, places.back().bytes.end - begin), use.text);  // as in a text
  for (const WordPlace& place : places_of(parts.qualifier, analyzer, language))
    if (!place.is_stop_word) use.qualifier.insert(use.qualifier.end(), place.terms.begin(), place.terms.end());
  std::vector<NodeNumber> ends{root_node};
  for (const WordPlace& place : places) {
    std::vector<NodeNumber> further;
    for (const TermNumber term : place.terms)
      for (const NodeNumber end : ends)
        if (further.size() < max_paths) further.push_back(add_step(end, term));
    ends = std::move(further);
  }
  for (const NodeNumber end : ends) {
    const auto is_same = [&](const LabelUse& known) { return known.concept_index == use.concept_index; };
    if (std::ranges::none_of(nodes_[end], is_same)) nodes_[end].push_back(use);  // the first kind is the better one
  }
}

}  // namespace kohtaamo::stemming
