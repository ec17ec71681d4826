// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/themes_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "config/code_lists.h"
#include "config/messages.h"
#include "indexer/document_builder.h"
#include "server/pages/actors_page.h"
#include "server/pages/facet_view.h"
#include "server/pages/fact.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/search_address.h"
#include "server/places/region_tiles.h"

namespace kohtaamo::server {
namespace {

using config::message;
using corpora::Theme;

std::string_view language_of(const ThemesView& view) { return to_text(view.reader.language); }

std::string address_of(const ThemesView& view, const ThemeRow& row, std::vector<FacetFilter> further) {
  SearchRequest search{.filters = {{.field = "theme", .codes = {row.record.id}}}, .limit = hits_per_page};
  search.filters.insert(search.filters.end(), further.begin(), further.end());
  return page_address(view.reader.language, search_address(search));
}

std::string validity_of(const Theme& theme, const Reader& reader) {
  const auto day = [&](const std::optional<corpora::Date>& date) {
    return date ? format_day(*date, reader.language) : std::string();
  };
  if (!theme.valid_from && !theme.valid_to) return {};
  return message("theme_validity", to_text(reader.language),
                 {{"from", day(theme.valid_from)}, {"to", day(theme.valid_to)}});
}

// By its name; one that has none here by the last step of its address: ".../sdg/3" -> "3. Terveyttä ja hyvinvointia".
std::string crosswalk_words(const corpora::Crosswalk& crosswalk, std::string_view language) {
  const std::string key = "crosswalk_" + crosswalk.scheme;
  const std::string scheme = config::has_message(key) ? message(key, language) : crosswalk.scheme;
  const std::size_t slash = crosswalk.uri.find_last_of("/#");
  const std::string last = slash == std::string::npos ? crosswalk.uri : crosswalk.uri.substr(slash + 1);
  if (last.empty()) return scheme;
  const config::Code* target = config::code_list("crosswalk_targets").find(crosswalk.scheme + "/" + last);
  return scheme + ": " + (target == nullptr ? last : target->label(language));
}

View crosswalks_of(const Theme& theme, const Reader& reader) {
  View list(View::type::list);
  for (const corpora::Crosswalk& crosswalk : theme.crosswalk) {
    View item;
    item.set("words", crosswalk_words(crosswalk, to_text(reader.language)));
    item.set("uri", optional_text(is_web_address(crosswalk.uri) ? crosswalk.uri : ""));
    list << std::move(item);
  }
  return list;
}

View counts_view(const ThemesView& view, const ThemeRow& row, const Counts& counts, std::string_view field,
                 std::string_view list_name) {
  View list(View::type::list);
  for (const config::Code& code : config::code_list(list_name).codes()) {
    const std::size_t count = count_in(counts, code.code);
    if (count == 0) continue;
    View item;
    item.set("label", field == "type" ? facet_label("type", code.code, {}, view.reader.language)
                                      : code.label(language_of(view)));
    item.set("count", format_number(static_cast<double>(count), view.reader.language));
    item.set("address", address_of(view, row, {{.field = std::string(field), .codes = {code.code}}}));
    list << std::move(item);
  }
  return list;
}

View theme_view(const ThemesView& view, const ThemeRow& row) {
  const auto& theme = std::get<Theme>(row.record.details);
  const ReadableText title = readable(row.record.title, view.reader.language);
  const ReadableText summary = readable(row.record.summary, view.reader.language);
  View item;
  item.set("address", record_address(view.reader.language, row.record.id));
  item.set("title", title.text.empty() ? row.record.id : title.text);
  item.set("title_lang", foreign(title.language, view.reader.language));
  item.set("summary", optional_text(summary.text));
  item.set("summary_lang", foreign(summary.language, view.reader.language));
  constexpr std::array<std::string_view, 3> times{"theme_in_force", "theme_to_come", "theme_ended"};
  constexpr std::array<std::string_view, 3> tones{"good", "type", "past"};
  item.set("time", message(times.at(static_cast<std::size_t>(row.time)), language_of(view)));
  item.set("tone", std::string(tones.at(static_cast<std::size_t>(row.time))));
  item.set("validity", optional_text(validity_of(theme, view.reader)));
  const std::string origin = "origin_" + theme.origin;
  item.set("origin", optional_text(config::has_message(origin) ? message(origin, language_of(view)) : theme.origin));
  const View crosswalks = crosswalks_of(theme, view.reader);
  item.set("crosswalks", crosswalks);
  item.set("has_crosswalks", View(!crosswalks.list_value().empty()));
  item.set("records", message("records_count", language_of(view), {{"count", row.records}}));
  item.set("search", row.records > 0 ? View(address_of(view, row, {})) : View(false));
  item.set("types", counts_view(view, row, row.types, "type", "record_types"));
  item.set("groups", counts_view(view, row, row.stage_groups, "stage_group", "stage_groups"));
  return item;
}

// --- the tables ---------------------------------------------------------------------------------

struct Column {
  std::string code{}, name{}, short_name{};
};

std::vector<Column> stage_columns(const ThemesView& view) {
  std::vector<Column> columns;
  for (const config::Code& stage : config::code_list("stages").codes())
    if (std::ranges::any_of(view.themes, [&](const ThemeRow& row) { return count_in(row.stages, stage.code) > 0; }))
      columns.push_back({.code = stage.code, .name = stage.label(language_of(view)), .short_name = {}});
  return columns;
}

// All of them: one without anything is a gap to be seen.
std::vector<Column> region_columns(const ThemesView& view) {
  std::vector<Column> columns;
  for (const RegionTile& tile : region_tiles) {
    const std::string name(config::label_of("regions", tile.region, language_of(view)));
    columns.push_back({.code = std::string(tile.region), .name = name, .short_name = short_region_name(name)});
  }
  std::ranges::sort(columns, {}, [](const Column& column) { return indexer::name_value(column.name); });
  return columns;
}

struct Matrix {
  std::string_view field{};
  std::vector<Column> columns{};
  Counts ThemeRow::*counts{};
};

View cell_view(const ThemesView& view, const ThemeRow& row, const Matrix& matrix, const Column& column,
               std::size_t most) {
  const std::size_t count = count_in(row.*matrix.counts, column.code);
  View cell;
  cell.set("count", format_number(static_cast<double>(count), view.reader.language));
  cell.set("level", fmt::format("{}", level_of(count, most)));
  cell.set("address",
           count == 0 ? View(false)
                      : View(address_of(view, row, {{.field = std::string(matrix.field), .codes = {column.code}}})));
  cell.set("words", message("theme_cell", language_of(view),
                            {{"theme", readable(row.record.title, view.reader.language).text},
                             {"column", column.name},
                             {"count", count}}));
  return cell;
}

void set_matrix(const ThemesView& view, const std::string& name, const Matrix& matrix, View& values) {
  std::size_t most = 0;
  for (const ThemeRow& row : view.themes)
    for (const Column& column : matrix.columns) most = std::max(most, count_in(row.*matrix.counts, column.code));
  View columns(View::type::list), rows(View::type::list);
  for (const Column& column : matrix.columns) {
    View head;
    head.set("name", column.name);
    head.set("short_name", optional_text(column.short_name));
    columns << std::move(head);
  }
  for (const ThemeRow& row : view.themes) {
    View cells(View::type::list), line;
    for (const Column& column : matrix.columns) cells << cell_view(view, row, matrix, column, most);
    const ReadableText title = readable(row.record.title, view.reader.language);
    line.set("title", title.text);
    line.set("title_lang", foreign(title.language, view.reader.language));
    line.set("address", record_address(view.reader.language, row.record.id));
    line.set("cells", std::move(cells));
    rows << std::move(line);
  }
  View matrix_view;
  matrix_view.set("columns", std::move(columns));
  matrix_view.set("rows", std::move(rows));
  values.set(name, most == 0 ? View(false) : matrix_view);
}

}  // namespace

std::string render_themes_page(const ThemesView& view) {
  const std::string heading = message("nav_themes", language_of(view));
  View values =
      frame_view({.language = view.reader.language, .title = heading, .rest = "themes", .styles = {"places.css"}});
  View themes(View::type::list);
  for (const ThemeRow& row : view.themes) themes << theme_view(view, row);
  values.set("heading", heading);
  values.set("lead", message("themes_lead", language_of(view)));
  values.set("has_sisters", View(false));
  values.set("count", message("themes_count", language_of(view), {{"count", view.themes.size()}}));
  values.set("themes", themes);
  values.set("has_themes", View(!view.themes.empty()));
  set_matrix(view, "by_stage", {.field = "stage", .columns = stage_columns(view), .counts = &ThemeRow::stages}, values);
  set_matrix(view, "by_region", {.field = "region", .columns = region_columns(view), .counts = &ThemeRow::regions},
             values);
  return render("themes", view.reader.language, values);
}

}  // namespace kohtaamo::server
