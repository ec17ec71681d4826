// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/completeness.h"

#include <algorithm>
#include <array>

#include "indexer/record_parts.h"

namespace kohtaamo::indexer {
namespace {

using corpora::Record;

bool tells_more_than_its_title(const Record& record) {
  return std::ranges::any_of(texts_of(record), [](const RecordText& text) {
    return text.role == TextRole::summary || text.role == TextRole::body;
  });
}

bool tells_its_subjects(const Record& record) {
  return !record.concepts.empty() || std::ranges::any_of(stemming::all_languages, [&](stemming::Language language) {
    return !record.keywords.in(language).empty();
  });
}

bool tells_whom_to_ask(const Record& record) {
  const corpora::Contact& contact = record.contact;
  return !contact.actor.empty() || !contact.role_address.empty() || !contact.form_url.empty() ||
         !record.provenance.url.empty();
}

bool tells_its_age(const Record& record) {
  return record.dates.created || record.dates.modified || record.dates.published;
}

bool is_in_two_languages(const Record& record) {
  return std::ranges::count_if(stemming::all_languages,
                               [&](stemming::Language language) { return !record.title.in(language).empty(); }) > 1;
}

struct Question {
  std::string_view name{};
  bool (*is_answered)(const Record&){};
};
constexpr std::array questions{
    Question{"what it is", tells_more_than_its_title},
    Question{"what it is about", tells_its_subjects},
    Question{"where", [](const Record& record) { return !record.regions.empty(); }},
    Question{"for whom", [](const Record& record) { return !record.target_groups.empty(); }},
    Question{"whom to ask", tells_whom_to_ask},
    Question{"how old it is", tells_its_age},
    Question{"in another language", is_in_two_languages},
    Question{"what may be done with it",
             [](const Record& record) { return !record.licence.empty() && record.licence != "unknown"; }},
};

}  // namespace

double completeness_of(const Record& record) {
  const auto answered = std::ranges::count_if(questions, [&](const Question& one) { return one.is_answered(record); });
  return static_cast<double>(answered) / static_cast<double>(questions.size());
}

}  // namespace kohtaamo::indexer
