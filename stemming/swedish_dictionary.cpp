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

#include "stemming/fold.h"
#include "stemming/speller.h"

namespace kohtaamo::stemming {
namespace {

struct Flags {
  char begin = 0, middle = 0, end = 0, only_in_compound = 0;
  bool is_head(std::string_view flags) const {
    return flags.find(begin) != std::string_view::npos || flags.find(middle) != std::string_view::npos;
  }
};

// A suffix that makes the head of compounds of a word: "a" off "skola", "s" onto "utveckling".
struct HeadSuffix {
  char flag = 0;
  std::string_view strip{}, add{};
  std::string_view condition{};  // on the end of the word: "a", "[^ae]", "."
};

std::string_view next_field(std::string_view& line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  const std::size_t end = std::min(line.find_first_of(" \t", begin), line.size());
  const std::string_view field = line.substr(begin, end - begin);
  line.remove_prefix(end);
  return field;
}

template <class Take>
void for_each_line(std::string_view text, const Take& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    take(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string_view or_nothing(std::string_view affix) { return affix == "0" ? std::string_view{} : affix; }

struct Rules {
  Flags flags{};
  std::vector<HeadSuffix> suffixes{};
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
  for_each_line(aff, [&](std::string_view line) {
    if (next_field(line) != "SFX") return;
    const std::string_view flag = next_field(line), strip = next_field(line), added = next_field(line);
    const std::size_t slash = added.find('/');
    if (flag.size() != 1 || slash == std::string_view::npos || !rules.flags.is_head(added.substr(slash + 1))) return;
    rules.suffixes.push_back({.flag = flag.front(),
                              .strip = or_nothing(strip),
                              .add = or_nothing(added.substr(0, slash)),
                              .condition = next_field(line)});
  });
  return rules;
}

// Sets of letters hold plain ones only in the suffixes that make heads, so bytes are letters here.
bool ends_as(std::string_view word, std::string_view condition) {
  while (!condition.empty()) {
    if (word.empty()) return false;
    const char last = word.back();
    if (condition.back() == ']') {
      const std::size_t open = condition.rfind('[');
      if (open == std::string_view::npos) return false;
      std::string_view set = condition.substr(open + 1, condition.size() - open - 2);
      const bool is_negated = set.starts_with('^');
      if (is_negated) set.remove_prefix(1);
      if ((set.find(last) != std::string_view::npos) == is_negated) return false;
      condition.remove_suffix(condition.size() - open);
    } else {
      if (condition.back() != '.' && condition.back() != last) return false;
      condition.remove_suffix(1);
    }
    word.remove_suffix(1);
  }
  return true;
}

struct Entry {
  std::string word{};
  std::string_view flags{};
};

std::vector<Entry> parse_entries(std::string_view dic) {
  std::vector<Entry> entries;
  for_each_line(dic, [&](std::string_view line) {
    line = line.substr(0, line.find_first_of(" \t"));
    const std::size_t slash = line.find('/', 1);
    if (slash == std::string_view::npos || line.find_first_of("-.:0123456789") < slash) return;
    Entry entry{.flags = line.substr(slash + 1)};
    fold_word(line.substr(0, slash), entry.word);
    entries.push_back(std::move(entry));
  });
  return entries;
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

  CompoundWords build(const std::vector<Entry>& entries) && {
    std::unordered_set<std::string> words;
    for (const Entry& entry : entries)
      if (!has(entry, rules_.flags.only_in_compound)) words.insert(entry.word);
    for (const Entry& entry : entries) {
      const bool is_word = words.contains(entry.word);
      const std::string word = is_word ? entry.word : word_of(entry.word, words);
      if (rules_.flags.is_head(entry.flags)) add_head(entry.word, word);
      if (is_word && has(entry, rules_.flags.end)) found_.ends.push_back(entry.word);
      add_made_heads(entry, word);
    }
    return std::move(found_);
  }

 private:
  static bool has(const Entry& entry, char flag) { return entry.flags.find(flag) != std::string_view::npos; }

  void add_made_heads(const Entry& entry, const std::string& word) {
    for (const HeadSuffix& suffix : rules_.suffixes)
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

CompoundWords parse_compound_words(std::string_view dic, std::string_view aff) {
  const Rules rules = parse_rules(aff);
  if (rules.flags.begin == 0 || rules.flags.end == 0) return {};
  return Builder(rules).build(parse_entries(dic));
}

CompoundWords read_compound_words(const std::string& folder) {
  const std::string dic = read_all(file_of(folder, ".dic")), aff = read_all(file_of(folder, ".aff"));
  return parse_compound_words(dic, aff);
}

std::size_t size_of_dictionary(const std::string& folder) {
  std::error_code missing;
  const auto size = std::filesystem::file_size(file_of(folder, ".dic"), missing);
  return missing || !std::filesystem::exists(file_of(folder, ".aff"), missing) ? 0 : static_cast<std::size_t>(size);
}

}  // namespace kohtaamo::stemming
