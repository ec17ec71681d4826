// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// replies_match.h — the parts that matches, and what is built on them, have in common, as JSON.

#include "server/replies.h"

namespace kohtaamo::server {

void write_understood(config::JsonWriter& writer, const Asker& asker);

// The sentence for people; key and values for programs. Null where the number says it all.
void write_reason(config::JsonWriter& writer, std::string_view name, const Reason& reason, stemming::Language language);

void write_reason(config::JsonWriter& writer, const Reason& reason, stemming::Language language);  // in a list

// Of a confidential record, and of an actor that does not want to be asked.
bool hides_contact(const corpora::Record& record);

// How a record's people are reached, where it says so publicly: `contact`, its page and its addresses. Never
// of one whose people do not want to be shown.
void write_contact(config::JsonWriter& writer, const corpora::Record& record, const HitView& view);

void write_match(config::JsonWriter& writer, const Match& match, const HitView& view);
void write_matches(config::JsonWriter& writer, std::string_view name, const std::vector<Match>& matches,
                   const HitView& view);

}  // namespace kohtaamo::server
