// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "corpora/harvest/paging.h"

namespace kohtaamo::corpora::harvest {

using config::ErrorCode;
using config::fail;
using config::Result;

namespace {

constexpr std::int64_t enough_to_judge = 20;

// A little less each time, a source may lose all of its records and never much at once. Lists have their seasons, so
// that more may be lost in a season than in a run.
Result<void> check_slow_loss(const Source& source, const Brought& brought, std::int64_t records) {
  constexpr double may_lose_slowly = 0.5;
  const double least = static_cast<double>(brought.most) * (1 - std::max(brought.may_lose, may_lose_slowly));
  if (!brought.takes_all || static_cast<double>(records) >= least) return {};
  return fail(ErrorCode::source_shrank,
              fmt::format("the run brought {} records, and that of {} brought {}: the source shrinks more than it may, "
                          "slowly; nothing was changed; say --allow-shrink if that is meant",
                          records, brought.most_at, brought.most),
              source.url);
}

}  // namespace

// A page for people ("we are down for maintenance") comes with status 200 often enough.
Result<void> check_kind(const Source& source, const HttpAnswer& answer) {
  const std::string_view kind = content_kind(source);
  const std::string type(answer.header("content-type"));
  const bool is_page = type.find("html") != std::string::npos;
  if (kind.empty() ? !is_page : type.empty() || type.find(kind) != std::string::npos) return {};
  return fail(ErrorCode::source_broken,
              fmt::format("the reply is '{}'{}", type, kind.empty() ? "" : fmt::format(", not {}", kind)), answer.url);
}

Result<void> check_expectations(const Source& source, const RunContent& content, const Brought& brought) {
  if (brought.total) {
    const auto slack = static_cast<double>(*brought.total) * source.total_slack;
    if (std::abs(static_cast<double>(brought.rows - *brought.total)) > slack)
      return fail(ErrorCode::source_broken,
                  fmt::format("the source counts {} rows and gave {}", *brought.total, brought.rows), source.url);
  }
  const std::int64_t records = content.records();
  if (brought.takes_all && records < source.min_rows) {
    const auto& why = content.first_rejected();
    return fail(ErrorCode::source_shrank,
                fmt::format("the run brought {} records, and {} are expected at least; nothing was changed{}", records,
                            source.min_rows, why ? ": " + to_text(*why) : std::string{}),
                source.url);
  }
  // Of a complete source the import itself compares which records are lost.
  const double least = static_cast<double>(brought.before) * (1 - brought.may_lose);
  if (brought.takes_all && !source.is_complete() && static_cast<double>(records) < least)
    return fail(ErrorCode::source_shrank,
                fmt::format("the run brought {} records, and the last one {}, more of a loss than max_shrink allows; "
                            "nothing was changed; say --allow-shrink if that is meant",
                            records, brought.before),
                source.url);
  if (auto kept = check_slow_loss(source, brought, records); !kept) return kept;
  // What a few changed records lack says nothing about the source.
  if (!brought.takes_all && records < enough_to_judge) return {};
  for (const std::string& member : source.required) {
    const std::int64_t with = content.with(member);
    if (static_cast<double>(with) >= source.required_share * static_cast<double>(records)) continue;
    return fail(
        ErrorCode::source_shrank,
        fmt::format("only {} of {} records have '{}'; nothing was changed, for the source may have changed its names",
                    with, records, member),
        source.url);
  }
  return {};
}

}  // namespace kohtaamo::corpora::harvest
