// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// feedback.h — what is said of the records found for a need, and what that leaves out of its later lists.
//
// Given   a need, a record, a verdict of the list feedback_verdicts, and who says so.
// Gives   it back; and for matching the dismissed records of a need, each with what it said then: a record
//         comes back once it says something else where it matters (corpora/material.h).
// Fails   not_found (need or record), bad_request (the need is none), store_unavailable.
// Never   moves anything in the lists of others.
// Threads safe: reading does not wait for writing.

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "config/error.h"
#include "corpora/record.h"
#include "corpora/store.h"

namespace kohtaamo::server {

class FeedbackBook {
 public:
  // A program that only reads, where there is no store, has a book with nothing in it.
  static config::Result<std::unique_ptr<FeedbackBook>> open(const std::string& data_directory,
                                                            corpora::Store::Mode mode);

  // What matching leaves out for this need, as MatchRequest::dismissed has it.
  config::Result<std::map<corpora::RecordId, std::string>> dismissed(const corpora::RecordId& need);

  // The need as it is kept: whose key may speak for it is for the asker of this to check.
  config::Result<corpora::Record> find_need(const corpora::RecordId& id);

  config::Result<corpora::Feedback> find(const corpora::RecordId& need, const corpora::RecordId& record);
  config::Result<std::vector<corpora::Feedback>> of(const corpora::RecordId& need);

  // Durable on return; in the place of what was said before.
  config::Result<corpora::Feedback> put(const corpora::RecordId& need, const corpora::RecordId& record,
                                        const std::string& verdict, std::string_view who);
  config::Result<void> erase(const corpora::RecordId& need, const corpora::RecordId& record, std::string_view who);

  // Whether the record still says what it said when this was said of it.
  config::Result<bool> still_holds(const corpora::Feedback& feedback);

 private:
  FeedbackBook(std::optional<corpora::Store> reading, std::optional<corpora::Store> writing)
      : reading_(std::move(reading)), writing_(std::move(writing)) {}
  config::Result<corpora::Record> find_record(const corpora::RecordId& id);

  std::mutex reading_mutex_{}, writing_mutex_{};
  std::optional<corpora::Store> reading_;  // none: there is no store
  std::optional<corpora::Store> writing_;  // none: only reading
};

}  // namespace kohtaamo::server
