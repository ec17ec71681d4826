// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// referring.h — all records of one type that refer to another, not only the newest.
//
// Given   an open index, the id of a record, a type.
// Gives   the listed records that name it anywhere, by id, at most `most`; and how many there are in all.
// Threads as the database.

#include <vector>

#include <xapian.h>

#include "config/error.h"
#include "corpora/record.h"

namespace kohtaamo::server {

struct Referring {
  std::vector<corpora::Record> records{};
  std::size_t total = 0;
};

config::Result<Referring> find_referring(const Xapian::Database& database, const corpora::RecordId& id,
                                         corpora::RecordType type, std::size_t most);

}  // namespace kohtaamo::server
