// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/snippet.h"

#include <algorithm>
#include <bitset>

namespace kohtaamo::server {
namespace {

struct MarkedWord {
  stemming::ByteRange bytes{};
  std::string_view term{};           // which of the marked terms it answers
};

// The terms to mark, for asking word after word: most words are none, and most of these show it by
// their first byte.
class MarkedTerms {
 public:
  explicit MarkedTerms(const std::set<std::string>& terms) : terms_(terms) {
    for (const std::string& term : terms) {
      begins_.set(static_cast<unsigned char>(term.front()));
      if (term.ends_with('*')) prefixes_.push_back(term);
    }
  }

  // The marked term that the word answers; empty when none.
  std::string_view answered_by(const stemming::WordTerms& word) const {
    for (const stemming::WordTerm& term : word.terms) {
      if (!begins_.test(static_cast<unsigned char>(term.text.front()))) continue;
      if (const auto found = terms_.find(term.text); found != terms_.end()) return *found;
      for (const std::string_view prefix : prefixes_)
        if (std::string_view(term.text).starts_with(prefix.substr(0, prefix.size() - 1))) return prefix;
    }
    return {};
  }

 private:
  const std::set<std::string>& terms_;
  std::bitset<256> begins_{};
  std::vector<std::string_view> prefixes_{};  // each with its '*'
};

std::vector<MarkedWord> find_marked(std::string_view text, stemming::Language language, const std::set<std::string>& terms,
                                    const stemming::Analyzer& analyzer) {
  const MarkedTerms wanted(terms);
  std::vector<MarkedWord> marked;
  for (const stemming::Word& word : analyzer.analyze(text, language))
    if (const std::string_view term = wanted.answered_by(*word.terms); !term.empty())
      if (marked.empty() || marked.back().bytes.end <= word.bytes.begin) marked.push_back({word.bytes, term});
  return marked;
}

// The stretch of marked words that fits into max_bytes and answers the most different terms.
struct Stretch {
  std::size_t begin = 0, end = 0;    // of the marked words
  double score = 0;
};
Stretch best_stretch(const std::vector<MarkedWord>& marked, std::size_t max_bytes) {
  Stretch best;
  for (std::size_t begin = 0; begin < marked.size(); ++begin) {
    std::set<std::string_view> different;
    for (std::size_t end = begin; end < marked.size() && marked[end].bytes.end - marked[begin].bytes.begin <= max_bytes; ++end) {
      different.insert(marked[end].term);
      const double score = static_cast<double>(different.size()) + 0.1 * static_cast<double>(end - begin);
      if (score > best.score) best = {begin, end + 1, score};
    }
  }
  return best;
}

bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?' || c == '\n'; }

// Where the passage begins: at the sentence when that is near, else at a word.
std::size_t passage_begin(std::string_view text, std::size_t first_hit, std::size_t room) {
  const std::size_t earliest = first_hit > room ? first_hit - room : 0;
  if (earliest == 0) return 0;
  for (std::size_t at = first_hit; at > earliest; --at)
    if (ends_sentence(text[at - 1]) && at < text.size() && (text[at] == ' ' || text[at] == '\n')) return at + 1;
  const auto space = text.find(' ', earliest);
  return space == std::string_view::npos || space >= first_hit ? first_hit : space + 1;
}

std::size_t passage_end(std::string_view text, std::size_t begin, std::size_t last_hit, std::size_t max_bytes) {
  const std::size_t latest = begin + max_bytes;
  if (latest >= text.size()) return text.size();
  for (std::size_t at = latest; at > last_hit; --at)
    if (ends_sentence(text[at - 1]) && text[at] == ' ') return at;
  const auto space = text.rfind(' ', latest);
  return space == std::string_view::npos || space < last_hit ? last_hit : space;
}

}  // namespace

Snippet make_snippet(std::string_view text, stemming::Language language, const std::set<std::string>& marked_terms,
                     const stemming::Analyzer& analyzer, std::size_t max_bytes) {
  const std::vector<MarkedWord> marked = find_marked(text, language, marked_terms, analyzer);
  const Stretch stretch = best_stretch(marked, max_bytes);
  if (stretch.end == 0) return {};
  const std::size_t first = marked[stretch.begin].bytes.begin, last = marked[stretch.end - 1].bytes.end;
  const std::size_t room = max_bytes - std::min(max_bytes, last - first);
  const std::size_t begin = passage_begin(text, first, room / 2);
  const std::size_t end = passage_end(text, begin, last, std::max(max_bytes, last - begin));

  Snippet snippet{.score = stretch.score, .is_cut_before = begin > 0, .is_cut_after = end < text.size()};
  std::size_t at = begin;
  for (const MarkedWord& word : marked) {
    if (word.bytes.begin < at || word.bytes.end > end) continue;
    if (word.bytes.begin > at) snippet.segments.push_back({std::string(text.substr(at, word.bytes.begin - at)), false});
    snippet.segments.push_back({std::string(text.substr(word.bytes.begin, word.bytes.end - word.bytes.begin)), true});
    at = word.bytes.end;
  }
  if (at < end) snippet.segments.push_back({std::string(text.substr(at, end - at)), false});
  return snippet;
}

}  // namespace kohtaamo::server
