// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/cues.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "server/match/embedded_files.h"
#include "stemming/fold.h"
#include "stemming/word_ending.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

struct KindRow {
  std::string_view name{};
  CueKind kind{};
};
constexpr std::array kind_table{
    KindRow{"applicant", CueKind::applicant},
    KindRow{"apply", CueKind::apply},
    KindRow{"partner", CueKind::partner},
    KindRow{"verb", CueKind::verb},
    KindRow{"not", CueKind::negation},
    KindRow{"shut_out", CueKind::shut_out},
    KindRow{"except", CueKind::exception},
    KindRow{"turn", CueKind::turn},
    KindRow{"condition", CueKind::condition},
    KindRow{"only", CueKind::only},
    KindRow{"needless", CueKind::needless},
    KindRow{"relative", CueKind::relative},
    KindRow{"thing", CueKind::thing},
    KindRow{"with", CueKind::with},
    KindRow{"plain", CueKind::plain},
    KindRow{"and", CueKind::conjunction},
    KindRow{"must", CueKind::must},
    KindRow{"grant", CueKind::grant},
    KindRow{"total", CueKind::total},
    KindRow{"cost", CueKind::cost},
    KindRow{"other_money", CueKind::other_money},
    KindRow{"most", CueKind::most},
    KindRow{"least", CueKind::least},
    KindRow{"own_funding", CueKind::own_funding},
    KindRow{"rate", CueKind::rate},
    KindRow{"de_minimis", CueKind::de_minimis},
    KindRow{"partner_unit", CueKind::partner_unit},
    KindRow{"country_unit", CueKind::country_unit},
    KindRow{"number", CueKind::number},
    KindRow{"percent", CueKind::percent},
    KindRow{"outside", CueKind::outside},
    KindRow{"self", CueKind::self},
    KindRow{"own_money", CueKind::own_money},
    KindRow{"start", CueKind::start},
    KindRow{"month", CueKind::month},
    KindRow{"stage", CueKind::stage},
    KindRow{"group", CueKind::group},
    KindRow{"seek", CueKind::seek},
    KindRow{"aim", CueKind::aim},
    KindRow{"unlike", CueKind::unlike},
    KindRow{"being", CueKind::being},
    KindRow{"article", CueKind::article},
    KindRow{"common", CueKind::common},
    KindRow{"idle", CueKind::idle},
    KindRow{"means", CueKind::means},
};

CueKind kind_of(std::string_view name) {
  const auto row = std::ranges::find(kind_table, name, &KindRow::name);
  if (row == kind_table.end()) throw std::logic_error("no kind of cue is called '" + std::string(name) + "'");
  return row->kind;
}

// In bytes.
constexpr std::size_t shortest_beginning = 4;

// Cuts off what stands before the separator; the rest loses it and the spaces that follow.
std::string_view cut(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  return piece;
}

std::vector<std::string> bases_of(const stemming::WordTerms& terms) {
  std::vector<std::string> bases;
  for (const stemming::WordTerm& term : terms.terms)
    if (term.kind == stemming::TermKind::base) bases.push_back(term.text);
  return bases;
}

// Snowball brings "important" and "import" together: forms of one noun differ by its endings alone.
bool is_same_word(const CuedText& text, std::size_t at, std::string_view form, CueKind kind) {
  return (kind != CueKind::applicant && kind != CueKind::group) ||
         stemming::has_same_word(text.forms[at], form, text.language);
}

// Whether a phrase of the same kind that began earlier reaches over this one.
bool is_within_longer(const Cue& cue, const std::vector<Cue>& earlier) {
  constexpr std::size_t longest_phrase = 8;
  for (auto one = earlier.rbegin(); one != earlier.rend() && one->begin + longest_phrase > cue.begin; ++one)
    if (one->kind == cue.kind && one->end >= cue.end) return true;
  return false;
}

}  // namespace

CueFinder::CueFinder(const stemming::Analyzer& analyzer) : analyzer_(analyzer) {
  for (const Language language : stemming::all_languages) read_list(language);
}

void CueFinder::read_list(Language language) {
  const std::string path = "server/match/words/" + std::string(to_text(language)) + ".tsv";
  auto rest = config::find_embedded(match::embedded_files(), path);
  if (!rest) throw std::logic_error("there is no " + path);
  while (!rest->empty()) {
    std::string_view line = cut(*rest, '\n');
    if (line.empty() || line.starts_with('#')) continue;
    const CueKind kind = kind_of(cut(line, '\t'));
    const std::string_view value = cut(line, '\t');
    while (!line.empty()) add(language, kind, value == "-" ? "" : value, cut(line, ','));
  }
}

