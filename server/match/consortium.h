// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// consortium.h — who could apply together: actors that complement each other, not ones alike.
//
// Given   a call; the actor that looks for partners, if there is one; skills that are wanted beside.
// Gives   the parts of the call's rule for a consortium (types that must be in it, how many partners, from how
//         many countries) and the skills; members that each fill parts which those before them leave open;
//         and which parts stay open. Members are counted with the actor that asks.
// Fails   not_found, bad_request (no call, no actor), index_unavailable.
// Never   proposes an actor that fills nothing, or counts one that the call excludes as a partner: such a one
//         can have a skill that is wanted.
// Threads safe.

#include <string>
#include <vector>

#include "server/match/match.h"

namespace kohtaamo::server {

struct ConsortiumRequest {
  corpora::RecordId call{}, actor{};  // actor: empty when nobody asks yet
  std::vector<std::string> skills{};  // codes of resource_kinds
  std::size_t limit = 10;             // most members
  corpora::Date today{};
};

enum class RuleKind : std::uint8_t { actor_type, partners, countries, skill };
std::string_view to_text(RuleKind kind);

// One thing that a consortium must have.
struct RulePart {
  RuleKind kind = RuleKind::actor_type;
  std::string code{};  // of actor_types or resource_kinds; empty for numbers
  std::size_t required = 1, have = 0;
  Reason reason{};  // what stays open; empty when nothing does
  bool is_open() const { return have < required; }
};

struct Member {
  Match match{};  // of the actor with the call; the one that asks has no signals
  bool is_asker = false;
  std::vector<std::size_t> fills{};         // places of the parts that it fills
  std::string country{};                    // "country:FI"; empty when it is not known
  std::vector<corpora::RecordId> offers{};  // through which it has the skills
};

struct Consortium {
  corpora::Record call{};
  std::vector<RulePart> rule{};  // empty: the call states none, and nothing else was asked for
  std::vector<Member> members{};
  indexer::IndexState state{};
};

config::Result<Consortium> find_consortium(const Matcher& matcher, const SearchEngine& engine,
                                           const ConsortiumRequest& request);

}  // namespace kohtaamo::server
