// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/concept_tagger.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>
#include <utility>

#include "stemming/fold.h"
#include "stemming/label_lexicon.h"
#include "stemming/word_ending.h"

namespace kohtaamo::stemming {
namespace {

// A label ends where a sentence, a clause or a bracket does. Hyphens, slashes and apostrophes hold words together.
Break break_of(std::string_view between) {
  if (between.find_first_of(".;:!?()[]\n\"") != between.npos) return Break::full;
  return between.find(',') == between.npos ? Break::none : Break::comma;
}

// A stretch of the text and the labels that fit it.
struct Found {
  std::size_t first = 0, last = 0;  // places
  std::vector<const LabelUse*> uses{};
};

std::vector<WordPlace> places_of(std::string_view text, std::span<const Word> words, const LabelLexicon& lexicon) {
  std::vector<WordPlace> places;
  places.reserve(words.size());
  std::uint32_t position = 0, end = 0;
  for (const Word& word : words) {
    if (word.position != position) {
      places.push_back({.bytes = word.bytes, .before = break_of(text.substr(end, word.bytes.begin - end))});
      position = word.position;
      end = word.bytes.end;
    }
    for (const WordTerm& term : word.terms->terms) {
      if (term.kind != TermKind::base) break;  // base forms come first
      if (const TermNumber number = lexicon.number_of(term.text, word.terms->is_stop_word))
        places.back().terms.push_back(number);
    }
  }
  return places;
}

// Walks the tree along the places of a text; keeps its room between walks.
class Walk {
 public:
  Walk(const LabelLexicon& lexicon, std::span<const WordPlace> places) : lexicon_(lexicon), places_(places) {}

  // The longest label that begins here; no uses where none does.
  Found longest_from(std::size_t first) {
    Found found{.first = first, .last = first};
    nodes_.assign(1, root_node);
    bool is_over_comma = false;
    for (std::size_t at = first; at < places_.size(); ++at) {
      if (at != first && places_[at].before == Break::full) break;
      is_over_comma |= at != first && places_[at].before == Break::comma;
      step(places_[at]);
      if (nodes_.empty()) break;
      std::vector<const LabelUse*> uses = uses_here(is_over_comma);
      if (uses.empty()) continue;
      found.last = at;
      found.uses = std::move(uses);
    }
    return found;
  }

 private:
  void step(const WordPlace& place) {
    further_.clear();
    for (const NodeNumber node : nodes_)
      for (const TermNumber term : place.terms)
        if (const NodeNumber next = lexicon_.next(node, term); next != root_node) further_.push_back(next);
    std::swap(nodes_, further_);
  }

  std::vector<const LabelUse*> uses_here(bool is_over_comma) const {
    std::vector<const LabelUse*> uses;
    for (const NodeNumber node : nodes_) {
      for (const LabelUse& use : lexicon_.labels_at(node)) {
        const auto is_same = [&](const LabelUse* known) { return known->concept_index == use.concept_index; };
        const bool is_whole = use.has_comma || !is_over_comma;
        if (is_whole && std::ranges::none_of(uses, is_same)) uses.push_back(&use);
      }
    }
    return uses;
  }

  const LabelLexicon& lexicon_;
  std::span<const WordPlace> places_;
  std::vector<NodeNumber> nodes_{}, further_{};
};

std::vector<Found> find_labels(const LabelLexicon& lexicon, std::span<const WordPlace> places) {
  std::vector<Found> all;
  Walk walk(lexicon, places);
  for (std::size_t at = 0; at < places.size(); ++at) {
    if (places[at].terms.empty()) continue;
    Found found = walk.longest_from(at);
    if (found.uses.empty()) continue;
    at = found.last;
    all.push_back(std::move(found));
  }
  return all;
}

// What the rest of a text says for a concept.
class Context {
 public:
  Context(const Vocabulary& vocabulary, const LabelLexicon& lexicon, std::span<const Word> words,
          std::span<const Found> found)
      : vocabulary_(vocabulary), lexicon_(lexicon), words_(words) {
    for (const Found& one : found)
      if (one.uses.size() == 1 && one.uses.front()->qualifier.empty()) sure_.push_back(one.uses.front()->concept_index);
    std::ranges::sort(sure_);
    sure_.erase(std::unique(sure_.begin(), sure_.end()), sure_.end());
  }

