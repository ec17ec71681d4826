// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/quantity_facts.h"

#include <charconv>
#include <optional>

#include "server/match/money.h"

namespace kohtaamo::server {
namespace {

// Words that may stand between a number and what it counts: "kolmesta eri maasta".
constexpr std::size_t most_words_between = 2;

struct Number {
  double value = 0;
  WordRange words{};
};

std::optional<double> parse_number(std::string_view form) {
  std::string text(form);
  std::ranges::replace(text, ',', '.');
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

class QuantityReading {
 public:
  QuantityReading(const CuedText& text, const std::vector<Statement>& statements)
      : text_(text), statements_(statements) {}

  std::vector<WordFact> facts() {
    for (const Money& money : find_money(text_.text)) add_money(money);
    for (std::size_t word = 0; word < text_.words.size(); ++word)
      if (const auto number = number_at(word)) {
        add_share(*number);
        add_count(*number);
      }
    add_no_own_funding();
    add_de_minimis();
    add_required_partner();
    return std::move(facts_);
  }

 private:
  // The part of the sentence, between commas and verbs, in which a word stands.
  WordRange part_of(std::size_t word) const {
    for (const Statement& statement : statements_)
      for (const auto* parts : {&statement.main, &statement.exceptions})
        for (const WordRange part : *parts)
          if (part.contains(word)) return part;
    return {0, text_.words.size()};
  }
  std::vector<Cue> cues_around(std::size_t word) const { return cues_within(text_, part_of(word)); }
  bool stands(CueKind kind) const { return has_cue(text_.cues, kind); }

  void add(FactKind kind, double number, WordRange words, Polarity polarity = Polarity::allowed) {
    facts_.push_back({.fact = {.kind = kind, .polarity = polarity, .number = number}, .words = words});
  }

  std::size_t word_at_byte(std::size_t byte) const {
    std::size_t word = 0;
    while (word + 1 < text_.words.size() && text_.words[word].bytes.end <= byte) ++word;
    return word;
  }

  // The bound nearest before the word in its part: "vähintään 5 000 euroa ja enintään 30 000 euroa".
  std::optional<CueKind> bound_before(std::size_t word) const {
    std::optional<CueKind> bound;
    for (const Cue& cue : cues_around(word))
      if (cue.begin < word && (cue.kind == CueKind::most || cue.kind == CueKind::least)) bound = cue.kind;
    return bound;
  }

  void add_money(const Money& money) {
    const std::size_t word = word_at_byte(money.bytes.begin);
    const WordRange words{word, word_at_byte(money.bytes.end - 1) + 1};
    const std::vector<Cue> around = cues_around(word);
    if (has_cue(around, CueKind::other_money) || has_cue(around, CueKind::own_funding) || stands(CueKind::de_minimis))
      return;
    if (has_cue(around, CueKind::total)) return add(FactKind::total_budget, money.up_to_eur.value_or(money.eur), words);
    if (!stands(CueKind::grant) || (has_cue(around, CueKind::cost) && !has_cue(around, CueKind::grant))) return;
    if (money.up_to_eur) {
      add(FactKind::min_grant, money.eur, words);
      return add(FactKind::max_grant, *money.up_to_eur, words);
    }
    const auto bound = bound_before(word);
    if (bound == CueKind::most) add(FactKind::max_grant, money.eur, words);
    if (bound == CueKind::least) add(FactKind::min_grant, money.eur, words);
  }

  std::optional<Number> number_at(std::size_t word) const {
    for (const Cue& cue : text_.cues)
      if (cue.begin == word && cue.kind == CueKind::number)
        return Number{.value = parse_number(cue.value).value_or(0), .words = {cue.begin, cue.end}};
    if (const auto value = parse_number(text_.forms[word])) return Number{.value = *value, .words = {word, word + 1}};
    return std::nullopt;
  }

  bool is_percent(const Number& number) const {
    const std::size_t end = number.words.end;
    if (std::ranges::any_of(text_.cues,
                            [&](const Cue& cue) { return cue.kind == CueKind::percent && cue.begin == end; }))
      return true;
    std::string_view after = text_.text.substr(text_.words[end - 1].bytes.end);
    while (after.starts_with(' ')) after.remove_prefix(1);
    return after.starts_with('%') || after.starts_with("\u00a0%");
  }

  void add_share(const Number& number) {
    const std::vector<Cue> around = cues_around(number.words.begin);
    const bool is_rate = has_cue(around, CueKind::rate);
    if (!is_percent(number) && !is_rate) return;
    if (number.value > 100) return;
    const auto bound = bound_before(number.words.begin);
    if (has_cue(around, CueKind::own_funding)) {
      if (bound != CueKind::most) add(FactKind::own_funding, number.value, number.words);
      return;
    }
    const bool is_of_costs = has_cue(around, CueKind::cost) && stands(CueKind::grant);
    if (is_rate || (is_of_costs && bound == CueKind::most)) add(FactKind::support_rate, number.value, number.words);
  }

  void add_count(const Number& number) {
    if (number.value < 2 || number.value > 50 || is_percent(number)) return;
    for (const Cue& cue : text_.cues) {
      if (cue.begin < number.words.end || cue.begin > number.words.end + most_words_between) continue;
      if (cue.kind != CueKind::partner_unit && cue.kind != CueKind::country_unit) continue;
      const bool is_other_number_between = has_number_between(number.words.end, cue.begin);
      if (is_other_number_between || !(stands(CueKind::least) || stands(CueKind::must))) continue;
      add(cue.kind == CueKind::partner_unit ? FactKind::min_partners : FactKind::min_countries, number.value,
          {number.words.begin, cue.end});
      return;
    }
  }
  bool has_number_between(std::size_t begin, std::size_t end) const {
    for (std::size_t word = begin; word < end; ++word)
      if (number_at(word)) return true;
    return false;
  }

  // "Omarahoitusta ei edellytetä."
  void add_no_own_funding() {
    for (const Cue& cue : text_.cues) {
      if (cue.kind != CueKind::own_funding) continue;
      const std::vector<Cue> around = cues_around(cue.begin);
      if (has_cue(around, CueKind::negation) && has_cue(around, CueKind::needless))
        add(FactKind::own_funding, 0, {cue.begin, cue.end});
    }
  }

  void add_de_minimis() {
    for (const Cue& cue : text_.cues) {
      if (cue.kind != CueKind::de_minimis) continue;
      const bool is_denied = has_cue(cues_around(cue.begin), CueKind::negation);
      add(FactKind::de_minimis, 0, {cue.begin, cue.end}, is_denied ? Polarity::excluded : Polarity::allowed);
      return;
    }
  }

  // "Hankkeessa on oltava mukana järjestö."
  void add_required_partner() {
    if (!stands(CueKind::must) || !stands(CueKind::partner) || stands(CueKind::apply) || stands(CueKind::negation))
      return;
    for (const Cue& cue : text_.cues) {
      if (cue.kind != CueKind::applicant) continue;
      const std::string& form = text_.forms[cue.end - 1];
      if (text_.language == stemming::Language::fi && form.ends_with("n")) continue;
      facts_.push_back({.fact = {.kind = FactKind::required_partner, .code = std::string(cue.value)},
                        .words = {cue.begin, cue.end}});
    }
  }

  const CuedText& text_;
  const std::vector<Statement>& statements_;
  std::vector<WordFact> facts_{};
};

}  // namespace

std::vector<WordFact> quantity_facts(const CuedText& sentence, const std::vector<Statement>& statements) {
  return QuantityReading(sentence, statements).facts();
}

}  // namespace kohtaamo::server
