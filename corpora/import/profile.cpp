// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a mapping profile; profile_mapping.cpp applies it.
#include "corpora/import/profile.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "config/code_lists.h"
#include "config/nearest_name.h"
#include "corpora/embedded_files.h"
#include "corpora/import/spelling.h"
#include "corpora/record.h"
#include "stemming/language.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace kohtaamo::corpora {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;

struct TextKey {
  std::string_view name{};
  std::string ProfileRule::*member{};
};
constexpr std::array rule_keys{TextKey{"to", &ProfileRule::to},
                               TextKey{"value", &ProfileRule::value},
                               TextKey{"pick", &ProfileRule::pick},
                               TextKey{"join", &ProfileRule::join},
                               TextKey{"after_last", &ProfileRule::after_last},
                               TextKey{"before", &ProfileRule::before},
                               TextKey{"after", &ProfileRule::after},
                               TextKey{"skip", &ProfileRule::skip},
                               TextKey{"table", &ProfileRule::table},
                               TextKey{"codes", &ProfileRule::codes},
                               TextKey{"number", &ProfileRule::number},
                               TextKey{"date", &ProfileRule::date},
                               TextKey{"url", &ProfileRule::url},
                               TextKey{"prefix", &ProfileRule::prefix},
                               TextKey{"suffix", &ProfileRule::suffix},
                               TextKey{"as", &ProfileRule::as},
                               TextKey{"makes", &ProfileRule::makes},
                               TextKey{"when", &ProfileRule::when}};

struct ProfileKey {
  std::string_view name{};
  std::string Profile::*member{};
};
constexpr std::array profile_keys{
    ProfileKey{"name", &Profile::name},
    ProfileKey{"about", &Profile::about},
    ProfileKey{"source", &Profile::source},
    ProfileKey{"type", &Profile::type},
    ProfileKey{"licence", &Profile::licence},
    ProfileKey{"register", &Profile::register_of_names},
    ProfileKey{"language", &Profile::language},
    ProfileKey{"language_from", &Profile::language_from},
    ProfileKey{"language_of", &Profile::language_of},
    ProfileKey{"language_else", &Profile::language_else},
};

// Reads the tables of one file; the first thing that is wrong stays in `error`.
class ProfileReader {
 public:
  explicit ProfileReader(std::string file) : file_(std::move(file)) {}

  Profile read(const toml::table& root) {
    Profile profile;
    for (const auto& [key, node] : root) {
      const auto text = std::ranges::find(profile_keys, key.str(), &ProfileKey::name);
      if (text != profile_keys.end())
        profile.*(text->member) = read_text(node, key.str());
      else if (key.str() == "rule")
        profile.rules = read_rules(node);
      else if (key.str() == "id")
        profile.id = read_columns(node, "id");
      else if (key.str() == "id_of")
        profile.id_of = read_columns(node, "id_of");
      else if (key.str() == "actor")
        profile.actors = read_actors(node);
      else if (key.str() == "rows")
        profile.rows = read_columns(node, "rows");
      else if (key.str() == "known_by")
        profile.known_by = read_columns(node, "known_by");
      else if (key.str() == "table")
        profile.tables = read_tables(node);
      else
        refuse_key(key, profile_key_names());
    }
    check(profile, root);
    return profile;
  }

  std::optional<Error> error{};

 private:
  static std::vector<std::string_view> profile_key_names() {
    std::vector<std::string_view> names{"rule", "table", "rows", "known_by", "id", "id_of", "actor"};
    for (const ProfileKey& key : profile_keys) names.push_back(key.name);
    return names;
  }
  static std::vector<std::string_view> rule_key_names() {
    std::vector<std::string_view> names{"from", "split", "sentence", "member"};
    for (const TextKey& key : rule_keys) names.push_back(key.name);
    return names;
  }

  void refuse(const toml::source_region& at, std::string message) {
    if (!error) error = Error{ErrorCode::bad_config, std::move(message), fmt::format("{}:{}", file_, at.begin.line)};
  }
  void refuse_key(const toml::key& key, const std::vector<std::string_view>& known) {
    refuse(key.source(),
           fmt::format("'{}' is no word of profiles{}", key.str(), config::did_you_mean(key.str(), known)));
  }

