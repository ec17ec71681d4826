// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// command.h — what every command of kohtaamo-indexer is made of.
//
// Given   the line of the program.
// Gives   the command's flags, with examples in its help, and the work it does when it was chosen.
// Never   prints anything but data on stdout, or does anything while flags are read.
//
// To add a command: a file with its add_ function, declared here and listed in indexer/main.cpp, and its
// section in docs/commands.md.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "config/command_line.h"
#include "config/json.h"
#include "corpora/record.h"
#include "server/match/match.h"
#include "stemming/language.h"

namespace kohtaamo::indexer {

// What holds for all commands of one call.
struct Context {
  config::Settings settings{};
  bool as_json = false, is_quiet = false;
};

// Exit codes beside those of the error table.
inline constexpr int success = 0, has_complaints = 1, finished_with_rejects = 3;

struct Command {
  std::function<config::Result<int>(const Context&)> work{};  // of the one that was chosen: its exit code
};

void add_analyze(CLI::App& app, Command& chosen);
void add_backup(CLI::App& app, Command& chosen);
void add_check(CLI::App& app, Command& chosen);
void add_describe(CLI::App& app, Command& chosen);
void add_evaluate(CLI::App& app, Command& chosen);
void add_export(CLI::App& app, Command& chosen);
void add_harvest(CLI::App& app, Command& chosen);
void add_import(CLI::App& app, Command& chosen);
void add_index(CLI::App& app, Command& chosen);
void add_keys(CLI::App& app, Command& chosen);
void add_match(CLI::App& app, Command& chosen);
void add_quarantine(CLI::App& app, Command& chosen);
void add_rebuild(CLI::App& app, Command& chosen);
void add_restore(CLI::App& app, Command& chosen);
void add_search(CLI::App& app, Command& chosen);
void add_sources(CLI::App& app, Command& chosen);
void add_vocabulary(CLI::App& app, Command& chosen);

// The values of --lang, --type and --role; usage when they are none.
config::Result<stemming::Language> parse_language_flag(const std::string& code);
config::Result<corpora::RecordType> parse_type_flag(const std::string& name);
config::Result<server::Role> parse_role_flag(const std::string& name);

// Talk: a line on stderr, unless --quiet.
void say(const Context& context, std::string_view line);

// A JSON object or array for stdout, member by member; what is in it ends with end().
class JsonText {
 public:
  JsonText& begin_object(std::string_view name = {});
  JsonText& end_object();
  JsonText& begin_array(std::string_view name = {});
  JsonText& end_array();
  JsonText& add(std::string_view name, std::string_view value);
  JsonText& add(std::string_view name, const char* value) { return add(name, std::string_view(value)); }
  JsonText& add(std::string_view name, const std::string& value) { return add(name, std::string_view(value)); }
  JsonText& add(std::string_view name, std::int64_t value);
  JsonText& add(std::string_view name, double value);
  JsonText& add(std::string_view name, bool value);
  JsonText& item(std::string_view value);
  void print() const;  // as one line on stdout

 private:
  void name_it(std::string_view name);

  config::JsonBuffer buffer_{};
  config::JsonWriter writer_{buffer_};
};

}  // namespace kohtaamo::indexer
