// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// harvest_run.h — one run of one source: its pages onto disk, looked through, then into the store.
//
// Given   a declared source, and the tools to ask it with.
// Gives   what changed. Pages are kept as they came (harvest_folder.h), and nothing is imported before the last of
//         them is there and the expectations of the source are met. A run that ends before goes on from the next page
//         the next time, whether it was killed, stopped, cut by its time, or the network failed.
// Fails   with the reason, which is kept in state and history; what the store has stays as it is:
//           source_unavailable  the network, or the source asks to be left alone
//           source_broken       a list that turns in circles, a page without rows or of another kind, a cap that is
//                               reached, rows that do not add up to what the source counts
//           source_shrank       fewer records than expected, members that are missing, or a loss beyond max_shrink
//           source_refused      an address that is not public; or the source refuses us
//           locked, cannot_write, disk_full, store_unavailable  as the folder and the store have it
// Promised  Killed at any moment and run again, the store ends as it would have at once.
// Threads one run of a source at a time, also among programs; another is `locked`.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "corpora/harvest/harvest_settings.h"
#include "corpora/harvest/polite_fetch.h"
#include "corpora/harvest/source.h"
#include "corpora/import_run.h"
#include "corpora/store.h"

namespace kohtaamo::corpora::harvest {

struct HarvestRequest {
  bool from_start = false;  // forgets how far it was: takes all again
  bool may_shrink = false;
};

struct HarvestProgress {
  std::int64_t pages = 0, rows = 0, bytes = 0, total = 0;  // total 0: not known
  bool is_importing = false;
};

struct HarvestTools {
  PoliteFetch& fetch;
  const Pace& pace;
  const config::Settings& settings;
  const HarvestSettings& harvest;
  std::function<bool()> should_stop{};
  std::function<void(const HarvestProgress&)> progress{};
};

struct HarvestReport {
  std::int64_t pages = 0, bytes = 0, rows = 0;
  bool is_unchanged = false;  // the source has nothing new
  bool is_stopped = false;    // it goes on the next time
  bool is_selective = false;  // only what changed since the last run was asked for
  bool is_resumed = false;
  ImportReport import{};
  std::vector<std::string> remarks{};  // sentences for the operator
};

config::Result<HarvestReport> harvest(Store& store, const Source& source, const HarvestRequest& request,
                                      const HarvestTools& tools);

}  // namespace kohtaamo::corpora::harvest
