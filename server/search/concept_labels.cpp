// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/concept_labels.h"

#include <algorithm>

#include "stemming/fold.h"

namespace kohtaamo::server {

ConceptLabels::ConceptLabels(const stemming::Vocabulary& vocabulary, const stemming::Analyzer& analyzer,
                             stemming::Language language) {
  const std::size_t place = stemming::index_of(language);
  for (std::uint32_t i = 0; i < vocabulary.concepts().size(); ++i) {
    const stemming::ConceptLabels& labels = vocabulary.concepts()[i].labels;
    if (labels.preferred[place].empty()) continue;  // nothing to show in this language
    add(labels.preferred[place], i, analyzer, language);
    for (const std::string& other : labels.alternative[place]) add(other, i, analyzer, language);
  }
  std::ranges::sort(words_);
}

void ConceptLabels::add(std::string_view text, std::uint32_t concept_index, const stemming::Analyzer& analyzer,
                        stemming::Language language) {
  Label label{.concept_index = concept_index};
  for (const stemming::Word& word : analyzer.analyze(text, language)) {
    std::string folded;
    stemming::fold_word(text.substr(word.bytes.begin, word.bytes.end - word.bytes.begin), folded);
    label.folded += (label.folded.empty() ? "" : " ") + folded;
    label.words.push_back(std::move(folded));
    for (const stemming::WordTerm& term : word.terms->terms)
      if (term.kind == stemming::TermKind::base) label.words.push_back(term.text);
  }
  std::ranges::sort(label.words);
  label.words.erase(std::unique(label.words.begin(), label.words.end()), label.words.end());
  for (const std::string& word : label.words) words_.emplace_back(word, static_cast<std::uint32_t>(labels_.size()));
  labels_.push_back(std::move(label));
}

bool ConceptLabels::has_word(const Label& label, const TypedWord& word) {
  const auto is_in_label = [&](const std::string& text) { return std::ranges::binary_search(label.words, text); };
  return is_in_label(word.folded) || std::ranges::any_of(word.bases, is_in_label);
}

void ConceptLabels::find(std::string_view beginning, bool is_whole_word, const std::vector<TypedWord>& whole,
                         Found& found) const {
  auto one =
      std::ranges::lower_bound(words_, beginning, {}, [](const auto& row) { return std::string_view(row.first); });
  for (std::size_t read = 0; one != words_.end() && read < most_labels_read; ++one, ++read) {
    if (is_whole_word ? one->first != beginning : !one->first.starts_with(beginning)) return;
    const Label& label = labels_[one->second];
    if (std::ranges::all_of(whole, [&](const TypedWord& word) { return has_word(label, word); }))
      found.insert(one->second);
  }
}

std::vector<std::uint32_t> ConceptLabels::complete(const std::vector<TypedWord>& whole, const TypedWord& last,
                                                   std::size_t most) const {
  Found found;
  find(last.folded, false, whole, found);
  for (const std::string& base : last.bases) find(base, true, whole, found);
  const std::string_view first = whole.empty() ? last.folded : whole.front().folded;
  std::vector<std::uint32_t> labels(found.begin(), found.end());
  const auto rank_of = [&](std::uint32_t place) {
    const Label& label = labels_[place];
    return std::tuple(!label.folded.starts_with(first), label.folded.size(), std::string_view(label.folded), place);
  };
  std::ranges::sort(labels, {}, rank_of);
  std::vector<std::uint32_t> concepts;
  for (const std::uint32_t place : labels) {
    const std::uint32_t concept_index = labels_[place].concept_index;
    if (concepts.size() == most) break;
    if (std::ranges::find(concepts, concept_index) == concepts.end()) concepts.push_back(concept_index);
  }
  return concepts;
}

}  // namespace kohtaamo::server
