// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/vocabulary.h"

#include <gmock/gmock.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "stemming/vocabulary_file.h"
#include "stemming/vocabulary_tsv.h"
#include "stemming/vocabulary_turtle.h"
#include "tests/support/source_files.h"

namespace kohtaamo::stemming {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string prefixes =
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
    "@prefix own: <https://own.example/> .\n"
    "@prefix yso: <http://www.yso.fi/onto/yso/> .\n";

Vocabulary vocabulary_of(const std::string& turtle) {
  auto concepts = parse_turtle(prefixes + turtle, "test.ttl");
  EXPECT_TRUE(concepts) << (concepts ? "" : config::to_text(concepts.error()));
  return Vocabulary(concepts ? std::move(*concepts) : std::vector<SourceConcept>{});
}

std::string repeated(std::string_view text, std::size_t bytes) {
  std::string whole;
  while (whole.size() < bytes) whole += text;
  return whole;
}

// What is wrong with a text, and where.
std::string fault_of(const std::string& turtle) {
  const auto concepts = parse_turtle(turtle, "test.ttl");
  return concepts ? "nothing" : config::to_text(concepts.error());
}

std::string fault_of_tsv(std::string_view text) {
  const auto concepts = parse_vocabulary_tsv(text, "test.tsv");
  return concepts ? "nothing" : config::to_text(concepts.error());
}

constexpr std::string_view family = R"(
own:home a skos:Concept ; skos:prefLabel "koti"@fi, "hem"@sv, "home"@en ; skos:inScheme own: .
own:housing a skos:Concept ; skos:prefLabel "asuminen"@fi, "boende"@sv-FI, "Wohnen"@de ;
    skos:altLabel "asumispalvelut"@fi ; skos:hiddenLabel "asumis"@fi ;
    skos:narrower own:home ; skos:related own:poverty, own:unheard_of ; skos:closeMatch yso:p9 .
own:poverty a skos:Concept ; skos:prefLabel "köyhyys"@fi .
own:gone a skos:Concept ; skos:prefLabel "poistettu"@fi ; owl:deprecated true .
own:collection a skos:Collection ; skos:prefLabel "kokoelma"@fi .
)";

TEST(Vocabulary, ReadsConceptsOfTurtle) {
  const Vocabulary vocabulary = vocabulary_of(std::string(family));
  ASSERT_EQ(vocabulary.concepts().size(), 3U);
  const ConceptEntry& home = vocabulary.concepts()[0];
  const ConceptEntry& housing = vocabulary.concepts()[1];
  const ConceptEntry& poverty = vocabulary.concepts()[2];
  EXPECT_EQ(home.uri, "https://own.example/home");
  EXPECT_EQ(home.scheme, "https://own.example/");
  EXPECT_THAT(home.labels.preferred, ElementsAre("koti", "hem", "home"));
  EXPECT_THAT(housing.labels.preferred, ElementsAre("asuminen", "boende", ""));
  EXPECT_THAT(housing.labels.alternative[index_of(Language::fi)], ElementsAre("asumispalvelut"));
  EXPECT_THAT(housing.labels.hidden[index_of(Language::fi)], ElementsAre("asumis"));
  EXPECT_THAT(home.broader, ElementsAre(1U));
  EXPECT_THAT(housing.narrower, ElementsAre(0U));
  EXPECT_THAT(housing.related, ElementsAre(2U));
  EXPECT_THAT(poverty.related, ElementsAre(1U)) << "related is said once and holds both ways";
  EXPECT_THAT(housing.close_match, ElementsAre("http://www.yso.fi/onto/yso/p9"));
  EXPECT_EQ(vocabulary.find("https://own.example/poverty"), 2U);
  EXPECT_EQ(vocabulary.find("https://own.example/gone"), std::nullopt);
}

TEST(Vocabulary, NamesAConceptInTheLanguageAskedOrAnother) {
  const Vocabulary vocabulary = vocabulary_of(std::string(family));
  EXPECT_EQ(name_of(vocabulary.concepts()[0], Language::en), "home");
  EXPECT_EQ(name_of(vocabulary.concepts()[1], Language::en), "asuminen");
  EXPECT_EQ(name_of(ConceptEntry{.uri = "https://own.example/x"}, Language::en), "https://own.example/x");
}

