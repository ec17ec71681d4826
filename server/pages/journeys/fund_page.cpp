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

// --- what was read of the conditions --------------------------------------------------------------

// In the order in which they are shown.
struct ConditionRow {
  FactKind kind{};
  Polarity polarity = Polarity::allowed;
  std::string_view name{};  // "condition_…"
};
constexpr std::array condition_table{
    ConditionRow{FactKind::applicant, Polarity::allowed, "applicant"},
    ConditionRow{FactKind::applicant, Polarity::conditional, "applicant_conditional"},
    ConditionRow{FactKind::applicant, Polarity::excluded, "applicant_excluded"},
    ConditionRow{FactKind::min_grant, Polarity::allowed, "min_grant"},
    ConditionRow{FactKind::max_grant, Polarity::allowed, "max_grant"},
    ConditionRow{FactKind::total_budget, Polarity::allowed, "total_budget"},
    ConditionRow{FactKind::own_funding, Polarity::allowed, "own_funding"},
    ConditionRow{FactKind::support_rate, Polarity::allowed, "support_rate"},
    ConditionRow{FactKind::min_partners, Polarity::allowed, "min_partners"},
    ConditionRow{FactKind::min_countries, Polarity::allowed, "min_countries"},
    ConditionRow{FactKind::required_partner, Polarity::allowed, "required_partner"},
};

std::string value_of(const Fact& fact, const JourneyView& view) {
  switch (fact.kind) {
    case FactKind::min_grant:
    case FactKind::max_grant:
    case FactKind::total_budget:
      return format_euros(fact.number, view.reader.language);
    case FactKind::own_funding:
    case FactKind::support_rate:
      return format_per_cent(fact.number, view.reader.language);
    case FactKind::min_partners:
    case FactKind::min_countries:
      return fmt::format("{:.0f}", fact.number);
    default:
      return std::string(config::label_of("actor_types", fact.code, language_of(view)));
  }
}

View condition_view(const ConditionRow& row, const Mirror& mirror, const JourneyView& view) {
  constexpr std::size_t quote_bytes = 200;
  std::vector<std::string> values, quotes;
  for (const QuotedFact& one : mirror.conditions) {
    if (one.fact.kind != row.kind || one.fact.polarity != row.polarity) continue;
    if (std::string value = value_of(one.fact, view); std::ranges::find(values, value) == values.end())
      values.push_back(std::move(value));
    if (!one.quote.empty() && std::ranges::find(quotes, one.quote) == quotes.end()) quotes.push_back(one.quote);
  }
  if (values.empty()) return View(false);
  View item;
  item.set("label", message(fmt::format("condition_{}", row.name), language_of(view)));
  item.set("values", fmt::format("{}", fmt::join(values, ", ")));
  item.set("quote", quotes.empty() ? View(false) : View(shortened(quotes.front(), quote_bytes)));
  return item;
}

View conditions_view(const Mirror& mirror, const JourneyView& view) {
  View list(View::type::list);
  for (const ConditionRow& row : condition_table) {
    if (row.kind == FactKind::max_grant && mirror.understood.amount_eur) continue;  // it stands there, to be corrected
    if (View item = condition_view(row, mirror, view); !item.is_false()) list << std::move(item);
  }
  return list;
}

// --- what was funded, by region ---------------------------------------------------------------------

View funded_row(const FundedRow& row, const Funded& funded, const JourneyView& view) {
  View item, cells(View::type::list);
  item.set("region", std::string(config::label_of("regions", row.region, language_of(view))));
  for (std::size_t i = 0; i < funded.groups.size(); ++i) {
    View cell;
    const bool is_link = row.records[i] > 0 && row.region.starts_with("mk:");
    cell.set("count", fmt::format("{}", row.records[i]));
    cell.set("is_none", View(row.records[i] == 0));
    cell.set("address",
             is_link ? View(page_address(view.reader.language,
                                         fmt::format("search?type=project&type=decision&target_group={}&region={}",
                                                     funded.groups[i], percent_encode(row.region))))
                     : View(false));
    cell.set("words", std::string(config::label_of("target_groups", funded.groups[i], language_of(view))));
    cells << std::move(cell);
  }
  item.set("cells", std::move(cells));
  return item;
}

void set_funded(const Funded& funded, const JourneyView& view, View& values) {
  View columns(View::type::list), rows(View::type::list);
  for (const std::string& group : funded.groups)
    columns << View{"column", std::string(config::label_of("target_groups", group, language_of(view)))};
  for (const FundedRow& row : funded.rows) rows << funded_row(row, funded, view);
  values.set("has_funded", View(!funded.rows.empty()));
  values.set("funded_columns", std::move(columns));
  values.set("funded_rows", std::move(rows));
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
  const View conditions = conditions_view(mirror, view);
  values.set("has_conditions", View(!conditions.is_empty_list()));
  values.set("conditions", conditions);
  set_funded(funding.funded, view, values);
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
