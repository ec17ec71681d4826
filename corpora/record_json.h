// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record_json.h — a Record as JSON, and back. The format is SCHEMA's, documented in docs/records.md.
//
// Given   one JSON object, or a Record.
// Gives   a Record with NFC text, HTML stripped and codes checked; or JSON with members in the order
//         of record_fields.h, leaving out what is empty: equal records give equal text.
// Fails   bad_json ("byte 17") or bad_record with a JSON pointer ("/deadlines/0/date") as the place,
//         and the nearest known code or name in the message. A member that is not known is kept in
//         extra_json, with a warning, when it stands at the top; further down it is bad_record.
// Threads safe from everywhere.

#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "config/json.h"
#include "corpora/record.h"
#include "corpora/validate.h"

namespace kohtaamo::corpora {

struct ReadRecord {
  Record record{};
  std::vector<Warning> warnings{};  // "only one language", "no summary", "unknown member kept", …
};

config::Result<ReadRecord> read_record(std::string_view json);
config::Result<ReadRecord> read_record(const config::JsonValue& json);

// What to_json has written, from the store or the index: neither cleaned nor checked once more, which
// makes it several times as fast.
config::Result<Record> read_own_record(std::string_view json);

std::string to_json(const Record& record);
void write_json(const Record& record, config::JsonWriter& writer);

}  // namespace kohtaamo::corpora