  std::string read_text(const toml::node& node, std::string_view key) {
    if (const auto text = node.value<std::string>(); text && node.is_string()) return *text;
    refuse(node.source(), fmt::format("'{}' must be a text", key));
    return {};
  }

  std::vector<std::string> read_columns(const toml::node& node, std::string_view key) {
    if (!node.is_array()) return {read_text(node, key)};
    std::vector<std::string> columns;
    for (const toml::node& column : *node.as_array()) columns.push_back(read_text(column, key));
    return columns;
  }

  std::vector<ProfileRule> read_rules(const toml::node& node) {
    std::vector<ProfileRule> rules;
    if (!node.is_array_of_tables()) {
      refuse(node.source(), "rules are written as [[rule]], their members as [[rule.member]]");
      return rules;
    }
    for (const toml::node& rule : *node.as_array()) rules.push_back(read_rule(*rule.as_table()));
    return rules;
  }

  ProfileRule read_rule(const toml::table& table) {
    ProfileRule rule;
    for (const auto& [key, node] : table) {
      const auto text = std::ranges::find(rule_keys, key.str(), &TextKey::name);
      if (text != rule_keys.end())
        rule.*(text->member) = read_text(node, key.str());
      else if (key.str() == "from")
        rule.from = read_columns(node, "from");
      else if (key.str() == "split")
        rule.split = read_columns(node, "split");
      else if (key.str() == "sentence" && node.is_integer())
        rule.sentence = **node.as_integer();
      else if (key.str() == "member")
        rule.members = read_rules(node);
      else
        refuse_key(key, rule_key_names());
    }
    check(rule, table.source());
    return rule;
  }

  std::map<std::string, std::map<std::string, std::string>> read_tables(const toml::node& node) {
    std::map<std::string, std::map<std::string, std::string>> tables;
    if (!node.is_table()) return tables;
    for (const auto& [name, table] : *node.as_table()) {
      if (!table.is_table()) {
        refuse(table.source(), "a table is written as [table.name]");
        continue;
      }
      for (const auto& [key, value] : *table.as_table())
        tables[std::string(name.str())][std::string(key.str())] = read_text(value, key.str());
    }
    return tables;
  }

  std::map<std::string, std::vector<ProfileRule>> read_actors(const toml::node& node) {
    std::map<std::string, std::vector<ProfileRule>> actors;
    if (!node.is_table()) {
      refuse(node.source(), "the rules of an actor are written as [[actor.name]]");
      return actors;
    }
    for (const auto& [name, rules] : *node.as_table()) actors[std::string(name.str())] = read_rules(rules);
    return actors;
  }

  void check(const ProfileRule& rule, const toml::source_region& at) {
    const auto one_of = [&](std::string_view key, const std::string& value,
                            std::initializer_list<std::string_view> known) {
      if (value.empty() || std::ranges::find(known, value) != known.end()) return;
      const std::vector<std::string_view> names(known);
      refuse(at, fmt::format("'{}' is no {}{}; known are {}", value, key, config::did_you_mean(value, names),
                             fmt::join(names, ", ")));
    };
    if (rule.to.empty() && rule.makes.empty()) refuse(at, "a rule needs 'to', the member of the record that it fills");
    if (rule.from.empty() == rule.value.empty()) refuse(at, "a rule has either 'from' or 'value'");
    if (std::ranges::find(rule.split, "") != rule.split.end()) refuse(at, "'split' is at a text, not at nothing");
    one_of("pick", rule.pick, {"first", "last"});
    one_of("number", rule.number, {"comma"});
    one_of("url", rule.url, {"first"});
    if (!rule.as.empty() && !is_spelling(rule.as))
      refuse(at, fmt::format("'{}' is nothing that a text is read as{}", rule.as,
                             config::did_you_mean(rule.as, spelling_names())));
    one_of("date", rule.date, {"d.m.y", "d/m/y", "y/m/d", "y-m-d", "year_begins", "year_ends"});
    if (!rule.when.empty() && rule.when.find('=') == std::string::npos)
      refuse(at, "'when' is written as \"column=value\"");
    if (!rule.codes.empty())
      if (const auto names = config::code_list_names(); std::ranges::find(names, rule.codes) == names.end())
        refuse(at, fmt::format("'{}' is no code list{}", rule.codes, config::did_you_mean(rule.codes, names)));
  }

