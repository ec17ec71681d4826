// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// atom.h — records as an Atom feed (RFC 4287).
//
// Given   records as they may be shared, each with the moment of its last change.
// Gives   one document. The id of an entry is that of the record and never changes; it is updated when the
//         content of the record is, not when it is fetched again.
// Threads pure function.

#include <span>
#include <string>

#include "server/exchange/addresses.h"
#include "server/exchange/harvest.h"

namespace kohtaamo::server::exchange {

struct FeedView {
  const Addresses& addresses;
  std::string self{}, page{};  // paths: of the feed, and of what it is a feed of
  std::string title{};
  std::string updated{};  // when there are no records
  stemming::Language language{};
};

std::string to_atom(std::span<const HarvestedRecord> records, const FeedView& view);

}  // namespace kohtaamo::server::exchange
