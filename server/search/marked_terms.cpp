// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/marked_terms.h"

namespace kohtaamo::server {
namespace {

constexpr std::size_t max_short_bytes = 4, begin_bytes = 2, part_bytes = 3;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// Different beginnings may share a number: it only saves looking words up.
std::size_t key_of(std::string_view letters, std::size_t key_count) {
  std::size_t key = 0;
  for (const char c : letters) key = key * 37 + static_cast<unsigned char>(lower(c));
  return key % key_count;
}

}  // namespace

MarkedTerms::MarkedTerms(std::set<std::string> terms, std::size_t enough) : terms_(std::move(terms)), enough_(enough) {
  for (const std::string& term : terms_) {
    begins_.set(static_cast<unsigned char>(term.front()));
    if (term.size() <= max_short_bytes || !is_ascii(term.front()))
      short_begins_.set(static_cast<unsigned char>(term.front()));
    else
      long_begins_.set(key_of(std::string_view(term).substr(0, begin_bytes), key_count));
    if (term.size() >= part_bytes) parts_.set(key_of(std::string_view(term).substr(0, part_bytes), key_count));
    if (term.ends_with('*')) prefixes_.push_back(term);
  }
}

// A base form begins as its word does, a short one at least with the same letter (aika: ajan, työ: töitä),
// and so does a later part of a compound. Letters beyond ASCII share only their first byte with their
// capitals: a term that begins with one is compared by that byte.
bool MarkedTerms::may_be_answered_by(std::string_view word) const {
  if (short_begins_.test(static_cast<unsigned char>(lower(word.front())))) return true;
  if (long_begins_.test(key_of(word.substr(0, begin_bytes), key_count))) return true;
  for (std::size_t at = 1; at + part_bytes <= word.size(); ++at)
    if (parts_.test(key_of(word.substr(at, part_bytes), key_count))) return true;
  return false;
}

std::string_view MarkedTerms::answered_by(const stemming::WordTerms& word) const {
  for (const stemming::WordTerm& term : word.terms) {
    if (!begins_.test(static_cast<unsigned char>(term.text.front()))) continue;
    if (const auto found = terms_.find(term.text); found != terms_.end()) return *found;
    for (const std::string_view prefix : prefixes_)
      if (std::string_view(term.text).starts_with(prefix.substr(0, prefix.size() - 1))) return prefix;
  }
  return {};
}

}  // namespace kohtaamo::server
