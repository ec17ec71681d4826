// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/snippet.h"

#include <algorithm>
#include <array>
#include <set>

namespace kohtaamo::server {
namespace {

struct MarkedWord {
  stemming::ByteRange bytes{};
  std::string_view term{};  // which of the marked terms it answers
};

constexpr bool is_ascii_word_byte(std::size_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

// What begins with these two bytes are signs: « · § and dashes, quotes, bullets.
constexpr bool begins_sign(std::size_t c) { return c == 0xC2 || c == 0xE2; }

bool begins_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return is_ascii_word_byte(byte) || (byte > 0xC2 && !begins_sign(byte));
}

// A table, since it is asked for each letter of ten texts a search.
constexpr auto word_bytes = [] {
  std::array<bool, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte)
    table[byte] = is_ascii_word_byte(byte) || (byte >= 0x80 && !begins_sign(byte));
  return table;
}();
bool is_in_word(char c) { return word_bytes[static_cast<unsigned char>(c)]; }

// A hyphen or an apostrophe that stands inside a word; 0: none.
std::size_t joint_bytes(std::string_view rest) {
  constexpr std::array<std::string_view, 5> joints{"-", "'", "\u2019", "\u2010", "\u2011"};
  if (rest.empty() || (rest.front() != '-' && rest.front() != '\'' && rest.front() != '\xE2')) return 0;
  for (const std::string_view joint : joints)
    if (rest.starts_with(joint) && rest.size() > joint.size() && begins_word(rest[joint.size()])) return joint.size();
  return 0;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  for (;;) {
    while (at < text.size() && is_in_word(text[at])) ++at;
    const std::size_t joint = joint_bytes(text.substr(at));
    if (joint == 0) return at;
    at += joint;
  }
}

// The ending of "EU:ssa" belongs to its word; after a colon with more it is another word.
std::size_t with_colon_ending(std::string_view text, std::size_t end) {
  constexpr std::size_t max_ending_bytes = 7;
  if (end + 1 >= text.size() || text[end] != ':' || !begins_word(text[end + 1])) return end;
  const std::size_t longer = word_end(text, end + 1);
  return longer - end - 1 <= max_ending_bytes ? longer : end;
}

// How many different terms the last max_bytes answer.
std::size_t different_terms(const std::vector<MarkedWord>& marked, std::size_t max_bytes) {
  std::set<std::string_view> different;
  const std::size_t end = marked.back().bytes.end;
  for (auto word = marked.rbegin(); word != marked.rend() && end - word->bytes.begin <= max_bytes; ++word)
    different.insert(word->term);
  return different.size();
}

// Looks at the letters alone, a tenth of the cost of finding words as Unicode has them. It misses words
// whose base form begins with another letter (yö: öitä), and cuts at a few signs that belong to a word.
// Once a passage of max_bytes answers enough, it is read to its end, and no further.
std::vector<MarkedWord> find_quickly(std::string_view text, stemming::Language language, const MarkedTerms& wanted,
                                     const stemming::Analyzer& analyzer, std::size_t max_bytes) {
  std::vector<MarkedWord> marked;
  for (std::size_t begin = 0, last = text.size(); begin < last;) {
    if (!begins_word(text[begin])) {
      ++begin;
      continue;
    }
    const std::size_t end = word_end(text, begin);
    const std::string_view word = text.substr(begin, end - begin);
    if (wanted.may_be_answered_by(word, language))
      if (const std::string_view term = wanted.answered_by(*analyzer.terms_of(word, language), language);
          !term.empty()) {
        marked.push_back(
            {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(with_colon_ending(text, end))}, term});
        if (last == text.size() && different_terms(marked, max_bytes) >= wanted.enough())
          last = std::min(last, begin + max_bytes);
      }
    begin = end;
  }
  return marked;
}

std::vector<MarkedWord> find_thoroughly(std::string_view text, stemming::Language language, const MarkedTerms& wanted,
                                        const stemming::Analyzer& analyzer) {
  std::vector<MarkedWord> marked;
  for (const stemming::Word& word : analyzer.analyze(text, language))
    if (const std::string_view term = wanted.answered_by(*word.terms, language); !term.empty())
      if (marked.empty() || marked.back().bytes.end <= word.bytes.begin) marked.push_back({word.bytes, term});
  return marked;
}

