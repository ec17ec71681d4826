// SPDX-License-Identifier: GPL-3.0-or-later
// A machine without the Finnish dictionary: the service works, says so, and leaves a good index alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <sstream>

#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using testing::HasSubstr;
using testing::Not;

config::Settings without_dictionary(const tests::TemporaryFolder& empty) {
  return {.analysis = {.voikko_path = empty.path()}};
}

// What is logged while it lives.
class Logged {
 public:
  Logged() {
    spdlog::set_default_logger(
        std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(text_)));
  }
  ~Logged() { spdlog::set_default_logger(before_); }
  Logged(const Logged&) = delete;
  Logged& operator=(const Logged&) = delete;
  std::string text() const { return text_.str(); }

 private:
  std::ostringstream text_{};
  std::shared_ptr<spdlog::logger> before_ = spdlog::default_logger();
};

TEST(MissingDictionary, IsSaidByReadyAndByTheLogWhileSnowballFindsWhatItCan) {
  const tests::TemporaryFolder empty;
  tests::Fixture fixture("server/records.jsonl", without_dictionary(empty));
  const HttpReply ready = fixture.get("/ready");
  EXPECT_EQ(ready.status, 200);
  EXPECT_THAT(ready.body, HasSubstr("finnish_dictionary_missing"));
  const Logged logged;
  fixture.app().warm_up();
  EXPECT_THAT(logged.text(), HasSubstr("install voikko-fi"));
  EXPECT_THAT(tests::text_at(tests::json_of(fixture.get("/version")), "/analysis"), Not(HasSubstr("voikko")));
  EXPECT_NE(tests::text_at(tests::json_of(fixture.get("/api/v1/search?q=yksin%C3%A4isyys&lang=fi")), "/total/value"),
            "0");
}

TEST(MissingDictionary, IsNotSaidWhereItIsThere) {
  tests::Fixture fixture;
  EXPECT_THAT(fixture.get("/ready").body, Not(HasSubstr("finnish_dictionary_missing")));
}

TEST(MissingDictionary, RefusesAnIndexThatWasMadeWithIt) {
  const tests::TemporaryFolder empty;
  tests::Fixture fixture;
  config::Settings settings = without_dictionary(empty);
  settings.data.directory = fixture.data_directory();
  settings.server.writes = false;
  const auto app = App::open(settings);
  ASSERT_FALSE(app);
  EXPECT_EQ(app.error().code, config::ErrorCode::index_foreign);
  EXPECT_THAT(app.error().message, HasSubstr("analysis"));
}

}  // namespace
}  // namespace kohtaamo::server
