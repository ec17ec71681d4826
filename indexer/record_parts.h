// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record_parts.h — what of a record is searched, what it refers to, and what of it may be seen.
//
// Given   a Record.
// Gives   its texts with their language and role, in the order in which they are indexed (snippets and
//         matches read the same list); the records it refers to; its public view.
// Never   names members: record_fields.h lists them once for all uses.
// Threads pure functions. A RecordText points into the record.

#include <string>
#include <string_view>
#include <vector>

#include "corpora/listing.h"
#include "corpora/record.h"
#include "stemming/language.h"

namespace kohtaamo::indexer {

enum class TextRole : std::uint8_t { title, summary, body };

struct RecordText {
  const std::string* text{};
  stemming::Language language{};
  TextRole role{};
  std::string_view member{};  // "title", "core_idea", "abstract"
};

// Texts without a language of their own (names, keywords of one kind) are in the record's first language.
std::vector<RecordText> texts_of(const corpora::Record& record);

// The language a record is written in first; Finnish when it does not say.
stemming::Language main_language(const corpora::Record& record);

// Every record that this one refers to (owner, developers, call, links, …), each once.
std::vector<corpora::RecordId> references_of(const corpora::Record& record);

bool is_confidential(const corpora::Record& record);
using corpora::is_listed;

// The record as the outside may see it: of a confidential one nothing is left that tells whose it is.
corpora::Record public_view(corpora::Record record);

}  // namespace kohtaamo::indexer
