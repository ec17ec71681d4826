// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/funding_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/call_words.h"
#include "server/pages/format.h"
#include "server/pages/search_address.h"
#include "server/search/call_reach.h"

namespace kohtaamo::server {
namespace {

using config::message;
using corpora::Call;
using corpora::Date;
using corpora::Record;

constexpr std::array filters{
    FacetRow{"status", "field_effective_status", "effective_statuses"},
    FacetRow{"target_group", "target_group", "target_groups"},
    FacetRow{reach_facet, "region", "regions"},
    FacetRow{"applicant", "funding_applicant", "actor_types"},
    FacetRow{"call_kind", "funding_kind", "call_kinds"},
};
constexpr std::array sisters{SisterPage{"funding", "place_list"}, SisterPage{"funding/calendar", "funding_calendar"}};

constexpr std::size_t titles_in_day = 2, title_bytes = 46, most_applicants = 4;

std::string_view language_of(const FundingView& view) { return to_text(view.place.reader.language); }

std::string month_name(Month month, const Reader& reader) {
  const auto number = static_cast<unsigned>(month.month());
  return message("month_and_year", to_text(reader.language),
                 {{"month", message(fmt::format("month_{}", number), to_text(reader.language))},
                  {"year", fmt::format("{}", static_cast<int>(month.year()))}});
}

// --- the list -----------------------------------------------------------------------------------

View deadlines_of(const Call& call, const Reader& reader) {
  View list(View::type::list);
  for (const DeadlineWords& deadline : deadline_words(call, reader)) {
    View item;
    item.set("words", deadline.words);
    item.set("is_past", View(deadline.is_past));
    list << std::move(item);
  }
  return list;
}

std::string_view tone_of(std::string_view status) {
  if (status == "open" || status == "rolling") return "good";
  if (status == "closing_soon") return "urgent";
  if (status == "closed" || status == "cancelled") return "past";
  return "";
}

void set_status(std::string_view status, const Reader& reader, View& item) {
  item.set("status", std::string(config::label_of("effective_statuses", status, to_text(reader.language))));
  item.set("tone", optional_text(tone_of(status)));
}

View call_view(const ListedCall& listed, const Reader& reader) {
  const Record& record = *listed.record;
  const auto& call = std::get<Call>(record.details);
  const std::string_view language = to_text(reader.language);
  View item = card_of(record, reader);
  set_status(listed.status, reader, item);
  const auto next = next_deadline(dates_of(call), reader.today);
  const bool is_soon = listed.status == "closing_soon" && next;
  item.set("days_left",
           is_soon ? View(message("days_left", language, {{"count", (*next - reader.today).count()}})) : View(false));
  item.set("opens", listed.status == "forthcoming" && call.opens
                        ? View(message("call_opens", language, {{"date", format_day(*call.opens, reader.language)}}))
                        : View(false));
  item.set("deadlines", deadlines_of(call, reader));
  item.set("grant", optional_text(grant_words(call, reader)));
  item.set("applicants", optional_text(applicant_words(call, reader, most_applicants)));
  item.set("programme", optional_text(call.programme));
  return item;
}

View calls_view(const FundingView& view) {
  View list(View::type::list);
  for (const ListedCall& call : view.list.calls) list << call_view(call, view.place.reader);
  return list;
}

// --- the month ----------------------------------------------------------------------------------

std::string anchor_of(Date day) { return "day-" + corpora::to_text(day); }

View deadline_view(const MonthDeadline& deadline, const Reader& reader) {
  const ReadableText title = readable(deadline.record->title, reader.language);
  View item;
  item.set("address", record_address(reader.language, deadline.record->id));
  item.set("title", title.text.empty() ? deadline.record->id : title.text);
  item.set("short_title", shortened(title.text, title_bytes));
  item.set("title_lang", foreign(title.language, reader.language));
  item.set("which", deadline.of > 1 ? View(message("deadline_of_several", to_text(reader.language),
                                                   {{"number", deadline.number}, {"count", deadline.of}}))
                                    : View(false));
  set_status(deadline.status, reader, item);
  return item;
}

std::vector<const MonthDeadline*> of_day(const CallList& list, Date day) {
  std::vector<const MonthDeadline*> found;
  for (const MonthDeadline& deadline : list.deadlines)
    if (deadline.day == day) found.push_back(&deadline);
  return found;
}

std::string weekday_message(Date day, std::string_view form) {
  return fmt::format("weekday{}_{}", form, std::chrono::weekday(day).iso_encoding());
}

View days_view(const FundingView& view) {
  const Reader& reader = view.place.reader;
  View list(View::type::list);
  Date last{};
  for (const MonthDeadline& first : view.list.deadlines) {
    if (first.day == last) continue;
    last = first.day;
    View deadlines(View::type::list), item;
    for (const MonthDeadline* deadline : of_day(view.list, first.day)) deadlines << deadline_view(*deadline, reader);
    item.set("anchor", anchor_of(first.day));
    item.set("day", message("weekday_and_day", language_of(view),
                            {{"weekday", message(weekday_message(first.day, ""), language_of(view))},
                             {"day", format_day(first.day, reader.language)}}));
    item.set("is_past", View(first.day < reader.today));
    item.set("deadlines", std::move(deadlines));
    list << std::move(item);
  }
  return list;
}

View cell_view(const FundingView& view, Date day) {
  const Reader& reader = view.place.reader;
  const bool is_inside = is_in(day, *view.month);
  const auto deadlines = is_inside ? of_day(view.list, day) : std::vector<const MonthDeadline*>{};
  View titles(View::type::list), cell;
  for (std::size_t i = 0; i < std::min(deadlines.size(), titles_in_day); ++i)
    titles << deadline_view(*deadlines[i], reader);
  cell.set("number", fmt::format("{}", static_cast<unsigned>(std::chrono::year_month_day(day).day())));
  cell.set("full_day", format_day(day, reader.language));
  cell.set("is_outside", View(!is_inside));
  cell.set("is_today", View(day == reader.today));
  cell.set("has_deadlines", View(!deadlines.empty()));
  cell.set("anchor", anchor_of(day));
  cell.set("count", fmt::format("{}", deadlines.size()));
  cell.set("count_words", message("deadlines_count", language_of(view), {{"count", deadlines.size()}}));
  cell.set("titles", std::move(titles));
  cell.set("more", deadlines.size() > titles_in_day ? View(message("and_so_many_more", language_of(view),
                                                                   {{"count", deadlines.size() - titles_in_day}}))
                                                    : View(false));
  return cell;
}

View weeks_view(const FundingView& view) {
  View list(View::type::list);
  for (const GridWeek& week : month_grid(*view.month)) {
    View days(View::type::list), item;
    for (const Date day : week.days) days << cell_view(view, day);
    item.set("week", message("week_number", language_of(view), {{"number", week.number}}));
    item.set("week_short", fmt::format("{}", week.number));
    item.set("days", std::move(days));
    list << std::move(item);
  }
  return list;
}

View weekdays_view(const FundingView& view) {
  View list(View::type::list);
  for (const std::vector<GridWeek> weeks = month_grid(*view.month); const Date day : weeks.front().days) {
    View item;
    item.set("name", message(weekday_message(day, ""), language_of(view)));
    item.set("short_name", message(weekday_message(day, "_short"), language_of(view)));
    list << std::move(item);
  }
  return list;
}

View month_link(const FundingView& view, std::optional<Month> month) {
  if (!month) return View(false);
  View link;
  link.set("address", address_with(view.place, "month", to_text(*month)) + "#results");
  link.set("name", month_name(*month, view.place.reader));
  return link;
}

void set_month(const FundingView& view, View& values) {
  const CallList& list = view.list;
  const std::string name = month_name(*view.month, view.place.reader);
  values.set("month_name", name);
  values.set("count", message("month_deadlines", language_of(view), {{"month", name}, {"count", list.all_deadlines}}));
  values.set("days", days_view(view));
  values.set("weeks", weeks_view(view));
  values.set("weekdays", weekdays_view(view));
  values.set("earlier", month_link(view, list.before));
  values.set("later", month_link(view, list.after));
  const Month now = month_of(view.place.reader.today);
  values.set("to_now", now == *view.month ? View(false) : month_link(view, now));
  values.set("cut", list.all_deadlines > list.deadlines.size()
                        ? View(message("month_cut", language_of(view), {{"count", list.deadlines.size()}}))
                        : View(false));
  values.set("undated", list.undated > 0 ? View(message("month_undated", language_of(view), {{"count", list.undated}}))
                                         : View(false));
  values.set("list_address",
             page_address(view.place.reader.language, rest_of({.rest = "funding"}, view.place.request, {})));
}

// --- both ---------------------------------------------------------------------------------------

void set_subscriptions(const FundingView& view, View& values) {
  const SearchRequest calls = search_of_calls(view.place.request);
  const auto language = view.place.reader.language;
  SearchRequest sorted = calls;
  sorted.sort = Sort::deadline;
  sorted.limit = hits_per_page;
  sorted.facets.clear();
  values.set("calendar_address", subscription_address("/calendar.ics", calls, language));
  values.set("feed", subscription_address("/feed", calls, language));
  values.set("json_address", "/api/v1/" + search_address(sorted));
  Place table = view.place;
  table.rest = "funding/calls.csv";
  values.set("csv_address", address_of(table));
}

void set_past(const FundingView& view, View& values) {
  values.set("past", View(false));
  const auto& chosen = view.place.request.filters;
  if (std::ranges::find(chosen, status_facet, &FacetFilter::field) != chosen.end()) return;
  const auto facet = std::ranges::find(view.list.facets, status_facet, &Facet::field);
  if (facet == view.list.facets.end()) return;
  std::size_t count = 0;
  SearchRequest past = view.place.request;
  FacetFilter statuses{.field = std::string(status_facet)};
  for (const FacetCount& one : facet->counts)
    if (one.code == "closed" || one.code == "cancelled") {
      count += one.count;
      statuses.codes.push_back(one.code);
    }
  if (count == 0) return;
  past.filters.push_back(std::move(statuses));
  View link;
  link.set("address", page_address(view.place.reader.language, rest_of({.rest = "funding"}, past, {})) + "#results");
  link.set("words", message("funding_past", language_of(view), {{"count", count}}));
  values.set("past", std::move(link));
}

std::size_t count_of(const FundingView& view, std::string_view field, std::string_view code) {
  const auto facet = std::ranges::find(view.list.facets, field, &Facet::field);
  if (facet == view.list.facets.end()) return 0;
  const auto count = std::ranges::find(facet->counts, code, &FacetCount::code);
  return count == facet->counts.end() ? 0 : count->count;
}

View link_to(const FundingView& view, const SearchRequest& request, std::string_view words) {
  Place shown = view.place;
  shown.request = request;
  View link;
  link.set("address", address_of(shown) + "#results");
  link.set("words", message(words, language_of(view)));
  return link;
}

// What is not known is no "no": calls whose region nobody tells are offered beside those of the region.
void set_elsewhere(const FundingView& view, View& values) {
  values.set("elsewhere", View(false));
  SearchRequest wider = view.place.request;
  const auto region = std::ranges::find(wider.filters, reach_facet, &FacetFilter::field);
  if (region == wider.filters.end() || is_chosen(wider, reach_facet, reach_unknown)) return;
  const std::size_t count = count_of(view, reach_facet, reach_unknown);
  if (count == 0) return;
  region->codes.emplace_back(reach_unknown);
  View link = link_to(view, wider, "calls_elsewhere_show");
  link.set("sentence", message("calls_elsewhere", language_of(view), {{"count", count}}));
  values.set("elsewhere", std::move(link));
}

// Where a source tells no deadlines, its calls fill the list: they can be left out.
void set_unknown_status(const FundingView& view, View& values) {
  values.set("of_unknown_status", View(false));
  SearchRequest known = view.place.request;
  if (std::ranges::find(known.filters, status_facet, &FacetFilter::field) != known.filters.end()) return;
  const std::size_t count = count_of(view, status_facet, "unknown");
  if (count == 0 || view.list.total == count) return;
  FacetFilter statuses{.field = std::string(status_facet)};
  for (const std::string_view status : current_statuses())
    if (status != "unknown") statuses.codes.emplace_back(status);
  known.filters.push_back(std::move(statuses));
  View link = link_to(view, known, "calls_of_known_status");
  link.set("sentence", message("calls_of_unknown_status", language_of(view), {{"count", count}}));
  values.set("of_unknown_status", std::move(link));
}

}  // namespace

std::span<const FacetRow> funding_filters() { return filters; }

std::string render_funding_page(const FundingView& view) {
  const Place& place = view.place;
  const std::string heading = message("nav_funding", language_of(view));
  const std::string count = message("calls_count", language_of(view), {{"count", view.list.total}});
  std::string title = view.month ? heading + " – " + month_name(*view.month, place.reader) : heading + " – " + count;
  if (!view.month && view.page > 1) title += " – " + message("page_number", language_of(view), {{"page", view.page}});
  View values = place_view(place,
                           {.title = title,
                            .heading = heading,
                            .lead = message("funding_lead", language_of(view)),
                            .words_label = message("funding_words", language_of(view)),
                            .results = count},
                           sisters);
  set_subscriptions(view, values);
  set_past(view, values);
  set_elsewhere(view, values);
  set_unknown_status(view, values);
  if (view.month) {
    set_month(view, values);
    return render("funding_calendar", place.reader.language, values);
  }
  set_paging(place, {.page = view.page, .total = view.list.total, .per_page = calls_per_page}, values);
  values.set("calls", calls_view(view));
  values.set("has_calls", View(!view.list.calls.empty()));
  return render("funding", place.reader.language, values);
}

}  // namespace kohtaamo::server
