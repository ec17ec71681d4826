// SPDX-License-Identifier: GPL-3.0-or-later
// What is written wrong ends with 2 and nothing on stdout; what is not there with the code of the table.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/whole/program.h"

namespace kohtaamo::tests {
namespace {

// The names under "Subcommands:" of the help, so that none is forgotten here.
std::vector<std::string> command_names() {
  std::istringstream help(indexer({"--help"}).out);
  std::vector<std::string> names;
  bool is_in_list = false;
  for (std::string line; std::getline(help, line);) {
    std::istringstream words(line);
    std::string name;
    if (is_in_list && words >> name) names.push_back(name);
    is_in_list = is_in_list || line == "Subcommands:";
  }
  return names;
}

TEST(CommandLine, RefusesWrongFlagsOfEveryCommand) {
  const std::vector<std::string> names = command_names();
  ASSERT_GE(names.size(), 13U);
  for (const std::string& name : names) {
    const Ended ended = indexer({name, "--no-such-flag"});
    EXPECT_EQ(ended.exit_code, 2) << name;
    EXPECT_EQ(ended.out, "") << name;
    EXPECT_NE(ended.err.find("--no-such-flag"), std::string::npos) << ended.err;
  }
}

TEST(CommandLine, ShowsTwoExamplesInTheHelpOfEveryCommand) {
  for (const std::string& name : command_names()) {
    const Ended help = indexer({name, "--help"});
    EXPECT_EQ(help.exit_code, 0) << name;
    std::size_t examples = 0;
    for (std::size_t at = help.out.find("\n  kohtaamo-indexer "); at != std::string::npos;
         at = help.out.find("\n  kohtaamo-indexer ", at + 1))
      ++examples;
    EXPECT_GE(examples, 2U) << help.out;
  }
}

struct WrongLine {
  std::vector<std::string> arguments{};
  int exit_code = 2;
  std::string says{};
};

TEST(CommandLine, SaysWhatIsWrong) {
  const TemporaryFolder folder;
  const std::string none = folder / "none";
  const std::vector<WrongLine> rows{
      {.arguments = {}, .says = "name a command"},
      {.arguments = {"improt", "x"}, .says = "'import'"},
      {.arguments = {"import", "--fromat", "jsonl", "x"}, .says = "'--format'"},
      {.arguments = {"import"}, .says = "files"},
      {.arguments = {"import", "--format", "jsnl", "x", "--data", none}, .says = "'jsonl'"},
      {.arguments = {"import", "--today", "soon", "x"}, .says = "--today"},
      {.arguments = {"check", "extra"}, .says = "extra"},
      {.arguments = {"evaluate", "--queries", "x"}, .says = "--qrels"},
      {.arguments = {"evaluate", "--queries", "x", "--qrels", "y", "--mode", "guess"}, .says = "--mode"},
      {.arguments = {"evaluate", "--queries", "x", "--qrels", "y", "--depth", "0"}, .says = "--depth"},
      {.arguments = {"search", "x", "--filter", "stage"}, .says = "--filter"},
      {.arguments = {"search", "x", "--filter", "stge=pilot"}, .says = "'stage'"},
      {.arguments = {"search", "x", "--filter", "stage=piloot"}, .says = "'pilot'"},
      {.arguments = {"search", "x", "--limit", "abc"}, .says = "limit"},
      {.arguments = {"match"}, .says = "--id"},
      {.arguments = {"match", "x", "--type", "papper"}, .says = "'paper'"},
      {.arguments = {"analyze", "x", "--lang", "de"}, .says = "--lang"},
      {.arguments = {"export", "--format", "xml"}, .says = "--format"},
      {.arguments = {"keys"}, .says = "subcommand"},
      {.arguments = {"keys", "create", "--scope", "everything"}, .says = "--scope"},
      {.arguments = {"quarantine", "list", "--limit", "-1"}, .says = "--limit"},
      {.arguments = {"check", "--log-level", "shout"}, .says = "--log-level"},
      {.arguments = {"check", "--config", none}, .exit_code = 78, .says = none},
      {.arguments = {"check", "--data", none}, .exit_code = 69, .says = none},
      {.arguments = {"search", "x", "--data", none}, .exit_code = 69, .says = none},
      {.arguments = {"import", "--data", none, none}, .exit_code = 66, .says = none},
      {.arguments = {"import", "--data", "/proc/kohtaamo", none}, .exit_code = 73, .says = "/proc"},
      {.arguments = {"keys", "revoke", "nobody00", "--data", folder / "keys"}, .exit_code = 66, .says = "nobody00"},
  };
  for (const WrongLine& row : rows) {
    const Ended ended = indexer(row.arguments);
    const std::string line = testing::PrintToString(row.arguments);
    EXPECT_EQ(ended.exit_code, row.exit_code) << line << "\n" << ended.err;
    EXPECT_EQ(ended.out, "") << line;
    EXPECT_NE(ended.err.find(row.says), std::string::npos) << line << "\n" << ended.err;
  }
}

TEST(CommandLine, TakesSettingsFromFileThenEnvironmentThenFlag) {
  const TemporaryFolder folder;
  const std::string file = folder.file("k.toml", "[data]\ndirectory = \"from-file\"\n");
  const Surroundings around{.environment = {{"KOHTAAMO_DATA_DIRECTORY", "from-environment"}}};
  EXPECT_NE(indexer({"--print-config", "--config", file}).out.find("\"from-file\""), std::string::npos);
  EXPECT_NE(indexer({"--print-config", "--config", file}, around).out.find("\"from-environment\""), std::string::npos);
  EXPECT_NE(indexer({"--print-config", "--config", file, "--data", "from-flag"}, around).out.find("\"from-flag\""),
            std::string::npos);
}

TEST(CommandLine, WritesErrorsForMachinesWhenAsked) {
  const Ended ended = indexer({"check", "--json", "--data", "/nonexistent"});
  EXPECT_TRUE(ended.err.starts_with(R"({"code":"store_unavailable")")) << ended.err;
}

TEST(CommandLine, NamesItsVersions) {
  const Ended ended = indexer({"--version"});
  EXPECT_EQ(ended.exit_code, 0);
  EXPECT_TRUE(ended.out.starts_with("kohtaamo-indexer ")) << ended.out;
  EXPECT_NE(ended.out.find("Xapian"), std::string::npos) << ended.out;
}

}  // namespace
}  // namespace kohtaamo::tests
