// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/settings.h"
#include "tests/support/source_files.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <set>
#include <sstream>
#include <type_traits>

namespace kohtaamo::config {
namespace {

using ::testing::HasSubstr;

// A settings file that is gone with the test.
class SettingsFile {
 public:
  explicit SettingsFile(std::string_view text) {
    static int number = 0;
    path_ = ::testing::TempDir() + fmt::format("kohtaamo-{}-{}.toml", ::getpid(), ++number);
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~SettingsFile() { std::filesystem::remove(path_); }
  SettingsFile(const SettingsFile&) = delete;
  SettingsFile& operator=(const SettingsFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string read_all(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// name = value of every setting, without its origin.
std::string values_of(const LoadedSettings& loaded) {
  return settings_text({.settings = loaded.settings, .origins = {}});
}

LoadedSettings load(const SettingSources& sources) {
  auto loaded = load_settings(sources);
  EXPECT_TRUE(loaded) << to_text(loaded.error());
  return loaded.value_or(LoadedSettings{});
}

TEST(Settings, ShippedFileNamesEverySettingAtItsDefault) {
  const LoadedSettings shipped = load({.file = tests::source_path("config/kohtaamo.toml")});
  EXPECT_EQ(values_of(shipped), values_of(load({})));
  for (const auto& [name, origin] : shipped.origins)
    EXPECT_THAT(origin, HasSubstr("kohtaamo.toml:")) << name << " is missing in the shipped file";
}

TEST(Settings, ShippedFileSaysTheBoundsOfEveryNumber) {
  const std::string comments_and_keys = read_all(tests::source_path("config/kohtaamo.toml"));
  Settings settings;
  for (const Option& option : options(settings)) {
    if (option.min == option.max) continue;
    const std::string key(option.name.substr(option.name.find('.') + 1));
    const std::size_t at = comments_and_keys.find("\n" + key + " = ");
    ASSERT_NE(at, std::string::npos) << option.name;
    const std::size_t paragraph = comments_and_keys.rfind("\n\n", at);
    EXPECT_THAT(comments_and_keys.substr(paragraph, at - paragraph),
                HasSubstr(fmt::format("{}..{}", option.min, option.max)))
        << option.name;
  }
}

TEST(Settings, EveryDefaultIsWithinItsBounds) {
  Settings settings;
  for (const Option& option : options(settings)) {
    const auto is_within = [&](const auto* value) -> bool {
      if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(*value)>>)
        return option.min == option.max ||
               (static_cast<double>(*value) >= option.min && static_cast<double>(*value) <= option.max);
      else
        return option.choices.empty() || std::ranges::find(option.choices, *value) != option.choices.end();
    };
    EXPECT_TRUE(std::visit(is_within, option.value)) << option.name;
  }
}

TEST(Settings, NoTwoOptionsShareAName) {
  Settings settings;
  std::set<std::string> names, variables, flags;
  for (const Option& option : options(settings)) {
    EXPECT_TRUE(names.emplace(option.name).second) << option.name;
    EXPECT_TRUE(variables.insert(environment_name(option.name)).second) << option.name;
    EXPECT_TRUE(option.flag.empty() || flags.emplace(option.flag).second) << option.flag;
    EXPECT_FALSE(option.meaning.empty()) << option.name;
  }
}

TEST(Settings, LaterSourceWins) {
  const SettingsFile file("[server]\nport = 1\n");
  SettingSources sources;
  EXPECT_EQ(load(sources).settings.server.port, 8080);
  EXPECT_EQ(load(sources).origins["server.port"], "default");
  sources.file = file.path();
  EXPECT_EQ(load(sources).settings.server.port, 1);
  EXPECT_EQ(load(sources).origins["server.port"], file.path() + ":2");
  sources.environment = {{"KOHTAAMO_SERVER_PORT", "2"}};
  EXPECT_EQ(load(sources).settings.server.port, 2);
  EXPECT_EQ(load(sources).origins["server.port"], "KOHTAAMO_SERVER_PORT");
  sources.flags = {{"server.port", "3"}};
  EXPECT_EQ(load(sources).settings.server.port, 3);
  EXPECT_EQ(load(sources).origins["server.port"], "--port");
}

TEST(Settings, TakesEveryTypeFromEverySource) {
  const SettingsFile file("server.writes = false\nserver.port = 0\nranking.k1 = 2\nlog.level = \"warn\"\n");
  const Settings from_file = load({.file = file.path()}).settings;
  const Settings from_environment = load({.environment = {{"KOHTAAMO_SERVER_WRITES", "false"},
                                                          {"KOHTAAMO_SERVER_PORT", "0"},
                                                          {"KOHTAAMO_RANKING_K1", "2"},
                                                          {"KOHTAAMO_LOG_LEVEL", "warn"}}})
                                        .settings;
  for (const Settings& settings : {from_file, from_environment}) {
    EXPECT_FALSE(settings.server.writes);
    EXPECT_EQ(settings.server.port, 0);
    EXPECT_EQ(settings.ranking.k1, 2.0);
    EXPECT_EQ(settings.log.level, "warn");
  }
}

TEST(Settings, LeavesOtherVariablesAlone) {
  load({.environment = {{"PATH", "/bin"}, {"KOHTAAMO", "x"}, {"KOHTAAMO_DATA", "/x"}, {"KOHTAAMO_RECORD", "1"}}});
}

// ---- what is refused, and in which words

struct RefusedFile {
  std::string_view name{};
  std::string_view text{};
  std::string_view place{};  // after the path of the file
  std::string_view words{};
};

void PrintTo(const RefusedFile& row, std::ostream* out) { *out << row.name; }  // NOLINT(readability-identifier-naming)

class SettingsFiles : public ::testing::TestWithParam<RefusedFile> {};

TEST_P(SettingsFiles, AreRefusedWithThePlace) {
  const SettingsFile file(GetParam().text);
  const auto loaded = load_settings({.file = file.path()});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::bad_config);
  EXPECT_EQ(loaded.error().where, file.path() + std::string(GetParam().place));
  EXPECT_THAT(loaded.error().message, HasSubstr(GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(
    Settings, SettingsFiles,
    ::testing::Values(
        RefusedFile{.name = "UnknownKey",
                    .text = "[server]\nhost = \"::1\"\n  prot = 1\n",
                    .place = ":3:3 /server/prot",
                    .words = "'server.prot' is not a setting (did you mean 'server.port'?)"},
        RefusedFile{.name = "UnknownTable",
                    .text = "[sever]\nport = 1\n",
                    .place = ":1:2 /sever",
                    .words = "'sever' is not a setting"},
        RefusedFile{.name = "NothingNear",
                    .text = "zzzzzz = 1\n",
                    .place = ":1:1 /zzzzzz",
                    .words = "'zzzzzz' is not a setting"},
        RefusedFile{.name = "ValueForATable",
                    .text = "server = 1\n",
                    .place = ":1:1 /server",
                    .words = "'server' is a table of settings"},
        RefusedFile{.name = "TableForAValue",
                    .text = "[server.port]\nx = 1\n",
                    .place = ":1:9 /server/port",
                    .words = "server.port wants a whole number"},
        RefusedFile{.name = "TooSmall",
                    .text = "[server]\nport = -1\n",
                    .place = ":2:1 /server/port",
                    .words = "server.port is -1, but must be between 0 and 65535"},
        RefusedFile{.name = "TooLarge",
                    .text = "[ranking]\nb = 1.5\n",
                    .place = ":2:1 /ranking/b",
                    .words = "ranking.b is 1.5, but must be between 0 and 1"},
        RefusedFile{
            .name = "NoNumber", .text = "[ranking]\nb = nan\n", .place = ":2:1 /ranking/b", .words = "between 0 and 1"},
        RefusedFile{.name = "TextForANumber",
                    .text = "[server]\nport = \"80\"\n",
                    .place = ":2:1 /server/port",
                    .words = "server.port wants a whole number"},
        RefusedFile{.name = "FractionForAWholeNumber",
                    .text = "[server]\nport = 80.5\n",
                    .place = ":2:1 /server/port",
                    .words = "server.port wants a whole number"},
        RefusedFile{.name = "NumberForAText",
                    .text = "[server]\nhost = 1\n",
                    .place = ":2:1 /server/host",
                    .words = "server.host wants a text in quotes"},
        RefusedFile{.name = "NumberForYesOrNo",
                    .text = "[server]\nwrites = 1\n",
                    .place = ":2:1 /server/writes",
                    .words = "server.writes wants true or false"},
        RefusedFile{.name = "NotOneOfTheChoices",
                    .text = "[log]\nlevel = \"loud\"\n",
                    .place = ":2:1 /log/level",
                    .words = "log.level is 'loud', but must be one of trace, debug, info, warn, error"},
        RefusedFile{.name = "KeyTwice", .text = "[server]\nport = 1\nport = 2\n", .place = ":3:8", .words = ""},
        RefusedFile{.name = "NotToml", .text = "[server\n", .place = ":1:8", .words = ""}),
    [](const auto& row) { return std::string(row.param.name); });

struct RefusedText {
  std::string_view name{};
  std::string variable{};
  std::string text{};
  std::string_view words{};
};

void PrintTo(const RefusedText& row, std::ostream* out) { *out << row.name; }  // NOLINT(readability-identifier-naming)

class SettingsVariables : public ::testing::TestWithParam<RefusedText> {};

TEST_P(SettingsVariables, AreRefusedByName) {
  const auto loaded = load_settings({.environment = {{GetParam().variable, GetParam().text}}});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::bad_config);
  EXPECT_EQ(loaded.error().where, GetParam().variable);
  EXPECT_THAT(loaded.error().message, HasSubstr(GetParam().words));
}

INSTANTIATE_TEST_SUITE_P(
    Settings, SettingsVariables,
    ::testing::Values(
        RefusedText{.name = "UnknownVariable",
                    .variable = "KOHTAAMO_SERVER_PROT",
                    .text = "1",
                    .words = "did you mean 'KOHTAAMO_SERVER_PORT'?"},
        RefusedText{.name = "Empty",
                    .variable = "KOHTAAMO_SERVER_PORT",
                    .text = "",
                    .words = "server.port wants a whole number, not ''"},
        RefusedText{.name = "NumberAndMore", .variable = "KOHTAAMO_SERVER_PORT", .text = "80x", .words = "not '80x'"},
        RefusedText{.name = "NoNumber",
                    .variable = "KOHTAAMO_RANKING_B",
                    .text = "much",
                    .words = "ranking.b wants a number, not 'much'"},
        RefusedText{.name = "Yes",
                    .variable = "KOHTAAMO_SERVER_WRITES",
                    .text = "yes",
                    .words = "server.writes wants true or false, not 'yes'"},
        RefusedText{.name = "OutOfBounds",
                    .variable = "KOHTAAMO_SERVER_PORT",
                    .text = "65536",
                    .words = "server.port is 65536, but must be between 0 and 65535"},
        RefusedText{
            .name = "NotOneOfTheChoices", .variable = "KOHTAAMO_LOG_LEVEL", .text = "", .words = "one of trace"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(Settings, RefusesAnUnknownFlagAsWrongUsage) {
  const auto loaded = load_settings({.flags = {{"server.prot", "1"}}});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::usage);
  EXPECT_THAT(loaded.error().message, HasSubstr("did you mean 'server.port'?"));
}

TEST(Settings, RefusesABadFlagByItsName) {
  const auto loaded = load_settings({.flags = {{"server.port", "many"}}});
  ASSERT_FALSE(loaded);
  EXPECT_EQ(to_text(loaded.error()), "--port: server.port wants a whole number, not 'many'");
}

TEST(Settings, RefusesAMissingFileAndAFolder) {
  for (const std::string& path : {std::string("/nowhere/kohtaamo.toml"), ::testing::TempDir()}) {
    const auto loaded = load_settings({.file = path});
    ASSERT_FALSE(loaded) << path;
    EXPECT_EQ(to_text(loaded.error()), path + ": the settings file is missing or cannot be read");
  }
}

// ---- --print-config

TEST(Settings, PrintsValuesWithTheirOrigins) {
  const std::string text = settings_text(load({.environment = {{"KOHTAAMO_SERVER_PORT", "81"}}}));
  EXPECT_THAT(text, HasSubstr("\nserver.port = 81  # KOHTAAMO_SERVER_PORT\n"));
  EXPECT_THAT(text, HasSubstr("\nserver.host = \"127.0.0.1\"  # default\n"));
  EXPECT_THAT(text, HasSubstr("\nserver.writes = true  # default\n"));
  EXPECT_THAT(text, HasSubstr("\nranking.k1 = 1.5  # default\n"));
}

TEST(Settings, PrintedSettingsCanBeReadAgain) {
  const LoadedSettings odd = load({.environment = {{"KOHTAAMO_DATA_DIRECTORY", "a \"b\" \\c\td\x7f ä"},
                                                   {"KOHTAAMO_RANKING_B", "0.123456789012345"}}});
  const SettingsFile file(settings_text(odd));
  EXPECT_EQ(values_of(load({.file = file.path()})), values_of(odd));
}

TEST(Settings, KnowsTheEnvironmentOfThisProcess) {
  ASSERT_EQ(::setenv("KOHTAAMO_RECORD", "a=b", 1), 0);
  EXPECT_EQ(environment_of_this_process()["KOHTAAMO_RECORD"], "a=b");
  ::unsetenv("KOHTAAMO_RECORD");
}

}  // namespace
}  // namespace kohtaamo::config
