// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/validate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "config/code_lists.h"
#include "config/json.h"
#include "config/nearest_name.h"
#include "corpora/pointer_step.h"
#include "corpora/record_fields.h"
#include "corpora/text_cleaning.h"

namespace kohtaamo::corpora {
namespace {

using config::Error;
using config::ErrorCode;
using Complaint = std::optional<std::string>;  // what is wrong with a value, or nothing

// --- one value against one rule ---------------------------------------------------------------

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_capital(c) || is_small(c); }
bool is_blank_or_control(char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; }

Complaint check_code(std::string_view list_name, std::string_view value) {
  const config::CodeList& list = config::code_list(list_name);
  if (list.find(value) != nullptr) return std::nullopt;
  return fmt::format("'{}' is no code of {}{}", value, list_name, config::did_you_mean(value, list.names()));
}

Complaint check_choice(const Rule& rule, std::string_view value) {
  const auto end = std::ranges::find(rule.choices, std::string_view());
  const std::span known(rule.choices.begin(), end);
  if (std::ranges::find(known, value) != known.end()) return std::nullopt;
  return fmt::format("'{}' is none of {}", value, fmt::join(known, ", "));
}

Complaint check_record_id(std::string_view value) {
  constexpr std::size_t most_bytes = 200;
  if (value.size() > most_bytes)
    return fmt::format("an id has at most {} bytes, this one has {}", most_bytes, value.size());
  if (std::ranges::any_of(value, is_blank_or_control)) return fmt::format("the id '{}' has white space in it", value);
  return std::nullopt;
}

Complaint check_url(std::string_view value) {
  const std::size_t scheme_end = value.find("://");
  std::string scheme(value.substr(0, scheme_end == std::string_view::npos ? 0 : scheme_end));
  std::ranges::transform(scheme, scheme.begin(),
                         [](char c) { return is_capital(c) ? static_cast<char>(c | 0x20) : c; });
  if (scheme != "http" && scheme != "https") return fmt::format("'{}' is no http or https address", value);
  const std::string_view rest = value.substr(scheme_end + 3);
  const bool is_broken = rest.empty() || rest.find_first_of("/?#") == 0 || std::ranges::any_of(rest, [](char c) {
                           return is_blank_or_control(c) || c == '<' || c == '>' || c == '"' || c == '\\';
                         });
  if (is_broken) return fmt::format("'{}' is not written as an address is", value);
  return std::nullopt;
}

bool is_nuts_code(std::string_view code) {
  return code.size() >= 2 && code.size() <= 5 && is_capital(code[0]) && is_capital(code[1]) &&
         std::ranges::all_of(code.substr(2), [](char c) { return is_capital(c) || is_digit(c); });
}

Complaint check_region(std::string_view key) {
  if (key.starts_with("nuts:") && is_nuts_code(key.substr(5))) return std::nullopt;
  return check_code("regions", key);
}

// Two or three letters, then perhaps -parts of two to eight letters or digits.
Complaint check_language(std::string_view value) {
  const std::size_t length = std::min(value.find('-'), value.size());
  bool is_good = length >= 2 && length <= 3 && std::ranges::all_of(value.substr(0, length), is_letter);
  for (std::size_t start = length; is_good && start < value.size();) {
    const std::size_t end = std::min(value.find('-', start + 1), value.size());
    const std::string_view part = value.substr(start + 1, end - start - 1);
    is_good = part.size() >= 2 && part.size() <= 8 &&
              std::ranges::all_of(part, [](char c) { return is_letter(c) || is_digit(c); });
    start = end;
  }
  if (is_good) return std::nullopt;
  return fmt::format("'{}' is no code of a language, such as fi or sv-FI", value);
}

Complaint check_currency(std::string_view value) {
  if (value.size() == 3 && std::ranges::all_of(value, is_capital)) return std::nullopt;
  return fmt::format("'{}' is no currency, such as EUR", value);
}

Complaint check_time_of_day(std::string_view value) {
  const bool is_good = value.size() == 5 && is_digit(value[0]) && is_digit(value[1]) && value[2] == ':' &&
                       is_digit(value[3]) && is_digit(value[4]) && value.substr(0, 2) < "24" && value[3] < '6';
  if (is_good) return std::nullopt;
  return fmt::format("'{}' is no time of day, such as 16:15", value);
}

Complaint check_moment(std::string_view value) {
  if (const auto day = parse_date(value); !day) return day.error().message;
  return std::nullopt;
}

constexpr std::size_t most_text_bytes = 1 << 20;

Complaint check(const Rule& rule, const std::string& value) {
  if (value.empty()) return std::nullopt;
  if (!is_valid_utf8(value)) return "the text is not valid UTF-8";
  if (value.size() > most_text_bytes)
    return fmt::format("a text has at most {} bytes, this one has {}", most_text_bytes, value.size());
  switch (rule.kind) {
    case Rule::Kind::code:
      return check_code(rule.list, value);
    case Rule::Kind::choice:
      return check_choice(rule, value);
    case Rule::Kind::record_id:
      return check_record_id(value);
    case Rule::Kind::url:
      return check_url(value);
    case Rule::Kind::region:
      return check_region(value);
    case Rule::Kind::language:
      return check_language(value);
    case Rule::Kind::currency:
      return check_currency(value);
    case Rule::Kind::time_of_day:
      return check_time_of_day(value);
    case Rule::Kind::moment:
      return check_moment(value);
    case Rule::Kind::none:
    case Rule::Kind::prose:
    case Rule::Kind::plain:
    case Rule::Kind::number:
      break;
  }
  return std::nullopt;
}

template <class Number>
Complaint check(const Rule& rule, Number value) {
  const auto exact = static_cast<double>(value);
  if (!std::isfinite(exact)) return "a number that is not finite";
  if (exact >= rule.least && exact <= rule.most) return std::nullopt;
  if (rule.most == unlimited) return fmt::format("{} is less than {}", value, rule.least);
  return fmt::format("{} is not between {} and {}", value, rule.least, rule.most);
}

// --- all values of a record -------------------------------------------------------------------

// Checks every member against its rule and keeps the first complaint with its place.
class FieldCheck {
 public:
  std::optional<Error> error{};

