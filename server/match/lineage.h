// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// lineage.h — where an innovation comes from, who took it up, and what each of them changed.
//
// Given   an innovation, or one of its adoptions; and what the reader is like: a region, a type of actor.
// Gives   the innovations it was made from, those made from it, and its adoptions as a tree: each stands
//         after the one that it builds on. Beside them how much each adopter is like the reader, with the
//         reasons; of whom nothing is known stays without a figure.
// Fails   not_found, bad_request (neither an innovation nor an adoption), index_unavailable.
// Never   shows an adopter that may not be shown, or a contact of one that does not want to be asked.
// Threads safe.

#include <optional>
#include <string>
#include <vector>

#include "corpora/record.h"
#include "server/match/reason.h"
#include "server/search/search.h"

namespace kohtaamo::server {

struct LineageRequest {
  corpora::RecordId id{};
  std::string region{}, actor_type{};  // of the reader; empty: not told
};

struct AdoptionStep {
  corpora::Record record{};
  std::optional<corpora::Record> adopter{};
  corpora::RecordId after{};         // the adoption it builds on; empty: the innovation itself
  std::size_t depth = 1;             // 1: builds on the innovation itself
  std::optional<double> likeness{};  // 0..1; none: nothing to compare
  std::vector<Reason> why_like{};
};

struct Lineage {
  corpora::Record innovation{};
  std::vector<corpora::Record> parents{};   // nearest first
  std::vector<corpora::Record> variants{};  // made from it
  std::vector<AdoptionStep> adoptions{};    // each after the one it builds on; else oldest first
  std::vector<std::size_t> most_like{};     // places among the adoptions, most like first; those with a likeness
  bool is_truncated = false;                // there are more variants or adoptions than are shown
  indexer::IndexState state{};
};

config::Result<Lineage> find_lineage(const SearchEngine& engine, const LineageRequest& request);

}  // namespace kohtaamo::server
