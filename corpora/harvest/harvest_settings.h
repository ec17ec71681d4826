// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// harvest_settings.h — what holds for every source: the table [harvest] of the file of sources. A source may say
// otherwise for itself. The limits are RELIABILITY.md section 5.
//
// To add a setting: a member here, a row in source_table.cpp, a line in config/sources.toml.
//
// Threads values.

#include <cstdint>
#include <string>

namespace kohtaamo::corpora::harvest {

struct HarvestSettings {
  std::string contact{};                       // who is told to the sources: a mail address or a page
  std::string private_hosts{};                 // "10.1.2.3:8080, kohtaamo.intra": may be asked though not public
  std::int64_t pause_ms = 1'000;               // least time between two requests to one host
  std::int64_t request_timeout_ms = 60'000;    // of one request, body and all
  std::int64_t retries = 5;                    // of a request that may succeed later
  std::int64_t max_retry_wait_s = 300;         // a source that asks for more is left alone until then
  std::int64_t max_reply_bytes = 64 << 20;     // of one reply, unpacked
  std::int64_t max_run_bytes = 8'589'934'592;  // of all replies of a run, unpacked
  std::int64_t max_pages = 20'000;             // of a run
  std::int64_t max_run_minutes = 360;          // then it is left, and goes on the next time
  std::int64_t keep_runs = 3;                  // whose raw replies are kept
};

}  // namespace kohtaamo::corpora::harvest
