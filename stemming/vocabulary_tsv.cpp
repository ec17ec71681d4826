// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/vocabulary_tsv.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace kohtaamo::stemming {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

// Words of a bag shorter than this are rather a piece of a label than one.
constexpr std::size_t min_bag_word_bytes = 9;
constexpr std::size_t max_small_word_bytes = 4;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = std::min(text.find(separator), text.size());
    parts.push_back(text.substr(0, end));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

// "purkaminen purku (kumoaminen)" -> purkaminen, purku: a qualifier is no label.
std::vector<std::string_view> words_of_bag(std::string_view bag) {
  std::vector<std::string_view> words;
  int open = 0;
  for (const std::string_view word : split(bag, ' ')) {
    open += static_cast<int>(std::ranges::count(word, '('));
    if (open == 0 && !word.empty() && std::ranges::find(words, word) == words.end()) words.push_back(word);
    open = std::max(0, open - static_cast<int>(std::ranges::count(word, ')')));
  }
  return words;
}

std::vector<std::string> labels_of_bag(std::string_view bag) {
  const std::vector<std::string_view> words = words_of_bag(bag);
  std::vector<std::string> labels;
  const bool is_one_label = words.size() == 1;
  const auto is_small = [](std::string_view word) { return word.size() <= max_small_word_bytes; };
  if (!is_one_label && std::ranges::any_of(words, is_small)) return labels;
  for (const std::string_view word : words)
    if (is_one_label || word.size() >= min_bag_word_bytes) labels.emplace_back(word);
  return labels;
}

using Fill = std::function<void(SourceConcept&, std::string_view)>;

// What to do with each column; an empty function passes over it.
std::vector<Fill> columns_of(std::string_view heading) {
  std::vector<Fill> columns;
  for (const std::string_view name : split(heading, '\t')) {
    Fill fill;
    if (name == "uri") fill = [](SourceConcept& to, std::string_view cell) { to.uri = cell; };
    for (const Language language : all_languages) {
      const std::size_t at = index_of(language);
      if (name == fmt::format("pref_{}", to_text(language)))
        fill = [at](SourceConcept& to, std::string_view cell) { to.labels.preferred[at] = cell; };
      if (name == fmt::format("alt_bag_{}", to_text(language)))
        fill = [at](SourceConcept& to, std::string_view cell) { to.labels.hidden[at] = labels_of_bag(cell); };
    }
    columns.push_back(std::move(fill));
  }
  return columns;
}

// "<http://…/p3> TAB label"; further columns (notations) are passed over.
std::vector<Fill> columns_of_annif(Language language) {
  const auto fill_uri = [](SourceConcept& to, std::string_view cell) {
    if (cell.starts_with('<') && cell.ends_with('>')) to.uri = cell.substr(1, cell.size() - 2);
  };
  const auto fill_label = [language](SourceConcept& to, std::string_view cell) {
    to.labels.preferred[index_of(language)] = cell;
  };
  return {fill_uri, fill_label};
}

}  // namespace

Result<std::vector<SourceConcept>> parse_vocabulary_tsv(std::string_view text, std::string_view name,
                                                        Language language) {
  const bool has_heading = text.starts_with("uri\t");
  const std::vector<Fill> columns =
      has_heading ? columns_of(text.substr(0, text.find('\n'))) : columns_of_annif(language);
  std::vector<SourceConcept> concepts;
  std::size_t number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || (number == 1 && has_heading)) continue;
    const std::vector<std::string_view> cells = split(line, '\t');
    SourceConcept told;
    for (std::size_t i = 0; i < std::min(cells.size(), columns.size()); ++i)
      if (columns[i]) columns[i](told, cells[i]);
    if (told.uri.empty() || cells.size() < 2)
      return fail(ErrorCode::bad_config, has_heading ? "a concept needs a URI" : "expected <uri> TAB label",
                  fmt::format("{}:{}", name, number));
    concepts.push_back(std::move(told));
  }
  if (concepts.empty()) return fail(ErrorCode::bad_config, "there is no concept here", std::string(name));
  return concepts;
}

}  // namespace kohtaamo::stemming
