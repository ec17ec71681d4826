// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// overlap.h — who does the same already: an invitation to develop together, at the moment of submission.
//
// Given   a draft: a record that is to be put, a stored one, or a text alone.
// Gives   near duplicates, which say nearly the same in nearly the same words (shingles.h); and overlapping
//         work: at least half of the concepts in common, a target group in common, not apart in time, and
//         not of the same owner. What one side does not say is unknown and shown as such: a text alone has
//         no owner and is of today.
// Fails   as Matcher does; bad_request for a draft that says nothing.
// Never   compares with more than `most_compared` records, those whose words answer best.
// Threads safe.

#include <optional>
#include <string>
#include <vector>

#include "indexer/document_builder.h"
#include "server/match/match.h"

namespace kohtaamo::server {

inline constexpr double near_duplicate_from = 0.85, overlapping_from = 0.5;
inline constexpr std::size_t most_compared = 100;

struct Overlapping {
  corpora::Record record{};
  std::optional<double> resemblance{};  // of the words; none: no language in common, or too short
  double shared_concepts = 0;           // of those that either has
  std::vector<corpora::LocalText> concepts{};
  std::vector<std::string> target_groups{};
  Verdict same_time = Verdict::unknown, other_owner = Verdict::unknown;
  std::optional<corpora::Record> owner{};  // who to ask, where that may be shown
  Reason invitation{};
};

struct Overlap {
  std::vector<Overlapping> near_duplicates{};  // most alike first
  std::vector<Overlapping> overlapping{};      // most concepts in common first
  std::size_t compared = 0;
  Reason invitation{};  // to the asker, over all
};

struct OverlapRequest {
  corpora::Record draft{};
  std::size_t limit = 10;  // of each list
  corpora::Date today{};
};

// The record that a text alone makes.
corpora::Record draft_of_text(const std::string& text, stemming::Language language);

// Of a text or a stored record, as a match is asked for them.
config::Result<OverlapRequest> overlap_request_of(const SearchEngine& engine, const MatchRequest& asked);

config::Result<Overlap> find_overlap(const Matcher& matcher, const SearchEngine& engine,
                                     const indexer::DocumentBuilder& builder, const OverlapRequest& request);

}  // namespace kohtaamo::server
