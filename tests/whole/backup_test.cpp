// SPDX-License-Identifier: GPL-3.0-or-later
// A backup made while the server runs, brought back elsewhere: it answers the same.
#include <gtest/gtest.h>

#include "config/json.h"
#include "tests/support/temporary_folder.h"
#include "tests/whole/program.h"

namespace kohtaamo::tests {
namespace {

// Ids, scores and texts, in order.
std::string hits(const Server& server, const std::string& query) {
  const auto reply = config::parse_json(server.get("/api/v1/search?limit=50&q=" + query));
  EXPECT_TRUE(reply && reply->HasMember("hits") && !(*reply)["hits"].Empty()) << query;
  return reply ? config::json_text((*reply)["hits"]) : "";
}

TEST(BackupOfAService, AnswersAsTheServiceDid) {
  const TemporaryFolder folder;
  std::vector<std::string> import{"import", "--data", folder / "data", "--format", "samples"};
  for (const std::string& file : sample_files()) import.push_back(file);
  ASSERT_EQ(indexer(import).exit_code, 0);

  const Server server(folder / "data");
  const Ended made = indexer({"backup", "create", "--data", folder / "data", folder / "backup"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_NE(made.out.find("490 records"), std::string::npos) << made.out;
  EXPECT_EQ(indexer({"backup", "verify", folder / "backup"}).exit_code, 0);
  const Ended restored = indexer({"restore", "--data", folder / "again", folder / "backup"});
  ASSERT_EQ(restored.exit_code, 0) << restored.err;
  const Server again(folder / "again");
  for (const std::string query : {"yksin%C3%A4isyys", "bostadsl%C3%B6shet", "young+people", "vertaistuki"})
    EXPECT_EQ(hits(again, query), hits(server, query)) << query;
  EXPECT_EQ(indexer({"restore", "--data", folder / "data", folder / "backup"}).exit_code, 65);
}

}  // namespace
}  // namespace kohtaamo::tests
