// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/funding_table.h"

#include <fmt/format.h>

#include <limits>
#include <set>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/call_words.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {
namespace {

using config::message;

std::vector<std::string> heads(const Reader& reader) {
  const std::string_view language = to_text(reader.language);
  std::vector<std::string> row;
  for (const std::string_view key :
       {"column_title", "field_effective_status", "opens", "next_deadline", "deadlines_all", "funding_grant",
        "funding_applicant", "field_programme", "permalink", "source", "licence"})
    row.push_back(message(key, language));
  return row;
}

std::vector<std::string> row_of(const corpora::Record& record, std::string_view status, const std::string& base,
                                const Reader& reader) {
  const auto& call = std::get<corpora::Call>(record.details);
  const auto next = next_deadline(dates_of(call), reader.today);
  std::vector<std::string> deadlines;
  for (const DeadlineWords& one : deadline_words(call, reader)) deadlines.push_back(one.words);
  return {readable(record.title, reader.language).text,
          std::string(config::label_of("effective_statuses", status, to_text(reader.language))),
          call.opens ? corpora::to_text(*call.opens) : "",
          next ? corpora::to_text(*next) : "",
          fmt::format("{}", fmt::join(deadlines, "; ")),
          grant_words(call, reader),
          applicant_words(call, reader, std::numeric_limits<std::size_t>::max()),
          call.programme,
          base + record_address(reader.language, record.id),
          record.provenance.source,
          record.licence};
}

}  // namespace

std::vector<std::vector<std::string>> call_rows(const CallList& list, const std::string& base, const Reader& reader) {
  std::vector<std::vector<std::string>> rows{heads(reader)};
  for (const ListedCall& call : list.calls) rows.push_back(row_of(*call.record, call.status, base, reader));
  std::set<corpora::RecordId> seen;  // a call may have several deadlines in a month
  for (const MonthDeadline& deadline : list.deadlines)
    if (seen.insert(deadline.record->id).second)
      rows.push_back(row_of(*deadline.record, deadline.status, base, reader));
  return rows;
}

}  // namespace kohtaamo::server
