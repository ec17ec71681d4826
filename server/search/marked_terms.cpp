// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/marked_terms.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace kohtaamo::server {
namespace {

using stemming::Language;

constexpr std::size_t part_bytes = 3;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Capitals as their small letters, those of Latin-1 as well: their second bytes differ by one bit. A table, since it is
// asked for each letter of ten texts a search.
constexpr auto lower_of = [] {
  std::array<std::uint8_t, 256> table{};
  for (std::size_t byte = 0; byte < table.size(); ++byte)
    table[byte] = static_cast<std::uint8_t>(byte >= 0x80 || (byte >= 'A' && byte <= 'Z') ? byte | 0x20 : byte);
  return table;
}();
std::size_t lower(char c) { return lower_of[static_cast<unsigned char>(c)]; }

// How many bytes a word begins with as its base form does. A short Finnish one shares its first letter alone (aika:
// ajan, työ: töitä), others two; Swedish and English ones differ at their ends (cries: cri). Of letters beyond
// Latin-1, capitals share only the first byte.
std::size_t shared_bytes(std::string_view term, Language language) {
  constexpr std::size_t max_short_bytes = 4;
  if (!is_ascii(term.front())) return 1;
  if (language == Language::fi) return term.size() <= max_short_bytes ? 1 : 2;
  return std::clamp<std::size_t>(term.size() - 1, 1, 3);
}

// U+2010 and U+2011 begin with E2, as do apostrophes.
bool has_hyphen(std::string_view word) { return word.find_first_of("-\xE2") != std::string_view::npos; }

}  // namespace

// Different beginnings may share a number: it only saves looking words up.
std::size_t MarkedTerms::Letters::key_of(std::string_view letters) {
  std::size_t key = 0;
  for (const char c : letters) key = key * 37 + lower(c);
  return key % key_count;
}

void MarkedTerms::Letters::add(std::string_view term, Language language) {
  begins_.set(static_cast<unsigned char>(term.front()));
  const std::size_t shared = shared_bytes(term, language);
  of_[shared - 1].set(key_of(term.substr(0, shared)));
  if (term.size() >= part_bytes) parts_.set(key_of(term.substr(0, part_bytes)));
}

bool MarkedTerms::Letters::may_be_in(std::string_view word, Language language) const {
  for (std::size_t bytes = 1; bytes <= std::min(longest, word.size()); ++bytes)
    if (of_[bytes - 1].test(key_of(word.substr(0, bytes)))) return true;
  if (language == Language::en && !has_hyphen(word)) return false;  // its compounds are written apart
  for (std::size_t at = 1; at + part_bytes <= word.size(); ++at)
    if (parts_.test(key_of(word.substr(at, part_bytes)))) return true;
  return false;
}

MarkedTerms::MarkedTerms(std::vector<MarkedTerm> terms, std::size_t enough) : enough_(enough) {
  for (MarkedTerm& term : terms) {
    Languages& languages = terms_[std::move(term.text)];
    term.language ? languages.set(stemming::index_of(*term.language)) : languages.set();
  }
  for (const auto& [text, languages] : terms_) {
    for (const Language language : stemming::all_languages)
      if (const std::size_t i = stemming::index_of(language); languages.test(i)) letters_[i].add(text, language);
    if (text.ends_with('*')) prefixes_.push_back(text);
  }
}

std::string_view MarkedTerms::answered_by(const stemming::WordTerms& word, Language language) const {
  const std::size_t i = stemming::index_of(language);
  for (const stemming::WordTerm& term : word.terms) {
    if (!letters_[i].may_be(term.text)) continue;
    if (const auto found = terms_.find(term.text); found != terms_.end() && found->second.test(i)) return found->first;
    for (const std::string_view prefix : prefixes_)
      if (std::string_view(term.text).starts_with(prefix.substr(0, prefix.size() - 1))) return prefix;
  }
  return {};
}

}  // namespace kohtaamo::server
