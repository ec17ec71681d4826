// SPDX-License-Identifier: GPL-3.0-or-later
// main.cpp — kohtaamo-indexer: files in, an index out, and every stage in between to look at.
#include <fmt/format.h>
#include <unicode/uversion.h>
#include <xapian.h>

#include <array>
#include <cstdio>
#include <iostream>

#include "indexer/commands/command.h"
#include "stemming/finnish.h"

namespace {

using namespace kohtaamo;  // NOLINT(google-build-using-namespace): main() stands outside

constexpr std::array commands{
    &indexer::add_import,   &indexer::add_index,      &indexer::add_rebuild,  &indexer::add_check,
    &indexer::add_sources,  &indexer::add_quarantine, &indexer::add_export,   &indexer::add_keys,
    &indexer::add_search,   &indexer::add_match,      &indexer::add_evaluate, &indexer::add_analyze,
    &indexer::add_describe, &indexer::add_vocabulary, &indexer::add_backup,   &indexer::add_restore,
    &indexer::add_harvest,
};

constexpr std::string_view program_name = "kohtaamo-indexer";

config::ProgramText program_text() {
  return {.name = std::string(program_name),
          .about = "Reads records into the store of Kohtaamo, and keeps the index up with it.",
          .examples =
              "Examples:\n"
              "  kohtaamo-indexer import --data data --format jsonl needs.jsonl  read a file into store and index\n"
              "  kohtaamo-indexer search --data data yksinäisyys                 look for something in them\n",
          .version = fmt::format("Xapian {}, ICU {}, Voikko {}", Xapian::version_string(), U_ICU_VERSION,
                                 stemming::Finnish::voikko_version()),
          .setting_tables = {"data", "log"}};
}

}  // namespace

int main(int argc, char** argv) {
  config::CommandLine line(program_text());
  indexer::Command chosen;
  for (const auto add : commands) add(line.app(), chosen);
  line.app().require_subcommand(0, 1);
  const auto loaded = line.parse(argc, argv, {std::cout, std::cerr});
  if (!loaded) return loaded.error();
  const config::OutputFlags& output = line.output();
  const auto fail_with = [&](const config::Error& error) {
    return config::report(error, program_name, std::cerr, output.json);
  };
  if (!chosen.work) return fail_with({config::ErrorCode::usage, "name a command; --help lists them", ""});
  const auto done = chosen.work({.settings = loaded->settings, .as_json = output.json, .is_quiet = output.quiet});
  if (!done) return fail_with(done.error());
  if (std::fflush(stdout) != 0)
    return fail_with({config::ErrorCode::cannot_write, "the output cannot be written", "stdout"});
  return *done;
}
