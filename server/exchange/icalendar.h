// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// icalendar.h — the deadlines of calls as a calendar (RFC 5545).
//
// Given   calls as they may be shared, each with its last change.
// Gives   an all-day event for each deadline, on its day in Helsinki. The UID of a deadline stays when it moves,
//         and its SEQUENCE is the change number of the call: it grows whenever the call changes, so that a
//         calendar takes the new day for the old event. A cancelled call cancels its events.
// Never   writes a line of more than 75 bytes, or breaks one within a letter.
// Threads pure function.
//
// Example   call-01 at kohtaamo.example, changed as number 412, with the deadline 2026-10-15
//   ->      UID:call-01-1@kohtaamo.example, SEQUENCE:412, DTSTART;VALUE=DATE:20261015

#include <span>
#include <string>

#include "corpora/date.h"
#include "server/exchange/addresses.h"
#include "server/exchange/harvest.h"

namespace kohtaamo::server::exchange {

struct CalendarView {
  const Addresses& addresses;
  std::string name{};
  stemming::Language language{};
  corpora::Date today{};
};

std::string to_icalendar(std::span<const HarvestedRecord> calls, const CalendarView& view);

}  // namespace kohtaamo::server::exchange
