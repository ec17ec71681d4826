// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::record;

class Suggest : public testing::Test {
 protected:
  Suggest()
      : corpus_({record("test:lonely", R"("type":"need","title":{"fi":"Ikäihmisten yksinäisyys"})"),
                 record("test:ensamhet",
                        R"("type":"need","title":{"sv":"Ensamhet bland äldre","fi":"Vanhusten yksinäisyys"})"),
                 record("test:club", R"("type":"actor","title":{"fi":"Yksinäisyyden ystävät ry"})"),
                 record("test:secret",
                        R"("type":"need","title":{"fi":"Yksinäisyys salassa"},"visibility":"confidential")")},
                &tests::knowledge().tagger()),
        reader_(std::move(*indexer::IndexReader::open(corpus_.directory(), corpus_.fingerprint()))),
        engine_(*reader_, tests::analyzer(), &tests::knowledge().vocabulary()) {}

  Suggestions suggest(const std::string& typed, Language language = Language::fi) {
    auto made = engine_.suggest(typed, language, 5);
    EXPECT_TRUE(made);
    return std::move(*made);
  }
  template <class Row, class Text>
  static std::vector<std::string> texts(const std::vector<Row>& rows, Text Row::*text) {
    std::vector<std::string> all;
    for (const Row& row : rows) all.push_back(row.*text);
    return all;
  }
  std::vector<std::string> titles(const std::string& typed) {
    return texts(suggest(typed).records, &SuggestedRecord::id);
  }
  std::vector<std::string> concepts(const std::string& typed, Language language = Language::fi) {
    return texts(suggest(typed, language).concepts, &SuggestedConcept::label);
  }

  tests::TemporaryCorpus corpus_;
  std::unique_ptr<indexer::IndexReader> reader_;
  SuggestEngine engine_;
};

TEST_F(Suggest, CompletesTheLastWordOfAQuery) {
  const Suggestions made = suggest("ikäihmisten yks");
  EXPECT_EQ(made.words.front().query, "ikäihmisten yksinäisyys");
  EXPECT_EQ(made.words.front().records, 3U);
  EXPECT_THAT(titles("ikäihmisten yks"), ElementsAre("test:lonely"));
}

TEST_F(Suggest, MeetsTitlesInAnyInflection) {
  EXPECT_THAT(titles("ikäihmisille yks"), ElementsAre("test:lonely"));
  EXPECT_THAT(titles("yksinäisyydestä"), ElementsAre("test:lonely", "test:ensamhet"));
  EXPECT_THAT(titles("salassa yks"), IsEmpty());
}

TEST_F(Suggest, GivesActorsApart) {
  EXPECT_THAT(texts(suggest("yksi").actors, &SuggestedRecord::id), ElementsAre("test:club"));
  EXPECT_THAT(titles("ystävät"), IsEmpty());
}

TEST_F(Suggest, CompletesConceptsInTheLanguageOfTheReader) {
  EXPECT_THAT(concepts("yksin"), Contains("yksinäisyys"));
  EXPECT_THAT(concepts("yksinäisyyden"), Contains("yksinäisyys"));
  EXPECT_THAT(concepts("ensam", Language::sv), Contains("ensamhet"));
  EXPECT_THAT(concepts("lonel", Language::en), Contains("loneliness"));
  EXPECT_THAT(concepts("ensam", Language::fi), IsEmpty());
}

TEST_F(Suggest, GivesOnlyConceptsThatLeadToRecords) {
  EXPECT_THAT(concepts("asunnott"), IsEmpty());
  for (const SuggestedConcept& one : suggest("yksin").concepts) EXPECT_GT(one.records, 0U) << one.label;
}

TEST_F(Suggest, WaitsForTwoLetters) {
  const Suggestions made = suggest("y");
  EXPECT_TRUE(made.words.empty() && made.concepts.empty() && made.actors.empty() && made.records.empty());
}

}  // namespace
}  // namespace kohtaamo::server
