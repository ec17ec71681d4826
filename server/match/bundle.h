// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// bundle.h — what meets a need all at once: a solution, the money for it, the skill that is missing, peers
// and evidence; and by name what nobody offers.
//
// Given   a need: a stored record, or a text in one's own words.
// Gives   the parts that together cover most of what the need asks for, each picked for what it adds to
//         those before it; and a gap for each thing that nothing covers. A part is a match like any other,
//         with its reasons: no weak one, and none that fails a check.
// Fails   as Matcher does.
// Never   takes more sub-queries than there are types and kinds of resources.
// Threads safe.
//
// How     The solution comes first, since the rest leans on it: what it needs is asked for as well, and who
//         adopted it and what was written of it become candidates. It is an innovation, or where none answers a
//         project that has done it. Then, again and again, the candidate
//         with the greatest score × what it newly covers.

#include <string>
#include <vector>

#include "server/match/match.h"

namespace kohtaamo::server {

// Why something is asked for.
enum class Basis : std::uint8_t {
  stated,   // the need says that it looks for it
  usual,    // nearly every need is served by it: a solution, money, peers, evidence
  solution  // the solution that was picked needs it
};
std::string_view to_text(Basis basis);

struct Requirement {
  std::string code{};  // of the list looking_for, or "evidence"
  Basis basis = Basis::stated;
};

struct BundlePart {
  std::vector<std::string> covers{};           // requirements that nothing before it covers
  std::vector<corpora::RecordId> linked_to{};  // the need and the parts before it that it refers to
  Match match{};
  std::vector<Match> others{};  // the next best for the first of `covers`
};

struct BundleGap {
  Requirement requirement{};
  Reason reason{};
  std::vector<Match> nearest{};  // that fail a check or are weak: why not is as useful as why
};

struct Bundle {
  Asker understood{};
  std::vector<Requirement> requirements{};
  std::vector<BundlePart> parts{};
  std::vector<BundleGap> gaps{};
  std::vector<Match> near_misses{};  // no weak ones: a check fails; best first, without those nearest to a gap
  indexer::IndexState state{};
};

// `request.types`, `request.limit` and `request.filters` are of no consequence.
config::Result<Bundle> find_bundle(const Matcher& matcher, const SearchEngine& engine, const MatchRequest& request);

}  // namespace kohtaamo::server
