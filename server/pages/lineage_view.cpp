// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/lineage_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {
namespace {

using config::label_of;
using config::message;

constexpr std::size_t most_drawn_rows = 30, text_bytes = 280;
constexpr std::size_t column = 60, row_height = 40, margin = 20, radius = 14;

struct Point {
  std::size_t x = 0, y = 0;
};

// An adoption goes on in the row of the one it builds on if it is the first to do so, else in a row of its own.
std::vector<Point> places_of(const std::vector<AdoptionStep>& steps) {
  std::vector<Point> places;
  std::size_t row = 0, depth = 0;
  for (const AdoptionStep& step : steps) {
    if (step.depth <= depth) ++row;
    depth = step.depth;
    places.push_back({.x = margin + depth * column, .y = margin + row * row_height});
  }
  return places;
}

std::string thread_between(Point from, Point to) {
  if (from.y == to.y) return fmt::format("M{} {}H{}", from.x + radius, from.y, to.x - radius);
  return fmt::format("M{} {}V{}q0 8 8 8H{}", from.x, from.y + radius, to.y - 8, to.x - radius);
}

// Each row of the drawing begins below the row of what it builds on: threads do not cross.
View drawing_view(const Lineage& lineage, std::string_view language) {
  const std::vector<Point> places = places_of(lineage.adoptions);
  const Point origin{.x = margin, .y = margin};
  std::map<corpora::RecordId, Point> by_id;
  View threads(View::type::list), nodes(View::type::list);
  Point furthest = origin;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const AdoptionStep& step = lineage.adoptions[i];
    by_id.emplace(step.record.id, places[i]);
    const auto ground = by_id.find(step.after);
    threads << View{"path", thread_between(ground == by_id.end() ? origin : ground->second, places[i])};
    View node;
    node.set("x", fmt::format("{}", places[i].x));
    node.set("y", fmt::format("{}", places[i].y));
    node.set("text_y", fmt::format("{}", places[i].y + 5));
    node.set("number", fmt::format("{}", i + 1));
    nodes << std::move(node);
    furthest = {.x = std::max(furthest.x, places[i].x), .y = std::max(furthest.y, places[i].y)};
  }
  if (furthest.y > margin + row_height * most_drawn_rows) return View(false);
  View drawing;
  drawing.set("width", fmt::format("{}", furthest.x + margin));
  drawing.set("height", fmt::format("{}", furthest.y + margin));
  drawing.set("threads", std::move(threads));
  drawing.set("nodes", std::move(nodes));
  drawing.set("words", message("lineage_drawing", language, {{"count", lineage.adoptions.size()}}));
  return drawing;
}

View link_to(const corpora::Record& record, const Reader& reader) {
  const ReadableText title = readable(record.title, reader.language);
  View link;
  link.set("address", record_address(reader.language, record.id));
  link.set("title", title.text.empty() ? record.id : title.text);
  link.set("title_lang", foreign(title.language, reader.language));
  return link;
}

View links_to(const std::vector<corpora::Record>& records, const Reader& reader) {
  View list(View::type::list);
  for (const corpora::Record& record : records) list << link_to(record, reader);
  return list;
}

std::string year_of(corpora::Date day) {
  return fmt::format("{}", static_cast<int>(std::chrono::year_month_day(day).year()));
}

// What was adopted from which: "2", the number in the list.
std::string number_of(const Lineage& lineage, const corpora::RecordId& id) {
  const auto found = std::ranges::find_if(lineage.adoptions, [&](const auto& step) { return step.record.id == id; });
  return found == lineage.adoptions.end() ? std::string() : fmt::format("{}", found - lineage.adoptions.begin() + 1);
}

View step_view(const AdoptionStep& step, const Lineage& lineage, const RecordView& record) {
  const Reader& reader = record.reader;
  const std::string_view language = to_text(reader.language);
  const auto& adoption = std::get<corpora::Adoption>(step.record.details);
  const ReadableText changed = readable(adoption.adaptations, reader.language);
  const std::string ground = step.after.empty() ? "" : number_of(lineage, step.after);
  View item = link_to(step.record, reader);
  item.set("is_this", View(step.record.id == record.record.id));
  item.set("adopter", step.adopter ? link_to(*step.adopter, reader) : View(false));
  View marks(View::type::list);
  const auto mark = [&](std::string_view text) {
    if (!text.empty()) marks << View{"mark", std::string(text)};
  };
  mark(label_of("regions", adoption.region, language));
  if (adoption.started) mark(year_of(*adoption.started));
  mark(label_of("adoption_statuses", adoption.adoption_status, language));
  if (adoption.result != "unknown") mark(label_of("adoption_results", adoption.result, language));
  if (adoption.may_contact.value_or(false)) mark(message("field_may_contact", language));
  item.set("marks", std::move(marks));
  item.set("ground", ground.empty() ? View(false) : View(message("lineage_ground", language, {{"number", ground}})));
  item.set("changed", optional_text(shortened(changed.text, text_bytes)));
  item.set("changed_lang", foreign(changed.language, reader.language));
  return item;
}

}  // namespace

void set_lineage(const RecordView& record, View& view) {
  const Lineage* lineage = record.lineage ? &*record.lineage : nullptr;
  if (lineage == nullptr || (lineage->adoptions.empty() && lineage->parents.empty() && lineage->variants.empty())) {
    view.set("lineage", View(false));
    return;
  }
  const Reader& reader = record.reader;
  View of_lineage, steps(View::type::list);
  for (const AdoptionStep& step : lineage->adoptions) steps << step_view(step, *lineage, record);
  of_lineage.set("innovation",
                 lineage->innovation.id == record.record.id ? View(false) : link_to(lineage->innovation, reader));
  of_lineage.set("has_parents", View(!lineage->parents.empty()));
  of_lineage.set("parents", links_to(lineage->parents, reader));
  of_lineage.set("has_variants", View(!lineage->variants.empty()));
  of_lineage.set("variants", links_to(lineage->variants, reader));
  of_lineage.set("has_steps", View(!lineage->adoptions.empty()));
  of_lineage.set("steps", std::move(steps));
  of_lineage.set("drawing",
                 lineage->adoptions.size() < 2 ? View(false) : drawing_view(*lineage, to_text(reader.language)));
  view.set("lineage", std::move(of_lineage));
}

}  // namespace kohtaamo::server