// The stretch of marked words that fits into max_bytes and answers the most different terms.
struct Stretch {
  std::size_t begin = 0, end = 0;  // of the marked words
  double score = 0;
};
Stretch best_stretch(const std::vector<MarkedWord>& marked, std::size_t max_bytes) {
  Stretch best;
  for (std::size_t begin = 0; begin < marked.size(); ++begin) {
    std::set<std::string_view> different;
    for (std::size_t end = begin; end < marked.size() && marked[end].bytes.end - marked[begin].bytes.begin <= max_bytes;
         ++end) {
      different.insert(marked[end].term);
      const double score = static_cast<double>(different.size()) + 0.1 * static_cast<double>(end - begin);
      if (score > best.score) best = {begin, end + 1, score};
    }
  }
  return best;
}

bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?'; }

// Small letters, and ä and its like in Latin-1.
bool is_small_or_digit(std::string_view text, std::size_t at) {
  const char c = text[at];
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return true;
  return c == '\xC3' && at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0;
}

// After a line, or after a full stop; not so in "esim. kunnat", "n. 30 nuorta" and "1. luokka".
bool begins_sentence(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  if (at >= text.size()) return false;
  if (text[at - 1] == '\n') return true;
  return at > 1 && text[at - 1] == ' ' && ends_sentence(text[at - 2]) && !is_small_or_digit(text, at);
}

// Where the passage begins: at a sentence when one begins in the room before, else at a word.
std::size_t passage_begin(std::string_view text, std::size_t first_hit, std::size_t room) {
  const std::size_t earliest = first_hit > room ? first_hit - room : 0;
  if (earliest == 0) return 0;
  for (std::size_t at = first_hit; at > earliest; --at)
    if (begins_sentence(text, at)) return at;
  const auto space = text.find(' ', earliest);
  return space == std::string_view::npos || space >= first_hit ? first_hit : space + 1;
}

std::size_t passage_end(std::string_view text, std::size_t begin, std::size_t last_hit, std::size_t max_bytes) {
  const std::size_t latest = begin + max_bytes;
  if (latest >= text.size()) return text.size();
  for (std::size_t at = latest; at > last_hit; --at)
    if (begins_sentence(text, at + 1)) return at;
  const auto space = text.rfind(' ', latest);
  return space == std::string_view::npos || space < last_hit ? last_hit : space;
}

Snippet snippet_of(std::string_view text, const std::vector<MarkedWord>& marked, std::size_t max_bytes) {
  const Stretch stretch = best_stretch(marked, max_bytes);
  if (stretch.end == 0) return {};
  const std::size_t first = marked[stretch.begin].bytes.begin, last = marked[stretch.end - 1].bytes.end;
  const std::size_t room = max_bytes - std::min(max_bytes, last - first);
  const std::size_t begin = passage_begin(text, first, room / 4 * 3);  // whole sentences begin it sooner than end it
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

// A long text is mostly answered by its beginning: what follows is read when that says nothing.
constexpr std::size_t first_bytes = 8192;

}  // namespace

Snippet quick_snippet(std::string_view text, stemming::Language language, const MarkedTerms& wanted,
                      const stemming::Analyzer& analyzer, std::size_t max_bytes) {
  const std::size_t first_end = text.size() <= first_bytes ? text.size() : word_end(text, first_bytes);
  std::vector<MarkedWord> marked = find_quickly(text.substr(0, first_end), language, wanted, analyzer, max_bytes);
  if (marked.empty() && first_end < text.size()) marked = find_quickly(text, language, wanted, analyzer, max_bytes);
  return snippet_of(text, marked, max_bytes);
}

Snippet make_snippet(std::string_view text, stemming::Language language, const MarkedTerms& wanted,
                     const stemming::Analyzer& analyzer, std::size_t max_bytes) {
  Snippet snippet = quick_snippet(text, language, wanted, analyzer, max_bytes);
  if (!snippet.segments.empty()) return snippet;
  return snippet_of(text, find_thoroughly(text, language, wanted, analyzer), max_bytes);
}

}  // namespace kohtaamo::server
