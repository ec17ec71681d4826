// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/swedish_dictionary.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <unordered_set>

#include "stemming/hunspell_rules.h"
#include "stemming/speller.h"

namespace kohtaamo::stemming {
namespace {

struct Flags {
  char begin = 0, middle = 0, end = 0, only_in_compound = 0;
  bool is_head(std::string_view flags) const {
    return flags.find(begin) != std::string_view::npos || flags.find(middle) != std::string_view::npos;
  }
};

struct Rules {
  Flags flags{};
  // That make the head of compounds of a word: "a" off "skola", "s" onto "utveckling".
  std::vector<SuffixRule> suffixes{};
};

Rules parse_rules(std::string_view aff) {
  Rules rules;
  const std::array<std::pair<std::string_view, char*>, 4> names{std::pair("COMPOUNDBEGIN", &rules.flags.begin),
                                                                {"COMPOUNDMIDDLE", &rules.flags.middle},
                                                                {"COMPOUNDEND", &rules.flags.end},
                                                                {"ONLYINCOMPOUND", &rules.flags.only_in_compound}};
  for_each_line(aff, [&](std::string_view line) {
    const std::string_view name = next_field(line);
    for (const auto& [known, flag] : names)
      if (name == known)
        if (const std::string_view value = next_field(line); value.size() == 1) *flag = value.front();
  });
  for (const SuffixRule& rule : parse_suffix_rules(aff))
    if (rules.flags.is_head(rule.made_flags)) rules.suffixes.push_back(rule);
  return rules;
}

// What stands only in compounds is a form of a word: "arbets" of "arbete", "hälso" of "hälsa".
std::string word_of(const std::string& head, const std::unordered_set<std::string>& words) {
  const std::string stem = head.substr(0, head.size() - 1);
  const bool is_genitive = head.ends_with('s');
  for (const std::string& word : {is_genitive ? stem : std::string(), is_genitive ? stem + "e" : std::string(),
                                  stem + "a", head + "a", head + "e"})
    if (words.contains(word)) return word;
  return head;
}

class Builder {
 public:
  explicit Builder(const Rules& rules) : rules_(rules) {}

  CompoundWords build(const std::vector<DictionaryEntry>& entries) && {
    std::unordered_set<std::string> words;
    for (const DictionaryEntry& entry : entries)
      if (!has(entry, rules_.flags.only_in_compound)) words.insert(entry.word);
    for (const DictionaryEntry& entry : entries) {
      const bool is_word = words.contains(entry.word);
      const std::string word = is_word ? entry.word : word_of(entry.word, words);
      if (rules_.flags.is_head(entry.flags)) add_head(entry.word, word);
      if (is_word && has(entry, rules_.flags.end)) found_.ends.push_back(entry.word);
      add_made_heads(entry, word);
    }
    return std::move(found_);
  }

 private:
  static bool has(const DictionaryEntry& entry, char flag) { return entry.flags.find(flag) != std::string_view::npos; }

  void add_made_heads(const DictionaryEntry& entry, const std::string& word) {
    for (const SuffixRule& suffix : rules_.suffixes)
      if (has(entry, suffix.flag) && entry.word.ends_with(suffix.strip) && ends_as(entry.word, suffix.condition))
        add_head(entry.word.substr(0, entry.word.size() - suffix.strip.size()) + std::string(suffix.add), word);
  }

  // The first word wins: that of a head of its own before one made by a rule.
  void add_head(std::string head, const std::string& word) {
    if (head.size() > 1) found_.heads.try_emplace(std::move(head), word);
  }

  const Rules& rules_;
  CompoundWords found_{};
};

std::string file_of(const std::string& folder, std::string_view ending) {
  return (folder.empty() ? std::string(hunspell_folder) : folder) + "/sv_SE" + std::string(ending);
}

std::string read_all(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::vector<DictionaryEntry> parse_swedish_entries(std::string_view dic) {
  constexpr char person_or_adjective = 'T', inhabitant = 'e', inhabitant_s = 'd';
  std::vector<DictionaryEntry> entries = parse_entries(dic), derived;
  const auto add = [&](const std::string& word, std::string_view ending, std::string_view flags) {
    derived.push_back({.word = word + std::string(ending), .flags = flags});
  };
  for (const DictionaryEntry& entry : entries) {
    const auto has = [&](char flag) { return entry.flags.find(flag) != std::string_view::npos; };
    if (has(person_or_adjective) && entry.word.ends_with('a')) add(entry.word, "re", "AEJY");
    if (has(person_or_adjective) && !entry.word.ends_with('a')) add(entry.word, "isk", "OQY");
    if (has(inhabitant)) add(entry.word, "bo", "AEIY");
    if (has(inhabitant_s)) add(entry.word, "sbo", "AEIY");
  }
  std::ranges::move(derived, std::back_inserter(entries));
  return entries;
}

CompoundWords parse_compound_words(std::string_view dic, std::string_view aff) {
  const Rules rules = parse_rules(aff);
  if (rules.flags.begin == 0 || rules.flags.end == 0) return {};
  return Builder(rules).build(parse_swedish_entries(dic));
}

SwedishDictionaryTexts read_swedish_dictionary(const std::string& folder) {
  return {.dic = read_all(file_of(folder, ".dic")), .aff = read_all(file_of(folder, ".aff"))};
}

std::size_t size_of_dictionary(const std::string& folder) {
  std::error_code missing;
  const auto size = std::filesystem::file_size(file_of(folder, ".dic"), missing);
  return missing || !std::filesystem::exists(file_of(folder, ".aff"), missing) ? 0 : static_cast<std::size_t>(size);
}

}  // namespace kohtaamo::stemming
