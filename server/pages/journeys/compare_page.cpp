// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/compare_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "config/messages.h"
#include "server/pages/fact.h"
#include "server/pages/frame.h"
#include "server/pages/journeys/match_card.h"

namespace kohtaamo::server {
namespace {

using config::message;
using corpora::Record;
using corpora::RecordId;

std::string_view language_of(const Comparison& comparison) { return to_text(comparison.reader.language); }

std::vector<RecordId> ids_without(const Comparison& comparison, const RecordId& id) {
  std::vector<RecordId> ids;
  for (const Record& record : comparison.records)
    if (record.id != id) ids.push_back(record.id);
  return ids;
}

View head_view(const Comparison& comparison, const Record& record) {
  const ReadableText title = readable(record.title, comparison.reader.language);
  View head;
  head.set("title", title.text.empty() ? record.id : title.text);
  head.set("title_lang", foreign(title.language, comparison.reader.language));
  head.set("address", record_address(comparison.reader.language, record.id));
  head.set("marks", marks_of(record, comparison.reader));
  head.set("removal", message("compare_remove", language_of(comparison), {{"title", title.text}}));
  head.set("removal_address", page_address(comparison.reader.language,
                                           compare_address(comparison.asked, ids_without(comparison, record.id))));
  return head;
}

// --- rows ---------------------------------------------------------------------------------------

const Match* match_of(const Comparison& comparison, const Record& record) {
  const auto found = comparison.matches.find(record.id);
  return found == comparison.matches.end() ? nullptr : &found->second;
}

// A cell with one of several contents; the others are false, since a template looks for names outside itself too.
View cell_view(const Comparison& comparison, const Record& record) {
  const ReadableText title = readable(record.title, comparison.reader.language);
  View cell;
  cell.set("of", title.text.empty() ? record.id : title.text);
  cell.set("of_lang", foreign(title.language, comparison.reader.language));
  cell.set("strength", View(false));
  cell.set("has_texts", View(false));
  cell.set("has_checks", View(false));
  cell.set("has_values", View(false));
  cell.set("is_none", View(false));
  cell.set("is_unknown", View(false));
  cell.set("is_of_other_type", View(false));
  return cell;
}

template <class Fill>
View row_view(const Comparison& comparison, const std::string& label, Fill fill) {
  View row, cells(View::type::list);
  for (const Record& record : comparison.records) {
    View cell = cell_view(comparison, record);
    if (!fill(record, cell)) cell.set("is_unknown", View(true));
    cells << std::move(cell);
  }
  row.set("label", label);
  row.set("cells", std::move(cells));
  return row;
}

// Of a match all is known: no texts mean that there are none.
bool set_texts(View& cell, const std::vector<std::string>& texts) {
  cell.set("has_texts", View(!texts.empty()));
  cell.set("texts", texts_view(texts));
  cell.set("is_none", View(texts.empty()));
  return true;
}

void add_match_rows(const Comparison& comparison, View& rows) {
  const Reader& reader = comparison.reader;
  const std::string_view language = language_of(comparison);
  const auto with_match = [&](auto fill) {
    return [&comparison, fill](const Record& record, View& cell) {
      const Match* match = match_of(comparison, record);
      return match != nullptr && fill(*match, cell);
    };
  };
  rows << row_view(comparison, message("column_strength", language), with_match([&](const Match& match, View& cell) {
                     cell.set("strength", std::string(to_text(match.strength)));
                     cell.set("strength_words", strength_words(match, reader));
                     return true;
                   }));
  rows << row_view(comparison, message("why_matches", language), with_match([&](const Match& match, View& cell) {
                     return set_texts(cell, reasons_of(match, reader));
                   }));
  const auto has_drawback = [&](const auto& one) { return !drawbacks_of(one.second, reader).empty(); };
  if (std::ranges::any_of(comparison.matches, has_drawback))
    rows << row_view(comparison, message("what_is_missing", language), with_match([&](const Match& match, View& cell) {
                       return set_texts(cell, drawbacks_of(match, reader));
                     }));
  rows << row_view(comparison, message("checks_title", language), with_match([&](const Match& match, View& cell) {
                     const View checks = checks_view(match, reader);
                     cell.set("has_checks", View(!checks.is_empty_list()));
                     cell.set("checks", checks);
                     cell.set("is_none", View(checks.is_empty_list()));
                     return true;
                   }));
}

View text_row(const Comparison& comparison, std::string_view label, corpora::LocalText Record::*text) {
  constexpr std::size_t most_bytes = 400;
  return row_view(comparison, message(label, language_of(comparison)), [&](const Record& record, View& cell) {
    const ReadableText best = readable(record.*text, comparison.reader.language);
    if (best.text.empty()) return false;
    View value, values(View::type::list);
    value.set("value", shortened(best.text, most_bytes));
    value.set("value_address", View(false));
    value.set("is_external", View(false));
    value.set("is_bare", View(false));
    value.set("value_lang", foreign(best.language, comparison.reader.language));
    value.set("note", View(false));
    values << std::move(value);
    cell.set("has_values", View(true));
    cell.set("values", std::move(values));
    return true;
  });
}

// What records of every type may tell; other facts are those of a type.
bool is_of_every_type(std::string_view label, const Comparison& comparison) {
  constexpr std::array<std::string_view, 5> keys{"target_groups", "regions", "themes", "sector", "keywords"};
  return std::ranges::any_of(keys,
                             [&](std::string_view key) { return message(key, language_of(comparison)) == label; });
}

// The facts of each record, under the labels that any of them has, in the order in which they are met.
void add_fact_rows(const Comparison& comparison, View& rows) {
  std::vector<std::string> labels;
  std::map<RecordId, std::map<std::string, View>> facts;
  std::set<std::pair<std::string, corpora::RecordType>> told;
  for (const Record& record : comparison.records) {
    const View list = facts_of({.record = record, .reader = comparison.reader, .related = comparison.related});
    for (const kainjow::mustache::data& fact : list.list_value()) {
      const std::string label = fact.get("label")->string_value();
      if (std::ranges::find(labels, label) == labels.end()) labels.push_back(label);
      facts[record.id].emplace(label, View(*fact.get("values")));
      told.emplace(label, record.type());
    }
  }
  for (const std::string& label : labels)
    rows << row_view(comparison, label, [&](const Record& record, View& cell) {
      const auto found = facts[record.id].find(label);
      if (found == facts[record.id].end()) {
        // Unknown is what a record of its type tells and this one does not.
        const bool is_unknown = is_of_every_type(label, comparison) || told.contains({label, record.type()});
        cell.set("is_of_other_type", View(!is_unknown));
        return !is_unknown;
      }
      cell.set("has_values", View(true));
      cell.set("values", found->second);
      return true;
    });
}

std::string answer_address(const Comparison& comparison) {
  return page_address(comparison.reader.language,
                      comparison.asked.is_empty() ? std::string("search") : journey_address(comparison.asked));
}

}  // namespace

std::string compare_address(const JourneyRequest& asked, const std::vector<RecordId>& ids) {
  std::vector<NameValue> fields;
  for (const RecordId& id : ids) fields.emplace_back("id", id);
  if (!asked.is_empty()) {
    fields.emplace_back("journey", to_text(asked.journey));
    for (NameValue& field : fields_of(asked, "of")) fields.push_back(std::move(field));
  }
  return address_with("compare", fields);
}

std::string render_compare_page(const Comparison& comparison) {
  const std::string_view language = language_of(comparison);
  std::vector<RecordId> ids;
  View heads(View::type::list), rows(View::type::list);
  for (const Record& record : comparison.records) {
    ids.push_back(record.id);
    heads << head_view(comparison, record);
  }
  View values = frame_view({.language = comparison.reader.language,
                            .title = message("compare_title", language),
                            .rest = compare_address(comparison.asked, ids),
                            .is_indexable = false,
                            .styles = {"journeys.css"}});
  if (!comparison.asked.is_empty()) add_match_rows(comparison, rows);
  rows << text_row(comparison, "summary", &Record::summary);
  add_fact_rows(comparison, rows);
  values.set("heading", message("compare_heading", language, {{"count", ids.size()}}));
  values.set("is_asked", View(!comparison.asked.is_empty()));
  values.set("has_records", View(!ids.empty()));
  values.set("is_single", View(ids.size() == 1));
  values.set("left_out", comparison.left_out == 0
                             ? View(false)
                             : View(message("compare_left_out", language, {{"count", comparison.left_out}})));
  values.set("heads", std::move(heads));
  values.set("rows", std::move(rows));
  values.set("answer_address", answer_address(comparison));
  return render("compare", comparison.reader.language, values);
}

}  // namespace kohtaamo::server
