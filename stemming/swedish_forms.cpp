// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/swedish_forms.h"

#include <algorithm>
#include <cassert>

#include "stemming/embedded_files.h"
#include "stemming/hunspell_rules.h"
#include "stemming/swedish_dictionary.h"

namespace kohtaamo::stemming {
namespace {

// The flags of sv_SE.aff that inflect: nouns A to J, verbs J to N, Q, R and m, adjectives N to Q. T, d and e derive
// ("bagare" of "baka", "stadsbo" of "stad"), small letters else make the heads of compounds.
constexpr std::string_view inflections = "ABCDEFGHIJKLMNOPQRm";
constexpr std::uint32_t word_bit = 1U << 30U, end_bit = 1U << 31U;
static_assert(inflections.size() < 30);

constexpr std::size_t min_word_bytes = 3;  // shorter ones ("bi", "te") have forms that are met by chance

std::uint32_t bit_of(char flag) {
  const std::size_t at = inflections.find(flag);
  return at == std::string_view::npos ? 0 : 1U << static_cast<std::uint32_t>(at);
}

// What marks a word of the dictionary: '%' forbids it.
struct Marks {
  char end = 0, only_in_compound = 0, forbidden = 0;
};

Marks parse_marks(std::string_view aff) {
  Marks marks;
  for_each_line(aff, [&](std::string_view line) {
    const std::string_view name = next_field(line), value = next_field(line);
    if (value.size() != 1) return;
    if (name == "COMPOUNDEND") marks.end = value.front();
    if (name == "ONLYINCOMPOUND") marks.only_in_compound = value.front();
    if (name == "FORBIDDENWORD") marks.forbidden = value.front();
  });
  return marks;
}

struct IrregularRow {
  std::string form{};
  std::vector<std::string> words{};
};

std::vector<IrregularRow> read_irregular() {
  std::vector<IrregularRow> rows;
  const auto bytes = config::find_embedded(embedded_files(), "stemming/words/sv/irregular.txt");
  assert(bytes && "the list of irregular forms is in the program");
  for_each_line(bytes.value_or(""), [&](std::string_view line) {
    if (line.starts_with('#')) return;
    IrregularRow row{.form = std::string(next_field(line))};
    for (std::string_view word = next_field(line); !word.empty(); word = next_field(line)) row.words.emplace_back(word);
    rows.push_back(std::move(row));
  });
  return rows;
}

bool has(std::string_view flags, char flag) { return flag != 0 && flags.find(flag) != std::string_view::npos; }

}  // namespace

SwedishForms::SwedishForms(std::string_view dic, std::string_view aff) {
  const Marks marks = parse_marks(aff);
  for (const DictionaryEntry& entry : parse_swedish_entries(dic)) {
    if (has(entry.flags, marks.only_in_compound) || has(entry.flags, marks.forbidden)) continue;
    std::uint32_t bits = word_bit | (has(entry.flags, marks.end) ? end_bit : 0U);
    for (const char flag : entry.flags) bits |= bit_of(flag);
    flags_[entry.word] |= bits;
  }
  if (!flags_.empty()) add_irregular();
  for (const SuffixRule& rule : parse_suffix_rules(aff)) {
    const std::uint32_t flag = bit_of(rule.flag);
    if (flag == 0) continue;
    auto& rules = rule.add.empty() ? bare_rules_ : rules_by_last_byte_.at(static_cast<unsigned char>(rule.add.back()));
    const auto is_same = [&](const Rule& known) { return known.strip == rule.strip && known.add == rule.add; };
    auto known = std::ranges::find_if(rules, is_same);
    if (known == rules.end())
      known = rules.insert(known, {.strip = std::string(rule.strip), .add = std::string(rule.add)});
    known->conditions.push_back({.flag = flag, .end = std::string(rule.condition)});
  }
}

// The rows of the list, and the compounds of the dictionary that end so: "storstäder" beside "storstad".
void SwedishForms::add_irregular() {
  const auto add = [&](std::string_view form, std::string_view word) {
    for (const std::string_view ending : {"", "s", "na", "nas"})
      irregular_[std::string(form) + std::string(ending)].emplace_back(word);
  };
  const std::vector<IrregularRow> rows = read_irregular();
  for (const IrregularRow& row : rows)
    for (const std::string& word : row.words) add(row.form, word);
  for (const auto& [form, flags] : flags_)
    for (const IrregularRow& row : rows) {
      if (form.size() == row.form.size() || !form.ends_with(row.form)) continue;
      for (const std::string& word : row.words)
        if (std::string whole = form.substr(0, form.size() - row.form.size()) + word; flags_.contains(whole))
          add(form, whole);
    }
  for (const auto& [form, words] : irregular_) flags_.erase(form);
}

std::uint32_t SwedishForms::flags_of(std::string_view word) const {
  const auto found = flags_.find(word);
  return found == flags_.end() ? 0 : found->second;
}

bool SwedishForms::is_word(std::string_view word) const { return flags_of(word) != 0; }

bool SwedishForms::may_end_compound(std::string_view word) const { return (flags_of(word) & end_bit) != 0; }

void SwedishForms::add_words(std::string_view form, const std::vector<Rule>& rules,
                             std::vector<std::string>& words) const {
  std::string word;
  for (const Rule& rule : rules) {
    if (!form.ends_with(rule.add)) continue;
    word.assign(form.substr(0, form.size() - rule.add.size())).append(rule.strip);
    const std::uint32_t flags = word.size() < min_word_bytes ? 0 : flags_of(word);
    const auto holds = [&](const Condition& one) { return (flags & one.flag) != 0 && ends_as(word, one.end); };
    if (flags == 0 || std::ranges::none_of(rule.conditions, holds)) continue;
    if (std::ranges::find(words, word) == words.end()) words.push_back(word);
  }
}

std::vector<std::string> SwedishForms::words_of(std::string_view form) const {
  if (const auto known = irregular_.find(form); known != irregular_.end()) return known->second;
  std::vector<std::string> words;
  if (form.empty()) return words;
  add_words(form, rules_by_last_byte_.at(static_cast<unsigned char>(form.back())), words);
  add_words(form, bare_rules_, words);
  return words;
}

}  // namespace kohtaamo::stemming
