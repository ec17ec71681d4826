// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// synonyms.h — expressions of one language that mean the same: abbreviations and other names.
//
// Given   groups of expressions, from config/synonyms.txt, which lives inside the program, and from a file
//         of the operator in the same form.
// Gives   where the words of a query are an expression of a group, and the other expressions of it.
// Fails   bad_config with file:line for a line that is no group: without =, before a language is named, or
//         with an expression that has no word to look for.
// Never   goes from group to group: what two groups share is not made one.
// Threads constant once built.
//
// Example (fi)   sote = sosiaali- ja terveyspalvelut
//   words        sotessa: {sote}
//   found        word 0, 1 word long; the other expression: {sosiaali, sosiaalipalvelu}, {terveyspalvelu}

#include <array>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "stemming/analyzer.h"
#include "stemming/language.h"

namespace kohtaamo::stemming {

// At each place of an expression the base forms that fit; small words have no place.
struct Expression {
  std::vector<std::vector<std::string>> places{};
};

struct FoundExpression {
  std::size_t first = 0, length = 0;        // of the words given
  std::vector<const Expression*> others{};  // of its group; they live as long as the Synonyms
};

class Synonyms {
 public:
  // An empty path: the groups of our own alone. The analyzer is not kept.
  static config::Result<Synonyms> load(const Analyzer& analyzer, const std::string& operators_file = {});

  // Every expression that stands in the words, in the order in which they begin.
  std::vector<FoundExpression> find(std::span<const std::vector<std::string>> words, Language language) const;

  std::size_t group_count() const { return groups_.size(); }

 private:
  struct Member {
    std::size_t group = 0, expression = 0;  // of the group
  };
  using Members = std::multimap<std::string, Member, std::less<>>;  // by each base form of the first place

  config::Result<void> read(std::string_view text, const std::string& name, const Analyzer& analyzer);
  config::Result<void> add_group(std::string_view line, Language language, const Analyzer& analyzer,
                                 const std::string& where);
  const Expression& expression_of(const Member& member) const { return groups_[member.group][member.expression]; }

  std::vector<std::vector<Expression>> groups_{};
  std::array<Members, all_languages.size()> members_{};
};

}  // namespace kohtaamo::stemming
