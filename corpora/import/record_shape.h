// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record_shape.h — what stands in a member of a record, by its dotted name.
//
// Given   a type of record and a name: "title.fi", "regions.0.code", "target_groups".
// Gives   its shape, from the members that record_fields.h lists; `unknown` for names it does not list.
// Threads safe from everywhere.
//
// A table has only texts in its cells. The shape tells which of them are numbers, and which are lists.

#include <cstdint>
#include <string_view>

#include "corpora/record.h"

namespace kohtaamo::corpora {

enum class Shape : std::uint8_t { unknown, text, number, boolean, texts, objects };

Shape shape_of(RecordType type, std::string_view dotted_name);

}  // namespace kohtaamo::corpora
