// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/applicant_facts.h"

#include <array>
#include <optional>

#include "config/code_lists.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

// Finnish cases in which an applicant never stands: "kunnan", "kunnassa", "kunnasta", "kunnalla", "kunnalta".
constexpr std::array<std::string_view, 9> other_cases{"n", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä"};

bool ends_with_any(std::string_view form, const auto& endings) {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return form.ends_with(ending); });
}

// "yhdistystä" ends as the elative does, but is the partitive.
bool is_partitive_of_ys(std::string_view form) { return form.ends_with("ystä") || form.ends_with("usta"); }

bool is_base(const stemming::Word& word, std::string_view form) {
  return std::ranges::any_of(word.terms->terms, [&](const stemming::WordTerm& term) {
    return term.kind == stemming::TermKind::base && term.text == form;
  });
}

// What one clause says.
class StatementReading {
 public:
  StatementReading(const CuedText& text, const Statement& statement)
      : text_(text), statement_(statement), cues_(statement.cues_of(text)) {
    // A giver is known by the case or the place of the others.
    gives_only_ = std::ranges::none_of(cues_, [](const Cue& cue) {
      return cue.kind == CueKind::shut_out || (cue.kind == CueKind::apply && cue.value != "gives");
    });
  }

  // Whether the clause is about who may apply. `before`: whether the clause before was.
  bool is_about_applicants(bool before) const {
    if (statement_.is_elliptic) return before;
    if (is_denied() && has_cue(cues_, CueKind::needless)) return false;
    const bool is_applied = has_cue(cues_, CueKind::apply, "verb") || has_cue(cues_, CueKind::apply, "gives");
    if (is_applied) return true;
    if (has_cue(cues_, CueKind::partner)) return false;
    if (has_cue(cues_, CueKind::apply, "adjective") || has_cue(cues_, CueKind::shut_out))
      return !has_cue(cues_, CueKind::thing);
    return has_cue(cues_, CueKind::apply, "role") || has_cue(cues_, CueKind::apply, "application");
  }

  Polarity polarity() const {
    const bool is_shut_out = has_cue(cues_, CueKind::shut_out);
    if (statement_.ends_denial) return Polarity::allowed;
    if (is_denied() && is_shut_out) return Polarity::conditional;
    return is_denied() || is_shut_out ? Polarity::excluded : Polarity::allowed;
  }

  std::vector<WordFact> facts() const {
    std::vector<WordFact> facts;
    const std::size_t first_bound = first_conditioned();
    std::optional<bool> before;  // whether the mention before was governed by something else
    const Cue* last = nullptr;
    for (const Cue& cue : cues_) {
      if (cue.kind != CueKind::applicant) continue;
      const bool is_listed = last != nullptr && is_list_between(last->end, cue.begin);
      const bool is_blocked = is_listed && before ? *before : is_governed_elsewhere(cue);
      before = is_blocked;
      last = &cue;
      if (is_blocked || is_in_other_case(cue)) continue;
      Fact fact{.kind = FactKind::applicant, .polarity = polarity(), .code = std::string(cue.value)};
      const bool is_restricted = is_qualified(cue) || is_followed_by_limit(cue, fact.polarity);
      const bool is_open = fact.polarity == Polarity::allowed && (is_generic(cue) || is_aid_in_general());
      if (cue.begin >= first_bound || is_restricted || is_not_only(cue) || is_open)
        fact.polarity = Polarity::conditional;
      fact.is_exclusive = fact.polarity == Polarity::allowed && is_only_before(cue);
      facts.push_back({.fact = std::move(fact), .words = {cue.begin, cue.end}});
    }
    return facts;
  }

  // An exception to what may not apply may apply perhaps: the text does not say so.
  std::vector<WordFact> exceptions() const {
    std::vector<WordFact> facts;
    for (const WordRange words : statement_.exceptions)
      for (const Cue& cue : cues_within(text_, words)) {
        if (cue.kind != CueKind::applicant || is_governed_elsewhere(cue)) continue;
        const bool is_from_all = polarity() == Polarity::allowed && !is_qualified(cue);
        facts.push_back({.fact = {.kind = FactKind::applicant,
                                  .polarity = is_from_all ? Polarity::excluded : Polarity::conditional,
                                  .code = std::string(cue.value)},
                         .words = {cue.begin, cue.end}});
      }
    return facts;
  }

 private:
  bool is_denied() const { return has_cue(cues_, CueKind::negation); }

  const Cue* cue_ending_at(std::size_t word, CueKind kind) const {
    for (const Cue& cue : text_.cues)
      if (cue.end == word && cue.kind == kind) return &cue;
    return nullptr;
  }
  bool is_covered(std::size_t word, CueKind kind) const {
    return std::ranges::any_of(text_.cues,
                               [&](const Cue& cue) { return cue.kind == kind && word >= cue.begin && word < cue.end; });
  }

  // From which word on a condition holds: all of them, or those after the last "sekä".
  std::size_t first_conditioned() const {
    const auto condition = std::ranges::find(cues_, CueKind::condition, &Cue::kind);
    if (!statement_.has_condition && (condition == cues_.end() || condition->value == "first"))
      return text_.words.size();
    std::size_t first = 0;
    bool has_mention = false;
    for (const Cue& cue : cues_) {
      if (cue.kind == CueKind::applicant) has_mention = true;
      if (cue.kind == CueKind::conjunction && cue.value == "strong" && has_mention) first = cue.end;
    }
    return first;
  }

  // "a, b ja c": nothing but commas, conjunctions and plain adjectives between.
  bool is_list_between(std::size_t begin, std::size_t end) const {
    for (std::size_t word = begin; word < end; ++word)
      if (!is_covered(word, CueKind::conjunction) && !is_covered(word, CueKind::plain)) return false;
    return true;
  }

