// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/match_page.h"

#include <algorithm>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/http_message.h"
#include "server/match/reason.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {
namespace {

using config::message;
using corpora::RecordType;

// More reasons than this no longer help to choose.
constexpr std::size_t reasons_seen = 4;
constexpr std::size_t near_misses_seen = 5;

std::string_view language_of(const MatchView& view) { return to_text(view.reader.language); }

// The heaviest reasons; those that are a number alone have no sentence.
View reasons_view(const Match& match, std::string_view language) {
  View list(View::type::list);
  std::size_t seen = 0;
  for (const Signal& signal : match.signals) {
    if (signal.value <= 0 || signal.reason.key.empty()) continue;
    list << View{"reason", sentence(signal.reason, language)};
    if (++seen == reasons_seen) break;
  }
  return list;
}

View check_view(const Check& check, std::string_view language) {
  View view;
  view.set("name", message("check_" + check.name, language));
  view.set("verdict", std::string(to_text(check.verdict)));
  view.set("verdict_words", message("check_" + std::string(to_text(check.verdict)), language));
  view.set("words", sentence(check.reason, language));
  view.set("change", check.change ? View(sentence(*check.change, language)) : View(false));
  view.set("quote",
           check.quote.empty() ? View(false) : View(message("check_from_source", language, {{"quote", check.quote}})));
  return view;
}

View checks_view(const Match& match, std::string_view language) {
  View list(View::type::list);
  for (const Check& check : match.checks) list << check_view(check, language);
  return list;
}

View match_view(const Match& match, const MatchView& view) {
  const std::string_view language = language_of(view);
  const std::string strength(to_text(match.strength));
  const Hit hit{.record = match.record, .snippet = match.passage, .snippet_language = match.passage_language};
  const View reasons = reasons_view(match, language), checks = checks_view(match, language);
  View item;
  item.set("card", card_of(hit, view.reader));
  item.set("strength", strength);
  item.set("strength_words",
           message("match_strength", language, {{"strength", message("strength_" + strength, language)}}));
  item.set("has_reasons", View(!reasons.is_empty_list()));
  item.set("reasons", reasons);
  item.set("has_checks", View(!checks.is_empty_list()));
  item.set("checks", checks);
  return item;
}

// The matches are in the order of their scores; each type keeps it, and comes where its best one would.
View groups_view(const MatchView& view) {
  std::vector<RecordType> types;
  for (const Match& match : view.result->matches)
    if (std::ranges::find(types, match.record.type()) == types.end()) types.push_back(match.record.type());
  View groups(View::type::list);
  for (const RecordType type : types) {
    View matches(View::type::list);
    for (const Match& match : view.result->matches)
      if (match.record.type() == type) matches << match_view(match, view);
    View group;
    group.set("type_name", config::code_list("record_types").find(to_text(type))->plural.in(language_of(view)));
    group.set("matches", matches);
    groups << group;
  }
  return groups;
}

View near_misses_view(const MatchView& view) {
  View list(View::type::list);
  const auto& misses = view.result->near_misses;
  for (std::size_t i = 0; i < std::min(misses.size(), near_misses_seen); ++i) list << match_view(misses[i], view);
  return list;
}

std::string title_of(const MatchView& view) {
  if (view.result == nullptr) return message("match_title", language_of(view));
  if (view.asked == nullptr) return message("matches_for_text", language_of(view));
  const std::string title = readable(view.asked->title, view.reader.language).text;
  return message("matches_for", language_of(view), {{"title", title}});
}

void set_result(const MatchView& view, View& values) {
  const std::size_t count = view.result->matches.size();
  const std::string counted = message("matches_count", language_of(view), {{"count", count}});
  values.set("heading", view.asked != nullptr ? counted : title_of(view) + " – " + counted);
  values.set("has_matches", View(count > 0));
  values.set("groups", groups_view(view));
  values.set("has_near_misses", View(!view.result->near_misses.empty()));
  values.set("near_misses", near_misses_view(view));
}

std::string rest_of_address(const MatchView& view) {
  if (!view.request.id.empty()) return "match?id=" + percent_encode(view.request.id);
  if (!view.request.text.empty()) return "match?text=" + percent_encode(view.request.text);
  return "match";
}

}  // namespace

std::string render_match_page(const MatchView& view) {
  View values = frame_view({.language = view.reader.language,
                            .title = title_of(view),
                            .rest = rest_of_address(view),
                            .is_indexable = view.result == nullptr,
                            .styles = {"match.css"}});
  values.set("text", view.request.text);
  values.set("asked_title", view.asked == nullptr ? View(false) : View(title_of(view)));
  values.set("asked_address", record_address(view.reader.language, view.request.id));
  values.set("has_result", View(view.result != nullptr));
  if (view.result != nullptr) set_result(view, values);
  return render("match", view.reader.language, values);
}

}  // namespace kohtaamo::server
