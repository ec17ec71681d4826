// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/spelling.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "indexer/schema.h"
#include "stemming/fold.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using Kind = QueryNode::Kind;

constexpr std::size_t most_words = 4, most_corrections = 3;
constexpr std::size_t most_judged = 40;          // candidates of one source for one word
constexpr std::uint32_t far_more_frequent = 10;  // than a misspelling that some record has as well
constexpr std::uint32_t far_rarer = 100;         // than the likeliest: itself misspelled in some record, mostly

// A word of the query: in which node, counted from the root in reading order, and where in its text.
struct Place {
  std::size_t node = 0;
  stemming::ByteRange bytes{};
  std::string folded{}, prefix{};  // of its field
};

struct Candidate {
  std::string text{};
  int cost = 0;
  std::uint32_t frequency = 0;
  // A tenfold frequency makes up for a quarter of a letter.
  double rank() const { return cost - std::min(3.0, std::log10(static_cast<double>(frequency))); }
};

struct Doubt {
  Place place{};
  std::vector<Candidate> candidates{};  // best first; not empty
};

bool has_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t letter_count(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// Short words are near to too many others.
int max_cost_of(std::string_view word) {
  const std::size_t letters = letter_count(word);
  if (letters < 4) return whole_letter / 2;
  return letters < 7 ? whole_letter : 2 * whole_letter;
}

// Of a word that a dictionary knows, only what a keyboard without dots would make of another.
constexpr int max_cost_of_known = 3;

std::size_t common_bytes(std::string_view one, std::string_view other) {
  return static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
}

}  // namespace

// One query.
class Spelling::Run {
 public:
  Run(const Spelling& spelling, const std::vector<Language>& languages, bool has_few_hits,
      const Xapian::Database& database, const indexer::IndexState& state)
      : spelling_(spelling), languages_(languages), has_few_hits_(has_few_hits), database_(database), state_(state) {}

  std::vector<QueryNode> corrections(const QueryNode& root) {
    std::vector<Place> places;
    std::size_t number = 0;
    collect(root, number, places);
    if (places.size() > most_words) return {};
    std::vector<Doubt> doubts;
    for (Place& place : places)
      if (auto candidates = candidates_for(place); !candidates.empty())
        doubts.push_back({std::move(place), std::move(candidates)});
    return combined(root, doubts);
  }

 private:
  // `number` counts the nodes in reading order. What is excluded is no question.
  void collect(const QueryNode& node, std::size_t& number, std::vector<Place>& places) const {
    const std::size_t here = number++;
    if (node.kind == Kind::word || node.kind == Kind::phrase) collect_words(node, here, places);
    const std::size_t before = places.size();
    for (const QueryNode& child : node.children) collect(child, number, places);
    if (node.kind == Kind::none_of) places.resize(before);
  }

  void collect_words(const QueryNode& node, std::size_t number, std::vector<Place>& places) const {
    for (const stemming::Word& word : spelling_.analyzer_.analyze(node.text, languages_.front())) {
      if (!places.empty() && places.back().node == number && places.back().bytes.begin == word.bytes.begin) continue;
      Place place{.node = number,
                  .bytes = word.bytes,
                  .prefix = std::string(node.field.empty() ? "" : indexer::field(node.field).prefix)};
      stemming::fold_word(std::string_view(node.text).substr(word.bytes.begin, word.bytes.end - word.bytes.begin),
                          place.folded);
      places.push_back(std::move(place));
    }
  }

  // The base terms of a word, each with its field's prefix.
  std::set<std::string> bases_of(std::string_view word, const std::string& prefix) const {
    std::set<std::string> bases;
    for (const Language language : languages_)
      for (const auto found = spelling_.analyzer_.terms_of(word, language);
           const stemming::WordTerm& term : found->terms)
        if (term.kind == stemming::TermKind::base) bases.insert(prefix + term.text);
    return bases;
  }

  std::uint32_t frequency_of(const std::set<std::string>& bases) const {
    std::uint32_t most = 0;
    for (const std::string& base : bases) most = std::max(most, database_.get_termfreq(base));
    return most;
  }

  bool is_stop_word(std::string_view word) const {
    return std::ranges::any_of(
        languages_, [&](Language language) { return spelling_.analyzer_.terms_of(word, language)->is_stop_word; });
  }

  bool is_in_a_dictionary(std::string_view word) const {
    return std::ranges::any_of(languages_, [&](Language language) { return spelling_.speller_.knows(word, language); });
  }

  // Empty when the word is not doubted, or nothing is near.
  std::vector<Candidate> candidates_for(const Place& place) {
    if (has_digit(place.folded) || is_stop_word(place.folded)) return {};
    bases_ = bases_of(place.folded, place.prefix);
    const std::uint32_t frequency = frequency_of(bases_);
    if (frequency > 0 && !has_few_hits_) return {};
    const bool is_known = is_in_a_dictionary(place.folded);
    if (frequency > 0 && is_known) return {};
    candidates_.clear();
    place_ = &place;
    least_frequency_ = std::max<std::uint32_t>(1, frequency * far_more_frequent);
    const int farthest = is_known ? max_cost_of_known : max_cost_of(place.folded);
    max_cost_ = std::min(farthest, whole_letter);
    gather();
    if (candidates_.empty() && farthest > max_cost_) {  // whoever is near needs nobody far away
      max_cost_ = farthest;
      gather();
    }
    return best_candidates();
  }

