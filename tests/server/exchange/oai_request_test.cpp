// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/oai_request.h"

#include <gmock/gmock.h>

namespace kohtaamo::server::exchange {
namespace {

std::vector<NameValue> arguments(std::string_view text) { return *parse_query_text(text); }

struct Refusal {
  std::string asked{}, code{};
};
void PrintTo(const Refusal& row, std::ostream* out) { *out << row.asked; }

class OaiRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(OaiRefusal, HasItsCode) {
  const auto request = parse_oai(arguments(GetParam().asked));
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().code, GetParam().code);
  EXPECT_NE(request.error().message, "");
}

INSTANTIATE_TEST_SUITE_P(
    All, OaiRefusal,
    testing::Values(
        Refusal{"", "badVerb"}, Refusal{"verb=Identity", "badVerb"}, Refusal{"verb=Identify&verb=Identify", "badVerb"},
        Refusal{"verb=Identify&x=1", "badArgument"}, Refusal{"verb=GetRecord&metadataPrefix=oai_dc", "badArgument"},
        Refusal{"verb=ListRecords", "badArgument"}, Refusal{"verb=ListRecords&metadataPrefix=", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=oai_dc&from=2026", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01T00:00Z", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-01T00:00:00", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-02&until=2026-02-01", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-02&until=2026-02-03T00:00:00Z", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-02&from=2026-02-03", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=oai_dc&set=theme:a:b", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"},
        Refusal{"verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"},
        Refusal{"verb=ListRecords&metadataPrefix=oai%20dc", "badArgument"},
        Refusal{"verb=ListSets&resumptionToken=x", "badResumptionToken"},
        Refusal{"verb=ListRecords&resumptionToken=", "badResumptionToken"},
        Refusal{"verb=ListRecords&resumptionToken=oai_dc~type~~~x~0", "badResumptionToken"},
        Refusal{"verb=ListRecords&resumptionToken=oai_dc~type~~~-1~0", "badResumptionToken"},
        Refusal{"verb=ListRecords&resumptionToken=marc~type~~~1~0", "badResumptionToken"}));

TEST(OaiToken, CarriesTheWholeSelection) {
  const OaiSelection selection{.format = OaiFormat::kohtaamo,
                               .set = "theme:sample:theme-ä b",
                               .from = "2026-01-01",
                               .until = "2026-02-01",
                               .after = 412,
                               .given = 100};
  const std::string token = oai_token(selection);
  EXPECT_EQ(token, "kohtaamo~theme:sample!3Atheme-!C3!A4!20b~2026-01-01~2026-02-01~412~100");
  const auto read = parse_oai({{{"verb", "ListRecords"}, {"resumptionToken", token}}});
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_TRUE(read->is_resumed);
  EXPECT_EQ(oai_token(read->selection), token);
  EXPECT_EQ(read->selection.set, selection.set);
}

TEST(OaiRequest, TakesBoundsWithBothTheirEnds) {
  EXPECT_EQ(first_moment("2026-01-31"), "2026-01-31T00:00:00Z");
  EXPECT_EQ(first_moment("2026-01-31T12:00:00Z"), "2026-01-31T12:00:00Z");
  EXPECT_EQ(moment_after("2026-01-31"), "2026-02-01T00:00:00Z");
  EXPECT_EQ(moment_after("2026-01-31T09:59:59Z"), "2026-01-31T10:00:00Z");
  EXPECT_EQ(moment_after("2026-12-31T23:59:59Z"), "2027-01-01T00:00:00Z");
  // Some harvesters say so for "no end".
  EXPECT_GT(moment_after("9999-12-31"), "9999-12-31T23:59:59Z");
  EXPECT_GT(moment_after("9999-12-31T23:59:59Z"), "9999-12-31T23:59:59Z");
}

}  // namespace
}  // namespace kohtaamo::server::exchange
