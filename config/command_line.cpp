// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/command_line.h"

#include <fmt/format.h>

#include <ostream>

#include "config/nearest_name.h"

namespace kohtaamo::config {
namespace {

constexpr std::string_view version_line = "{} {}\n{}";

// Flags and commands that can stand here, for who mistyped one.
std::vector<std::string> known_words(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    words.push_back(command->get_name());
    if (command->parsed())
      for (std::string& word : known_words(*command)) words.push_back(std::move(word));
  }
  return words;
}

std::string unknown_word_text(const CLI::App& app, std::string word) {
  word = word.substr(0, std::min(word.find('='), word.size()));
  const std::vector<std::string> words = known_words(app);
  const std::vector<std::string_view> views(words.begin(), words.end());
  return fmt::format("'{}' is not known here{}", word, did_you_mean(word, views));
}

}  // namespace

CommandLine::CommandLine(ProgramText program) : program_(std::move(program)), app_(program_.about, program_.name) {
  app_.fallthrough();  // common flags may stand after a command
  app_.get_formatter()->column_width(32);
  add_common_options();
  add_setting_flags();
}

void CommandLine::add_common_options() {
  app_.set_help_flag("-h,--help", "show this text");
  app_.set_version_flag("--version", fmt::format(version_line, program_.name, KOHTAAMO_VERSION, program_.version));
  app_.add_option_function<std::string>(
          "--config", [this](const std::string& file) { file_ = file; }, "settings file (TOML)")
      ->type_name("FILE");
  app_.add_flag("--print-config", prints_settings_, "print the settings in force, each with where it comes from");
  app_.add_flag("--json", output_.json, "output for machines");
  CLI::Option* quiet = app_.add_flag("-q,--quiet", output_.quiet, "results and errors only");
  app_.add_flag("-v,--verbose", output_.verbose, "tell more")->excludes(quiet);
}

void CommandLine::add_setting_flags() {
  Settings defaults;
  for (const Option& option : options(defaults)) {
    if (option.flag.empty()) continue;
    const std::string name(option.name);
    app_.add_option_function<std::string>(
            std::string(option.flag), [this, name](const std::string& text) { flags_[name] = text; },
            std::string(option.meaning))
        ->type_name("VALUE")
        ->group("Settings (all of them: --print-config)");
  }
}

int CommandLine::explain(const CLI::ParseError& error, Streams streams) const {
  if (error.get_exit_code() == 0) {
    const bool is_version = dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr;
    streams.out << (is_version ? std::string(error.what()) : program_.examples + "\n" + app_.help());
    return 0;
  }
  const std::vector<std::string> unknown = app_.remaining(true);
  const bool is_unknown = dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr && !unknown.empty();
  return report({ErrorCode::usage, is_unknown ? unknown_word_text(app_, unknown.front()) : std::string(error.what())},
                program_.name, streams.err);
}

tl::expected<LoadedSettings, int> CommandLine::parse(int argc, const char* const* argv, Streams streams) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return tl::unexpected(explain(error, streams));
  }
  auto loaded = load_settings({.file = file_, .environment = environment_of_this_process(), .flags = flags_});
  if (!loaded) return tl::unexpected(report(loaded.error(), program_.name, streams.err));
  if (!prints_settings_) return std::move(*loaded);
  streams.out << settings_text(std::move(*loaded));
  return tl::unexpected(0);
}

int report(const Error& error, std::string_view program, std::ostream& err) {
  err << program << ": " << to_text(error) << '\n';
  return error_row(error.code).exit_code;
}

}  // namespace kohtaamo::config