  // One form of each word.
  std::vector<Candidate> best_candidates() {
    std::ranges::sort(candidates_, [](const Candidate& a, const Candidate& b) {
      return a.rank() != b.rank() ? a.rank() < b.rank() : a.text < b.text;
    });
    std::vector<Candidate> best;
    std::set<std::string> seen;
    for (Candidate& candidate : candidates_) {
      const auto bases = bases_of(candidate.text, place_->prefix);
      const bool is_seen = std::ranges::any_of(bases, [&](const std::string& base) { return seen.contains(base); });
      seen.insert(bases.begin(), bases.end());
      const bool is_rare = !best.empty() && candidate.frequency < best.front().frequency / far_rarer;
      if (!is_seen && !is_rare && best.size() < most_corrections) best.push_back(std::move(candidate));
    }
    return best;
  }

  void gather() {
    const std::string& word = place_->folded;
    const auto vocabulary = spelling_.vocabularies_.at(database_, state_);
    for (const NearTerm& near : best_of(vocabulary->title_words.near(word, max_cost_))) add(std::string(near.text));
    for (const NearTerm& near : best_of(vocabulary->terms.near(word, max_cost_))) add_if_word(std::string(near.text));
    for (const Language language : languages_)
      if (language == Language::fi)
        for (const std::string& suggested : spelling_.speller_.suggest(word, language)) add(suggested);
      else
        add_by_stem(*vocabulary, language);
    // Slow, and of use for what is not near any word of the index.
    const bool is_last_resort = candidates_.empty() && max_cost_ > whole_letter;
    if (is_last_resort && languages_.size() == 1 && languages_.front() != Language::fi)
      for (const std::string& suggested : spelling_.speller_.suggest(word, languages_.front())) add(suggested);
  }

  static std::vector<NearTerm> best_of(std::vector<NearTerm> near) {
    std::ranges::stable_sort(near, [](const NearTerm& a, const NearTerm& b) {
      return a.cost != b.cost ? a.cost < b.cost : a.frequency > b.frequency;
    });
    if (near.size() > most_judged) near.resize(most_judged);
    return near;
  }

  // "comunities": the stem "comuniti" is near to "communiti", which with the ending is a word again.
  void add_by_stem(const IndexVocabulary& vocabulary, Language language) {
    const std::string& word = place_->folded;
    const auto terms = spelling_.analyzer_.terms_of(word, language);
    if (terms->terms.empty()) return;
    const std::string& stem = terms->terms.front().text;
    const std::size_t common = common_bytes(word, stem);
    const std::string_view ending = std::string_view(word).substr(common);
    const std::string_view of_stem = std::string_view(stem).substr(common);  // "i" of "comuniti" for "comunity"
    for (const NearTerm& near : best_of(vocabulary.terms.near(stem, max_cost_))) {
      if (!near.text.ends_with(of_stem)) continue;
      const std::string whole =
          std::string(near.text.substr(0, near.text.size() - of_stem.size())) + std::string(ending);
      if (spelling_.speller_.knows(whole, language)) add(whole);
    }
  }

  // Terms of the index may be stems, and of any language.
  void add_if_word(const std::string& text) {
    if (is_in_a_dictionary(text)) add(text);
  }

  void add(const std::string& text) {
    const auto bases = bases_of(text, place_->prefix);
    const Candidate candidate{
        .text = text, .cost = spelling_cost(place_->folded, text, max_cost_), .frequency = frequency_of(bases)};
    if (candidate.cost == 0 || candidate.cost > max_cost_ || candidate.frequency < least_frequency_) return;
    if (bases == bases_ || std::ranges::find(candidates_, text, &Candidate::text) != candidates_.end()) return;
    candidates_.push_back(candidate);
  }

  // First the best for each doubted word; then, one word at a time, what else it may have been.
  static std::vector<QueryNode> combined(const QueryNode& root, const std::vector<Doubt>& doubts) {
    std::vector<QueryNode> queries;
    if (doubts.empty()) return queries;
    std::vector<std::size_t> chosen(doubts.size(), 0);
    queries.push_back(corrected(root, doubts, chosen));
    for (std::size_t next = 1; next < most_corrections; ++next)
      for (std::size_t doubt = 0; doubt < doubts.size() && queries.size() < most_corrections; ++doubt) {
        if (next >= doubts[doubt].candidates.size()) continue;
        chosen[doubt] = next;
        queries.push_back(corrected(root, doubts, chosen));
        chosen[doubt] = 0;
      }
    return queries;
  }

  static QueryNode corrected(const QueryNode& root, const std::vector<Doubt>& doubts,
                             const std::vector<std::size_t>& chosen) {
    QueryNode query = root;
    std::size_t number = 0;
    correct(query, number, doubts, chosen);
    return query;
  }

  static void correct(QueryNode& node, std::size_t& number, const std::vector<Doubt>& doubts,
                      const std::vector<std::size_t>& chosen) {
    const std::size_t here = number++;
    for (std::size_t i = doubts.size(); i-- > 0;) {  // from the back: places before stay true
      const auto& [place, candidates] = doubts[i];
      if (place.node == here)
        node.text.replace(place.bytes.begin, place.bytes.end - place.bytes.begin, candidates[chosen[i]].text);
    }
    for (QueryNode& child : node.children) correct(child, number, doubts, chosen);
  }

  const Spelling& spelling_;
  const std::vector<Language>& languages_;
  const bool has_few_hits_;
  const Xapian::Database& database_;
  const indexer::IndexState& state_;

  // Of the word at hand.
  const Place* place_ = nullptr;
  std::set<std::string> bases_{};
  std::uint32_t least_frequency_ = 1;
  int max_cost_ = 0;
  std::vector<Candidate> candidates_{};
};

std::vector<QueryNode> Spelling::corrections(const QueryNode& root, const std::vector<Language>& languages,
                                             bool has_few_hits, const Xapian::Database& database,
                                             const indexer::IndexState& state) const {
  if (languages.empty()) return {};
  return Run(*this, languages, has_few_hits, database, state).corrections(root);
}

}  // namespace kohtaamo::server