  bool is_supported(const LabelUse& use) {
    const ConceptEntry& entry = vocabulary_.concepts()[use.concept_index];
    if (is_any_sure(entry.broader) || is_any_sure(entry.narrower) || is_any_sure(entry.related)) return true;
    for (const std::uint32_t broader : entry.broader)
      if (has_sister(vocabulary_.concepts()[broader].narrower, use.concept_index)) return true;
    return !use.qualifier.empty() && has_term(use.qualifier);
  }

 private:
  bool is_any_sure(std::span<const std::uint32_t> concepts) const {
    return std::ranges::any_of(concepts, [&](std::uint32_t one) { return std::ranges::binary_search(sure_, one); });
  }

  // Few are sure and a concept may have hundreds of sisters.
  bool has_sister(std::span<const std::uint32_t> family, std::uint32_t self) const {
    return std::ranges::any_of(
        sure_, [&](std::uint32_t one) { return one != self && std::ranges::binary_search(family, one); });
  }

  bool has_term(std::span<const TermNumber> qualifier) {
    if (terms_.empty()) gather_terms();
    return std::ranges::any_of(qualifier, [&](TermNumber term) { return std::ranges::binary_search(terms_, term); });
  }

  // Parts of compounds as well: "puulaji" speaks of "puu".
  void gather_terms() {
    for (const Word& word : words_)
      for (const WordTerm& term : word.terms->terms)
        terms_.push_back(lexicon_.number_of(term.text, word.terms->is_stop_word));
    std::ranges::sort(terms_);
    terms_.erase(std::unique(terms_.begin(), terms_.end()), terms_.end());
  }

  const Vocabulary& vocabulary_;
  const LabelLexicon& lexicon_;
  std::span<const Word> words_;
  std::vector<std::uint32_t> sure_{};
  std::vector<TermNumber> terms_{};
};

struct Choice {
  const LabelUse* use = nullptr;
  bool is_literal = false;  // the label as it stands, not another form of its words
  bool is_supported = false;

  // The smaller, the better: an unqualified concept is what the word means when nothing else is said.
  auto rank() const {
    return std::tuple(!is_literal, !is_supported, !use->qualifier.empty(), use->kind, use->concept_index);
  }
};

// Nothing where each label has the stem of the word only.
Choice choose(const Found& found, std::string_view stretch, Language language, Context& context) {
  std::string folded;
  fold_word(stretch, folded);
  Choice best;
  for (const LabelUse* use : found.uses) {
    if (use->words == 1 && !has_same_word(folded, use->text, language)) continue;
    const Choice choice{.use = use, .is_literal = use->text == folded, .is_supported = context.is_supported(*use)};
    if (best.use == nullptr || choice.rank() < best.rank()) best = choice;
  }
  return best;
}

}  // namespace

struct ConceptTagger::Lexicon {
  PerLanguage<LabelLexicon> languages;
};

ConceptTagger::ConceptTagger(const Vocabulary& vocabulary, const Analyzer& analyzer)
    : vocabulary_(vocabulary),
      analyzer_(analyzer),
      lexicon_(new Lexicon{{LabelLexicon(vocabulary, analyzer, Language::fi),
                            LabelLexicon(vocabulary, analyzer, Language::sv),
                            LabelLexicon(vocabulary, analyzer, Language::en)}}) {}

ConceptTagger::~ConceptTagger() = default;

std::vector<ConceptTag> ConceptTagger::tag(std::string_view text, Language language) const {
  return tag(text, analyzer_.analyze(text, language), language);
}

std::vector<ConceptTag> ConceptTagger::tag(std::string_view text, std::span<const Word> words,
                                           Language language) const {
  const LabelLexicon& lexicon = lexicon_->languages[index_of(language)];
  const std::vector<WordPlace> places = places_of(text, words, lexicon);
  const std::vector<Found> all = find_labels(lexicon, places);
  Context context(vocabulary_, lexicon, words, all);
  std::vector<ConceptTag> tags;
  tags.reserve(all.size());
  for (const Found& found : all) {
    const ByteRange bytes{.begin = places[found.first].bytes.begin, .end = places[found.last].bytes.end};
    const Choice choice = choose(found, text.substr(bytes.begin, bytes.end - bytes.begin), language, context);
    if (choice.use == nullptr || (!choice.is_supported && !choice.use->qualifier.empty())) continue;
    tags.push_back({.concept_index = choice.use->concept_index,
                    .bytes = bytes,
                    .label = choice.use->kind,
                    .words = choice.use->words,
                    .choices = static_cast<std::uint8_t>(
                        std::min<std::size_t>(found.uses.size(), std::numeric_limits<std::uint8_t>::max())),
                    .is_supported = choice.is_supported});
  }
  return tags;
}

}  // namespace kohtaamo::stemming
