// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/completeness.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_corpus.h"

namespace kohtaamo::indexer {
namespace {

using tests::record;

TEST(Completeness, GrowsWithEachQuestionThatIsAnswered) {
  const double bare = completeness_of(record("test:a", R"("type":"need","title":{"fi":"Yksinäisyys"})"));
  double last = bare;
  std::string members = R"("type":"need","title":{"fi":"Yksinäisyys"})";
  for (const char* more : {R"("body":{"fi":"Kylissä jäädään yksin."})", R"("keywords":{"fi":["yksinäisyys"]})",
                           R"("regions":[{"scheme":"mk","code":"12","role":"origin"}])", R"("target_groups":["older"])",
                           R"("contact":{"form_url":"https://example.org/"})", R"("dates":{"created":"2026-01-01"})"}) {
    members += std::string(",") + more;
    const double now = completeness_of(record("test:a", members));
    EXPECT_GT(now, last) << more;
    last = now;
  }
  EXPECT_LE(last, 1);
}

TEST(Completeness, CountsASecondLanguage) {
  EXPECT_GT(completeness_of(record("test:a", R"("type":"need","title":{"fi":"Yksinäisyys","sv":"Ensamhet"})")),
            completeness_of(record("test:a", R"("type":"need","title":{"fi":"Yksinäisyys"})")));
}

TEST(Completeness, IsNoMatterOfLength) {
  EXPECT_EQ(completeness_of(record("test:a", R"("type":"need","title":{"fi":"A"},"body":{"fi":"Lyhyt."})")),
            completeness_of(record(
                "test:a", R"("type":"need","title":{"fi":"A"},"body":{"fi":")" + std::string(5'000, 'a') + R"("})")));
}

}  // namespace
}  // namespace kohtaamo::indexer
