// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// validate.h — is this a record that we may keep? (SCHEMA, section 6)
//
// Given   a Record, from JSON or built by an importer. clean_record first, then validate.
// Gives   warnings: what is missing or odd but no reason to refuse.
// Fails   bad_record with a JSON pointer as the place: the first rule of record_fields.h that is
//         broken, a required member that is missing, dates or amounts out of order.
// Never   looks at other records (whether the id is new, or the title known, is the store's matter),
//         and never asks the clock.
// Threads safe from everywhere.

#include <optional>
#include <string>
#include <vector>

#include "config/error.h"
#include "corpora/record.h"

namespace kohtaamo::corpora {

struct Warning {
  std::string message{}, where{};  // where: a JSON pointer
};

// Puts every member into the one form in which it is kept: text as text_cleaning.h says, codes and
// schemes without aliases, no empty items in lists; `lang` from the languages of the title when absent.
// Cleaning twice is cleaning once.
void clean_record(Record& record);

// `today`, where given, adds the warning about deadlines that have passed.
config::Result<std::vector<Warning>> validate(const Record& record, std::optional<Date> today = std::nullopt);

}  // namespace kohtaamo::corpora
