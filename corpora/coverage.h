// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// coverage.h — which members the records of each source have, and how many of them.
//
// Given   a store.
// Gives   a row a source and type: how many records there are, and of each member how many have it.
//         Members of lists count once a record: "partners.actor" is there when any partner has it.
// Fails   as the store does.
// Threads one a Store at a time.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "corpora/store.h"

namespace kohtaamo::corpora {

struct Coverage {
  std::string source{}, type{};
  std::int64_t records = 0;
  std::map<std::string, std::int64_t> members{};  // dotted name -> records that have it
};

config::Result<std::vector<Coverage>> read_coverage(Store& store);

}  // namespace kohtaamo::corpora
