// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/icalendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "config/messages.h"
#include "corpora/effective_status.h"
#include "server/exchange/xml.h"

namespace kohtaamo::server::exchange {
namespace {

using corpora::Call;
using corpora::Deadline;
using corpora::Record;

constexpr std::size_t most_line_bytes = 75;

// Whether a letter of UTF-8 goes on with this byte.
bool goes_on(char byte) { return (static_cast<std::uint8_t>(byte) & 0xC0) == 0x80; }

class Lines {
 public:
  // Folded: each further line begins with a blank, which counts.
  void add(std::string_view name, std::string_view value) {
    std::string line = fmt::format("{}:{}", name, value);
    for (std::size_t begin = 0, room = most_line_bytes; begin < line.size(); room = most_line_bytes - 1) {
      std::size_t end = std::min(begin + room, line.size());
      while (end < line.size() && goes_on(line[end])) --end;
      text_ += begin > 0 ? " " : "";
      text_.append(line, begin, end - begin).append("\r\n");
      begin = end;
    }
  }
  void add_text(std::string_view name, std::string_view text) { add(name, escaped(text)); }
  std::string take() { return std::move(text_); }

 private:
  static std::string escaped(std::string_view text) {
    std::string escaped;
    for (const char c : xml_text(text)) {  // control characters are no better here
      if (c == '\r') continue;
      if (c == '\\' || c == ';' || c == ',') escaped += '\\';
      if (c == '\n')
        escaped += "\\n";
      else
        escaped += c;
    }
    return escaped;
  }

  std::string text_{};
};

std::string without(std::string text, std::string_view letters) {
  std::erase_if(text, [&](char c) { return letters.find(c) != std::string_view::npos; });
  return text;
}

std::string compact(corpora::Date day) { return without(corpora::to_text(day), "-"); }

// What must be told beside the day: the time, the stage, where it moved from.
std::string description_of(const Record& record, const Deadline& deadline, const CalendarView& view) {
  const std::string_view language = to_text(view.language);
  std::string text;
  const auto add = [&](const std::string& line) { text += line.empty() ? "" : line + "\n"; };
  const std::string day = corpora::to_text(*deadline.date);
  if (!deadline.time.empty())
    add(config::message("deadline_with_time", language, {{"date", day}, {"time", deadline.time}}));
  if (deadline.stage) add(config::message("deadline_stage", language, {{"stage", std::to_string(*deadline.stage)}}));
  if (deadline.moved_from)
    add(config::message("deadline_moved", language, {{"date", corpora::to_text(*deadline.moved_from)}}));
  add(record.summary.best(view.language));
  if (!text.empty()) text.pop_back();
  return text;
}

// By its place among the deadlines: what else there is of it may change.
void add_event(const HarvestedRecord& one, std::size_t place, const CalendarView& view, Lines& lines) {
  const Record& record = one.record;
  const auto& call = std::get<Call>(record.details);
  const Deadline& deadline = call.deadlines.at(place);
  lines.add("BEGIN", "VEVENT");
  lines.add("UID", fmt::format("{}-{}@{}", encoded_id(record.id), place + 1, view.addresses.domain()));
  lines.add("SEQUENCE", std::to_string(one.seq));
  lines.add("DTSTAMP", without(one.changed_at, "-:"));
  lines.add("DTSTART;VALUE=DATE", compact(*deadline.date));
  lines.add("DTEND;VALUE=DATE", compact(*deadline.date + std::chrono::days(1)));
  lines.add_text("SUMMARY",
                 config::message("deadline", to_text(view.language)) + ": " + record.title.best(view.language));
  if (const std::string text = description_of(record, deadline, view); !text.empty())
    lines.add_text("DESCRIPTION", text);
  lines.add("URL", view.addresses.page(record.id, view.language));
  const bool is_cancelled = effective_status(call, view.today) == "cancelled";
  lines.add("STATUS", is_cancelled ? "CANCELLED" : "CONFIRMED");
  lines.add("TRANSP", "TRANSPARENT");
  lines.add("END", "VEVENT");
}

}  // namespace

std::string to_icalendar(std::span<const HarvestedRecord> calls, const CalendarView& view) {
  Lines lines;
  lines.add("BEGIN", "VCALENDAR");
  lines.add("VERSION", "2.0");
  lines.add("PRODID", "-//Kohtaamo//Kohtaamo//EN");
  lines.add("CALSCALE", "GREGORIAN");
  lines.add("METHOD", "PUBLISH");
  lines.add_text("X-WR-CALNAME", view.name);
  lines.add("X-WR-TIMEZONE", "Europe/Helsinki");
  lines.add("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
  for (const HarvestedRecord& one : calls) {
    const auto* call = std::get_if<Call>(&one.record.details);
    if (call == nullptr) continue;
    for (std::size_t place = 0; place < call->deadlines.size(); ++place)
      if (call->deadlines[place].date) add_event(one, place, view, lines);
  }
  lines.add("END", "VCALENDAR");
  return lines.take();
}

}  // namespace kohtaamo::server::exchange
