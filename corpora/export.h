// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// export.h — the records of the store as JSON Lines or as a table.
//
// Given   a store, what to take, and where to write.
// Gives   records in the order of their ids. JSON Lines are as stored; a table has one column for each
//         member that some record has, with dotted names ("title.fi", "regions.0.code") that
//         `--format csv` reads back. Lists of texts have | between; cells that a program for tables
//         would take for formulas begin with '. Members that Kohtaamo does not know become texts.
// Fails   what the store fails with, or what the writing fails with.
// Never   holds all records in memory: a table is read twice, first for its columns.

#include <functional>
#include <string_view>

#include "config/error.h"
#include "corpora/store.h"

namespace kohtaamo::corpora {

// Takes the next piece of the output; a failure ends the export and is passed on.
using TextSink = std::function<config::Result<void>(std::string_view)>;

config::Result<std::int64_t> export_jsonl(Store& store, const RecordFilter& filter, const TextSink& sink);
config::Result<std::int64_t> export_csv(Store& store, const RecordFilter& filter, const TextSink& sink);

}  // namespace kohtaamo::corpora
