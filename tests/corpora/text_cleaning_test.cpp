// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/text_cleaning.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>

#include "tests/corpora/any_record.h"

namespace kohtaamo::corpora {
namespace {

struct CleanRow {
  const char* text = "";
  const char* clean = "";
  const char* why = "";
};

TEST(CleanProse, TakesMarkupOutAndKeepsTheText) {
  const std::array rows{
      CleanRow{"<p>Lapsi &amp; perhe</p>&lt;b&gt;nyt&lt;/b&gt;", "Lapsi & perhe\nnyt", "the example of the header"},
      CleanRow{"a\u0308a\u030a", "äå", "letters and their marks become one"},
      CleanRow{"yksi<br/>kaksi<BR>kolme", "yksi\nkaksi\nkolme", "line breaks"},
      CleanRow{"<ul><li>a</li><li>b</li></ul>", "a\n\nb", "items of a list on lines of their own"},
      CleanRow{"<script>alert(1)</script>", "alert(1)", "never run; the text is kept"},
      CleanRow{"<a href='javascript:x'>linkki</a>", "linkki", "attributes go with the tag"},
      CleanRow{"a<!-- <b>no</b> -->b", "ab", "comments"},
      CleanRow{"&amp;lt;b&amp;gt;", "", "escaped twice, as feeds do: still a tag"},
      CleanRow{"<<b>b>x", "x", "a tag that another hid"},
      CleanRow{"&am<i>p;lt;b>x", "x", "an entity that a tag hid"},
      CleanRow{"5 < 6 ja 7 > 6", "5 < 6 ja 7 > 6", "no tags, only comparisons"},
      CleanRow{"AT&T; R&D", "AT&T; R&D", "no entities"},
      CleanRow{"&#228;&#xE4;&auml;&euro;", "äää€", "entities by number and name"},
      CleanRow{"&#0;&#xD800;&#x110000;a&#99999999999;", "a&#99999999999;", "numbers of no character"},
      CleanRow{"a\x01\x1b[0mb\x7f", "a[0mb", "control characters"},
      CleanRow{"a\r\nb\rc\n\n\n\nd", "a\nb\nc\n\nd", "line breaks of all systems, one empty line at most"},
      CleanRow{" \n a b \t", "a b", "white space at the ends"},
      CleanRow{"\xff<b>", "\xff<b>", "what is not UTF-8 is left for validate to refuse"},
      CleanRow{"", "", "nothing"},
  };
  for (const CleanRow& row : rows) EXPECT_EQ(clean_prose(row.text), row.clean) << row.why;
}

TEST(CleanProse, ChangesNothingTheSecondTime) {
  EXPECT_TRUE(rc::check("clean(clean(x)) == clean(x)", [] {
    const std::string once = clean_prose(any_messy_text() + any_messy_text() + any_messy_text());
    RC_ASSERT(clean_prose(once) == once);
  }));
}

TEST(CleanProse, TakesLinearTimeForHostileText) {
  std::string nested = "&";
  for (int i = 0; i < 200'000; ++i) nested += "amp;";
  EXPECT_EQ(clean_prose(nested), "&");
  EXPECT_EQ(clean_prose(std::string(500'000, '<')), std::string(500'000, '<'));
  EXPECT_EQ(clean_prose("&" + std::string(500'000, ';')).size(), 500'001U);
}

TEST(CleanPlain, LeavesMarkupAlone) {
  EXPECT_EQ(clean_plain(" a&amp;b<c>\x02 "), "a&amp;b<c>");
  EXPECT_EQ(clean_plain("a\u030a"), "å");
}

}  // namespace
}  // namespace kohtaamo::corpora
