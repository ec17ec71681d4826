// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/actor_book.h"

#include <gmock/gmock.h>

#include "corpora/actor_identity.h"
#include "corpora/record_json.h"
#include "tests/corpora/import_fixture.h"

namespace kohtaamo::corpora {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

struct Organisation {
  std::string name{}, y_tunnus{}, pic{}, ror{}, country = "FI";
};

// A table of projects, one partner each, as the profile below reads it.
constexpr const char* profile_text = R"(
name = "ours"
about = "Projects"
source = "ours"
type = "project"
licence = "CC0-1.0"
id = "number"
language = "fi"
[[rule]]
to = "title.fi"
from = "title"
[[rule]]
to = "partners"
from = "partner"
  [[rule.member]]
  to = "actor"
  from = "."
  makes = "organisation"
[[actor.organisation]]
to = "title.fi"
from = "name"
[[actor.organisation]]
to = "identifiers.y_tunnus"
from = "y"
[[actor.organisation]]
to = "identifiers.pic"
from = "pic"
[[actor.organisation]]
to = "identifiers.ror"
from = "ror"
[[actor.organisation]]
to = "regions"
from = "country"
  [[actor.organisation.member]]
  to = "scheme"
  value = "country"
  [[actor.organisation.member]]
  to = "code"
  from = "."
)";

class ActorBookTest : public ImportTest {
 protected:
  ActorBookTest() { std::ofstream(profile_path()) << profile_text; }
  std::string profile_path() const { return folder.path() + "/ours.toml"; }

  ImportReport import(const std::string& source, const std::vector<Organisation>& partners, bool is_complete = false) {
    std::string text;
    int number = 0;
    for (const Organisation& one : partners)
      text += R"({"number":")" + std::to_string(++number) + R"(","title":"Hanke","partner":{"name":")" + one.name +
              R"(","y":")" + one.y_tunnus + R"(","pic":")" + one.pic + R"(","ror":")" + one.ror + R"(","country":")" +
              one.country + "\"}}\n";
    ImportRequest request = request_of(text, "jsonl", source + ".jsonl");
    request.importer.profile = profile_path();
    request.importer.source = source;
    request.is_complete = is_complete;
    request.may_shrink = is_complete;
    return run_well(request);
  }
  Record stored(const RecordId& id) {
    const auto found = store.find(id);
    EXPECT_TRUE(found && *found && !(*found)->deleted) << id;
    return found && *found && !(*found)->deleted ? *read_own_record((*found)->json) : Record{.details = Actor{}};
  }
  Actor actor(const RecordId& id) { return std::get<Actor>(stored(id).details); }
  RecordId partner_of(const RecordId& project) {
    return std::get<Project>(stored(project).details).partners.at(0).actor;
  }
  std::int64_t actors() { return *store.count_of_source(std::string(actors_source)); }
};

auto link(const std::string& id, const std::string& method) {
  return AllOf(Field(&IdentityLink::id, id), Field(&IdentityLink::method, method));
}

TEST_F(ActorBookTest, MakesOneActorOfSeveralSourcesByTheirIdentifier) {
  import("a", {{.name = "Esimerkki ry", .y_tunnus = "1234567-1" }});
  import("b", {{.name = "Esimerkkiyhdistys", .y_tunnus = "12345671", .ror = "040af2s02" }});
  EXPECT_EQ(actors(), 1);
  const Record record = stored("ytunnus:1234567-1");
  EXPECT_EQ(record.title.fi, "Esimerkki ry");
  EXPECT_EQ(record.provenance.source, "actors");
  const auto& details = std::get<Actor>(record.details);
  EXPECT_EQ(details.identifiers.ror, "040af2s02");
  EXPECT_THAT(details.identity_links,
              ElementsAre(link("a:ytunnus:1234567-1", "y_tunnus"), link("b:ytunnus:1234567-1", "y_tunnus")));
  EXPECT_EQ(partner_of("b:1"), "ytunnus:1234567-1");
  EXPECT_THAT(record.quality, IsEmpty());
}

TEST_F(ActorBookTest, DoesNotTrustAnIdentifierWithAWrongCheckDigit) {
  import("a", {{.name = "Esimerkki ry", .y_tunnus = "1234567-2" }});
  const Record record = stored(partner_of("a:1"));
  EXPECT_TRUE(record.id.starts_with("a:org-")) << record.id;
  EXPECT_THAT(std::get<Actor>(record.details).identifiers.y_tunnus, IsEmpty());
}

TEST_F(ActorBookTest, NeverMergesByNameButSaysWhoHasTheSame) {
  import("a", {{.name = "Esimerkki Ry", .y_tunnus = "1234567-1" }});
  import("b", {{.name = "ESIMERKKI  RY."}, {.name = "Esimerkki ry" }});
  EXPECT_EQ(actors(), 2);  // within one source the same name is the same actor, and is marked
  const Record by_name = stored(partner_of("b:1"));
  EXPECT_EQ(partner_of("b:2"), by_name.id);
  EXPECT_THAT(by_name.quality, ElementsAre("needs_review"));
  EXPECT_THAT(std::get<Actor>(by_name.details).identity_links, Contains(link("ytunnus:1234567-1", "name")));
  EXPECT_THAT(actor("ytunnus:1234567-1").identity_links, Contains(link(by_name.id, "name")));
  for (const IdentityLink& one : std::get<Actor>(by_name.details).identity_links) EXPECT_LT(*one.confidence, 1);
}

TEST_F(ActorBookTest, KeepsTheIdThatAnActorWasFirstMetBy) {
  import("a", {{.name = "Esimerkki", .pic = "999000001" }});
  import("b", {{.name = "Esimerkki", .y_tunnus = "1234567-1", .pic = "999000001" }});
  EXPECT_EQ(actors(), 1);
  EXPECT_EQ(partner_of("b:1"), "pic:999000001");
  EXPECT_EQ(actor("pic:999000001").identifiers.y_tunnus, "1234567-1");
}

