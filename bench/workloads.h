// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// workloads.h — what each workload is given and gives; kohtaamo_bench.cpp has the list.

#include <string>
#include <vector>

#include "bench/measure.h"
#include "config/settings.h"

namespace kohtaamo::bench {

struct Scene {
  const config::Settings& settings;
  std::string folder{};       // where corpora are kept from run to run
  std::size_t documents = 0;  // in the index
  Seconds seconds{};          // for each thing measured
};

struct Figure {
  std::string name{};  // with its unit: "p50_ms", "documents_per_s"
  double value = 0;
};
using Figures = std::vector<Figure>;

// Median and 99th percentile of the first, medians of its floor, and their ratios.
Figures figures_of(const Times& ours, const Times& floor);

config::Result<Figures> analyse_finnish(const Scene& scene);
config::Result<Figures> analyse_swedish(const Scene& scene);
config::Result<Figures> analyse_english(const Scene& scene);

config::Result<Figures> import_records(const Scene& scene);
config::Result<Figures> rebuild_index(const Scene& scene);

config::Result<Figures> search_short(const Scene& scene);
config::Result<Figures> search_filtered(const Scene& scene);
config::Result<Figures> search_facets(const Scene& scene);
config::Result<Figures> rank_long(const Scene& scene);
config::Result<Figures> match_need(const Scene& scene);
config::Result<Figures> suggest_words(const Scene& scene);

config::Result<Figures> http_latency(const Scene& scene);
config::Result<Figures> http_page(const Scene& scene);
config::Result<Figures> http_match(const Scene& scene);
config::Result<Figures> http_throughput(const Scene& scene);

}  // namespace kohtaamo::bench
