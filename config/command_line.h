// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// command_line.h — what both programs take on the command line, and how they end.
//
// Given   the arguments; a program adds its own options and commands to app().
// Gives   the settings in force: file < environment < flags. One flag a setting that has one, and
//         --config, --print-config, --json, --quiet, -v, --help, --version.
// Fails   with an exit code, after the sentence has been written: 2 for what is not understood, with the
//         nearest flag or command; 78 for settings that are wrong. 0 when help, version or the settings
//         were asked for.
// Threads one thread.
//
// CLI11 reports by exceptions and knows exit codes of its own (104-110): they end here.

#include <CLI/CLI.hpp>

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "config/settings.h"

namespace kohtaamo::config {

struct ProgramText {
  std::string name{}, about{};
  std::string examples{};                          // stand first in the help
  std::string version{};                           // more lines for --version: libraries and what they are
  std::vector<std::string_view> setting_tables{};  // whose flags it takes: "data", "log"; empty: all
};

struct OutputFlags {
  bool json = false;   // for machines
  bool quiet = false;  // results and errors only
  bool verbose = false;
};

// What can be written on the streams of a program.
struct Streams {
  std::ostream& out;
  std::ostream& err;
};

class CommandLine {
 public:
  explicit CommandLine(ProgramText program);

  CLI::App& app() { return app_; }  // for the program's own options and commands
  const OutputFlags& output() const { return output_; }

  // The settings, or the exit code.
  tl::expected<LoadedSettings, int> parse(int argc, const char* const* argv, Streams streams);

 private:
  void add_common_options();
  void add_setting_flags();
  int explain(const CLI::ParseError& error, Streams streams) const;
  std::string help() const;
  int fail_with(const Error& error, Streams streams) const;

  ProgramText program_;
  CLI::App app_;
  OutputFlags output_{};
  bool prints_settings_ = false;
  std::optional<std::string> file_{};
  std::map<std::string, std::string> flags_{};  // option name -> text
};

// "kohtaamo-server: --port: …", or for machines an object with code, message and where; and the exit
// code of the error.
int report(const Error& error, std::string_view program, std::ostream& err, bool as_json = false);

}  // namespace kohtaamo::config
