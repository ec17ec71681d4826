// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/stop_words.h"

#include <array>
#include <cassert>
#include <string>
#include <unordered_set>

#include "stemming/embedded_files.h"

namespace kohtaamo::stemming {
namespace {

using WordSet = std::unordered_set<std::string_view>;  // views into the program's own bytes

WordSet parse_list(std::string_view text) {
  WordSet words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (!line.empty() && !line.starts_with('#')) words.insert(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

WordSet load(Language language) {
  const std::string path = "stemming/words/" + std::string(to_text(language)) + "/stop_words.txt";
  const auto bytes = config::find_embedded(embedded_files(), path);
  assert(bytes && "every language has a list of stop words in the program");
  return bytes ? parse_list(*bytes) : WordSet{};
}

}  // namespace

bool is_stop_word(std::string_view folded, Language language) {
  static const std::array lists{load(Language::fi), load(Language::sv), load(Language::en)};
  static_assert(all_languages.size() == 3);
  return lists[index_of(language)].contains(folded);
}

}  // namespace kohtaamo::stemming
