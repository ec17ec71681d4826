// SPDX-License-Identifier: GPL-3.0-or-later
#include <gmock/gmock.h>

#include <algorithm>

#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

std::vector<std::string> bases_of(const std::string& word) {
  std::vector<std::string> bases;
  for (const auto found = shared_analyzer().terms_of(word, Language::fi); const WordTerm& term : found->terms) {
    if (term.kind == TermKind::base) bases.push_back(term.text);
  }
  return bases;
}

bool do_meet(const std::string& one, const std::string& other) {
  const std::vector<std::string> bases = bases_of(one);
  return std::ranges::any_of(bases_of(other),
                             [&](const std::string& base) { return std::ranges::count(bases, base) > 0; });
}

TEST(Families, MeetTheirInflections) {
  std::size_t pairs = 0;
  for (const auto& row : read_rows("families_fi.tsv")) {
    for (const std::string& form : split(row.at(1), ' ')) {
      ++pairs;
      EXPECT_TRUE(do_meet(row.at(0), form)) << row.at(0) << " and " << form;
    }
  }
  EXPECT_GE(pairs, 184U);
}

TEST(Families, AreNotMerged) {
  EXPECT_FALSE(do_meet("kunta", "kun"));
  EXPECT_FALSE(do_meet("lapsi", "lappi"));
  EXPECT_FALSE(do_meet("vanki", "vankka"));
}

}  // namespace
}  // namespace kohtaamo::stemming
