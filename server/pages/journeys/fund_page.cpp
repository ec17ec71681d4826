// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/fund_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "config/code_lists.h"
#include "config/messages.h"
#include "indexer/record_parts.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/journeys/match_card.h"
#include "server/pages/journeys/understood_view.h"
#include "server/pages/journeys/white_spot_view.h"
#include "server/pages/search_address.h"

namespace kohtaamo::server {
namespace {

using config::message;
using corpora::RecordType;

std::string_view language_of(const JourneyView& view) { return to_text(view.reader.language); }

std::string plural_of(RecordType type, const JourneyView& view) {
  return config::code_list("record_types").find(to_text(type))->plural.in(language_of(view));
}

std::vector<Match> of_type(const std::vector<Match>& matches, RecordType type) {
  std::vector<Match> found;
  std::ranges::copy_if(matches, std::back_inserter(found),
                       [&](const Match& match) { return match.record.type() == type; });
  return found;
}

Grounds grounds_of(const JourneyView& view) { return view.is_report ? Grounds::open : Grounds::folded; }

// --- sections -----------------------------------------------------------------------------------

// A group of matches of one type, under a heading of its own.
View groups_view(const std::vector<Match>& matches, Grounds grounds, const JourneyView& view) {
  View groups(View::type::list);
  for (const RecordType type : {RecordType::innovation, RecordType::project, RecordType::actor, RecordType::decision}) {
    const std::vector<Match> found = of_type(matches, type);
    if (found.empty()) continue;
    View group;
    group.set("type_name", plural_of(type, view));
    group.set("matches", matches_view(found, grounds, view.reader));
    groups << std::move(group);
  }
  return groups;
}

std::string demand_words(const Mirror& mirror, const JourneyView& view) {
  return message(mirror.demand_is_exact ? "demand_exact" : "demand_at_least", language_of(view),
                 {{"count", mirror.demand_total}});
}

View jump(std::string_view address, const std::string& words, const std::string& count) {
  View item;
  item.set("address", std::string(address));
  item.set("words", words);
  item.set("count", count);
  return item;
}

View jumps_view(const Funding& funding, const JourneyView& view) {
  const Mirror& mirror = funding.mirror;
  const std::string_view language = language_of(view);
  const std::string demand = fmt::format("{}{}", mirror.demand_total, mirror.demand_is_exact ? "" : "+");
  View list(View::type::list);
  list << jump("#fits", message("fund_fits_title", language), fmt::format("{}", mirror.fits.size()))
       << jump("#near", message("fund_near_title", language), fmt::format("{}", mirror.near_misses.size()))
       << jump("#demand", message("fund_demand_title", language), demand)
       << jump("#overlap", message("fund_overlap_title", language), fmt::format("{}", mirror.overlap.size()))
       << jump("#white-spots", message("fund_white_title", language), fmt::format("{}", mirror.white_spots.unanswered));
  if (funding.consortium)
    list << jump("#consortium", message("fund_consortium_title", language),
                 fmt::format("{}", funding.consortium->members.size()));
  return list;
}

std::string history_words(const CallHistory& history, const JourneyView& view) {
  if (history.decisions == 0 && history.projects == 0) return {};
  std::string words = message("fund_history", language_of(view),
                              {{"decisions", history.decisions},
                               {"awarded", history.awarded},
                               {"rejected", history.rejected},
                               {"projects", history.projects}});
  if (history.awarded > history.without_amount)
    words += " " + message("fund_history_granted", language_of(view),
                           {{"amount", format_euros(history.granted_eur, view.reader.language)}});
  if (history.without_amount > 0)
    words += " " + message("fund_history_unknown", language_of(view), {{"count", history.without_amount}});
  return words;
}

// --- consortium ---------------------------------------------------------------------------------

std::string rule_words(const RulePart& part, const JourneyView& view) {
  const std::string_view language = language_of(view);
  const std::string name =
      part.code.empty() ? std::string()
                        : std::string(config::label_of(part.kind == RuleKind::skill ? "resource_kinds" : "actor_types",
                                                       part.code, language));
  return message(fmt::format("rule_{}", to_text(part.kind)), language, {{"count", part.required}, {"name", name}});
}

View rule_view(const RulePart& part, const JourneyView& view) {
  const std::string_view language = language_of(view);
  View item;
  item.set("verdict", part.is_open() ? "unknown" : "pass");
  item.set("verdict_words", message(part.is_open() ? "rule_open" : "rule_filled", language));
  item.set("words", rule_words(part, view));
  item.set("open_words",
           part.is_open() && !part.reason.key.empty() ? View(sentence(part.reason, language)) : View(false));
  return item;
}

View member_view(const Member& member, const Consortium& consortium, const JourneyView& view) {
  std::vector<std::string> fills;
  for (const std::size_t place : member.fills) fills.push_back(rule_words(consortium.rule.at(place), view));
  View item;
  item.set("card", card_of(member.match.record, view.reader));
  item.set("fills",
           message("consortium_fills", language_of(view), {{"parts", fmt::format("{}", fmt::join(fills, "; "))}}));
  return item;
}

void set_consortium(const Consortium& consortium, const JourneyView& view, View& values) {
  View rule(View::type::list), members(View::type::list);
  for (const RulePart& part : consortium.rule) rule << rule_view(part, view);
  for (const Member& member : consortium.members) members << member_view(member, consortium, view);
  values.set("rule", std::move(rule));
  values.set("members", members);
  values.set("has_members", View(!members.is_empty_list()));
}

// --- files --------------------------------------------------------------------------------------

void set_exports(const Funding& funding, const JourneyView& view, View& values) {
  const auto address = [&](std::string_view path) {
    std::vector<NameValue> fields = fields_of(view.form.asked);
    if (!funding.region.empty()) fields.emplace_back("at", funding.region);
    return page_address(view.reader.language, address_with(path, fields));
  };
  values.set("matches_csv", address("fund/matches.csv"));
  values.set("white_spots_csv", address("fund/white-spots.csv"));
  values.set("mirror_json", address("fund/mirror.json"));
}

void set_funding(const JourneyView& view, const Funding& funding, View& values) {
  const Mirror& mirror = funding.mirror;
  const std::string_view language = language_of(view);
  values.set("heading",
             message("fund_found", language, {{"fits", mirror.fits.size()}, {"near", mirror.near_misses.size()}}));
  values.set("jumps", jumps_view(funding, view));
  values.set("has_fits", View(!mirror.fits.empty()));
  values.set("fits", groups_view(mirror.fits, grounds_of(view), view));
  values.set("has_near_misses", View(!mirror.near_misses.empty()));
  values.set("near_misses", groups_view(mirror.near_misses, grounds_of(view), view));
  values.set("has_demand", View(!mirror.demand.empty()));
  values.set("demand_words", demand_words(mirror, view));
  values.set("demand", matches_view(mirror.demand, grounds_of(view), view.reader));
  values.set("has_overlap", View(!mirror.overlap.empty()));
  values.set("overlap", groups_view(mirror.overlap, grounds_of(view), view));
  values.set("history", optional_text(history_words(mirror.history, view)));
  values.set(
      "white_spots",
      white_spot_view(
          {.spots = mirror.white_spots, .titles = funding.themes, .region = funding.region, .reader = view.reader}));
  values.set("region_fields", hidden_view(fields_of(view.form.asked)));
  values.set("has_consortium", View(funding.consortium.has_value()));
  if (funding.consortium) set_consortium(*funding.consortium, view, values);
  set_exports(funding, view, values);
}

}  // namespace

std::string render_fund_page(const JourneyView& view, const Funding& funding) {
  View values = journey_values(view, &funding.mirror.understood);
  set_funding(view, funding, values);
  return render("fund", view.reader.language, values);
}

std::string render_fund_question(const JourneyView& view, const std::vector<Hit>& calls) {
  View values = journey_values(view, nullptr);
  View list(View::type::list);
  for (const Hit& call : calls) {
    const ReadableText title = readable(call.record->title, view.reader.language);
    View item;
    item.set("title", title.text);
    item.set("title_lang", foreign(title.language, view.reader.language));
    item.set("marks", marks_of(*call.record, view.reader));
    item.set("address",
             page_address(view.reader.language, journey_address({.journey = Journey::fund, .id = call.record->id})) +
                 "#answer");
    list << std::move(item);
  }
  values.set("has_calls", View(!calls.empty()));
  values.set("calls", std::move(list));
  values.set("calls_address", page_address(view.reader.language, "search?type=call&sort=deadline"));
  return render("fund", view.reader.language, values);
}

std::vector<std::vector<std::string>> match_rows(const Mirror& mirror, const std::string& base, const Reader& reader) {
  const std::string_view language = to_text(reader.language);
  std::vector<std::vector<std::string>> rows;
  rows.push_back({message("column_side", language), message("type", language), message("column_title", language),
                  message("column_strength", language), message("why_matches", language),
                  message("checks_title", language), message("what_would_change", language),
                  message("permalink", language), message("source", language), message("licence", language)});
  const auto permalink = [&](const corpora::Record& record) {
    return indexer::is_confidential(record) ? std::string() : base + record_address(reader.language, record.id);
  };
  const auto add = [&](std::string_view side, const std::vector<Match>& matches) {
    for (const Match& match : matches)
      rows.push_back({message(side, language),
                      std::string(config::label_of("record_types", to_text(match.record.type()), language)),
                      readable(match.record.title, reader.language).text,
                      message("strength_" + std::string(to_text(match.strength)), language),
                      fmt::format("{}", fmt::join(reasons_of(match, reader), " ")), checks_count(match, reader),
                      fmt::format("{}", fmt::join(changes_of(match, reader), " ")), permalink(match.record),
                      match.record.provenance.source, match.record.licence});
  };
  add("fund_fits_title", mirror.fits);
  add("fund_near_title", mirror.near_misses);
  add("fund_demand_title", mirror.demand);
  add("fund_overlap_title", mirror.overlap);
  return rows;
}

}  // namespace kohtaamo::server
