// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/date.h"

#include <fmt/format.h>

#include "corpora/moment.h"
#include "corpora/time_of_day.h"

namespace kohtaamo::corpora {
namespace {

using namespace std::chrono_literals;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes pieces off the front of a text; each gives nothing, and takes nothing, when the piece is not there.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool is_at_end() const { return rest_.empty(); }

  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (!is_digit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  std::optional<char> any_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return std::nullopt;
    const char taken = rest_.front();
    rest_.remove_prefix(1);
    return taken;
  }

  bool take(char c) { return any_of(std::string_view(&c, 1)).has_value(); }

  // A fraction of a second cannot change the day.
  bool skip_fraction() {
    if (!any_of(".,")) return true;
    if (!any_of("0123456789")) return false;
    while (any_of("0123456789")) {
    }
    return true;
  }

 private:
  std::string_view rest_;
};

std::optional<sys_days> scan_day(Scanner& scanner) {
  const auto year_number = scanner.digits(4);
  if (!year_number || !scanner.take('-')) return std::nullopt;
  const auto month_number = scanner.digits(2);
  if (!month_number || !scanner.take('-')) return std::nullopt;
  const auto day_number = scanner.digits(2);
  if (!day_number) return std::nullopt;
  const std::chrono::year_month_day day{year(*year_number), std::chrono::month(static_cast<unsigned>(*month_number)),
                                        std::chrono::day(static_cast<unsigned>(*day_number))};
  if (!day.ok()) return std::nullopt;
  return sys_days(day);
}

std::optional<std::chrono::seconds> scan_time(Scanner& scanner) {
  const auto hours = scanner.digits(2);
  if (!hours || *hours > 23 || !scanner.take(':')) return std::nullopt;
  const auto minutes = scanner.digits(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  std::optional<int> seconds = 0;
  if (scanner.take(':')) seconds = scanner.digits(2);
  if (!seconds || *seconds > 60 || !scanner.skip_fraction()) return std::nullopt;
  return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) + std::chrono::seconds(*seconds);
}

// "Z", "+03:00", "+0300" or "+03": how far ahead of UTC.
std::optional<std::chrono::minutes> scan_zone(Scanner& scanner) {
  const auto sign = scanner.any_of("Zz+-");
  if (!sign) return std::nullopt;
  if (*sign == 'Z' || *sign == 'z') return 0min;
  const auto hours = scanner.digits(2);
  if (!hours || *hours > 23) return std::nullopt;
  std::optional<int> minutes = 0;
  if (scanner.take(':') || !scanner.is_at_end()) minutes = scanner.digits(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const auto ahead = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return *sign == '-' ? -ahead : ahead;
}

std::optional<sys_seconds> scan_instant(std::string_view text) {
  Scanner scanner(text);
  const auto day = scan_day(scanner);
  if (!day) return std::nullopt;
  if (scanner.is_at_end()) return sys_seconds(*day);
  if (!scanner.any_of("Tt ")) return std::nullopt;
  const auto time = scan_time(scanner);
  const auto ahead = time ? scan_zone(scanner) : std::nullopt;
  if (!ahead || !scanner.is_at_end()) return std::nullopt;
  return sys_seconds(*day) + *time - *ahead;
}

// What a clock on a wall in Helsinki shows.
struct Moment {
  Date day{};
  std::optional<std::chrono::seconds> time{};  // none: a day alone
};
Moment moment_in_helsinki(sys_seconds utc);

std::optional<Moment> scan_moment(std::string_view text) {
  Scanner scanner(text);
  const auto day = scan_day(scanner);
  if (!day) return std::nullopt;
  if (scanner.is_at_end()) return Moment{.day = *day};
  if (!scanner.any_of("Tt ")) return std::nullopt;
  const auto time = scan_time(scanner);
  if (!time) return std::nullopt;
  if (scanner.is_at_end()) return Moment{.day = *day, .time = time};  // Helsinki's own time: as written
  const auto ahead = scan_zone(scanner);
  if (!ahead || !scanner.is_at_end()) return std::nullopt;
  return moment_in_helsinki(sys_seconds(*day) + *time - *ahead);
}

// Summer time in the EU begins and ends at 01:00 UTC on the last Sunday of March and October.
sys_seconds clock_change(year in, std::chrono::month month) {
  return sys_days(in / month / std::chrono::Sunday[std::chrono::last]) + 1h;
}

// By the rule in force since 1996. The standard library of the target system has no time zones yet,
// and a day that is reckoned the same everywhere must not hang on the zone files of a machine.
std::chrono::hours ahead_of_utc(sys_seconds moment) {
  const year in = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(moment)).year();
  const bool is_summer =
      moment >= clock_change(in, std::chrono::March) && moment < clock_change(in, std::chrono::October);
  return is_summer ? 3h : 2h;
}

Moment moment_in_helsinki(sys_seconds utc) {
  const sys_seconds here = utc + ahead_of_utc(utc);
  const Date day = std::chrono::floor<std::chrono::days>(here);
  return {.day = day, .time = here - day};
}

}  // namespace

config::Result<Date> parse_date(std::string_view text) {
  const auto moment = scan_moment(text);
  if (!moment)
    return config::fail(config::ErrorCode::bad_record,
                        fmt::format("'{}' is no date; write it as 2026-10-15 or 2026-10-15T13:15:00Z", text));
  return moment->day;
}

std::optional<std::string> time_in_helsinki(std::string_view text) {
  const auto moment = scan_moment(text);
  if (!moment || !moment->time || *moment->time == 0s) return std::nullopt;
  const std::chrono::hh_mm_ss time(*moment->time);
  return fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count());
}

std::string to_text(Date day) {
  const std::chrono::year_month_day parts(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                     static_cast<unsigned>(parts.day()));
}

Date day_in_helsinki(std::chrono::system_clock::time_point moment) {
  return moment_in_helsinki(std::chrono::floor<std::chrono::seconds>(moment)).day;
}

Date today_in_helsinki() { return day_in_helsinki(std::chrono::system_clock::now()); }

std::string now_as_timestamp() {
  return to_timestamp(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

std::string to_timestamp(sys_seconds moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::hh_mm_ss time(moment - day);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", to_text(day), time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

config::Result<sys_seconds> parse_moment(std::string_view text) {
  const auto moment = scan_instant(text);
  if (!moment)
    return config::fail(config::ErrorCode::bad_record,
                        fmt::format("'{}' is no moment; write it as 2026-10-15T13:15:00Z", text));
  return *moment;
}

sys_seconds helsinki_moment(Date day, std::chrono::minutes after_midnight) {
  const sys_seconds local = sys_seconds(day) + after_midnight;
  const sys_seconds in_winter = local - 2h, in_summer = local - 3h;
  if (ahead_of_utc(in_summer) == 3h) return in_summer;
  if (ahead_of_utc(in_winter) == 2h) return in_winter;
  return clock_change(std::chrono::year_month_day(day).year(), std::chrono::March);
}

}  // namespace kohtaamo::corpora
