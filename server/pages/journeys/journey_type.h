// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// journey_type.h — which journey a record belongs to: where its page leads.
//
// Given   a type of record.
// Gives   the journey that asks with it; nothing for what asks for nothing, such as a paper.
// Threads pure function.

#include <optional>

#include "server/pages/journeys/journey_request.h"

namespace kohtaamo::server {

inline std::optional<Journey> journey_of(corpora::RecordType type) {
  switch (type) {
    case corpora::RecordType::need:
      return Journey::need;
    case corpora::RecordType::innovation:
    case corpora::RecordType::project:
      return Journey::develop;
    case corpora::RecordType::call:
      return Journey::fund;
    default:
      return std::nullopt;
  }
}

}  // namespace kohtaamo::server