  template <class Member>
  void operator()(std::string_view name, const Member& member, const Rule& rule) {
    if (error) return;
    const PointerStep step(pointer_, name);
    visit(member, rule);
  }

 private:
  void keep(Complaint complaint) {
    if (complaint && !error) error = Error{ErrorCode::bad_record, std::move(*complaint), pointer_};
  }

  void visit(const std::string& text, const Rule& rule) { keep(check(rule, text)); }
  void visit(const std::optional<Date>&, const Rule&) {}
  void visit(const std::optional<bool>&, const Rule&) {}
  void visit(const std::optional<double>& number, const Rule& rule) {
    if (number) keep(check(rule, *number));
  }
  void visit(const std::optional<std::int64_t>& number, const Rule& rule) {
    if (number) keep(check(rule, *number));
  }
  template <class T>
  void visit(const std::vector<T>& list, const Rule& rule) {
    for (std::size_t i = 0; i < list.size() && !error; ++i) {
      const PointerStep step(pointer_, i);
      visit(list[i], rule);
    }
  }
  template <class ByLanguage>
  requires std::same_as<ByLanguage, LocalText> || std::same_as<ByLanguage, LocalWords>
  void visit(const ByLanguage& texts, const Rule& rule) {
    (*this)("fi", texts.fi, rule);
    (*this)("sv", texts.sv, rule);
    (*this)("en", texts.en, rule);
  }
  void visit(const Region& region, const Rule&) {
    visit_fields(region, *this);
    if (error) return;
    const PointerStep step(pointer_, region.scheme.empty() ? std::string_view("scheme") : std::string_view("code"));
    if (region.scheme.empty())
      keep("a region says its scheme: the same code means different areas in two schemes");
    else
      keep(check_region(region.key()));
  }
  template <HasFields T>
  void visit(const T& part, const Rule&) {
    visit_fields(part, *this);
  }

  std::string pointer_{};
};

// --- members together -------------------------------------------------------------------------

using Fault = std::optional<Error>;

Fault fault(std::string pointer, std::string message) {
  return Error{ErrorCode::bad_record, std::move(message), std::move(pointer)};
}

Fault check_own_id(std::string_view id) {
  if (id.empty()) return fault("/id", "a record has an id, \"<source>:<local id>\"");
  if (Complaint complaint = check_record_id(id)) return fault("/id", std::move(*complaint));
  const std::size_t colon = id.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == id.size())
    return fault("/id", fmt::format("the id '{}' is not of the form <source>:<local id>", id));
  if (!is_valid_utf8(id)) return fault("/id", "the text is not valid UTF-8");
  return std::nullopt;
}

Fault check_required(const Record& record) {
  if (Fault found = check_own_id(record.id)) return found;
  if (record.title.is_empty()) return fault("/title", "a record has a title in fi, sv or en");
  if (record.licence.empty()) return fault("/licence", "a record names its licence; \"unknown\" is allowed");
  if (record.provenance.source.empty()) return fault("/provenance/source", "a record names its source");
  return std::nullopt;
}

Fault check_order(const std::optional<Date>& first, const std::optional<Date>& last, std::string pointer) {
  if (!first || !last || *first <= *last) return std::nullopt;
  return fault(std::move(pointer), fmt::format("{} is before {}, where it begins", to_text(*last), to_text(*first)));
}

Fault check_order(const std::optional<double>& least, const std::optional<double>& most, std::string pointer) {
  if (!least || !most || *least <= *most) return std::nullopt;
  return fault(std::move(pointer), fmt::format("{} is less than {}, the least", *most, *least));
}

// The place of the latest deadline among those with a date.
std::optional<std::size_t> last_deadline(const std::vector<Deadline>& deadlines) {
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < deadlines.size(); ++i)
    if (deadlines[i].date && (!last || *deadlines[*last].date < *deadlines[i].date)) last = i;
  return last;
}

