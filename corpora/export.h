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
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "corpora/store.h"

namespace kohtaamo::corpora {

// Takes the next piece of the output; a failure ends the export and is passed on.
using TextSink = std::function<config::Result<void>(std::string_view)>;

// Gives the JSON of one record after the other to `take`, and stops where that fails.
using JsonSource =
    std::function<config::Result<void>(const std::function<config::Result<void>(std::string_view)>& take)>;

// The table alone, of records from anywhere; they are asked for twice and must be the same.
config::Result<void> write_table(const JsonSource& records, const TextSink& sink);

// A line of a table: quoted where needed, with guards against formulas.
std::string table_line(const std::vector<std::string>& cells);

config::Result<std::int64_t> export_jsonl(Store& store, const RecordFilter& filter, const TextSink& sink);
config::Result<std::int64_t> export_csv(Store& store, const RecordFilter& filter, const TextSink& sink);

}  // namespace kohtaamo::corpora
