// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/harvest_metrics.h"

#include <fmt/format.h>

#include "corpora/harvest/harvest_folder.h"
#include "corpora/moment.h"

namespace kohtaamo::server {
namespace {

std::string heading(std::string_view name, std::string_view meaning) {
  return fmt::format("# HELP {0} {1}\n# TYPE {0} gauge\n", name, meaning);
}

}  // namespace

std::string harvest_metrics(const std::string& data_directory) {
  constexpr std::string_view success = "kohtaamo_harvest_last_success_timestamp_seconds";
  constexpr std::string_view failures = "kohtaamo_harvest_failures";
  const auto states = corpora::harvest::harvest_states(data_directory);
  if (!states || states->empty()) return {};
  std::string text = heading(success, "When a source was last harvested without a failure.");
  for (const corpora::harvest::HarvestState& state : *states)
    if (const auto moment = corpora::parse_moment(state.last_success_at))
      text += fmt::format("{}{{source=\"{}\"}} {}\n", success, state.source, moment->time_since_epoch().count());
  text += heading(failures, "Runs of a source that failed since then, one after another.");
  for (const corpora::harvest::HarvestState& state : *states)
    text += fmt::format("{}{{source=\"{}\"}} {}\n", failures, state.source, state.failures);
  return text;
}

}  // namespace kohtaamo::server
