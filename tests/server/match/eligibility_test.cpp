// SPDX-License-Identifier: GPL-3.0-or-later
// Reading the prose of calls, measured on the gold sentences of tests/cases/eligibility.tsv.
#include "server/match/eligibility.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "config/code_lists.h"
#include "config/json.h"
#include "tests/support/source_files.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

const EligibilityReader& reader() {
  static const EligibilityReader one(tests::analyzer());
  return one;
}

std::string sign(Polarity polarity) {
  return polarity == Polarity::allowed ? "+" : polarity == Polarity::excluded ? "-" : "?";
}

// A fact as the gold sentences write it.
std::string to_text(const Fact& fact) {
  const bool is_in = fact.polarity == Polarity::allowed;
  switch (fact.kind) {
    case FactKind::applicant:
      return sign(fact.polarity) + fact.code;
    case FactKind::region:
      return (is_in ? "in=" : "out=") + fact.code;
    case FactKind::min_grant:
      return fmt::format("min={}", fact.number);
    case FactKind::max_grant:
      return fmt::format("max={}", fact.number);
    case FactKind::total_budget:
      return fmt::format("total={}", fact.number);
    case FactKind::own_funding:
      return fmt::format("own={}", fact.number);
    case FactKind::support_rate:
      return fmt::format("rate={}", fact.number);
    case FactKind::de_minimis:
      return sign(fact.polarity) + "deminimis";
    case FactKind::min_partners:
      return fmt::format("partners={}", fact.number);
    case FactKind::min_countries:
      return fmt::format("countries={}", fact.number);
    case FactKind::required_partner:
      return "with=" + fact.code;
  }
  return {};
}

std::set<std::string> facts_of(std::string_view text, Language language) {
  std::set<std::string> facts;
  for (const Fact& fact : reader().read(text, language)) facts.insert(to_text(fact));
  return facts;
}

struct GoldRow {
  std::string part{}, text{};
  Language language{};
  std::set<std::string> facts{};
};

std::vector<GoldRow> gold() {
  std::ifstream file(tests::source_path("tests/cases/eligibility.tsv"));
  std::vector<GoldRow> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::istringstream cells(line);
    std::string part, language, facts, text;
    std::getline(cells, part, '\t');
    std::getline(cells, language, '\t');
    std::getline(cells, facts, '\t');
    std::getline(cells, text);
    GoldRow row{.part = part, .text = text, .language = *stemming::parse_language(language)};
    std::istringstream words(facts);
    for (std::string fact; words >> fact;)
      if (fact != "-") row.facts.insert(fact);
    rows.push_back(std::move(row));
  }
  return rows;
}

// "own" of "own=20"; the polarity of an applicant.
std::string kind_of(const std::string& fact) {
  const std::size_t equals = fact.find('=');
  return equals != std::string::npos ? fact.substr(0, equals) : fact.substr(0, 1);
}

struct Count {
  std::size_t right = 0, wrong = 0, missed = 0;
  double precision() const {
    return right + wrong == 0 ? 1 : static_cast<double>(right) / static_cast<double>(right + wrong);
  }
  double recall() const {
    return right + missed == 0 ? 1 : static_cast<double>(right) / static_cast<double>(right + missed);
  }
};

struct Counts {
  std::map<std::string, Count> by_kind{};
  Count all{};
  std::vector<std::string> faults{};
};

Counts count(std::string_view part) {
  Counts counts;
  for (const GoldRow& row : gold()) {
    if (row.part != part) continue;
    const std::set<std::string> read = facts_of(row.text, row.language);
    std::string fault;
    for (const std::string& fact : read) {
      const bool is_right = row.facts.contains(fact);
      ++(is_right ? counts.all.right : counts.all.wrong);
      ++(is_right ? counts.by_kind[kind_of(fact)].right : counts.by_kind[kind_of(fact)].wrong);
      if (!is_right) fault += " too much: " + fact;
    }
    for (const std::string& fact : row.facts)
      if (!read.contains(fact)) {
        ++counts.all.missed;
        ++counts.by_kind[kind_of(fact)].missed;
        fault += " missed: " + fact;
      }
    if (!fault.empty()) counts.faults.push_back(row.text + fault);
  }
  return counts;
}

