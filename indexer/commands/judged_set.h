// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// judged_set.h — questions and judgments from files, as `evaluate` needs them.
//
// Given   questions as JSON Lines ({"id": …, "title": …, "text": …}), and judgments as lines of
//         "question<TAB>record<TAB>grade" or TREC's four columns "question 0 record grade"; both may be gzipped.
// Gives   the questions in the order of the file; the judgments of each.
// Fails   file_missing; bad_request with file and line for what cannot be read.
// Threads pure but for reading files.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "indexer/relevance.h"

namespace kohtaamo::indexer {

struct Question {
  std::string id{}, text{};
};
using JudgmentsByQuestion = std::map<std::string, Judgments, std::less<>>;

// `members`: "text", or several joined: "title+text".
config::Result<std::vector<Question>> read_questions(const std::string& file, std::string_view members);
config::Result<JudgmentsByQuestion> read_judgments(const std::string& file);

// The name by which the judgments know a record: its id, or the part after the first ':'.
std::string judged_name(const std::string& id, const Judgments& judgments);

}  // namespace kohtaamo::indexer
