// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/plain_pages.h"

#include <fmt/format.h>

#include <array>

#include "config/messages.h"
#include "server/pages/facet_view.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/search_address.h"
#include "server/problems.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::message;
using stemming::Language;

View types_view(const FrontView& front) {
  View list(View::type::list);
  for (const FacetCount& type : front.types) {
    const SearchRequest request{.filters = {{.field = "type", .codes = {type.code}}}, .limit = hits_per_page};
    View item;
    item.set("address", page_address(front.reader.language, search_address(request)));
    item.set("label", facet_label("type", type.code, {}, front.reader.language));
    item.set("count", format_number(type.count, front.reader.language));
    list << std::move(item);
  }
  return list;
}

// The three doors of the front page: who comes in, and which part of the sign is filled for them.
struct Door {
  std::string_view message{};  // door_<message>_title, _text and _go
  std::string_view rest{};     // where it leads
  std::string_view filled{};
};
constexpr std::array doors{
    Door{"need", "need", "fills_left"},
    Door{"develop", "develop", "fills_right"},
    Door{"fund", "fund", "fills_middle"},
};

View doors_view(Language language) {
  View list(View::type::list);
  for (const Door& door : doors) {
    const auto words = [&](std::string_view part) {
      return message(fmt::format("door_{}_{}", door.message, part), to_text(language));
    };
    View item;
    item.set("address", page_address(language, door.rest));
    item.set("title", words("title"));
    item.set("text", words("text"));
    item.set("go", words("go"));
    for (const std::string_view part : {"fills_left", "fills_right", "fills_middle"})
      item.set(std::string(part), View(part == door.filled));
    list << std::move(item);
  }
  return list;
}

View themes_view(const FrontView& front) {
  View list(View::type::list);
  for (const FrontTheme& theme : front.themes) {
    const ReadableText title = readable(theme.title, front.reader.language);
    const SearchRequest request{.filters = {{.field = "theme", .codes = {theme.id}}}, .limit = hits_per_page};
    View item;
    item.set("address", page_address(front.reader.language, search_address(request)));
    item.set("title", title.text);
    item.set("title_lang", foreign(title.language, front.reader.language));
    item.set("count", message("records_count", to_text(front.reader.language), {{"count", theme.count}}));
    list << std::move(item);
  }
  return list;
}

// On the front page a card only calls.
View cards_view(const std::vector<Hit>& hits, const Reader& reader) {
  constexpr std::size_t passage_bytes = 180;
  View list(View::type::list);
  for (const Hit& hit : hits) list << View{"card", card_of(*hit.record, reader, passage_bytes)};
  return list;
}

// What an asker can do something about has words of its own; the rest is an apology.
struct ErrorWords {
  std::string_view title{}, text{};
};
ErrorWords words_of(ErrorCode code) {
  const int status = config::error_row(code).http_status;
  if (status == 404) return {"not_found_title", "not_found_text"};
  if (status == 410) return {"gone_title", "gone_text"};
  if (status == 503 || status == 429) return {"busy_title", "busy_text"};
  if (status >= 400 && status < 500) return {"bad_request_title", ""};
  return {"error_title", "error_text"};
}

}  // namespace

std::vector<FacetFilter> open_calls() {
  return {{.field = "type", .codes = {"call"}},
          {.field = std::string(status_facet), .codes = {"open", "closing_soon"}}};
}

std::string render_front_page(const FrontView& front) {
  const Language language = front.reader.language;
  View view = frame_view({.language = language, .rest = "", .styles = {"front.css"}, .scripts = {"search.js"}});
  view.set("doors", doors_view(language));
  view.set("types", types_view(front));
  view.set("themes", themes_view(front));
  view.set("has_themes", View(!front.themes.empty()));
  view.set("themes_address", page_address(language, "themes"));
  view.set("newest", cards_view(front.newest, front.reader));
  view.set("has_newest", View(!front.newest.empty()));
  view.set(
      "newest_address",
      page_address(language,
                   search_address({.filters = front.newest_filters, .sort = Sort::newest, .limit = hits_per_page})));
  view.set("closing", cards_view(front.closing, front.reader));
  view.set("has_closing", View(!front.closing.empty()));
  view.set("closing_address", page_address(language, "funding?status=open&status=closing_soon"));
  return render("front", language, view);
}

std::string render_error_page(const ErrorView& error) {
  const std::string_view language = to_text(error.language);
  const ErrorWords words = words_of(error.error.code);
  const std::string title = message(words.title, language);
  View view = frame_view(
      {.language = error.language, .title = title, .q = error.q, .is_indexable = false, .scripts = {"search.js"}});
  view.set("heading", title);
  view.set("text", words.text.empty() ? View(std::string(title_of(error.error.code, error.language)))
                                      : View(message(words.text, language)));
  view.set("where", optional_text(words.text.empty() ? error.error.where : ""));
  view.set("request_id", error.request_id.empty()
                             ? View(false)
                             : View(message("error_request_id", language, {{"id", error.request_id}})));
  return render("error", error.language, view);
}

}  // namespace kohtaamo::server
