// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/document_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "corpora/record_json.h"
#include "indexer/record_parts.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::indexer {
namespace {

using testing::Contains;
using testing::Not;
using tests::record;

std::vector<std::string> terms_of(const corpora::Record& one) {
  const DocumentBuilder builder(tests::analyzer(), {});
  const Xapian::Document document = builder.build(one, 7).document;
  return {document.termlist_begin(), document.termlist_end()};
}

TEST(DocumentBuilder, IndexesBaseFormsAndPartsOfInflectedText) {
  const auto terms = terms_of(record("test:1", R"("type":"paper","title":{"fi":"Kärkihankkeiden rahoituksesta"})"));
  EXPECT_THAT(terms, Contains("kärkihanke"));
  EXPECT_THAT(terms, Contains("hanke"));
  EXPECT_THAT(terms, Contains("rahoitus"));
  EXPECT_THAT(terms, Contains("Srahoitus"));
  EXPECT_THAT(terms, Contains("XWrahoituksesta"));
}

TEST(DocumentBuilder, WritesCodesWithWhatContainsThem) {
  const auto terms = terms_of(record("test:1", R"("type":"innovation","title":{"fi":"Kyyti"},"stage":"pilot",
      "target_groups":["older"],"regions":[{"scheme":"kunta","code":"205","role":"operates"}])"));
  for (const char* term : {"Qtest:1", "Tinnovation", "XSTAGEpilot", "XSGROUPemerging", "XGROUPolder",
                           "XREGIONkunta:205", "XREGIONmk:18", "XREGIONhva:20", "Lfi", "XSOURCE:test"})
    EXPECT_THAT(terms, Contains(term));
}

TEST(DocumentBuilder, LinksToEveryRecordThatIsNamed) {
  const auto terms = terms_of(record("test:1", R"("type":"need","title":{"fi":"Tarve"},"owner":"test:actor",
      "links":[{"rel":"similar_to","target":"test:other"}])"));
  EXPECT_THAT(terms, Contains("XLINK:test:actor"));
  EXPECT_THAT(terms, Contains("XLINK:test:other"));
}

TEST(DocumentBuilder, TellsNothingOfWhoseAConfidentialNeedIs) {
  const auto need =
      record("test:1", R"("type":"need","title":{"fi":"Tarve"},"owner":"test:secret","visibility":"confidential",
      "contact":{"actor":"test:secret"},"links":[{"rel":"part_of","target":"test:secret"}],"themes":["test:theme"])");
  const auto terms = terms_of(need);
  EXPECT_THAT(terms, Not(Contains("XLINK:test:secret")));
  EXPECT_THAT(terms, Contains("XLINK:test:theme"));
  EXPECT_THAT(terms, Contains("XVISIBILITYconfidential"));
  const DocumentBuilder builder(tests::analyzer(), {});
  EXPECT_EQ(builder.build(need, 1).document.get_data().find("secret"), std::string::npos);
}

TEST(DocumentBuilder, LeavesOutTermsThatAreTooLong) {
  for (const std::size_t length : {244U, 245U, 246U, 4'000U}) {
    const std::string word(length, 'a');
    EXPECT_NO_THROW(terms_of(record("test:1", R"("type":"paper","title":{"en":")" + word + "\"}")));
  }
}

TEST(DocumentBuilder, KeepsTheRecordAsData) {
  const auto paper = record("test:1", R"("type":"paper","title":{"sv":"Ensamhet på landsbygden"},"year":2024)");
  const DocumentBuilder builder(tests::analyzer(), {});
  const auto read = corpora::read_record(builder.build(paper, 1).document.get_data());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->record, paper);
}

TEST(DocumentBuilder, SaysHowFarACallReaches) {
  const DocumentBuilder builder(tests::analyzer(), {});
  const auto rolling = record("test:1", R"("type":"call","title":{"fi":"Haku"},"deadline_model":"rolling")");
  EXPECT_EQ(builder.build(rolling, 1).document.get_value(field("closes").slot), far_away);
  const auto dated = record("test:2", R"("type":"call","title":{"fi":"Haku"},"opens":"2026-09-01",
      "deadlines":[{"date":"2026-10-15"},{"date":"2026-12-01"}],"deadline_model":"multiple_cutoff")");
  EXPECT_EQ(builder.build(dated, 1).document.get_value(field("closes").slot), "20261201");
  EXPECT_EQ(builder.build(dated, 1).document.get_value(field("opens").slot), "20260901");
}

TEST(RecordParts, ListsTextsTitleFirst) {
  const auto innovation = record("test:1", R"("type":"innovation","title":{"fi":"Otsikko","en":"Title"},
      "summary":{"fi":"Tiivistelmä"},"core_idea":{"fi":"Ydin"},"keywords":{"fi":["avainsana"]})");
  const auto texts = texts_of(innovation);
  ASSERT_EQ(texts.size(), 5U);
  EXPECT_EQ(texts[0].role, TextRole::title);
  EXPECT_EQ(texts[1].language, stemming::Language::en);
  EXPECT_EQ(texts[2].role, TextRole::summary);
  EXPECT_EQ(texts[3].member, "keywords");
  EXPECT_EQ(texts[4].member, "core_idea");
}

}  // namespace
}  // namespace kohtaamo::indexer