void CueFinder::add(Language language, CueKind kind, std::string_view value, std::string_view phrase) {
  Phrase added{.kind = kind, .value = std::string(value)};
  while (!phrase.empty()) {
    std::string_view word = cut(phrase, ' ');
    const bool is_literal = word.starts_with('=');
    if (is_literal) word.remove_prefix(1);
    PhraseWord one{.is_beginning = word.ends_with('*')};
    if (one.is_beginning) word.remove_suffix(1);
    stemming::fold_word(word, one.form);
    if (!is_literal && !one.is_beginning) one.bases = bases_of(*analyzer_.terms_of(word, language));
    added.words.push_back(std::move(one));
  }
  Phrases& phrases = phrases_.at(stemming::index_of(language));
  const std::size_t index = phrases.all.size();
  const PhraseWord& first = added.words.front();
  if (first.is_beginning)
    phrases.by_beginning[first.form].push_back(index);
  else if (first.bases.empty())
    phrases.by_form[first.form].push_back(index);
  for (const std::string& base : first.bases) phrases.by_base[base].push_back(index);
  phrases.all.push_back(std::move(added));
}

std::set<std::string> CueFinder::bases_of_kind(CueKind kind) const {
  std::set<std::string> bases;
  for (const Phrases& of_language : phrases_)
    for (const Phrase& phrase : of_language.all)
      if (phrase.kind == kind && phrase.words.size() == 1)
        bases.insert(phrase.words.front().bases.begin(), phrase.words.front().bases.end());
  return bases;
}

bool CueFinder::stands_at(const Phrase& phrase, const CuedText& text, std::size_t at) {
  if (at + phrase.words.size() > text.words.size()) return false;
  for (std::size_t i = 0; i < phrase.words.size(); ++i) {
    const PhraseWord& word = phrase.words[i];
    if (word.is_beginning) {
      if (!text.forms[at + i].starts_with(word.form)) return false;
      continue;
    }
    if (word.bases.empty()) {
      if (text.forms[at + i] != word.form) return false;
      continue;
    }
    const bool shares_base = std::ranges::any_of(text.words[at + i].terms->terms, [&](const auto& term) {
      return term.kind == stemming::TermKind::base && std::ranges::find(word.bases, term.text) != word.bases.end();
    });
    if (!shares_base || !is_same_word(text, at + i, word.form, phrase.kind)) return false;
  }
  return true;
}

CuedText CueFinder::read(std::string_view text, Language language) const {
  CuedText read{.text = text, .language = language, .words = analyzer_.analyze(text, language)};
  read.forms.resize(read.words.size());
  for (std::size_t i = 0; i < read.words.size(); ++i) {
    const stemming::ByteRange bytes = read.words[i].bytes;
    stemming::fold_word(text.substr(bytes.begin, bytes.end - bytes.begin), read.forms[i]);
  }
  const Phrases& phrases = phrases_.at(stemming::index_of(language));
  std::vector<Cue> here;
  const auto consider = [&](const auto& index, const std::string& key, std::size_t at) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    for (const std::size_t number : found->second) {
      const Phrase& phrase = phrases.all[number];
      if (!stands_at(phrase, read, at)) continue;
      const Cue cue{phrase.kind, phrase.value, at, at + phrase.words.size()};
      const auto same = std::ranges::find(here, cue.kind, &Cue::kind);
      if (same == here.end())
        here.push_back(cue);
      else if (cue.end > same->end)
        *same = cue;
    }
  };
  for (std::size_t at = 0; at < read.words.size(); ++at) {
    here.clear();
    for (const stemming::WordTerm& term : read.words[at].terms->terms)
      if (term.kind == stemming::TermKind::base) consider(phrases.by_base, term.text, at);
    consider(phrases.by_form, read.forms[at], at);
    for (std::size_t length = shortest_beginning; length <= read.forms[at].size(); ++length)
      consider(phrases.by_beginning, read.forms[at].substr(0, length), at);
    for (const Cue& cue : here)
      if (!is_within_longer(cue, read.cues)) read.cues.push_back(cue);
  }
  return read;
}

}  // namespace kohtaamo::server
