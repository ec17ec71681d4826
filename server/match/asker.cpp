// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/asker.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "config/code_lists.h"
#include "indexer/record_parts.h"

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

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return std::ranges::find(b, one) != b.end(); });
}

// ASCII capitals and Ä, Å, Ö: how Finnish and Swedish names of places begin.
bool begins_with_capital(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (std::isupper(first) != 0) return true;
  const std::string_view letter = text.substr(at, 2);
  return letter == "Ä" || letter == "Å" || letter == "Ö";
}

// MATCHING.md section 2: the title says most, then what is wrong and what should become of it.
double weight_of(const indexer::RecordText& text) {
  constexpr double of_title = 3, of_core = 2, of_rest = 1;
  if (text.role == indexer::TextRole::title) return of_title;
  constexpr std::array<std::string_view, 4> core{"problem", "desired_change", "core_idea", "summary"};
  return std::ranges::find(core, text.member) != core.end() ? of_core : of_rest;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// --- amounts --------------------------------------------------------------------------------------

constexpr std::string_view no_break_space = "\u00a0";

// Skips one space, of whichever kind; gives whether there was one.
bool skip_space(std::string_view& text) {
  if (text.starts_with(' ')) {
    text.remove_prefix(1);
    return true;
  }
  if (!text.starts_with(no_break_space)) return false;
  text.remove_prefix(no_break_space.size());
  return true;
}

// "40 000", "40.000", "40,000", "1,5": a separator before three digits groups, before others it is decimal.
double read_number(std::string_view& text) {
  double whole = 0, fraction = 0, scale = 1;
  bool is_fraction = false;
  while (!text.empty()) {
    if (is_digit(text.front())) {
      if (is_fraction)
        fraction += (text.front() - '0') * (scale /= 10);
      else
        whole = whole * 10 + (text.front() - '0');
      text.remove_prefix(1);
      continue;
    }
    std::string_view after = text;
    const bool is_space = skip_space(after);
    if (!is_space && (after.front() == '.' || after.front() == ','))
      after.remove_prefix(1);
    else if (!is_space)
      break;
    const auto digits = std::ranges::find_if_not(after, is_digit) - after.begin();
    if (digits == 3 && !is_fraction)
      text = after;
    else if (!is_space && digits > 0 && !is_fraction) {
      is_fraction = true;
      text = after;
    } else
      break;
  }
  return whole + fraction;
}

double read_multiplier(std::string_view& text) {
  struct Row {
    std::string_view word;
    double factor;
  };
  constexpr std::array rows{Row{"tuhatta", 1e3},   Row{"tuhannen", 1e3},  Row{"tusen", 1e3}, Row{"thousand", 1e3},
                            Row{"miljoonaa", 1e6}, Row{"miljoonan", 1e6}, Row{"milj.", 1e6}, Row{"milj", 1e6},
                            Row{"miljoner", 1e6},  Row{"million", 1e6}};
  std::string_view rest = text;
  skip_space(rest);
  for (const Row& row : rows)
    if (rest.starts_with(row.word)) {
      rest.remove_prefix(row.word.size());
      text = rest;
      return row.factor;
    }
  return 1;
}

bool euros_follow(std::string_view text) {
  skip_space(text);
  return text.starts_with("€") || text.starts_with("eur") || text.starts_with("EUR") || text.starts_with("Euro");
}

bool euros_precede(std::string_view before) {
  while (before.ends_with(' ')) before.remove_suffix(1);
  return before.ends_with("€") || before.ends_with("EUR");
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

std::vector<std::string> LabelFinder::find(std::string_view text, const std::vector<stemming::Word>& words,
                                           Language language) const {
  const auto labels = labels_.find(language);
  std::vector<std::string> codes;
  if (labels == labels_.end()) return codes;
  std::vector<std::vector<std::string>> bases;
  for (const stemming::Word& word : words) bases.push_back(bases_of(word));
  const auto holds = [&](const Label& label, std::size_t at) {
    if (at + label.words.size() > words.size()) return false;
    for (std::size_t i = 0; i < label.words.size(); ++i)
      if (!share_one(bases[at + i], label.words[i])) return false;
    return true;
  };
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (needs_capital_ && !begins_with_capital(text, words[at].bytes.begin)) continue;
    for (const std::string& base : bases[at]) {
      const auto [first, last] = labels->second.equal_range(base);
      for (auto label = first; label != last; ++label)
        if (holds(label->second, at) && std::ranges::find(codes, label->second.code) == codes.end())
          codes.push_back(label->second.code);
    }
  }
  return codes;
}

std::optional<double> find_amount_eur(std::string_view text) {
  std::optional<double> largest;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at])) continue;
    std::string_view rest = text.substr(at);
    double amount = read_number(rest);
    amount *= read_multiplier(rest);
    if (euros_follow(rest) || euros_precede(text.substr(0, at))) largest = std::max(largest.value_or(0), amount);
    at = text.size() - rest.size();
  }
  return largest;
}

Asker understand_record(const corpora::Record& record, const std::optional<corpora::Record>& owner) {
  Asker asker{.id = record.id, .type = record.type(), .stage = record.stage};
  asker.languages = {indexer::main_language(record)};
  for (const indexer::RecordText& one : indexer::texts_of(record)) {
    asker.text += *one.text + "\n";
    asker.parts.push_back({.text = *one.text, .language = one.language, .weight = weight_of(one)});
  }
  asker.target_groups = record.target_groups;
  for (const corpora::Region& region : record.regions) asker.regions.push_back(region.key());
  if (const auto* need = std::get_if<corpora::Need>(&record.details))
    asker.amount_eur = need->constraints.budget_max_eur;
  if (const auto* innovation = std::get_if<corpora::Innovation>(&record.details))
    asker.amount_eur = innovation->cost.setup_eur;
  if (const auto* call = std::get_if<corpora::Call>(&record.details)) asker.amount_eur = call->amount.max_grant;
  if (const auto* actor = std::get_if<corpora::Actor>(&record.details)) asker.applicant_type = actor->actor_type;
  if (owner)
    if (const auto* actor = std::get_if<corpora::Actor>(&owner->details)) asker.applicant_type = actor->actor_type;
  return asker;
}

}  // namespace kohtaamo::server