Fault check_together(const Call& call) {
  if (const auto last = last_deadline(call.deadlines))
    if (Fault found = check_order(call.opens, call.deadlines[*last].date, fmt::format("/deadlines/{}/date", *last)))
      return found;
  if (Fault found = check_order(call.amount.min_grant, call.amount.max_grant, "/amount/max_grant")) return found;
  return check_order(call.amount.rate_min, call.amount.rate_max, "/amount/rate_max");
}
Fault check_together(const Decision& decision) {
  return check_order(decision.period.start, decision.period.end, "/period/end");
}
Fault check_together(const Project& project) { return check_order(project.start, project.end, "/end"); }
Fault check_together(const Event& event) { return check_order(event.start, event.end, "/end"); }
Fault check_together(const Theme& theme) { return check_order(theme.valid_from, theme.valid_to, "/valid_to"); }
template <class Details>
Fault check_together(const Details&) {
  return std::nullopt;
}

Fault check_extra(const Record& record) {
  if (record.extra_json.empty()) return std::nullopt;
  const auto extra = config::parse_json(record.extra_json);
  if (extra && extra->IsObject()) return std::nullopt;
  return fault("", "the members kept besides the known ones are not a JSON object");
}

// A title stands whole in every list; the longest of some 200,000 records of real sources has 411 letters.
constexpr std::size_t most_title_bytes = 4'000;

Fault check_title(const Record& record) {
  for (const stemming::Language language : stemming::all_languages)
    if (const std::size_t bytes = record.title.in(language).size(); bytes > most_title_bytes)
      return fault("/title/" + std::string(stemming::to_text(language)),
                   fmt::format("a title has at most {} bytes, this one has {}", most_title_bytes, bytes));
  return std::nullopt;
}

Fault find_fault(const Record& record) {
  if (Fault found = check_required(record)) return found;
  if (Fault found = check_title(record)) return found;
  FieldCheck check_field;
  visit_fields(record, check_field);
  std::visit([&](const auto& details) { visit_fields(details, check_field); }, record.details);
  if (check_field.error) return std::move(check_field.error);
  if (Fault found = check_order(record.dates.valid_from, record.dates.valid_to, "/dates/valid_to")) return found;
  if (Fault found = std::visit([](const auto& details) { return check_together(details); }, record.details))
    return found;
  return check_extra(record);
}

// --- warnings ---------------------------------------------------------------------------------

bool has_stage(RecordType type) {
  return type == RecordType::innovation || type == RecordType::need || type == RecordType::project;
}

// Types that are somewhere; papers, themes, signals and the like need no region.
bool has_place(RecordType type) {
  switch (type) {
    case RecordType::innovation:
    case RecordType::need:
    case RecordType::resource:
    case RecordType::call:
    case RecordType::project:
    case RecordType::actor:
    case RecordType::event:
      return true;
    case RecordType::decision:
    case RecordType::paper:
    case RecordType::theme:
    case RecordType::adoption:
    case RecordType::signal:
    case RecordType::indicator:
      break;
  }
  return false;
}

std::size_t languages_of(const LocalText& text) {
  return static_cast<std::size_t>(!text.fi.empty()) + static_cast<std::size_t>(!text.sv.empty()) +
         static_cast<std::size_t>(!text.en.empty());
}

void warn_of_copied_summary(const Record& record, std::vector<Warning>& warnings) {
  for (const stemming::Language language : stemming::all_languages)
    if (const std::string& summary = record.summary.in(language);
        !summary.empty() && summary == record.title.in(language))
      warnings.push_back({"the summary repeats the title", "/summary/" + std::string(stemming::to_text(language))});
}

void warn_of_past_deadline(const Record& record, Date today, std::vector<Warning>& warnings) {
  const auto* call = std::get_if<Call>(&record.details);
  if (call == nullptr || call->source_status != "open") return;
  const auto last = last_deadline(call->deadlines);
  if (!last || *call->deadlines[*last].date >= today) return;
  warnings.push_back(
      {fmt::format("said to be open, but the last deadline was {}", to_text(*call->deadlines[*last].date)),
       fmt::format("/deadlines/{}/date", *last)});
}

std::vector<Warning> find_warnings(const Record& record, std::optional<Date> today) {
  std::vector<Warning> warnings;
  if (languages_of(record.title) == 1) warnings.push_back({"only one language", "/title"});
  if (record.summary.is_empty()) warnings.push_back({"no summary", "/summary"});
  if (has_stage(record.type()) && record.stage.empty()) warnings.push_back({"no stage", "/stage"});
  if (has_place(record.type()) && record.regions.empty()) warnings.push_back({"no region", "/regions"});
  warn_of_copied_summary(record, warnings);
  if (today) warn_of_past_deadline(record, *today, warnings);
  return warnings;
}

}  // namespace

config::Result<std::vector<Warning>> validate(const Record& record, std::optional<Date> today) {
  if (Fault found = find_fault(record)) return config::fail(std::move(*found));
  return find_warnings(record, today);
}

}  // namespace kohtaamo::corpora
