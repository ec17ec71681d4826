// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/hunspell_rules.h"

#include <algorithm>

#include "stemming/fold.h"

namespace kohtaamo::stemming {
namespace {

std::string_view or_nothing(std::string_view affix) { return affix == "0" ? std::string_view{} : affix; }

// The last letter, of one byte or more.
std::string_view last_letter(std::string_view word) {
  std::size_t begin = word.size();
  while (begin > 0 && (static_cast<unsigned char>(word[--begin]) & 0xC0U) == 0x80U) {
  }
  return word.substr(begin);
}

}  // namespace

std::string_view next_field(std::string_view& line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t end = std::min(line.find_first_of(" \t", begin), line.size());
  const std::string_view field = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return field;
}

std::vector<SuffixRule> parse_suffix_rules(std::string_view aff) {
  std::vector<SuffixRule> rules;
  for_each_line(aff, [&](std::string_view line) {
    if (next_field(line) != "SFX") return;
    const std::string_view flag = next_field(line), strip = next_field(line), added = next_field(line);
    const std::string_view condition = next_field(line);
    if (flag.size() != 1 || condition.empty()) return;  // the head of a flag has no condition
    const std::size_t slash = std::min(added.find('/'), added.size());
    rules.push_back({.flag = flag.front(),
                     .strip = or_nothing(strip),
                     .add = or_nothing(added.substr(0, slash)),
                     .condition = condition,
                     .made_flags = added.substr(std::min(slash + 1, added.size()))});
  });
  return rules;
}

std::vector<DictionaryEntry> parse_entries(std::string_view dic) {
  std::vector<DictionaryEntry> entries;
  for_each_line(dic, [&](std::string_view line) {
    line = line.substr(0, line.find_first_of(" \t"));
    if (line.empty()) return;
    const std::size_t slash = std::min(line.find('/', 1), line.size());
    if (line.find_first_of("-.:0123456789") < slash) return;
    DictionaryEntry entry{.flags = line.substr(std::min(slash + 1, line.size()))};
    fold_word(line.substr(0, slash), entry.word);
    entries.push_back(std::move(entry));
  });
  return entries;
}

bool ends_as(std::string_view word, std::string_view condition) {
  while (!condition.empty()) {
    const std::string_view last = last_letter(word);
    if (last.empty()) return false;
    if (condition.back() == ']') {
      const std::size_t open = condition.rfind('[');
      if (open == std::string_view::npos) return false;
      std::string_view set = condition.substr(open + 1, condition.size() - open - 2);
      const bool is_negated = set.starts_with('^');
      if (is_negated) set.remove_prefix(1);
      if ((set.find(last) != std::string_view::npos) == is_negated) return false;
      condition.remove_suffix(condition.size() - open);
    } else {
      const std::string_view asked = last_letter(condition);
      if (asked != "." && asked != last) return false;
      condition.remove_suffix(asked.size());
    }
    word.remove_suffix(last.size());
  }
  return true;
}

}  // namespace kohtaamo::stemming
