// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/call_values.h"

#include <algorithm>
#include <charconv>

namespace kohtaamo::server {

std::optional<corpora::Date> read_date_value(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || text.size() != 8 || end != text.data() + text.size()) return std::nullopt;
  return corpora::Date(std::chrono::year(number / 10'000) / (number / 100 % 100) / (number % 100));
}

corpora::CallDates read_call_dates(const CallValues& values) {
  constexpr char separator = '\x1f';
  corpora::CallDates dates{.opens = read_date_value(values.opens),
                           .is_rolling = values.state == "rolling",
                           .is_cancelled = values.state == "cancelled"};
  for (std::string_view rest = values.deadlines; !rest.empty();) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    if (const auto day = read_date_value(rest.substr(0, end))) dates.deadlines.push_back(*day);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::ranges::sort(dates.deadlines);
  return dates;
}

}  // namespace kohtaamo::server
