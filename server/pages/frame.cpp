// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/frame.h"

#include <fmt/format.h>

#include <array>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/http_message.h"
#include "server/pages/assets.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

// The columns, in order: rest of the address, its name in config/messages, the group it is in, whether the group begins
// with it. A row is added when its page is there; its order is that of the page.
enum class Group : std::uint8_t { header, footer };
struct NavigationRow {
  std::string_view rest{}, message{};
  Group group{};
  bool begins_part = false;  // a little apart from the row before
};
constexpr std::array navigation{
    NavigationRow{"search", "nav_search", Group::header},
    NavigationRow{"need", "nav_need", Group::header, true},
    NavigationRow{"develop", "nav_develop", Group::header},
    NavigationRow{"fund", "nav_fund", Group::header},
    NavigationRow{"funding", "nav_funding", Group::header, true},
    NavigationRow{"actors", "nav_actors", Group::header},
    NavigationRow{"themes", "nav_themes", Group::header},
    NavigationRow{"about", "footer_about", Group::footer},
    NavigationRow{"about#accessibility", "footer_accessibility", Group::footer},
    NavigationRow{"about#privacy", "footer_privacy", Group::footer},
    NavigationRow{"report", "footer_feedback", Group::footer},
    NavigationRow{"api", "footer_open_data", Group::footer},
};

// "search?q=x" -> "search"
std::string_view place_of(std::string_view rest) { return rest.substr(0, rest.find_first_of("?/#")); }

// "at_search" is true on the page of this row.
std::string name_of_place(std::string_view place) { return "at_" + std::string(place); }

std::string links_of(Group group, Language language) {
  std::string links;
  for (const NavigationRow& row : navigation) {
    if (row.group != group) continue;
    const bool is_place = row.rest == place_of(row.rest);
    const std::string current =
        is_place ? fmt::format("{{{{#{0}}}}} aria-current=\"page\"{{{{/{0}}}}}", name_of_place(row.rest)) : "";
    links += fmt::format("{}<li{}><a href=\"{}\"{}>{}</a></li>", links.empty() ? "" : "\n",
                         row.begins_part ? " class=\"apart\"" : "", page_address(language, row.rest), current,
                         escaped(config::message(row.message, to_text(language))));
  }
  return links;
}

View assets_view(const std::vector<std::string_view>& file_names) {
  View list(View::type::list);
  for (const std::string_view file : file_names) list << View{"asset", asset_address(file)};
  return list;
}

View languages_view(const Frame& frame) {
  View items(View::type::list);
  for (const Language language : stemming::all_languages) {
    View item;
    item.set("code", std::string(to_text(language)));
    item.set("address", page_address(language, frame.rest));
    item.set("own_name", config::code_list("languages").find(to_text(language))->own_name);
    item.set("is_current", View(language == frame.language));
    items << std::move(item);
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
  view.set(name_of_place(place_of(frame.rest)), View(true));
  view.set("styles", assets_view(frame.styles));
  view.set("scripts", assets_view(frame.scripts));
  view.set("languages", languages_view(frame));
  view.set("q", frame.q);
  // Of pages that have none: a section would otherwise look for them elsewhere.
  view.set("feed", View(false));
  view.set("json_address", View(false));
  return view;
}

std::optional<std::string> frame_template(std::string_view part, Language language) {
  if (part == "navigation") return links_of(Group::header, language);
  if (part == "footer") return links_of(Group::footer, language);
  if (part == "suggest_counts") return escaped(suggest_counts(language));
  return std::nullopt;
}

std::vector<std::string_view> navigation_targets() {
  std::vector<std::string_view> targets;
  for (const NavigationRow& row : navigation) targets.push_back(row.rest);
  return targets;
}

}  // namespace kohtaamo::server
