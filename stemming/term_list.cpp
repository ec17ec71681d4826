// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/term_list.h"

#include <algorithm>
#include <utility>

#include "stemming/fold.h"

namespace kohtaamo::stemming {
namespace {

// The most ambiguous words people write have about eight readings; made-up ones have a hundred.
constexpr std::size_t max_terms_of_a_kind = 16;

void add_once(std::vector<std::string>& texts, std::string_view text) {
  std::string term(text);
  cut_at_code_point(term, max_term_bytes);
  if (term.empty() || texts.size() == max_terms_of_a_kind) return;
  if (std::ranges::find(texts, term) == texts.end()) texts.push_back(std::move(term));
}

}  // namespace

void TermList::add_base(std::string_view text) { add_once(bases_, text); }

void TermList::add_part(std::string_view text) { add_once(parts_, text); }

std::vector<WordTerm> TermList::take() {
  std::erase_if(parts_, [&](const std::string& part) { return std::ranges::find(bases_, part) != bases_.end(); });
  std::vector<WordTerm> terms;
  terms.reserve(bases_.size() + parts_.size());
  for (std::string& base : bases_) terms.push_back({.text = std::move(base), .kind = TermKind::base});
  for (std::string& part : parts_) terms.push_back({.text = std::move(part), .kind = TermKind::part});
  bases_.clear();
  parts_.clear();
  return terms;
}

}  // namespace kohtaamo::stemming
