// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/understood_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {
namespace {

using config::message;
using stemming::Language;

// What helps each journey: a funder asks for a field, not for money.
bool is_offered(Journey journey, const Correctable& member) {
  if (member.member == "regions" || member.member == "target_groups") return true;
  if (member.member == "partners" || member.member == "countries") return journey == Journey::develop;
  return journey != Journey::fund;
}

// The money of a call is what it grants.
std::string name_of(Journey journey, const Correctable& member, Language language) {
  const bool is_grant = journey == Journey::fund && member.member == "amount_eur";
  return message(is_grant ? "max_grant" : member.message, to_text(language));
}

// --- chips --------------------------------------------------------------------------------------

std::string_view quote_of(const Asker& understood, const Correctable& member, std::string_view value) {
  for (const Reading& reading : understood.readings)
    if (reading.member == member.member && (member.kind != CorrectableKind::codes || reading.value == value))
      return reading.quote;
  return {};
}

View chip_view(const UnderstoodView& view, const Correctable& member, const std::string& value) {
  const std::string label = value_label(member, value, view.reader.language);
  View chip;
  chip.set("label", label);
  chip.set("quote", optional_text(quote_of(view.understood, member, value)));
  chip.set("address", page_address(view.reader.language,
                                   journey_address(without_value(view.form.asked, view.understood, member, value))) +
                          "#understood");
  chip.set("removal", message("chip_remove", to_text(view.reader.language), {{"name", label}}));
  return chip;
}

View rows_view(const UnderstoodView& view) {
  View rows(View::type::list);
  for (const Correctable& member : correctables()) {
    View chips(View::type::list);
    for (const std::string& value : values_of(view.understood, member)) chips << chip_view(view, member, value);
    if (chips.is_empty_list()) continue;
    View row;
    row.set("label", name_of(view.form.asked.journey, member, view.reader.language));
    row.set("chips", std::move(chips));
    rows << std::move(row);
  }
  return rows;
}

// "alue, budjetti": what the conditions ask about and nobody has told.
std::string missing_text(const UnderstoodView& view) {
  std::vector<std::string> names;
  for (const Correctable& member : correctables()) {
    const bool is_of_consortium = member.member == "partners" || member.member == "countries";
    if (is_of_consortium || member.member == "own_funding_eur" || !is_offered(view.form.asked.journey, member))
      continue;
    if (values_of(view.understood, member).empty())
      names.push_back(message(fmt::format("missing_{}", member.parameter), to_text(view.reader.language)));
  }
  if (names.empty()) return {};
  return message("understood_missing", to_text(view.reader.language),
                 {{"names", fmt::format("{}", fmt::join(names, ", "))}});
}

// --- fields -------------------------------------------------------------------------------------

View option_view(const std::string& code, const std::string& label, bool is_chosen) {
  View option;
  option.set("value", code);
  option.set("option", label);
  option.set("is_chosen", View(is_chosen));
  return option;
}

View group_view(View label, View options) {
  View group;
  group.set("group_label", std::move(label));
  group.set("options", std::move(options));
  return group;
}

// Of codes that can be had once: those that are not there yet.
View code_options(const Correctable& member, const std::vector<std::string>& values, Language language) {
  View options(View::type::list);
  for (const config::Code& code : config::code_list(member.list).codes()) {
    const bool is_there = std::ranges::find(values, code.code) != values.end();
    if (is_there && member.kind == CorrectableKind::codes) continue;
    options << option_view(code.code, code.label(to_text(language)), is_there);
  }
  View groups(View::type::list);
  groups << group_view(View(false), options);
  return groups;
}

// A, B, …, Z, Å, Ä, Ö: in UTF-8, Ä and Å stand the other way round.
std::string sort_key(std::string name) {
  for (const auto& [letter, key] : {std::pair{"Å", "[1"}, std::pair{"Ä", "[2"}, std::pair{"Ö", "[3"}})
    if (name.starts_with(letter)) name = key + name.substr(std::string_view(letter).size());
  return name;
}

View field_base(const UnderstoodView& view, const Correctable& member) {
  const std::string parameter(member.parameter);
  const std::string_view language = to_text(view.reader.language);
  const auto& problems = view.form.problems;
  const auto problem = std::ranges::find(problems, parameter, &FieldProblem::field);
  View field;
  field.set("name", parameter);
  const bool is_added = member.kind == CorrectableKind::codes;
  field.set("label", message(is_added ? "add_" + parameter : std::string(member.message), language));
  field.set("problem", problem == problems.end() ? View(false) : View(message(problem->message, language)));
  return field;
}

View field_view(const UnderstoodView& view, const Correctable& member) {
  const std::vector<std::string> values = values_of(view.understood, member);
  View field = field_base(view, member);
  const bool is_select = member.kind == CorrectableKind::codes || member.kind == CorrectableKind::code;
  field.set("is_select", View(is_select));
  field.set("is_input", View(!is_select));
  field.set("is_day", View(member.kind == CorrectableKind::day));
  field.set("empty_option",
            message(member.kind == CorrectableKind::codes ? "choose" : "not_told", to_text(view.reader.language)));
  if (member.member == "regions")
    field.set("groups", region_options("", view.reader.language));
  else if (is_select)
    field.set("groups", code_options(member, values, view.reader.language));
  const auto typed = view.form.typed.find(std::string(member.parameter));
  field.set("value", typed != view.form.typed.end()          ? typed->second
                     : values.empty()                        ? std::string()
                     : member.kind == CorrectableKind::euros ? value_label(member, values.front(), view.reader.language)
                                                             : values.front());
  return field;
}

// What the form has no field for: the asker, what was corrected elsewhere, and the values of lists that are there
// already.
std::vector<NameValue> kept_values(const UnderstoodView& view) {
  std::vector<NameValue> kept;
  JourneyRequest asker = view.form.asked;
  asker.corrections = {};
  for (NameValue& field : fields_of(asker)) kept.push_back(std::move(field));
  for (const Correctable& member : correctables()) {
    if (!is_offered(asker.journey, member)) {
      for (NameValue& field : fields_of(view.form.asked.corrections))
        if (field.first == member.parameter) kept.push_back(std::move(field));
    } else if (member.kind == CorrectableKind::codes) {
      for (const std::string& value : values_of(view.understood, member)) kept.emplace_back(member.parameter, value);
    }
  }
  return kept;
}

}  // namespace

