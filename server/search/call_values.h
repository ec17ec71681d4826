// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// call_values.h — the dates of a call as the values of its document tell them.
//
// Given   the values of the fields opens, deadlines and call_state.
// Gives   what effective_status.h asks for; deadlines in order.
// Threads pure functions.

#include <optional>
#include <string_view>

#include "corpora/effective_status.h"

namespace kohtaamo::server {

struct CallValues {
  std::string_view opens{}, deadlines{}, state{};
};

corpora::CallDates read_call_dates(const CallValues& values);

// "20261123" as document_builder writes it; nothing for other text.
std::optional<corpora::Date> read_date_value(std::string_view text);

}  // namespace kohtaamo::server
