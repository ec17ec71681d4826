// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/label_finder.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "config/code_lists.h"
#include "stemming/fold.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using stemming::TermKind;

// "Finlands", "Finland's": what a name may end with besides.
constexpr std::array<std::string_view, 4> genitives{"", "s", "'s", "’s"};

std::vector<std::string> bases_of(const stemming::Word& word) {
  std::vector<std::string> bases;
  for (const stemming::WordTerm& term : word.terms->terms)
    if (term.kind == TermKind::base) bases.push_back(term.text);
  return bases;
}

bool has_base(const stemming::Word& word, std::string_view base) {
  return std::ranges::any_of(word.terms->terms, [&](const stemming::WordTerm& term) {
    return term.kind == TermKind::base && term.text == base;
  });
}

std::string folded(std::string_view text, const stemming::Word& word) {
  std::string form;
  stemming::fold_word(text.substr(word.bytes.begin, word.bytes.end - word.bytes.begin), form);
  return form;
}

// Of the beginning of the sentence itself: after a colon or a dash as well.
bool is_first(const CuedText& sentence, std::size_t word) {
  if (word == 0) return true;
  const std::size_t before = sentence.words[word - 1].bytes.end, begin = sentence.words[word].bytes.begin;
  return before < begin && sentence.text.substr(before, begin - before).find_first_of(":\n") != std::string_view::npos;
}

bool is_common_word(const CuedText& sentence, std::size_t at) {
  return is_first(sentence, at) && std::ranges::any_of(sentence.cues, [&](const Cue& cue) {
           return cue.kind == CueKind::common && cue.begin == at;
         });
}

}  // namespace

bool begins_with_capital(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (std::isupper(first) != 0) return true;
  const std::string_view letter = text.substr(at, 2);
  return letter == "Ä" || letter == "Å" || letter == "Ö";
}

LabelFinder::LabelFinder(const stemming::Analyzer& analyzer, std::string_view list) {
  for (const config::Code& code : config::code_list(list).codes()) {
    for (const Language language : stemming::all_languages) {
      const std::string& text = code.label(to_text(language));
      Label label{.code = code.code};
      for (const stemming::Word& word : analyzer.analyze(text, language)) {
        if (word.terms->is_stop_word) continue;
        label.words.push_back({.form = folded(text, word)});
        if (language == Language::fi) label.words.back().bases = bases_of(word);
      }
      if (label.words.empty()) continue;
      const LabelWord& first = label.words.front();
      std::set<std::string> keys(first.bases.begin(), first.bases.end());
      if (keys.empty()) keys.insert(first.form);
      for (const std::string& key : keys) labels_[language].emplace(key, label);
    }
  }
}

// A Finnish name in any case: its base form is the name itself, or the name is what it begins with, for where the
// dictionary reads the name as another word ("Oman", oma) only its own letters are the name. Names in the plural
// have a base form in the singular.
bool LabelFinder::is_named(const LabelWord& word, const CuedText& sentence, std::size_t at) {
  const std::string& form = sentence.forms[at];
  if (sentence.language != Language::fi) {
    return form.starts_with(word.form) &&
           std::ranges::find(genitives, std::string_view(form).substr(word.form.size())) != genitives.end();
  }
  if (has_base(sentence.words[at], word.form)) return true;
  const bool shares_base =
      std::ranges::any_of(word.bases, [&](const std::string& base) { return has_base(sentence.words[at], base); });
  const bool knows_name = std::ranges::find(word.bases, word.form) != word.bases.end();
  return shares_base && !knows_name && (form.starts_with(word.form) || word.form.ends_with('t'));
}

std::vector<LabelPlace> LabelFinder::find(const CuedText& sentence) const {
  const auto labels = labels_.find(sentence.language);
  std::vector<LabelPlace> found;
  if (labels == labels_.end()) return found;
  const auto consider = [&](std::string_view key, std::size_t at) {
    const auto [first, last] = labels->second.equal_range(key);
    for (auto row = first; row != last; ++row) {
      const std::vector<LabelWord>& words = row->second.words;
      if (at + words.size() > sentence.words.size()) continue;
      bool is_here = true;
      for (std::size_t i = 0; i < words.size() && is_here; ++i) is_here = is_named(words[i], sentence, at + i);
      const auto same = [&](const LabelPlace& one) { return one.begin == at && one.code == row->second.code; };
      if (is_here && std::ranges::none_of(found, same)) found.push_back({row->second.code, at, at + words.size()});
    }
  };
  for (std::size_t at = 0; at < sentence.words.size(); ++at) {
    if (!begins_with_capital(sentence.text, sentence.words[at].bytes.begin) || is_common_word(sentence, at)) continue;
    if (sentence.language == Language::fi) {
      for (const stemming::WordTerm& term : sentence.words[at].terms->terms)
        if (term.kind == TermKind::base) consider(term.text, at);
      continue;
    }
    const std::string_view form = sentence.forms[at];
    for (const std::string_view genitive : genitives)
      if (form.ends_with(genitive)) consider(form.substr(0, form.size() - genitive.size()), at);
  }
  return found;
}

}  // namespace kohtaamo::server