  bool is_in_other_case(const Cue& cue) const {
    if (text_.language != Language::fi) return false;
    const std::string& form = text_.forms[cue.end - 1];
    if (is_whose_application(cue)) return false;
    if (gives_only_ && !statement_.is_elliptic) return is_base(text_.words[cue.end - 1], form) || !is_receiver(form);
    return ends_with_any(form, other_cases) && !is_partitive_of_ys(form);
  }
  // "kunnan hakemus"
  bool is_whose_application(const Cue& cue) const {
    return std::ranges::any_of(text_.cues, [&](const Cue& one) {
      return one.kind == CueKind::apply && one.value == "application" && one.begin == cue.end;
    });
  }
  // "kunnille", "kuntia", "kunnalle"
  static bool is_receiver(std::string_view form) {
    if (form.ends_with("lle")) return true;
    return (form.ends_with("a") || form.ends_with("ä")) &&
           (!ends_with_any(form, other_cases) || is_partitive_of_ys(form));
  }

  // Whether the mention hangs on another word: "in cooperation with municipalities", "the tasks of municipalities".
  bool is_governed_elsewhere(const Cue& cue) const {
    std::size_t word = cue.begin;
    while (word > 0 && is_covered(word - 1, CueKind::plain) && !is_covered(word - 1, CueKind::with)) --word;
    const Cue* preposition = cue_ending_at(word, CueKind::with);
    const bool is_of_cue =
        cue_ending_at(word, CueKind::apply) != nullptr || cue_ending_at(word, CueKind::exception) != nullptr;
    if (preposition != nullptr && !is_of_cue) return true;
    if (text_.language == Language::fi || !gives_only_ || statement_.is_elliptic) return false;
    const auto giving = std::ranges::find(cues_, CueKind::apply, &Cue::kind);
    return giving != cues_.end() && cue.begin < giving->begin;
  }

  // An adjective or a noun before it that narrows it: "suuret yritykset", "security companies".
  bool is_qualified(const Cue& cue) const {
    if (cue.begin == 0 || has_punctuation_before(cue.begin)) return false;
    const std::size_t word = cue.begin - 1;
    const auto& terms = *text_.words[word].terms;
    if (terms.is_stop_word || is_any_cue(word)) return false;
    if (text_.language != Language::fi) return true;
    const std::string &form = text_.forms[cue.begin], &before = text_.forms[word];
    if (form.ends_with("lle")) return before.ends_with("lle");
    if (form.ends_with("t")) return before.ends_with("t");
    return is_base(text_.words[cue.begin], form) && is_base(text_.words[word], before);
  }
  bool is_any_cue(std::size_t word) const {
    return std::ranges::any_of(text_.cues, [&](const Cue& cue) {
      return word >= cue.begin && word < cue.end && cue.kind != CueKind::applicant && cue.kind != CueKind::partner_unit;
    });
  }
  bool has_punctuation_before(std::size_t word) const {
    const std::size_t from = text_.words[word - 1].bytes.end, to = text_.words[word].bytes.begin;
    return to > from && text_.text.substr(from, to - from).find_first_of(",;:()-") != std::string_view::npos;
  }

  // "companies with more than 250 employees"; of those who may not apply also "in Lapland", "jotka …".
  bool is_followed_by_limit(const Cue& cue, Polarity polarity) const {
    const bool is_excluded = polarity == Polarity::excluded;
    if (is_excluded && std::ranges::find(statement_.relatives, cue.end) != statement_.relatives.end()) return true;
    if (text_.language == Language::fi) return false;
    return std::ranges::any_of(text_.cues, [&](const Cue& one) {
      return one.kind == CueKind::with && one.begin == cue.end && (is_excluded || one.value == "limit");
    });
  }

  // "Oikeuskelpoiset yhteisöt": the text does not say which.
  static bool is_generic(const Cue& cue) {
    const config::Code* code = config::code_list("actor_types").find(cue.value);
    return code != nullptr && !code->expands_to.empty();
  }
  // "Yrityksille tuki on de minimis -tukea": what kind of aid it would be, not who gets it.
  bool is_aid_in_general() const { return has_cue(text_.cues, CueKind::de_minimis); }

  // "ei vain kunnille": others as well, so nothing is said of the municipalities themselves.
  bool is_not_only(const Cue& cue) const {
    const auto denial = std::ranges::find(cues_, CueKind::negation, &Cue::kind);
    return denial != cues_.end() && std::ranges::any_of(cues_, [&](const Cue& only) {
             return only.kind == CueKind::only && only.begin > denial->begin && only.begin < cue.begin;
           });
  }

  bool is_only_before(const Cue& cue) const {
    return std::ranges::any_of(cues_,
                               [&](const Cue& only) { return only.kind == CueKind::only && only.begin < cue.begin; });
  }

  const CuedText& text_;
  const Statement& statement_;
  std::vector<Cue> cues_;
  bool gives_only_ = false;
};

}  // namespace

std::vector<WordFact> applicant_facts(const CuedText& sentence, const std::vector<Statement>& statements) {
  std::vector<WordFact> facts;
  bool is_about_applicants = false;
  for (const Statement& statement : statements) {
    const StatementReading reading(sentence, statement);
    is_about_applicants = reading.is_about_applicants(is_about_applicants);
    if (!is_about_applicants) continue;
    for (auto& found : {reading.facts(), reading.exceptions()}) facts.insert(facts.end(), found.begin(), found.end());
  }
  return facts;
}

}  // namespace kohtaamo::server
