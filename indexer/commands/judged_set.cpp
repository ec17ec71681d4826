// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/commands/judged_set.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "config/json_members.h"
#include "corpora/import/line_reader.h"
#include "corpora/import/rows.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::size_t max_line_bytes = 16 << 20;

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (end > begin) parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

Result<Question> question_of(const corpora::Row& row, const std::vector<std::string>& members,
                             const std::string& place) {
  if (!row.json) return fail(row.json.error().code, row.json.error().message, place);
  if (!row.json->IsObject()) return fail(ErrorCode::bad_request, "a question is a JSON object", place);
  const auto id = config::find_text_member(*row.json, "id");
  if (!id) return fail(ErrorCode::bad_request, "a question needs an \"id\", which is a text", place);
  Question question{.id = *id};
  bool has_member = false;
  for (const std::string& member : members) {
    const auto text = config::find_text_member(*row.json, member);
    if (!text) continue;
    has_member = true;
    if (!question.text.empty() && !text->empty()) question.text += '\n';
    question.text += *text;
  }
  if (!has_member)
    return fail(ErrorCode::bad_request, fmt::format("the question has no {}", fmt::join(members, ", ")), place);
  return question;
}

// "question record grade" or "question iteration record grade".
Result<void> take_judgment(std::string_view line, const std::string& place, JudgmentsByQuestion& judgments) {
  const std::vector<std::string> columns = split(line, "\t ");
  if (columns.size() != 3 && columns.size() != 4)
    return fail(ErrorCode::bad_request, "a judgment has three or four columns", place);
  const std::string& grade_text = columns.back();
  int grade = 0;
  const auto [end, problem] = std::from_chars(grade_text.data(), grade_text.data() + grade_text.size(), grade);
  if (problem != std::errc() || end != grade_text.data() + grade_text.size())
    return fail(ErrorCode::bad_request, fmt::format("'{}' is no grade", grade_text), place);
  judgments[columns.front()][columns[columns.size() - 2]] = grade;
  return {};
}

}  // namespace

Result<std::vector<Question>> read_questions(const std::string& file, std::string_view members) {
  auto bytes = corpora::open_bytes(file);
  if (!bytes) return fail(bytes.error());
  const std::vector<std::string> names = split(members, "+");
  std::vector<Question> questions;
  const auto read = corpora::read_jsonl(*bytes, {}, [&](const corpora::Row& row) -> Result<void> {
    auto question = question_of(row, names, fmt::format("{}:{}", file, row.line));
    if (!question) return fail(question.error());
    questions.push_back(std::move(*question));
    return {};
  });
  if (!read) return fail(read.error());
  return questions;
}

Result<JudgmentsByQuestion> read_judgments(const std::string& file) {
  auto bytes = corpora::open_bytes(file);
  if (!bytes) return fail(bytes.error());
  corpora::LineReader lines(*bytes, max_line_bytes);
  JudgmentsByQuestion judgments;
  for (;;) {
    const auto line = lines.next();
    if (!line) return fail(line.error());
    if (!*line) return judgments;
    if ((*line)->text.empty()) continue;
    if (auto ok = take_judgment((*line)->text, fmt::format("{}:{}", file, (*line)->number), judgments); !ok)
      return fail(ok.error());
  }
}

std::string judged_name(const std::string& id, const Judgments& judgments) {
  if (judgments.contains(id)) return id;
  const std::size_t colon = id.find(':');
  std::string local = colon == std::string::npos ? id : id.substr(colon + 1);
  return judgments.contains(local) ? local : id;
}

}  // namespace kohtaamo::indexer
