// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/label_finder.h"

#include <algorithm>
#include <cctype>

#include "config/code_lists.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using stemming::TermKind;

std::vector<std::string> bases_of(const stemming::Word& word) {
  std::vector<std::string> bases;
  for (const stemming::WordTerm& term : word.terms->terms)
    if (term.kind == TermKind::base) bases.push_back(term.text);
  return bases;
}

bool has_base(const stemming::Word& word, const std::vector<std::string>& bases) {
  return std::ranges::any_of(word.terms->terms, [&](const stemming::WordTerm& term) {
    return term.kind == TermKind::base && std::ranges::find(bases, term.text) != bases.end();
  });
}

// ASCII capitals and Ä, Å, Ö: how Finnish and Swedish names of places begin.
bool begins_with_capital(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (std::isupper(first) != 0) return true;
  const std::string_view letter = text.substr(at, 2);
  return letter == "Ä" || letter == "Å" || letter == "Ö";
}

}  // namespace

LabelFinder::LabelFinder(const stemming::Analyzer& analyzer, std::string_view list, bool needs_capital)
    : needs_capital_(needs_capital) {
  for (const config::Code& code : config::code_list(list).codes()) {
    for (const Language language : stemming::all_languages) {
      Label label{.code = code.code};
      for (const stemming::Word& word : analyzer.analyze(code.label(to_text(language)), language))
        if (!word.terms->is_stop_word) label.words.push_back(bases_of(word));
      if (label.words.empty() || label.words.front().empty()) continue;
      for (const std::string& base : label.words.front()) labels_[language].emplace(base, label);
    }
  }
}

std::vector<LabelPlace> LabelFinder::find(std::string_view text, const std::vector<stemming::Word>& words,
                                          Language language) const {
  const auto labels = labels_.find(language);
  std::vector<LabelPlace> found;
  if (labels == labels_.end()) return found;
  const auto stands_at = [&](const Label& label, std::size_t at) {
    if (at + label.words.size() > words.size()) return false;
    for (std::size_t i = 1; i < label.words.size(); ++i)
      if (!has_base(words[at + i], label.words[i])) return false;
    return true;
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (needs_capital_ && !begins_with_capital(text, words[at].bytes.begin)) continue;
    for (const stemming::WordTerm& term : words[at].terms->terms) {
      if (term.kind != TermKind::base) continue;
      const auto [first, last] = labels->second.equal_range(term.text);
      for (auto label = first; label != last; ++label)
        if (stands_at(label->second, at)) found.push_back({label->second.code, at, at + label->second.words.size()});
    }
  }
  return found;
}

}  // namespace kohtaamo::server
