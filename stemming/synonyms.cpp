// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/synonyms.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "config/embedded.h"

namespace kohtaamo::stemming {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::string_view own_file = "config/synonyms.txt";
constexpr std::size_t most_words = 8;  // of an expression

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r";
  const std::size_t begin = text.find_first_not_of(blank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blank) + 1 - begin);
}

// Cuts off what stands before the separator.
std::string_view next_piece(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

std::optional<Language> parse_heading(std::string_view line) {
  if (!line.starts_with('[') || !line.ends_with(']')) return std::nullopt;
  return parse_language(trimmed(line.substr(1, line.size() - 2)));
}

// "sosiaali-" and the "sosiaalipalvelut" it stands for share a place.
Expression read_expression(std::string_view text, Language language, const Analyzer& analyzer) {
  Expression expression;
  std::uint32_t position = 0;
  for (const Word& word : analyzer.analyze(text, language)) {
    if (word.terms->is_stop_word) continue;
    if (word.position != position) expression.places.emplace_back();
    position = word.position;
    for (const WordTerm& term : word.terms->terms)
      if (term.kind == TermKind::base) expression.places.back().push_back(term.text);
  }
  return expression;
}

bool fits(const std::vector<std::string>& word, const std::vector<std::string>& place) {
  return std::ranges::any_of(word,
                             [&](const std::string& base) { return std::ranges::find(place, base) != place.end(); });
}

bool stands_at(std::span<const std::vector<std::string>> words, const Expression& expression) {
  return words.size() >= expression.places.size() &&
         std::ranges::equal(words.first(expression.places.size()), expression.places, fits);
}

}  // namespace

Result<void> Synonyms::add_group(std::string_view line, Language language, const Analyzer& analyzer,
                                 const std::string& where) {
  std::vector<Expression> group;
  while (!line.empty()) {
    const std::string_view text = trimmed(next_piece(line, '='));
    group.push_back(read_expression(text, language, analyzer));
    if (group.back().places.empty() || group.back().places.size() > most_words)
      return fail(ErrorCode::bad_config,
                  fmt::format("'{}' must have from 1 to {} words that can be looked for", text, most_words), where);
  }
  if (group.size() < 2) return fail(ErrorCode::bad_config, "a group of synonyms has = between them", where);
  for (std::size_t i = 0; i < group.size(); ++i) {
    const std::set<std::string> first(group[i].places.front().begin(), group[i].places.front().end());
    for (const std::string& base : first) members_.at(index_of(language)).emplace(base, Member{groups_.size(), i});
  }
  groups_.push_back(std::move(group));
  return {};
}

Result<void> Synonyms::read(std::string_view text, const std::string& name, const Analyzer& analyzer) {
  std::optional<Language> language;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = trimmed(next_piece(text, '\n'));
    const std::string where = fmt::format("{}:{}", name, number);
    if (line.empty() || line.starts_with('#')) continue;
    if (const auto heading = parse_heading(line)) {
      language = heading;
      continue;
    }
    if (!language) return fail(ErrorCode::bad_config, "[fi], [sv] or [en] must stand before synonyms", where);
    if (auto ok = add_group(line, *language, analyzer, where); !ok) return ok;
  }
  return {};
}

Result<Synonyms> Synonyms::load(const Analyzer& analyzer, const std::string& operators_file) {
  Synonyms synonyms;
  const auto own = config::find_embedded(config::embedded_files(), own_file);
  assert(own && "the program has its synonyms inside");
  if (auto ok = synonyms.read(own.value_or(""), std::string(own_file), analyzer); !ok) return fail(ok.error());
  if (operators_file.empty()) return synonyms;
  std::ifstream stream(operators_file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (!stream) return fail(ErrorCode::bad_config, "the file of synonyms cannot be read", operators_file);
  if (auto ok = synonyms.read(text, operators_file, analyzer); !ok) return fail(ok.error());
  return synonyms;
}

std::vector<FoundExpression> Synonyms::find(std::span<const std::vector<std::string>> words, Language language) const {
  const Members& members = members_.at(index_of(language));
  std::vector<FoundExpression> found;
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::set<std::pair<std::size_t, std::size_t>> seen;  // an expression is met once, by whichever of its base forms
    for (const std::string& base : words[first]) {
      const auto [begin, end] = members.equal_range(base);
      for (auto one = begin; one != end; ++one) {
        const Member& member = one->second;
        const Expression& expression = expression_of(member);
        if (!stands_at(words.subspan(first), expression) || !seen.emplace(member.group, member.expression).second)
          continue;
        FoundExpression hit{.first = first, .length = expression.places.size()};
        for (std::size_t i = 0; i < groups_[member.group].size(); ++i)
          if (i != member.expression) hit.others.push_back(&groups_[member.group][i]);
        found.push_back(std::move(hit));
      }
    }
  }
  return found;
}

}  // namespace kohtaamo::stemming
