// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// dublin_core.h — a record in the fifteen elements of Dublin Core.
//
// Given   a record as it may be shared, its page, and the names of the records it refers to.
// Gives   elements in the order of the standard, each with its language where it has one.
// Threads pure function.
//
// Example   a paper by two authors, with titles in fi and en
//   ->      title (fi), title (en), creator, creator, …, rights

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record.h"

namespace kohtaamo::server::exchange {

struct DublinCoreElement {
  const char* name = "";        // "title"
  std::string_view language{};  // "fi"; empty: none
  std::string text{};
};

// What a record is called; empty when it may not be seen.
using NameOf = std::function<std::string(const corpora::RecordId& id)>;

std::vector<DublinCoreElement> dublin_core(const corpora::Record& record, const std::string& page,
                                           const NameOf& name_of);

}  // namespace kohtaamo::server::exchange
