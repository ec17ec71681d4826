// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/white_spot_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/http_message.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {
namespace {

using config::message;

constexpr std::size_t most_rows_shown = 40;

std::string_view language_of(const WhiteSpotView& view) { return to_text(view.reader.language); }

bool is_looked_at(const WhiteSpotView& view, const Cell& cell) {
  return view.region.empty() || cell.region == view.region;
}

std::string theme_title(const WhiteSpotView& view, const corpora::RecordId& theme) {
  const auto found = view.titles.find(theme);
  return found == view.titles.end() ? theme : readable(found->second, view.reader.language).text;
}

std::string group_label(const WhiteSpotView& view, std::string_view group) {
  return std::string(config::label_of("target_groups", group, language_of(view)));
}

std::string region_label(const WhiteSpotView& view, std::string_view region) {
  return std::string(config::label_of("regions", region, language_of(view)));
}

// --- matrix -------------------------------------------------------------------------------------

struct Square {
  std::size_t regions = 0, white = 0, needs = 0, innovations = 0, elsewhere = 0;
};
using Squares = std::map<std::pair<corpora::RecordId, std::string>, Square>;

Squares squares_of(const WhiteSpotView& view) {
  Squares squares;
  for (const Cell& cell : view.spots.cells) {
    if (!is_looked_at(view, cell)) continue;
    Square& square = squares[{cell.theme, cell.target_group}];
    ++square.regions;
    if (cell.is_white_spot()) ++square.white;
    square.needs += cell.needs;
    square.innovations += cell.innovations;
    square.elsewhere += cell.innovations_elsewhere;
  }
  return squares;
}

View square_view(const WhiteSpotView& view, const Square* square) {
  View item;
  item.set("is_empty", View(square == nullptr));
  item.set("is_white", View(square != nullptr && square->white > 0));
  if (square == nullptr) return item;
  const std::string_view language = language_of(view);
  if (view.region.empty()) {
    item.set("figure", fmt::format("{}/{}", square->white, square->regions));
    item.set("words", message("white_regions", language, {{"white", square->white}, {"regions", square->regions}}));
  } else {
    item.set("figure", fmt::format("{}", square->needs));
    item.set(
        "words",
        message("white_cell", language,
                {{"needs", square->needs}, {"innovations", square->innovations}, {"elsewhere", square->elsewhere}}));
  }
  return item;
}

void set_matrix(const WhiteSpotView& view, View& values) {
  const Squares squares = squares_of(view);
  std::vector<std::pair<std::string, std::string>> groups, themes;  // what is shown, and the code
  std::map<std::string, std::size_t> needs_of_theme, needs_of_group;
  for (const auto& [place, square] : squares) {
    needs_of_theme[place.first] += square.needs;
    needs_of_group[place.second] += square.needs;
    const std::pair theme{theme_title(view, place.first), place.first};
    const std::pair group{group_label(view, place.second), place.second};
    if (std::ranges::find(themes, theme) == themes.end()) themes.push_back(theme);
    if (std::ranges::find(groups, group) == groups.end()) groups.push_back(group);
  }
  const auto more_first = [](const auto& sizes) {
    return [&sizes](const auto& a, const auto& b) {
      const std::size_t of_a = sizes.at(a.second), of_b = sizes.at(b.second);
      return of_a != of_b ? of_a > of_b : a < b;
    };
  };
  std::ranges::sort(themes, more_first(needs_of_theme));
  std::ranges::sort(groups, more_first(needs_of_group));
  View columns(View::type::list), rows(View::type::list);
  for (const auto& [label, code] : groups) columns << View{"column", label};
  for (const auto& [title, theme] : themes) {
    View row, cells(View::type::list);
    for (const auto& [label, group] : groups) {
      const auto square = squares.find({theme, group});
      cells << square_view(view, square == squares.end() ? nullptr : &square->second);
    }
    row.set("theme", title);
    row.set("theme_address", record_address(view.reader.language, theme));
    row.set("squares", std::move(cells));
    rows << std::move(row);
  }
  values.set("columns", std::move(columns));
  values.set("matrix", std::move(rows));
  values.set("has_matrix", View(!squares.empty()));
}

// --- rows ---------------------------------------------------------------------------------------

View row_view(const WhiteSpotView& view, const Cell& cell) {
  View row;
  row.set("theme", theme_title(view, cell.theme));
  row.set("group", group_label(view, cell.target_group));
  row.set("region", region_label(view, cell.region));
  row.set("needs", fmt::format("{}", cell.needs));
  row.set("innovations", fmt::format("{}", cell.innovations));
  row.set("elsewhere", fmt::format("{}", cell.innovations_elsewhere));
  row.set("is_white", View(cell.is_white_spot()));
  row.set("address",
          page_address(view.reader.language,
                       fmt::format("search?type=need&theme={}&target_group={}&region={}", percent_encode(cell.theme),
                                   percent_encode(cell.target_group), percent_encode(cell.region))));
  return row;
}

View regions_view(const WhiteSpotView& view) {
  std::vector<std::pair<std::string, std::string>> regions;
  for (const Cell& cell : view.spots.cells) {
    std::pair region{region_label(view, cell.region), cell.region};
    if (std::ranges::find(regions, region) == regions.end()) regions.push_back(std::move(region));
  }
  std::ranges::sort(regions);
  View list(View::type::list);
  for (const auto& [label, code] : regions) {
    View option;
    option.set("value", code);
    option.set("option", label);
    option.set("is_chosen", View(code == view.region));
    list << std::move(option);
  }
  return list;
}

}  // namespace

View white_spot_view(const WhiteSpotView& view) {
  const std::string_view language = language_of(view);
  View values;
  values.set("summary",
             message("white_summary", language, {{"needs", view.spots.needs}, {"unanswered", view.spots.unanswered}}));
  values.set("unplaced", view.spots.unplaced == 0
                             ? View(false)
                             : View(message("white_unplaced", language, {{"count", view.spots.unplaced}})));
  values.set("incomplete", view.spots.is_complete ? View(false) : View(message("white_incomplete", language)));
  values.set("nothing", message(view.spots.needs == 0 ? "white_no_needs_told" : "white_nothing", language));
  values.set("regions", regions_view(view));
  values.set("has_region", View(!view.region.empty()));
  set_matrix(view, values);
  View rows(View::type::list);
  std::size_t count = 0;
  for (const Cell& cell : view.spots.cells)
    if (is_looked_at(view, cell) && ++count <= most_rows_shown) rows << row_view(view, cell);
  values.set("rows", std::move(rows));
  values.set("more_rows", count <= most_rows_shown
                              ? View(false)
                              : View(message("white_more_rows", language, {{"count", count - most_rows_shown}})));
  return values;
}

std::vector<std::vector<std::string>> white_spot_rows(const WhiteSpotView& view) {
  const std::string_view language = language_of(view);
  std::vector<std::vector<std::string>> rows;
  rows.push_back({message("theme", language), message("target_group", language), message("region", language),
                  message("column_needs", language), message("column_innovations", language),
                  message("column_elsewhere", language), message("column_white", language)});
  for (const Cell& cell : view.spots.cells)
    if (is_looked_at(view, cell))
      rows.push_back({theme_title(view, cell.theme), group_label(view, cell.target_group),
                      region_label(view, cell.region), fmt::format("{}", cell.needs),
                      fmt::format("{}", cell.innovations), fmt::format("{}", cell.innovations_elsewhere),
                      message(cell.is_white_spot() ? "yes" : "no", language)});
  return rows;
}

}  // namespace kohtaamo::server
