// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/passage_lead.h"

#include <algorithm>
#include <array>

namespace kohtaamo::server {
namespace {

// As the Commission writes its calls, with and without the space.
constexpr std::array<std::string_view, 8> headings{
    "Expected Outcomes", "Expected Outcome", "ExpectedOutcome", "Expected Impacts",
    "Expected Impact",   "ExpectedImpact",   "Scope",           "Objective"};
constexpr std::array<std::string_view, 3> formulas{"are expected to contribute", "is expected to achieve",
                                                   "are expected to achieve"};
constexpr std::size_t longest_formula = 260, least_rest = 40;
constexpr std::string_view between = " \t\r\n*:", list_marks = " \t\r\n*-0123456789.)";

std::string_view after(std::string_view text, std::string_view characters) {
  return text.substr(std::min(text.find_first_not_of(characters), text.size()));
}

// The text after its heading; all of it where it has none.
std::string_view after_heading(std::string_view text) {
  const std::string_view begin = after(text, " \t\r\n*");
  for (const std::string_view heading : headings) {
    if (!begin.starts_with(heading)) continue;
    const std::string_view rest = begin.substr(heading.size());
    const std::string_view marks = rest.substr(0, std::min(rest.find_first_not_of(between), rest.size()));
    if (marks.find_first_of(":\n") != std::string_view::npos) return rest.substr(marks.size());
  }
  return text;
}

// A sentence that only announces the list after it ends with a colon.
std::string_view after_formula(std::string_view text) {
  const std::size_t end = text.find(':');
  if (end == std::string_view::npos || end > longest_formula) return text;
  const std::string_view sentence = text.substr(0, end);
  const bool is_formula = std::ranges::any_of(
      formulas, [&](std::string_view formula) { return sentence.find(formula) != std::string_view::npos; });
  return is_formula && sentence.find(". ") == std::string_view::npos ? after(text.substr(end + 1), list_marks) : text;
}

}  // namespace

std::size_t lead_bytes(std::string_view text) {
  const std::string_view rest = after_formula(after_heading(text));
  return rest.size() < least_rest ? 0 : text.size() - rest.size();
}

}  // namespace kohtaamo::server
