// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/keys.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using ::testing::ElementsAre;
using ::testing::MatchesRegex;

constexpr std::string_view now = "2026-11-23T12:00:00Z";

class KeysTest : public ::testing::Test {
 protected:
  tests::TemporaryFolder folder;
  Store store = std::move(*Store::open(folder.path()));
  Keys keys = std::move(*Keys::open(store, folder.path()));

  // An id, which no test may expect, stands after "koh_".
  static std::string id_of(const std::string& key) { return key.substr(4, 8); }
};

TEST_F(KeysTest, OpenWhatTheyWereMadeFor) {
  const std::string key = *keys.create({.scopes = {"write", "import"}, .source = "stea"});
  EXPECT_THAT(key, MatchesRegex("koh_[a-z0-9]{8}_[A-Za-z0-9_-]{43}"));
  const auto known = keys.verify(key, now);
  ASSERT_TRUE(known) << to_text(known.error());
  EXPECT_THAT(known->scopes, ElementsAre("write", "import"));
  EXPECT_EQ(known->source, "stea");
}

TEST_F(KeysTest, AnswerAllWrongKeysInTheSameWords) {
  const std::string key = *keys.create({.scopes = {"write"}});
  const std::string past = *keys.create({.scopes = {"write"}, .expires_at = "2026-11-23T12:00:00Z"});
  const std::string revoked = *keys.create({.scopes = {"write"}});
  ASSERT_TRUE(keys.revoke(id_of(revoked)));
  std::string altered = key;
  altered.back() = altered.back() == 'A' ? 'B' : 'A';
  std::string unknown = key;
  unknown.replace(4, 8, "zzzzzzzz");
  for (const std::string& wrong : {altered, unknown, past, revoked, key + "A", std::string("koh_"), std::string()}) {
    const auto known = keys.verify(wrong, now);
    ASSERT_FALSE(known) << wrong;
    EXPECT_EQ(known.error(), (config::Error{ErrorCode::unauthorized, "this key is not valid", ""}));
  }
  EXPECT_TRUE(keys.verify(key, now));
}

TEST_F(KeysTest, AreListedWithoutTheirSecrets) {
  const std::string key = *keys.create({.scopes = {"write"}});
  const auto listed = *keys.list();
  ASSERT_EQ(listed.size(), 1U);
  EXPECT_EQ(listed[0].id, id_of(key));
  EXPECT_EQ(listed[0].hash.find(key.substr(13)), std::string::npos);
  EXPECT_EQ(keys.revoke("nobody00").error().code, ErrorCode::not_found);
}

TEST_F(KeysTest, NeedThePepperThatLiesBesideTheStore) {
  const std::string key = *keys.create({.scopes = {"write"}});
  EXPECT_TRUE(Keys::open(store, folder.path())->verify(key, now));  // the pepper stays
  const auto mode = std::filesystem::status(folder / "keys.pepper").permissions();
  EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  std::filesystem::remove(folder / "keys.pepper");
  EXPECT_FALSE(Keys::open(store, folder.path())->verify(key, now));
  std::ofstream(folder / "keys.pepper") << "short";
  EXPECT_EQ(Keys::open(store, folder.path()).error().code, ErrorCode::store_unavailable);
}

}  // namespace
}  // namespace kohtaamo::corpora