  void check_tables(const std::vector<ProfileRule>& rules, const Profile& profile, const toml::source_region& at) {
    for (const ProfileRule& rule : rules) {
      if (!rule.table.empty() && !profile.tables.contains(rule.table))
        refuse(at, fmt::format("there is no [table.{}], which the rule for '{}' asks for", rule.table, rule.to));
      if (!rule.makes.empty() && !profile.actors.contains(rule.makes))
        refuse(at, fmt::format("there is no [[actor.{}]], which the rule for '{}' makes", rule.makes, rule.to));
      check_tables(rule.members, profile, at);
    }
  }

  void check(const Profile& profile, const toml::table& root) {
    const toml::source_region& at = root.source();
    for (const std::string_view key : {"name", "source", "type", "licence"})
      if (!root.contains(key)) refuse(at, fmt::format("a profile needs '{}'", key));
    if (profile.id.empty() && profile.id_of.empty()) refuse(at, "a profile needs 'id', or 'id_of'");
    if (!parse_record_type(profile.type)) refuse(at, fmt::format("'{}' is no type of record", profile.type));
    if (!stemming::parse_language(profile.language_else)) refuse(at, "'language_else' must be fi, sv or en");
    check_tables(profile.rules, profile, at);
    for (const auto& [name, rules] : profile.actors) check_tables(rules, profile, at);
  }

  std::string file_;
};

constexpr std::string_view folder = "corpora/profiles/";
constexpr std::string_view ending = ".toml";

bool is_path(std::string_view name) { return name.ends_with(ending) || name.find('/') != std::string_view::npos; }

Result<std::string> read_profile_text(const std::string& name_or_path) {
  if (is_path(name_or_path)) {
    std::ifstream file(name_or_path, std::ios::binary);
    if (!file) return fail(ErrorCode::file_missing, "there is no such profile", name_or_path);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }
  const std::string path = fmt::format("{}{}{}", folder, name_or_path, ending);
  if (const auto text = config::find_embedded(embedded_files(), path)) return std::string(*text);
  const std::vector<std::string> names = profile_names();
  const std::vector<std::string_view> known(names.begin(), names.end());
  return fail(ErrorCode::usage,
              fmt::format("'{}' is no profile{}; known are {}", name_or_path, config::did_you_mean(name_or_path, known),
                          fmt::join(names, ", ")),
              "--profile");
}

}  // namespace

std::vector<std::string> profile_names() {
  std::vector<std::string> names;
  for (const config::EmbeddedFile& file : embedded_files())
    if (file.path.starts_with(folder) && file.path.ends_with(ending))
      names.emplace_back(file.path.substr(folder.size(), file.path.size() - folder.size() - ending.size()));
  return names;
}

Result<Profile> parse_profile(std::string_view toml_text, const std::string& file) {
  const toml::parse_result parsed = toml::parse(toml_text, std::string_view(file));
  if (!parsed) {
    const auto& at = parsed.error().source().begin;
    return fail(ErrorCode::bad_config, std::string(parsed.error().description()),
                fmt::format("{}:{}:{}", file, at.line, at.column));
  }
  ProfileReader reader(file);
  Profile profile = reader.read(parsed.table());
  if (reader.error) return fail(std::move(*reader.error));
  return profile;
}

Result<Profile> load_profile(const std::string& name_or_path) {
  auto text = read_profile_text(name_or_path);
  if (!text) return fail(std::move(text.error()));
  const std::string file = std::filesystem::path(name_or_path).filename().string();
  return parse_profile(*text, is_path(name_or_path) ? file : file + std::string(ending));
}

}  // namespace kohtaamo::corpora
