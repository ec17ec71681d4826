// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/journey_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/messages.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/journeys/understood_view.h"

namespace kohtaamo::server {
namespace {

using config::message;

constexpr std::size_t title_bytes = 60;

std::string_view language_of(const JourneyView& view) { return to_text(view.reader.language); }
std::string_view name_of(const JourneyView& view) { return to_text(view.form.asked.journey); }

// "journey_need_title"
std::string own_message(const JourneyView& view, std::string_view what) {
  return message(fmt::format("journey_{}_{}", name_of(view), what), language_of(view));
}

std::string title_of(const JourneyView& view) {
  std::string title = own_message(view, "title");
  if (view.asked != nullptr)
    title = readable(view.asked->title, view.reader.language).text + " – " + title;
  else if (!view.form.asked.text.empty() && !view.is_held_back)
    title = shortened(view.form.asked.text, title_bytes) + " – " + title;
  return view.form.problems.empty() ? title : message("problem_in_title", language_of(view), {{"title", title}});
}

// The field that a problem stands at; what is in an address alone has none.
std::string anchor_of(const JourneyView& view, const FieldProblem& problem) {
  if (problem.field == "text") return view.asked == nullptr ? "text" : "problems";
  return "f-" + problem.field;
}

std::string name_of_field(const JourneyView& view, std::string_view field) {
  if (field == "text") return own_message(view, "label");
  for (const Correctable& member : correctables())
    if (member.parameter == field) return message(member.message, language_of(view));
  return std::string(field);
}

View problems_view(const JourneyView& view) {
  View list(View::type::list);
  for (const FieldProblem& problem : view.form.problems) {
    View item;
    item.set("anchor", anchor_of(view, problem));
    item.set("words", name_of_field(view, problem.field) + ": " + message(problem.message, language_of(view)));
    list << std::move(item);
  }
  if (view.is_held_back) {
    View item;
    item.set("anchor", "text");
    item.set("words", message("personal_summary", language_of(view)));
    list << std::move(item);
  }
  return list;
}

View personal_view(const JourneyView& view) {
  View list(View::type::list);
  for (const PersonalData& one : view.personal) {
    View item;
    item.set("kind", message(fmt::format("personal_{}", to_text(one.kind)), language_of(view)));
    item.set("words", one.words);
    list << std::move(item);
  }
  return list;
}

std::string text_problem(const JourneyView& view) {
  const auto found = std::ranges::find(view.form.problems, "text", &FieldProblem::field);
  return found == view.form.problems.end() ? std::string() : message(found->message, language_of(view));
}

void set_question(const JourneyView& view, View& values) {
  const JourneyRequest& asked = view.form.asked;
  values.set("title", own_message(view, "title"));
  values.set("lead", own_message(view, "lead"));
  values.set("text_label", own_message(view, "label"));
  values.set("text_hint", own_message(view, "hint"));
  values.set("button", own_message(view, "button"));
  values.set("is_fund", View(asked.journey == Journey::fund));
  values.set("self_address", page_address(view.reader.language, name_of(view)));
  values.set("text", asked.text);
  values.set("text_problem", optional_text(text_problem(view)));
  values.set("corrections", hidden_view(fields_of(asked.corrections)));
  values.set("is_record", View(view.asked != nullptr));
  if (view.asked != nullptr) values.set("asked_card", card_of(*view.asked, view.reader));
  const View problems = problems_view(view);
  values.set("has_problems", View(!problems.is_empty_list()));
  values.set("problems", problems);
  values.set("has_personal", View(!view.personal.empty()));
  values.set("personal", personal_view(view));
  values.set("is_held_back", View(view.is_held_back));
}

void set_report(const JourneyView& view, View& values) {
  const JourneyRequest& asked = view.form.asked;
  const auto language = view.reader.language;
  values.set("is_report", View(view.is_report));
  values.set("report_address", page_address(language, journey_address_with(asked, {{"report", "true"}})));
  values.set("answer_address", page_address(language, journey_address(asked)));
  values.set("permalink", view.base + page_address(language, journey_address(asked)));
  values.set("report_day",
             message("report_day", language_of(view), {{"date", format_day(view.reader.today, language)}}));
  View fields = hidden_view({{"journey", std::string(to_text(asked.journey))}});
  for (const NameValue& field : fields_of(asked, "of")) {
    View item;
    item.set("name", field.first);
    item.set("value", field.second);
    fields << std::move(item);
  }
  values.set("compare_fields", std::move(fields));
  values.set("compare_address", page_address(language, "compare"));
}

}  // namespace

std::string journey_address_with(const JourneyRequest& asked, std::vector<NameValue> more) {
  std::vector<NameValue> fields = fields_of(asked);
  for (NameValue& field : more) fields.push_back(std::move(field));
  return address_with(to_text(asked.journey), fields);
}

View journey_values(const JourneyView& view, const Asker* answered) {
  const JourneyRequest& asked = view.form.asked;
  // What is held back stands in no link, not even in those to the other languages.
  const std::string rest = view.is_held_back ? std::string(name_of(view)) : journey_address(asked);
  View values = frame_view({.language = view.reader.language,
                            .title = title_of(view),
                            .rest = rest,
                            .is_indexable = asked.is_empty(),
                            .styles = {"journeys.css"}});
  set_question(view, values);
  set_report(view, values);
  const Asker* understood = answered != nullptr ? answered : view.understood;
  values.set("is_answered", View(answered != nullptr));
  if (answered != nullptr) values.set("title", own_message(view, "answered"));
  values.set("text_lang", understood != nullptr && understood->languages.size() == 1
                              ? foreign(understood->languages.front(), view.reader.language)
                              : View(false));
  values.set("is_understood", View(understood != nullptr));
  if (understood != nullptr)
    values.set("understood", understood_view({.form = view.form, .understood = *understood, .reader = view.reader}));
  return values;
}

View section_view(const Section& section) {
  View view;
  view.set("id", section.id);
  view.set("heading", section.heading);
  view.set("intro", optional_text(section.intro));
  view.set("has_matches", View(!section.matches.is_empty_list()));
  view.set("matches", section.matches);
  view.set("nothing", optional_text(section.nothing));
  view.set("next_address", optional_text(section.next_address));
  view.set("next_words", section.next_words);
  return view;
}

}  // namespace kohtaamo::server
