// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/overlap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/match/shingles.h"
#include "tests/server/match/sample_service.h"

namespace kohtaamo::server {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using tests::record;

std::vector<std::string> ids(const std::vector<Overlapping>& pairs) {
  std::vector<std::string> all;
  for (const Overlapping& pair : pairs) all.push_back(pair.record.id);
  return all;
}

Overlap overlap_of(const SampleService& service, const corpora::Record& draft) {
  auto overlap =
      find_overlap(service.matcher, service.engine, service.corpus.builder(), {.draft = draft, .today = sample_day});
  EXPECT_TRUE(overlap) << config::to_text(overlap.error());
  return overlap ? std::move(*overlap) : Overlap{};
}

corpora::Record sample(const corpora::RecordId& id) { return **SampleService::all().engine.find(id); }

TEST(Overlap, FindsThePlantedNearDuplicate) {
  EXPECT_THAT(ids(overlap_of(SampleService::all(), sample("sample:inn-002")).near_duplicates),
              ElementsAre("sample:inn-005"));
  EXPECT_THAT(ids(overlap_of(SampleService::all(), sample("sample:inn-005")).near_duplicates),
              ElementsAre("sample:inn-002"));
}

TEST(Overlap, RaisesNoAlarmOverOtherSamples) {
  for (const char* id : {"sample:inn-001", "sample:inn-017", "sample:inn-042", "sample:inn-052", "sample:need-025"})
    EXPECT_THAT(ids(overlap_of(SampleService::all(), sample(id)).near_duplicates), IsEmpty()) << id;
}

TEST(Overlap, SeesACopyThroughCaseEndings) {
  const stemming::Analyzer& analyzer = tests::analyzer();
  const std::string words =
      "Vapaaehtoiset soittavat yksinäisille ikäihmisille viikoittain ja kysyvät kuulumiset, "
      "tilaavat kyydin kerhoon, vievät kirjaston kirjan ja sopivat seuraavan tapaamisen ajan";
  const std::string others =
      "Vapaaehtoinen soitti yksinäiselle ikäihmiselle viikoittain ja kysyi kuulumisia, "
      "tilasi kyydit kerhoihin, vei kirjastojen kirjat ja sopi seuraavien tapaamisten ajat";
  const auto text = [](const std::string& fi) { return draft_of_text(fi, stemming::Language::fi); };
  EXPECT_GE(resemblance(shingles_of(text(words), analyzer), shingles_of(text(others), analyzer)), 0.85);
  EXPECT_FALSE(resemblance(shingles_of(text("Kaksi sanaa"), analyzer), shingles_of(text("Kaksi sanaa"), analyzer)));
  EXPECT_FALSE(resemblance(shingles_of(text(words), analyzer),
                           shingles_of(draft_of_text(words, stemming::Language::sv), analyzer)));
}

std::string work(const std::string& members) {
  return R"("type":"project","title":{"fi":"Kylien yhteiset kyydit"},"target_groups":["older"],
    "concepts":[{"uri":"test:a","label":{"fi":"kyydit"}},{"uri":"test:b","label":{"fi":"kylät"}}],)" +
         members;
}

TEST(Overlap, InvitesThoseWhoDoTheSameAtTheSameTime) {
  const SampleService service({
      record("test:now", work(R"("coordinator":"test:them","start":"2026-01-01","end":"2027-12-31")")),
      record("test:before", work(R"("coordinator":"test:them","start":"2020-01-01","end":"2021-12-31")")),
      record("test:ours", work(R"("coordinator":"test:us","start":"2026-01-01","end":"2027-12-31")")),
      record("test:silent", work(R"("programme":"Ohjelma")")),
  });
  const Overlap overlap = overlap_of(
      service, record("test:draft", work(R"("coordinator":"test:us","start":"2026-11-01","end":"2028-10-31")")));
  EXPECT_THAT(ids(overlap.overlapping), ElementsAre("test:now", "test:silent"));
  EXPECT_EQ(overlap.overlapping[0].other_owner, Verdict::pass);
  EXPECT_EQ(overlap.overlapping[1].other_owner, Verdict::unknown);
  EXPECT_EQ(overlap.overlapping[1].same_time, Verdict::unknown);
  for (const char* language : {"fi", "sv", "en"})
    EXPECT_FALSE(sentence(overlap.overlapping[0].invitation, language).empty());
}

TEST(Overlap, OfADraftThatSaysNothingIsRefused) {
  const SampleService& service = SampleService::all();
  EXPECT_FALSE(find_overlap(service.matcher, service.engine, service.corpus.builder(), {.today = sample_day}));
}

}  // namespace
}  // namespace kohtaamo::server
