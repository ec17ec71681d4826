// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// list_fetch.h — the pages of a list, one after another, looked through and onto disk.
//
// Given   a run that has begun (HarvestState::unfinished), and the tools to ask with.
// Gives   each page in the folder of the run before the next is asked for, and the state after each, so that whoever
//         goes on begins with the page after it. Each step says whether to go on; where not, the report says why.
// Fails   as harvest_run.h tells of what a source does.
// Threads one a run.

#include <chrono>
#include <optional>
#include <string>
#include <unordered_set>

#include "corpora/harvest/harvest_folder.h"
#include "corpora/harvest/harvest_run.h"
#include "corpora/harvest/page_content.h"
#include "corpora/harvest/paging.h"

namespace kohtaamo::corpora::harvest {

// A page that fails as often is not asked for once more before the whole list is.
inline constexpr std::int64_t most_stumbles = 2;

class ListFetch {
 public:
  ListFetch(const Source& source, const HarvestTools& tools, HarvestFolder& folder, HarvestState& state,
            HarvestReport& report);

  // Before anything else, once the run has its name and moment.
  config::Result<void> begin();
  // Looks through the pages that an earlier program has left.
  config::Result<bool> read_kept();
  // Nothing when a stop was asked for.
  config::Result<std::optional<HttpAnswer>> ask(HttpAsk ask);
  config::Result<bool> fetch_all();

  const RunContent& content() const { return *content_; }
  std::chrono::seconds come_back_in() const { return come_back_in_; }  // 0: the source does not ask for it
  void tell(bool is_importing) const;
  bool note_stop();  // false: nothing goes on

 private:
  config::Result<bool> fetch_page();
  bool is_believed_unchanged() const;
  config::Result<bool> take_page(const HttpAnswer& answer, const ListPage& page);
  config::Result<bool> begin_again(const std::string& why);
  config::Result<void> check_caps() const;
  config::Result<void> check_progress(const PageCount& counted, const ListPage& page);
  config::Result<std::string> token() const;
  UnfinishedRun& run() const { return *state_.unfinished; }

  const Source& source_;
  const HarvestTools& tools_;
  HarvestFolder& folder_;
  HarvestState& state_;
  HarvestReport& report_;
  std::optional<Importer> importer_{};
  std::optional<RunContent> content_{};
  std::unordered_set<std::string> tokens_{};
  std::chrono::seconds come_back_in_{0};
  std::chrono::system_clock::time_point deadline_;
  bool has_begun_again_ = false;
};

}  // namespace kohtaamo::corpora::harvest