TEST(Vocabulary, MakesOneConceptOfWhatSourcesCallTheSame) {
  const Vocabulary vocabulary = vocabulary_of(R"(
own:loneliness a skos:Concept ; skos:prefLabel "yksinäisyys"@fi ; skos:exactMatch yso:p1 .
yso:p1 a skos:Concept ; skos:prefLabel "yksinäisyyden tunne"@fi, "ensamhet"@sv ; skos:broader yso:p2 .
yso:p2 a skos:Concept ; skos:prefLabel "tunteet"@fi ; skos:exactMatch own:emotions .
own:emotions a skos:Concept ; skos:prefLabel "tunteet"@fi ; skos:altLabel "tunnetila"@fi .
)");
  ASSERT_EQ(vocabulary.concepts().size(), 2U);
  const ConceptEntry& loneliness = vocabulary.concepts()[0];
  EXPECT_EQ(loneliness.uri, "https://own.example/loneliness");
  EXPECT_THAT(loneliness.also_known_as, ElementsAre("http://www.yso.fi/onto/yso/p1"));
  EXPECT_THAT(loneliness.labels.preferred, ElementsAre("yksinäisyys", "ensamhet", ""));
  EXPECT_THAT(loneliness.labels.alternative[0], ElementsAre("yksinäisyyden tunne"));
  EXPECT_THAT(loneliness.broader, ElementsAre(1U));
  EXPECT_EQ(vocabulary.find("http://www.yso.fi/onto/yso/p1"), 0U);
  EXPECT_EQ(vocabulary.find("https://own.example/emotions"), 1U);
  EXPECT_THAT(vocabulary.concepts()[1].labels.alternative[0], ElementsAre("tunnetila"));
}

TEST(Vocabulary, NeverMergesTwoConceptsOfOneScheme) {
  const Vocabulary vocabulary = vocabulary_of(R"(
own:services a skos:Concept ; skos:prefLabel "palvelut"@fi ; skos:exactMatch yso:p1 .
own:service_points a skos:Concept ; skos:prefLabel "palvelupisteet"@fi ; skos:exactMatch yso:p1, own:services .
)");
  EXPECT_EQ(vocabulary.concepts().size(), 2U);
  EXPECT_EQ(vocabulary.find("http://www.yso.fi/onto/yso/p1"), 0U);
  EXPECT_EQ(vocabulary.find("https://own.example/service_points"), 1U);
}

TEST(Vocabulary, HasAFingerprintOfItsContent) {
  const std::string text(family);
  EXPECT_EQ(vocabulary_of(text).fingerprint(), vocabulary_of(text).fingerprint());
  EXPECT_EQ(vocabulary_of(text).fingerprint().size(), 16U);
  std::string changed = text;
  changed.replace(changed.find("köyhyys"), 8, "vaurau");
  EXPECT_NE(vocabulary_of(text).fingerprint(), vocabulary_of(changed).fingerprint());
}

TEST(VocabularyTurtle, SaysWhatIsWrongAndWhere) {
  struct Row {
    std::string text{}, fault{};
  };
  const std::vector<Row> rows{
      {.text = prefixes + "own:a a skos:Concept\n; skos:prefLabel \"open@fi .\n", .fault = "test.ttl:6"},
      {.text = "\n\nown:a a own:b .\n", .fault = "test.ttl:3"},
      {.text = prefixes + "own:a a own:b .\n", .fault = "test.ttl: there is no skos:Concept here"},
      {.text = "", .fault = "there is no skos:Concept here"},
      {.text = prefixes + std::string(1, '\0') + "own:a a skos:Concept .", .fault = "test.ttl:5: a NUL byte"},
      {.text = prefixes + "own:a " + repeated("own:b [ ", 1'000'000), .fault = "more than 1000 brackets"},
      {.text = prefixes + "own:a own:b " + std::string(1'000'000, '('), .fault = "test.ttl"},
  };
  for (const Row& row : rows) EXPECT_THAT(fault_of(row.text), HasSubstr(row.fault));
}

TEST(VocabularyTsv, ReadsColumnsByName) {
  const auto concepts = parse_vocabulary_tsv(
      "uri\tpref_fi\tpref_sv\tpref_en\talt_bag_fi\talt_bag_sv\n"
      "http://x/p1\tkirkkorakennukset\tkyrkobyggnader\tchurch buildings\tpyhäköt (talot)\tsocialt arbete inom "
      "vården\r\n"
      "http://x/p2\tfoxtrot\t\t\tfoxtrotit foksit fokstrotit foxtrotit\n",
      "test.tsv");
  ASSERT_TRUE(concepts);
  ASSERT_EQ(concepts->size(), 2U);
  const ConceptLabels& church = concepts->front().labels;
  EXPECT_THAT(church.preferred, ElementsAre("kirkkorakennukset", "kyrkobyggnader", "church buildings"));
  EXPECT_THAT(church.hidden[index_of(Language::fi)], ElementsAre("pyhäköt"));
  EXPECT_THAT(church.hidden[index_of(Language::sv)], IsEmpty()) << "small words tell that labels have several words";
  EXPECT_THAT(concepts->back().labels.hidden[0], ElementsAre("foxtrotit", "fokstrotit"));
}

