// SPDX-License-Identifier: GPL-3.0-or-later
// kohtaamo_bench: how fast Kohtaamo is on real text, beside what it could be at best, in the same run.
//
// The list of workloads below says what each one measures; README.md beside this file how to read them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <span>

#include "bench/workloads.h"
#include "config/command_line.h"
#include "config/json.h"

namespace kohtaamo::bench {
namespace {

using config::Result;

struct Workload {
  std::string_view name{}, meaning{};
  Result<Figures> (*measure)(const Scene& scene) = nullptr;
  bool is_of_index = false;  // measured at each size of the index; else at the first
};

constexpr std::array workloads{
    Workload{"analysis-fi", "4,000 Finnish abstracts to terms: empty cache, full cache, and only finding words",
             analyse_finnish},
    Workload{"analysis-sv", "the same with Swedish abstracts", analyse_swedish},
    Workload{"analysis-en", "the same with English abstracts", analyse_english},
    Workload{"import", "10,000 records of all sources from JSON Lines into a new store", import_records},
    Workload{"rebuild", "a new index of 10,000 records, beside bare Xapian taking the same documents ready-made",
             rebuild_index},
    Workload{"search-short", "two to four words, ten hits with snippets, beside bare Xapian", search_short, true},
    Workload{"search-filtered", "the same with two filters and three exact facets, beside bare Xapian unfiltered",
             search_filtered, true},
    Workload{"search-facets", "the same with three facets, beside the same search without", search_facets, true},
    Workload{"rank-long", "150 words of a body as a long text, ten ids, beside bare Xapian with its best terms",
             rank_long, true},
    Workload{"match-need", "150 words as a need: ten of each type with checks and reasons, beside the same", match_need,
             true},
    Workload{"suggest", "two words half typed, beside reading the terms that begin so", suggest_words, true},
    Workload{"http-search", "three words over HTTP on one connection, beside bare Xapian in the program", http_latency,
             true},
    Workload{"http-page", "the page of a search over HTTP, beside the JSON reply of the same search", http_page, true},
    Workload{"http-match", "150 words as a need over HTTP, ten matches of each type, beside bare Xapian in the program",
             http_match, true},
    Workload{"http-load", "three words over HTTP from four clients, beside a handler that only says hello",
             http_throughput, true},
};
constexpr std::array<std::size_t, 2> sizes{10'000, 100'000};
constexpr const char* program_name = "kohtaamo_bench";
constexpr const char* default_folder = "build/bench-data";

struct Options {
  std::vector<std::string> workloads{};
  std::size_t documents = 0;  // 0: each of the sizes
  double seconds = 5;
  std::string folder = default_folder;
};

config::ProgramText program_text() {
  std::string list = "Workloads:\n";
  for (const Workload& workload : workloads) list += fmt::format("  {:<16} {}\n", workload.name, workload.meaning);
  return {.name = program_name, .about = "Measures Kohtaamo on real text.", .examples = list, .version = ""};
}

void add_options(CLI::App& app, Options& options) {
  std::vector<std::string> names;
  for (const Workload& workload : workloads) names.emplace_back(workload.name);
  app.add_option("--workload", options.workloads, "only these; may be repeated")->check(CLI::IsMember(names));
  app.add_option("--documents", options.documents, "size of the index; else 10,000 and 100,000");
  app.add_option("--seconds", options.seconds, "at least so long for each thing measured");
  app.add_option("--folder", options.folder, "where corpora are kept from run to run");
}

// "10k", or the number.
std::string size_text(std::size_t documents) {
  return documents % 1'000 == 0 ? fmt::format("{}k", documents / 1'000) : fmt::format("{}", documents);
}

std::string number_text(double value) {
  if (value >= 100) return fmt::format("{:.0f}", value);
  return value >= 10 ? fmt::format("{:.1f}", value) : fmt::format("{:.2f}", value);
}

void print_line(const Workload& workload, std::size_t documents, const Figures& figures) {
  std::string line = fmt::format("{:<16} {:>5}", workload.name, workload.is_of_index ? size_text(documents) : "");
  for (const Figure& figure : figures) line += fmt::format("   {} {}", figure.name, number_text(figure.value));
  fmt::print("{}\n", line);
}

void print_json(const Workload& workload, std::size_t documents, const Figures& figures) {
  config::JsonBuffer buffer;
  config::JsonWriter writer(buffer);
  writer.StartObject();
  config::write_key(writer, "workload");
  config::write_string(writer, workload.name);
  config::write_key(writer, "documents");
  writer.Uint64(documents);
  for (const Figure& figure : figures) {
    config::write_key(writer, figure.name);
    writer.Double(figure.value);
  }
  writer.EndObject();
  fmt::print("{}\n", config::text_of(buffer));
}

Result<void> run_one(const Workload& workload, const Scene& scene, bool as_json) {
  const auto figures = workload.measure(scene);
  if (!figures) return config::fail(figures.error());
  (as_json ? print_json : print_line)(workload, scene.documents, *figures);
  std::fflush(stdout);
  return {};
}

Result<void> run_all(const Options& options, const config::Settings& settings, bool as_json) {
  std::vector<std::size_t> wanted_sizes(sizes.begin(), sizes.end());
  if (options.documents != 0) wanted_sizes = {options.documents};
  for (const Workload& workload : workloads) {
    const auto& names = options.workloads;
    if (!names.empty() && std::ranges::find(names, workload.name) == names.end()) continue;
    for (const std::size_t documents : wanted_sizes) {
      const Scene scene{
          .settings = settings, .folder = options.folder, .documents = documents, .seconds = Seconds(options.seconds)};
      if (auto ok = run_one(workload, scene, as_json); !ok) return ok;
      if (!workload.is_of_index) break;
    }
  }
  return {};
}

int run(int argc, const char* const* argv) {
  Options options;
  config::CommandLine command_line(program_text());
  add_options(command_line.app(), options);
  const auto loaded = command_line.parse(argc, argv, {.out = std::cout, .err = std::cerr});
  if (!loaded) return loaded.error();
  const auto ok = run_all(options, loaded->settings, command_line.output().json);
  return ok ? 0 : config::report(ok.error(), program_name, std::cerr);
}

}  // namespace

Figures figures_of(const Times& ours, const Times& floor) {
  const double p50 = quantile(ours.wall_ms, 0.5), cpu = quantile(ours.cpu_ms, 0.5);
  const double floor_p50 = quantile(floor.wall_ms, 0.5), floor_cpu = quantile(floor.cpu_ms, 0.5);
  return {{"p50_ms", p50},
          {"p99_ms", quantile(ours.wall_ms, 0.99)},
          {"floor_p50_ms", floor_p50},
          {"ratio", p50 / floor_p50},
          {"cpu_ms", cpu},
          {"floor_cpu_ms", floor_cpu},
          {"ratio_cpu", cpu / floor_cpu}};
}

}  // namespace kohtaamo::bench

int main(int argc, char** argv) { return kohtaamo::bench::run(argc, argv); }
