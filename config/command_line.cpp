// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/command_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>
#include <utility>

#include "config/json.h"
#include "config/nearest_name.h"

namespace kohtaamo::config {
namespace {

constexpr std::string_view version_line = "{} {}\n{}";

bool is_flag(std::string_view word) { return word.starts_with("-") && word.size() > 1; }

// The program, and the commands that were chosen in it.
std::vector<const CLI::App*> chosen_apps(const CLI::App& program) {
  std::vector<const CLI::App*> apps{&program};
  while (!apps.back()->get_subcommands().empty()) apps.push_back(apps.back()->get_subcommands().front());
  return apps;
}

std::vector<std::string> known_flags(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* app : chosen_apps(program))
    for (const CLI::Option* option : app->get_options())
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

std::vector<std::string> known_commands(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

std::string unknown_text(std::string_view what, std::string_view word, const std::vector<std::string>& known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  return fmt::format("'{}' is no {} here{}", word, what, did_you_mean(word, views));
}

// Flags first: a word that follows an unknown flag may be left over only because of the flag.
std::string unknown_word_text(const CLI::App& program, const std::vector<std::string>& left_over) {
  const auto flag = std::ranges::find_if(left_over, is_flag);
  if (flag != left_over.end()) return unknown_text("flag", flag->substr(0, flag->find('=')), known_flags(program));
  const std::vector<std::string> commands = known_commands(*chosen_apps(program).back());
  return unknown_text(commands.empty() ? "argument" : "command", left_over.front(), commands);
}

// In the list of commands each has one line, the first of its description; the examples follow further down.
class OneLineFormatter : public CLI::Formatter {
 public:
  std::string make_subcommand(const CLI::App* command) const override {
    const std::string& about = command->get_description();
    return fmt::format("  {:12}{}\n", command->get_name(), about.substr(0, about.find('\n')));
  }
};

bool is_of_tables(std::string_view setting, const std::vector<std::string_view>& tables) {
  return tables.empty() || std::ranges::find(tables, setting.substr(0, setting.find('.'))) != tables.end();
}

std::string error_json(const Error& error) {
  JsonBuffer buffer;
  JsonWriter writer(buffer);
  writer.StartObject();
  for (const auto& [name, text] : {std::pair<std::string_view, std::string_view>{"code", error_row(error.code).name},
                                   {"message", error.message},
                                   {"where", error.where}}) {
    write_key(writer, name);
    write_string(writer, text);
  }
  writer.EndObject();
  return std::string(text_of(buffer));
}

}  // namespace

CommandLine::CommandLine(ProgramText program) : program_(std::move(program)), app_(program_.about, program_.name) {
  app_.fallthrough();   // common flags may stand after a command
  app_.allow_extras();  // explain() names what is like them
  app_.formatter(std::make_shared<OneLineFormatter>());
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
    if (option.flag.empty() || !is_of_tables(option.name, program_.setting_tables)) continue;
    const std::string name(option.name);
    app_.add_option_function<std::string>(
            std::string(option.flag), [this, name](const std::string& text) { flags_[name] = text; },
            std::string(option.meaning))
        ->type_name("VALUE")
        ->group("Settings (all of them: --print-config)");
  }
}

// Examples come first: of the program here, of a command in its description.
std::string CommandLine::help() const {
  return (app_.get_subcommands().empty() ? program_.examples + "\n" : std::string{}) + app_.help();
}

int CommandLine::fail_with(const Error& error, Streams streams) const {
  return report(error, program_.name, streams.err, output_.json);
}

int CommandLine::explain(const CLI::ParseError& error, Streams streams) const {
  if (error.get_exit_code() == 0) {
    const bool is_version = dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr;
    streams.out << (is_version ? std::string(error.what()) + "\n" : help());
    return 0;
  }
  const std::vector<std::string> left_over = app_.remaining(true);
  return fail_with(
      {ErrorCode::usage, left_over.empty() ? std::string(error.what()) : unknown_word_text(app_, left_over), ""},
      streams);
}

tl::expected<LoadedSettings, int> CommandLine::parse(int argc, const char* const* argv, Streams streams) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return tl::unexpected(explain(error, streams));
  }
  if (const auto left_over = app_.remaining(true); !left_over.empty())
    return tl::unexpected(fail_with({ErrorCode::usage, unknown_word_text(app_, left_over), ""}, streams));
  if (output_.verbose) flags_.try_emplace("log.level", "debug");
  auto loaded = load_settings({.file = file_, .environment = environment_of_this_process(), .flags = flags_});
  if (!loaded) {
    // What is wrong in a flag is wrong usage, although the same text in a file is a wrong setting.
    if (is_flag(loaded.error().where)) loaded.error().code = ErrorCode::usage;
    return tl::unexpected(fail_with(loaded.error(), streams));
  }
  if (!prints_settings_) return std::move(*loaded);
  streams.out << settings_text(std::move(*loaded));
  return tl::unexpected(0);
}

int report(const Error& error, std::string_view program, std::ostream& err, bool as_json) {
  if (as_json)
    err << error_json(error) << '\n';
  else
    err << program << ": " << to_text(error) << '\n';
  return error_row(error.code).exit_code;
}

}  // namespace kohtaamo::config