TEST(VocabularyTsv, ReadsTheFormOfAnnif) {
  const auto concepts = parse_vocabulary_tsv("<http://x/p1>\tkoti\n<http://x/p2>\tasuminen\t42\n", "test.tsv");
  ASSERT_TRUE(concepts);
  EXPECT_EQ(concepts->front().uri, "http://x/p1");
  EXPECT_EQ(concepts->back().labels.preferred[0], "asuminen");
}

TEST(VocabularyTsv, SaysWhatIsWrongAndWhere) {
  EXPECT_EQ(fault_of_tsv("<http://x/p1>\tkoti\nhttp://x/p2\tlaavu\n"), "test.tsv:2: expected <uri> TAB label");
  EXPECT_EQ(fault_of_tsv("<http://x/p1>\n"), "test.tsv:1: expected <uri> TAB label");
  EXPECT_EQ(fault_of_tsv("uri\tpref_fi\n\tkoti\n"), "test.tsv:2: a concept needs a URI");
  EXPECT_EQ(fault_of_tsv("uri\tpref_fi\n"), "test.tsv: there is no concept here");
}

class VocabularyFiles : public testing::Test {
 protected:
  std::string path_of(const std::string& name) const { return (folder_ / name).string(); }
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

 private:
  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(VocabularyFiles, AreReadPlainAndGzipped) {
  const std::string text = "<http://x/p1>\them\n";
  std::ofstream(path_of("plain-sv.tsv")) << text;
  const gzFile packed = gzopen(path_of("packed-sv.tsv.gz").c_str(), "wb");
  gzwrite(packed, text.data(), static_cast<unsigned>(text.size()));
  gzclose(packed);
  for (const std::string name : {"plain-sv.tsv", "packed-sv.tsv.gz"}) {
    const auto concepts = read_vocabulary(path_of(name));
    ASSERT_TRUE(concepts) << name;
    EXPECT_EQ(concepts->front().labels.preferred[index_of(Language::sv)], "hem") << name;
  }
}

TEST_F(VocabularyFiles, AreRefusedWithAReason) {
  std::ofstream(path_of("cut.ttl.gz"), std::ios::binary) << "\x1f\x8b\x08";
  const auto code_of = [&](const std::string& name) {
    const auto concepts = read_vocabulary(path_of(name));
    return concepts ? config::ErrorCode::internal : concepts.error().code;
  };
  EXPECT_EQ(code_of("cut.ttl.gz"), config::ErrorCode::bad_config);
  EXPECT_EQ(code_of("words.rdf"), config::ErrorCode::bad_config);
  EXPECT_EQ(code_of("none.ttl"), config::ErrorCode::file_missing);
}

TEST(VocabularyFile, HoldsOurOwnWordsInThreeLanguages) {
  const auto concepts = own_vocabulary();
  ASSERT_TRUE(concepts) << config::to_text(concepts.error());
  const Vocabulary vocabulary(*concepts);
  EXPECT_EQ(vocabulary.concepts().size(), concepts->size());
  for (const ConceptEntry& entry : vocabulary.concepts())
    for (const std::string& label : entry.labels.preferred) EXPECT_FALSE(label.empty()) << entry.uri;
}

// Real vocabularies, where the development data is at hand.
TEST(VocabularyFile, ReadsRealVocabularies) {
  const char* given = std::getenv("KOHTAAMO_DATA");
  const std::filesystem::path folder =
      given ? std::filesystem::path(given) : std::filesystem::path(tests::source_path("../shared/data"));
  if (!std::filesystem::exists(folder / "vocab")) GTEST_SKIP() << "no development data";
  struct Row {
    std::string name{};
    std::size_t at_least = 0;
  };
  const std::vector<Row> rows{{.name = "yso_labels.tsv.gz", .at_least = 36'000},
                              {.name = "yso-fragment.ttl", .at_least = 200},
                              {.name = "stw-skos.ttl.gz", .at_least = 6'000}};
  for (const Row& row : rows) {
    const auto concepts = read_vocabulary((folder / "vocab" / row.name).string());
    ASSERT_TRUE(concepts) << config::to_text(concepts.error());
    EXPECT_GE(Vocabulary(*concepts).concepts().size(), row.at_least) << row.name;
  }
}

}  // namespace
}  // namespace kohtaamo::stemming
