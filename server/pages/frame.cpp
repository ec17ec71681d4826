// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/frame.h"

#include <fmt/format.h>

#include <array>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/http_message.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

struct NavigationRow {
  Place place{};
  std::string_view rest{}, message{};
};
constexpr std::array navigation{
    NavigationRow{Place::search, "search", "search"},
    NavigationRow{Place::match, "match", "find_matches"},
    NavigationRow{Place::about, "about", "footer_about"},
};

View navigation_view(const Frame& frame) {
  View items(View::type::list);
  for (const NavigationRow& row : navigation) {
    View item;
    item.set("address", page_address(frame.language, row.rest));
    item.set("label", config::message(row.message, to_text(frame.language)));
    item.set("is_current", View(row.place == frame.place));
    items << item;
  }
  return items;
}

View languages_view(const Frame& frame) {
  View items(View::type::list);
  for (const Language language : stemming::all_languages) {
    View item;
    item.set("code", std::string(to_text(language)));
    item.set("address", page_address(language, frame.rest));
    item.set("own_name", config::code_list("languages").find(to_text(language))->own_name);
    item.set("is_current", View(language == frame.language));
    items << item;
  }
  return items;
}

// "Ei ehdotuksia|1 ehdotus|…": a script has no rules for plurals.
std::string suggest_counts(Language language) {
  constexpr int most_suggestions = 12;  // three of each kind
  std::string counts;
  for (int count = 0; count <= most_suggestions; ++count)
    counts += (count > 0 ? "|" : "") + config::message("suggestions_count", to_text(language), {{"count", count}});
  return counts;
}

}  // namespace

std::string page_address(Language language, std::string_view rest) {
  return fmt::format("/{}/{}", to_text(language), rest);
}

std::string record_address(Language language, std::string_view id) {
  std::string segment = percent_encode(id);
  // A colon may stand in a path as it is, and every id has one.
  for (std::size_t at = segment.find("%3A"); at != std::string::npos; at = segment.find("%3A", at))
    segment.replace(at, 3, ":");
  return page_address(language, "records/" + segment);
}

View frame_view(const Frame& frame) {
  View view;
  const std::string site = config::message("site_name", to_text(frame.language));
  view.set("page_title", frame.title.empty() ? site : frame.title + " – " + site);
  view.set("is_indexable", View(frame.is_indexable));
  view.set("home", page_address(frame.language, ""));
  view.set("navigation", navigation_view(frame));
  view.set("languages", languages_view(frame));
  view.set("search_address", page_address(frame.language, "search"));
  view.set("match_address", page_address(frame.language, "match"));
  view.set("about_address", page_address(frame.language, "about"));
  view.set("q", frame.q);
  view.set("suggest_counts", suggest_counts(frame.language));
  return view;
}

}  // namespace kohtaamo::server
