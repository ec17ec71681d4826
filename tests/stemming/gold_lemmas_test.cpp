// SPDX-License-Identifier: GPL-3.0-or-later
// Forms of one word in real sentences, by the gold lemmas of Universal Dependencies (Finnish TDT, development part).
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <zlib.h>

#include "stemming/fold.h"
#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

constexpr std::string_view treebank = "/ud/fi_tdt-ud-dev.conllu.gz";

struct Gunzipped {
  explicit Gunzipped(const std::string& path) : file(gzopen(path.c_str(), "rb")) {}
  ~Gunzipped() {
    if (file != nullptr) gzclose(file);
  }
  Gunzipped(const Gunzipped&) = delete;
  Gunzipped& operator=(const Gunzipped&) = delete;
  gzFile file;
};

std::string folded(const std::string& word) {
  std::string text;
  fold_word(word, text);
  return text;
}

// Folded form -> its lemmas; of the words that people look for: no pronouns, numbers or signs.
std::map<std::string, std::set<std::string>> read_lemmas(const std::string& path) {
  std::map<std::string, std::set<std::string>> lemmas_of;
  const Gunzipped unpacked(path);
  std::array<char, 1 << 16> line{};
  while (unpacked.file != nullptr && gzgets(unpacked.file, line.data(), line.size()) != nullptr) {
    const auto columns = split(line.data(), '\t');
    if (columns.size() < 4 || columns[0].find_first_not_of("0123456789") != std::string::npos) continue;
    static const std::set<std::string> content{"NOUN", "VERB", "ADJ", "ADV", "PROPN"};
    if (!content.contains(columns[3])) continue;
    std::string lemma = columns[2];
    std::erase(lemma, '#');  // between the parts of a compound
    lemmas_of[folded(columns[1])].insert(folded(lemma));
  }
  return lemmas_of;
}

std::vector<std::string> bases_of(const std::string& form) {
  std::vector<std::string> bases;
  for (const auto found = shared_analyzer().terms_of(form, Language::fi); const WordTerm& term : found->terms)
    if (term.kind == TermKind::base) bases.push_back(term.text);
  return bases;
}

struct Pairs {
  std::size_t alike = 0, met = 0, met_alike = 0;  // by lemma; by a term; by both
};

bool share_one(const std::set<std::string>& one, const std::set<std::string>& other) {
  return std::ranges::any_of(one, [&](const std::string& text) { return other.contains(text); });
}

// All pairs of different forms that share a lemma or a term.
Pairs count_pairs(const std::map<std::string, std::set<std::string>>& lemmas_of) {
  std::map<std::string, std::vector<const std::string*>> by_lemma, by_term;
  for (const auto& [form, lemmas] : lemmas_of) {
    for (const std::string& lemma : lemmas) by_lemma[lemma].push_back(&form);
    for (const std::string& base : bases_of(form)) by_term[base].push_back(&form);
  }
  const auto pairs_of = [](const auto& groups) {
    std::set<std::pair<const std::string*, const std::string*>> pairs;
    for (const auto& [name, forms] : groups)
      for (std::size_t i = 0; i < forms.size(); ++i)
        for (std::size_t j = i + 1; j < forms.size(); ++j) pairs.emplace(forms[i], forms[j]);
    return pairs;
  };
  const auto alike = pairs_of(by_lemma), met = pairs_of(by_term);
  Pairs pairs{.alike = alike.size(), .met = met.size()};
  for (const auto& [one, other] : met) pairs.met_alike += share_one(lemmas_of.at(*one), lemmas_of.at(*other)) ? 1U : 0U;
  return pairs;
}

TEST(GoldLemmas, AreMetByFinnishTerms) {
  const char* data = std::getenv("KOHTAAMO_DATA");
  const std::string path = (data == nullptr || *data == '\0' ? "../shared/data" : data) + std::string(treebank);
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "there is no " << path;
  const Pairs pairs = count_pairs(read_lemmas(path));
  ASSERT_GT(pairs.alike, 1'000U);
  const double recall = static_cast<double>(pairs.met_alike) / static_cast<double>(pairs.alike);
  const double precision = static_cast<double>(pairs.met_alike) / static_cast<double>(pairs.met);
  RecordProperty("recall", std::to_string(recall));
  RecordProperty("precision", std::to_string(precision));
  std::cout << "recall " << recall << ", precision " << precision << " of " << pairs.alike << " pairs\n";
  EXPECT_GE(recall, 0.74);
  EXPECT_GE(precision, 0.78);
}

}  // namespace
}  // namespace kohtaamo::stemming