void print(std::string_view part, const Counts& counts) {
  std::cout << fmt::format("{}: precision {:.3f}, recall {:.3f}\n", part, counts.all.precision(), counts.all.recall());
  for (const auto& [kind, one] : counts.by_kind)
    std::cout << fmt::format("  {:10} right {:3} wrong {:2} missed {:2}\n", kind, one.right, one.wrong, one.missed);
}

TEST(Eligibility, ReadsTheGoldSentences) {
  for (const char* part : {"mend", "held"}) {
    const Counts counts = count(part);
    print(part, counts);
    EXPECT_GE(counts.all.precision(), 0.9) << part;
    EXPECT_GE(counts.all.recall(), 0.8) << part;
    if (part == std::string_view("held")) continue;  // is not read while the reader is being mended
    for (const std::string& fault : counts.faults) std::cout << fault << "\n";
  }
}

// Worse than to miss anything: to say that somebody may apply who may not.
TEST(Eligibility, NeverCallsEligibleWhoIsDenied) {
  for (const GoldRow& row : gold())
    for (const std::string& fact : facts_of(row.text, row.language))
      if (fact.front() == '+') {
        EXPECT_TRUE(row.facts.contains(fact)) << row.part << ": " << (row.part == "mend" ? row.text + fact : "");
      }
}

// The sample calls carry their applicant types as fields too: the prose may know less, but nobody else.
TEST(Eligibility, AgreesWithTheFieldsOfTheSampleCalls) {
  std::ifstream file(tests::source_path("corpora/samples/calls.jsonl"));
  std::size_t compared = 0;
  for (std::string line; std::getline(file, line);) {
    const auto json = config::parse_json(line);
    const config::JsonValue& eligibility = (*json)["eligibility"];
    if (!eligibility.HasMember("applicant_types")) continue;
    std::set<std::string> stated;
    for (const config::JsonValue& type : eligibility["applicant_types"].GetArray())
      stated.emplace(config::string_of(type));
    for (const auto& text : eligibility["text"].GetObject())
      for (const Fact& fact :
           reader().read(config::string_of(text.value), *stemming::parse_language(config::string_of(text.name)))) {
        if (fact.kind != FactKind::applicant || fact.polarity == Polarity::conditional) continue;
        ++compared;
        EXPECT_EQ(stated.contains(fact.code), fact.polarity == Polarity::allowed)
            << config::string_of((*json)["id"]) << ' ' << to_text(fact);
      }
  }
  EXPECT_GT(compared, 100U);
}

TEST(Eligibility, QuotesTheBytesOfTheText) {
  const std::string text = "Tervetuloa! Avustusta ei myönnetä yrityksille. Omarahoitus on 20 %.";
  const std::vector<Fact> facts = reader().read(text, Language::fi);
  ASSERT_EQ(facts.size(), 2U);
  EXPECT_EQ(text.substr(facts[0].words.begin, facts[0].words.end - facts[0].words.begin), "yrityksille");
  EXPECT_EQ(text.substr(facts[0].sentence.begin, facts[0].sentence.end - facts[0].sentence.begin),
            "Avustusta ei myönnetä yrityksille.");
}

TEST(Eligibility, KnowsOnlyApplicantsOfTheCodeList) {
  for (const GoldRow& row : gold())
    for (const Fact& fact : reader().read(row.text, row.language))
      if (fact.kind == FactKind::applicant) {
        EXPECT_NE(config::code_list("actor_types").find(fact.code), nullptr) << fact.code;
      }
}

}  // namespace
}  // namespace kohtaamo::server
