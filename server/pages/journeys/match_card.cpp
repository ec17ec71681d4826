// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/match_card.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/messages.h"
#include "indexer/record_parts.h"
#include "server/match/reason.h"
#include "server/pages/format.h"
#include "stemming/name_case.h"

namespace kohtaamo::server {
namespace {

using config::message;

// More reasons than this no longer help to choose.
constexpr std::size_t reasons_seen = 4;

// The language that a record is written in first: a quotation is in it.
stemming::Language language_of(const corpora::Record& record, const Reader& reader) {
  if (record.lang.empty()) return reader.language;
  return stemming::parse_language(record.lang.front()).value_or(reader.language);
}

View check_view(const Check& check, const corpora::Record& record, const Reader& reader) {
  const std::string_view language = to_text(reader.language);
  const std::string verdict(to_text(check.verdict));
  View view;
  view.set("verdict", verdict);
  view.set("verdict_words", message("check_" + verdict, language));
  view.set("words", sentence(check.reason, language));
  view.set("change", check.change ? View(sentence(*check.change, language)) : View(false));
  view.set("quote", optional_text(check.quote));
  view.set("quote_lang", foreign(language_of(record, reader), reader.language));
  return view;
}

// Why not, in sight even where the grounds are folded away.
View fails_view(const Match& match, const Reader& reader) {
  View list(View::type::list);
  for (const Check& check : match.checks)
    if (check.verdict == Verdict::fail) list << check_view(check, match.record, reader);
  return list;
}

// Who does a project, and what was granted to it: whom to ask, and how much it took.
std::string project_words(const corpora::Record& record, const Reader& reader) {
  const auto* project = std::get_if<corpora::Project>(&record.details);
  if (project == nullptr) return {};
  const std::string_view language = to_text(reader.language);
  std::vector<std::string> parts;
  const auto coordinator = std::ranges::find_if(project->partners, [&](const corpora::Partner& partner) {
    return !partner.name.empty() && partner.actor == project->coordinator;
  });
  if (coordinator != project->partners.end())
    parts.push_back(message("project_by", language, {{"name", stemming::in_name_case(coordinator->name)}}));
  if (project->granted_eur)
    parts.push_back(
        message("project_granted", language, {{"amount", format_euros(*project->granted_eur, reader.language)}}));
  return fmt::format("{}", fmt::join(parts, ". "));
}

// Such a reason says in the words of a condition what is not met.
bool is_drawback(const Signal& signal) { return signal.reason.key.ends_with("_fail"); }

}  // namespace

View texts_view(const std::vector<std::string>& texts) {
  View list(View::type::list);
  for (const std::string& text : texts) list << View{"text", text};
  return list;
}

std::string strength_words(const Match& match, const Reader& reader) {
  const std::string_view language = to_text(reader.language);
  const std::string strength(to_text(match.strength));
  return message("match_strength", language, {{"strength", message("strength_" + strength, language)}});
}

std::vector<std::string> reasons_of(const Match& match, const Reader& reader) {
  std::vector<std::string> reasons;
  for (const Signal& signal : match.signals) {
    if (signal.value <= 0 || signal.reason.key.empty() || is_drawback(signal)) continue;
    reasons.push_back(sentence(signal.reason, to_text(reader.language)));
    if (reasons.size() == reasons_seen) break;
  }
  return reasons;
}

// What fails comes first, then what a person has to look at.
View checks_view(const Match& match, const Reader& reader) {
  View list(View::type::list);
  for (const Verdict verdict : {Verdict::fail, Verdict::unknown, Verdict::pass})
    for (const Check& check : match.checks)
      if (check.verdict == verdict) list << check_view(check, match.record, reader);
  return list;
}

std::vector<std::string> drawbacks_of(const Match& match, const Reader& reader) {
  std::vector<std::string> drawbacks;
  for (const Signal& signal : match.signals)
    if (is_drawback(signal)) drawbacks.push_back(sentence(signal.reason, to_text(reader.language)));
  return drawbacks;
}

std::string checks_count(const Match& match, const Reader& reader) {
  std::vector<std::string> parts;
  for (const Verdict verdict : {Verdict::pass, Verdict::fail, Verdict::unknown}) {
    const auto count = std::ranges::count(match.checks, verdict, &Check::verdict);
    if (count > 0)
      parts.push_back(
          message(fmt::format("checks_{}", to_text(verdict)), to_text(reader.language), {{"count", count}}));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::vector<std::string> changes_of(const Match& match, const Reader& reader) {
  std::vector<std::string> changes;
  for (const Check& check : match.checks)
    if (check.change) changes.push_back(sentence(*check.change, to_text(reader.language)));
  return changes;
}

View match_view(const MatchCard& card, const Reader& reader) {
  const Match& match = card.match;
  const std::string_view language = to_text(reader.language);
  const Hit hit{.record = std::make_shared<const corpora::Record>(match.record),
                .snippet = match.passage,
                .snippet_language = match.passage_language};
  const View checks = checks_view(match, reader);
  const std::vector<std::string> reasons = reasons_of(match, reader);
  const std::vector<std::string> drawbacks = drawbacks_of(match, reader);
  const ReadableText title = readable(match.record.title, reader.language);
  View item;
  item.set("card", card_of(hit, reader));
  item.set("project", optional_text(project_words(match.record, reader)));
  item.set("strength", std::string(to_text(match.strength)));
  item.set("strength_words", strength_words(match, reader));
  const View fails = card.is_open ? View(View::type::list) : fails_view(match, reader);
  item.set("has_fails", View(!fails.is_empty_list()));
  item.set("fails", View{"checks", fails});
  item.set("has_grounds", View(!reasons.empty() || !checks.is_empty_list()));
  item.set("is_open", View(card.is_open));
  item.set("has_reasons", View(!reasons.empty()));
  item.set("reasons", texts_view(reasons));
  item.set("has_drawbacks", View(!drawbacks.empty()));
  item.set("drawbacks", texts_view(drawbacks));
  item.set("has_checks", View(!checks.is_empty_list()));
  item.set("checks", checks);
  item.set("checks_count", optional_text(checks_count(match, reader)));
  item.set("twins",
           match.twins.empty() ? View(false) : View(message("match_twins", language, {{"count", match.twins.size()}})));
  item.set("pick", card.can_be_picked && !indexer::is_confidential(match.record) ? View(match.record.id) : View(false));
  item.set("pick_name", message("compare_add", language, {{"title", title.text}}));
  return item;
}

View matches_view(const std::vector<Match>& matches, Grounds grounds, const Reader& reader) {
  View list(View::type::list);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const bool is_open = grounds == Grounds::open || (grounds == Grounds::best_open && i == 0);
    list << match_view({.match = matches[i], .is_open = is_open, .can_be_picked = true}, reader);
  }
  return list;
}

}  // namespace kohtaamo::server
