// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// index_terms.h — what the terms of the index tell a match: which speak of content, and how rare they are.
//
// Given   a term as the index has it.
// Gives   whether it is a word (no prefix) or a concept, and not a code; its inverse document frequency.
// Threads as the database.

#include <string>

#include <xapian.h>

namespace kohtaamo::server {

bool is_word(const std::string& term);
bool is_word_or_concept(const std::string& term);

// ln((N - n + 0.5) / (n + 0.5)), that of BM25; 0 where that is less, and for a term that no record has.
double idf(const std::string& term, const Xapian::Database& database);

}  // namespace kohtaamo::server
