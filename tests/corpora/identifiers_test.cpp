// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/identifiers.h"

#include <gmock/gmock.h>

namespace kohtaamo::corpora {
namespace {

TEST(Identifiers, ReckonTheCheckDigitOfAYTunnus) {
  EXPECT_EQ(y_tunnus_of("0313471-7"), "0313471-7");
  EXPECT_EQ(y_tunnus_of("FI12345671"), "1234567-1");
  EXPECT_EQ(y_tunnus_of(" 313471-7 "), "0313471-7");  // of the time when they were shorter
  EXPECT_EQ(y_tunnus_of("1234567-2"), std::nullopt);
  EXPECT_EQ(y_tunnus_of("1234568-0"), std::nullopt);  // the rest is 1, and no such number is given out
  EXPECT_EQ(y_tunnus_of("0000000-0"), std::nullopt);
  EXPECT_EQ(y_tunnus_of("12345671x"), std::nullopt);
  EXPECT_EQ(y_tunnus_of(""), std::nullopt);
}

TEST(Identifiers, ReckonTheCheckDigitsOfResearch) {
  EXPECT_EQ(ror_of("https://ror.org/040AF2S02"), "040af2s02");
  EXPECT_EQ(ror_of("020hwjq30"), "020hwjq30");
  EXPECT_EQ(ror_of("040af2s03"), std::nullopt);
  EXPECT_EQ(ror_of("040ai2s02"), std::nullopt);  // the letters i, l, o and u are not used
  EXPECT_EQ(orcid_of("https://orcid.org/0000-0002-1825-0097"), "0000-0002-1825-0097");
  EXPECT_EQ(orcid_of("0000-0002-1694-233x"), "0000-0002-1694-233X");
  EXPECT_EQ(orcid_of("0000-0002-1825-0096"), std::nullopt);
  EXPECT_EQ(isni_of("0000 0001 2150 090X"), "000000012150090X");
}

TEST(Identifiers, TakeOnlyWhatHasTheirForm) {
  EXPECT_EQ(pic_of("999885022"), "999885022");
  EXPECT_EQ(pic_of("99988502"), std::nullopt);
  EXPECT_EQ(pic_of("099885022"), std::nullopt);
  EXPECT_EQ(oid_of("1.2.246.562.10.346830761110"), "1.2.246.562.10.346830761110");
  EXPECT_EQ(oid_of("urn:oid:1.2.246"), "1.2.246");
  EXPECT_EQ(oid_of("1.2..246"), std::nullopt);
  EXPECT_EQ(oid_of("3.2.246"), std::nullopt);
  EXPECT_EQ(doi_of("https://doi.org/10.99999/ABC"), "10.99999/abc");
  EXPECT_EQ(doi_of("doi:10.99999/abc"), "10.99999/abc");
  EXPECT_EQ(doi_of("see 10.99999/abc"), std::nullopt);
  EXPECT_EQ(doi_of("10.9/abc"), std::nullopt);
  EXPECT_EQ(wikidata_of("https://www.wikidata.org/wiki/Q33"), "Q33");
  EXPECT_EQ(crossref_funder_of("https://doi.org/10.13039/501100002341"), "10.13039/501100002341");
  EXPECT_EQ(crossref_funder_of("10.99999/501100002341"), std::nullopt);
}

}  // namespace
}  // namespace kohtaamo::corpora