std::string value_label(const Correctable& member, std::string_view value, Language language) {
  switch (member.kind) {
    case CorrectableKind::codes:
    case CorrectableKind::code:
      return std::string(config::label_of(member.list, value, to_text(language)));
    case CorrectableKind::euros: {
      double euros = 0;
      std::from_chars(value.data(), value.data() + value.size(), euros);
      return format_euros(euros, language);
    }
    case CorrectableKind::day:
      if (const auto day = corpora::parse_date(value)) return format_day(*day, language);
      return std::string(value);
    case CorrectableKind::count:
      return std::string(value);
  }
  return std::string(value);
}

View region_options(std::string_view chosen, Language language) {
  View groups(View::type::list);
  for (const std::string_view scheme : {"national", "mk", "hva", "kunta"}) {
    std::vector<const config::Code*> codes;
    for (const config::Code& code : config::code_list("regions").codes())
      if (code.scheme == scheme) codes.push_back(&code);
    std::ranges::sort(codes, {}, [&](const config::Code* code) { return sort_key(code->label(to_text(language))); });
    View options(View::type::list);
    for (const config::Code* code : codes)
      options << option_view(code->code, code->label(to_text(language)), code->code == chosen);
    groups << group_view(
        scheme == "national" ? View(false) : View(message(fmt::format("regions_{}", scheme), to_text(language))),
        options);
  }
  return groups;
}

View hidden_view(const std::vector<NameValue>& fields) {
  View list(View::type::list);
  for (const auto& [name, value] : fields) {
    View item;
    item.set("name", name);
    item.set("value", value);
    list << std::move(item);
  }
  return list;
}

View understood_view(const UnderstoodView& view) {
  const Language language = view.reader.language;
  View fields(View::type::list);
  for (const Correctable& member : correctables())
    if (is_offered(view.form.asked.journey, member)) fields << field_view(view, member);
  JourneyRequest as_read = view.form.asked;
  as_read.corrections = {};
  const bool is_corrected = !fields_of(view.form.asked.corrections).empty();
  const View rows = rows_view(view);
  View values;
  values.set("has_rows", View(!rows.is_empty_list()));
  values.set("rows", rows);
  values.set("missing", optional_text(missing_text(view)));
  values.set("fields", std::move(fields));
  values.set("kept", hidden_view(kept_values(view)));
  values.set("has_problems", View(!view.form.problems.empty()));
  values.set("restore",
             is_corrected ? View(page_address(language, journey_address(as_read)) + "#understood") : View(false));
  return values;
}

}  // namespace kohtaamo::server