TEST_F(ActorBookTest, MakesTwoActorsOneWhenASourceKnowsThatTheyAre) {
  import("a", {{.name = "Esimerkki", .pic = "999000001" }});
  import("b", {{.name = "Esimerkki", .y_tunnus = "1234567-1" }});
  EXPECT_EQ(actors(), 2);
  import("c", {{.name = "Esimerkki", .y_tunnus = "1234567-1", .pic = "999000001" }});
  EXPECT_EQ(actors(), 1);
  EXPECT_EQ(partner_of("a:1"), "ytunnus:1234567-1");  // what spoke of the other now speaks of this one
  EXPECT_TRUE(store.find("pic:999000001")->value().deleted);
  const ImportReport again = import("a", {{.name = "Esimerkki", .pic = "999000001"}});
  EXPECT_EQ(again.total.unchanged, 1);
  EXPECT_EQ(again.actors.added + again.actors.changed, 0);
}

TEST_F(ActorBookTest, ComesToTheSameActorsInWhateverOrderTheSourcesCome) {
  const std::vector<Organisation> first{{.name = "Esimerkki", .y_tunnus = "1234567-1"}, {.name = "Toinen"}};
  const std::vector<Organisation> second{{.name = "Toinen", .y_tunnus = "1234571-9"}, {.name = "Esimerkki"}};
  import("a", first);
  import("b", second);
  const auto there = *store.records_after("", {.type = "actor"}, 100);
  tests::TemporaryFolder other;
  std::ofstream(other.path() + "/ours.toml") << profile_text;
  store = std::move(*Store::open(other.path()));
  import("b", second);
  import("a", first);
  const auto here = *store.records_after("", {.type = "actor"}, 100);
  ASSERT_EQ(there.size(), here.size());
  for (std::size_t i = 0; i < here.size(); ++i) EXPECT_EQ(there[i].json, here[i].json);
}

TEST_F(ActorBookTest, PutsTheRegionsOfAllRowsTogetherAndTheSameRowsAgainAreNoChange) {
  const std::vector<Organisation> rows{{.name = "Esimerkki ry", .country = "SE"},
                                       {.name = "Esimerkki ry", .country = "FI"},
                                       {.name = "Esimerkki ry", .country = "NO"}};
  import("a", rows);
  const Record record = stored(partner_of("a:1"));
  std::vector<std::string> codes;
  for (const Region& region : record.regions) codes.push_back(region.code);
  EXPECT_THAT(codes, ElementsAre("FI", "NO", "SE"));
  const ImportReport again = import("a", rows);
  EXPECT_EQ(again.actors.changed + again.actors.added, 0);
}

TEST_F(ActorBookTest, TwoSpellingsOfANameAreNoChangeAtTheNextReading) {
  const std::vector<Organisation> twice{{.name = "Kuhmon Työvire Ry"}, {.name = "Kuhmon Työvire ry."}};
  import("a", twice);
  EXPECT_EQ(stored(partner_of("a:1")).title.fi, "Kuhmon Työvire Ry");
  const ImportReport again = import("a", twice);
  EXPECT_EQ(again.actors.changed, 0);
  EXPECT_EQ(actors(), 1);
}

TEST_F(ActorBookTest, ForgetsWhoACompleteRunSpeaksOfNoMore) {
  import("a", {{.name = "Esimerkki", .y_tunnus = "1234567-1"}, {.name = "Toinen", .y_tunnus = "1234571-9" }});
  import("b", {{.name = "Toinen", .y_tunnus = "1234571-9" }});
  const ImportReport report = import("a", {{.name = "Esimerkki", .y_tunnus = "1234567-1"}}, true);
  EXPECT_EQ(report.total.deleted, 1);
  EXPECT_EQ(actors(), 2);  // b still speaks of the other
  EXPECT_THAT(actor("ytunnus:1234571-9").identity_links, ElementsAre(link("b:ytunnus:1234571-9", "y_tunnus")));
  import("b", {{.name = "Kolmas" }}, true);
  EXPECT_TRUE(store.find("ytunnus:1234571-9")->value().deleted);
}

TEST_F(ActorBookTest, LeavesARecordOfAnActorAsItIsAndRefersToIt) {
  run_well(request_of(
      R"({"id":"oma:esim","type":"actor","title":{"fi":"Oma kuvaus"},"identifiers":{"y_tunnus":"1234567-1"},"licence":"CC0-1.0","provenance":{"source":"oma","source_id":"esim"}})"));
  import("a", {{.name = "Esimerkki ry", .y_tunnus = "1234567-1" }});
  EXPECT_EQ(partner_of("a:1"), "oma:esim");
  EXPECT_EQ(stored("oma:esim").title.fi, "Oma kuvaus");
  EXPECT_EQ(actors(), 0);
}

TEST_F(ActorBookTest, GivesWhatItPutTogetherToARecordThatComesLater) {
  import("a", {{.name = "Esimerkki ry", .y_tunnus = "1234567-1" }});
  run_well(request_of(
      R"({"id":"oma:esim","type":"actor","title":{"fi":"Oma kuvaus"},"identifiers":{"y_tunnus":"1234567-1"},"licence":"CC0-1.0","provenance":{"source":"oma","source_id":"esim"}})"));
  EXPECT_EQ(partner_of("a:1"), "oma:esim");
  EXPECT_TRUE(store.find("ytunnus:1234567-1")->value().deleted);
}

}  // namespace
}  // namespace kohtaamo::corpora
