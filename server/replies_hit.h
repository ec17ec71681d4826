// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// replies_hit.h — the parts that hits and matches have in common, as JSON members.

#include "server/replies.h"

namespace kohtaamo::server {

// id, type, title, summary, url, language and what lists show of its type; for an object under way.
void write_record_members(config::JsonWriter& writer, const corpora::Record& record, const HitView& view);
void write_records(config::JsonWriter& writer, std::string_view name, const std::vector<corpora::Record>& records,
                   const HitView& view);  // a list of such objects
void write_segments(config::JsonWriter& writer, std::string_view name, const std::vector<Segment>& segments);
void write_snippet(config::JsonWriter& writer, std::string_view name, const Snippet& snippet, std::string_view member,
                   stemming::Language language);
void write_languages(config::JsonWriter& writer, std::string_view name,
                     const std::vector<stemming::Language>& languages);

double milliseconds_of(std::chrono::nanoseconds took);

}  // namespace kohtaamo::server
