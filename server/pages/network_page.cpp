// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/network_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "config/messages.h"
#include "server/pages/actors_page.h"
#include "server/pages/format.h"
#include "server/pages/search_address.h"
#include "server/places/actor_list.h"
#include "server/places/network_layout.h"

namespace kohtaamo::server {
namespace {

using config::message;

constexpr LayoutBox box{.width = 1000, .height = 640, .margin = 70};
constexpr double letter_width = 8.7, name_height = 20;  // of the names in the drawing
constexpr std::size_t name_letters = 26;
constexpr double least_radius = 7, most_radius = 19;
constexpr double least_line = 1, most_line = 6;

std::string_view language_of(const NetworkView& view) { return to_text(view.place.reader.language); }
std::string number_text(double number) { return fmt::format("{:.1f}", number); }

ReadableText name_of(const NetworkView& view, const NetworkNode& node) {
  if (node.actor.empty()) return {.text = node.name, .language = view.place.reader.language};
  const auto title = view.titles.find(node.actor);
  if (title == view.titles.end()) return {.text = node.actor, .language = view.place.reader.language};
  return readable(title->second, view.place.reader.language);
}

// Those known by name alone have no network of their own to show.
std::string network_address(const NetworkView& view, const NetworkNode& node) {
  return node.actor.empty() ? std::string() : address_with(view.place, "actor", node.actor) + "#results";
}

std::size_t letters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

double scaled(std::size_t works, std::size_t most, double least, double largest) {
  return least + (largest - least) *
                     std::sqrt(static_cast<double>(works) / static_cast<double>(std::max<std::size_t>(most, 1)));
}

class Drawing {
 public:
  explicit Drawing(const NetworkView& view) : view_(view) {
    const ActorNetwork& network = view.network;
    const std::size_t closest = network.ties.empty() ? 1 : network.ties.front().works;
    std::vector<LayoutTie> ties;
    for (const NetworkTie& tie : network.ties) {
      most_works_of_tie_ = std::max(most_works_of_tie_, tie.works);
      ties.push_back({.one = tie.one,
                      .other = tie.other,
                      .strength = std::sqrt(static_cast<double>(tie.works) / static_cast<double>(closest))});
    }
    for (const NetworkNode& node : network.nodes) most_works_ = std::max(most_works_, node.works);
    positions_ = lay_out(network.nodes.size(), ties, box);
  }

  View ties() const {
    View list(View::type::list);
    for (const NetworkTie& tie : view_.network.ties) {
      View line;
      line.set("x1", number_text(positions_[tie.one].x));
      line.set("y1", number_text(positions_[tie.one].y));
      line.set("x2", number_text(positions_[tie.other].x));
      line.set("y2", number_text(positions_[tie.other].y));
      line.set("thickness", number_text(scaled(tie.works, most_works_of_tie_, least_line, most_line)));
      list << std::move(line);
    }
    return list;
  }

  View nodes() const {
    const std::vector<PlacedName> names = placed_names();
    View list(View::type::list);
    for (std::size_t i = 0; i < view_.network.nodes.size(); ++i) {
      const NetworkNode& node = view_.network.nodes[i];
      const ReadableText name = name_of(view_, node);
      const std::string works = message("joint_works", language_of(view_), {{"count", node.works}});
      View item;
      item.set("x", number_text(positions_[i].x));
      item.set("y", number_text(positions_[i].y));
      item.set("radius", number_text(radius_of(node)));
      item.set("name", shortened(name.text));
      item.set("words", name.text + ": " + works);
      item.set("address", optional_text(network_address(view_, node)));
      item.set("is_centre", View(!view_.centre.empty() && node.actor == view_.centre));
      item.set("is_known", View(!node.actor.empty()));
      item.set("is_named", View(names[i].is_shown));
      item.set("text_x", number_text(names[i].at.x));
      item.set("text_y", number_text(names[i].at.y));
      item.set("anchor", std::string(anchor_text(names[i].anchor)));
      list << std::move(item);
    }
    return list;
  }

 private:
  static std::string_view anchor_text(Anchor anchor) {
    if (anchor == Anchor::start) return "start";
    return anchor == Anchor::end ? "end" : "middle";
  }
  // By letters, not by bytes.
  static std::string shortened(const std::string& name) {
    std::size_t letters = 0, at = 0;
    for (; at < name.size(); ++at)
      if ((static_cast<unsigned char>(name[at]) & 0xC0U) != 0x80U && ++letters > name_letters) break;
    return at == name.size() ? name : name.substr(0, at) + "…";
  }
  double radius_of(const NetworkNode& node) const { return scaled(node.works, most_works_, least_radius, most_radius); }

  std::vector<PlacedName> placed_names() const {
    std::vector<NamedNode> nodes;
    for (std::size_t i = 0; i < view_.network.nodes.size(); ++i) {
      const NetworkNode& node = view_.network.nodes[i];
      const auto letters = static_cast<double>(letters_of(shortened(name_of(view_, node).text)));
      nodes.push_back({.at = positions_[i], .radius = radius_of(node), .name_width = letters * letter_width});
    }
    return place_names(nodes, name_height, box);
  }

  const NetworkView& view_;
  std::vector<Position> positions_{};
  std::size_t most_works_ = 1, most_works_of_tie_ = 1;
};

View node_cell(const NetworkView& view, const NetworkNode& node) {
  const ReadableText name = name_of(view, node);
  View cell;
  cell.set("name", name.text);
  cell.set("name_lang", foreign(name.language, view.place.reader.language));
  cell.set("address", optional_text(node.actor.empty() ? "" : record_address(view.place.reader.language, node.actor)));
  return cell;
}

View rows_of(const NetworkView& view) {
  View rows(View::type::list);
  for (const NetworkTie& tie : view.network.ties) {
    View row, examples(View::type::list);
    row.set("one", node_cell(view, view.network.nodes[tie.one]));
    row.set("other", node_cell(view, view.network.nodes[tie.other]));
    row.set("works", format_number(static_cast<double>(tie.works), view.place.reader.language));
    for (const corpora::RecordId& id : tie.examples) {
      const auto title = view.titles.find(id);
      if (title == view.titles.end()) continue;
      const ReadableText name = readable(title->second, view.place.reader.language);
      View example;
      example.set("address", record_address(view.place.reader.language, id));
      example.set("name", shortened(name.text, 60));
      example.set("name_lang", foreign(name.language, view.place.reader.language));
      examples << std::move(example);
    }
    row.set("examples", std::move(examples));
    rows << std::move(row);
  }
  return rows;
}

std::string summary_of(const NetworkView& view) {
  const ActorNetwork& network = view.network;
  const std::string_view language = language_of(view);
  std::string text =
      network.nodes.size() < network.all_nodes
          ? message("network_cut", language, {{"count", network.nodes.size()}, {"all", network.all_nodes}})
          : message("network_whole", language, {{"count", network.nodes.size()}});
  if (network.ties.size() < network.all_ties)
    text += " " + message("network_ties_cut", language, {{"count", network.ties.size()}, {"all", network.all_ties}});
  return text;
}

// That nothing is known of a region says little where regions of few are known.
void set_placed(const NetworkView& view, View& values) {
  values.set("placed", View(false));
  if (!view.placed) return;
  const stemming::Language language = view.place.reader.language;
  SearchRequest whole = view.place.request;
  std::erase_if(whole.filters, [](const FacetFilter& filter) { return filter.field == "region"; });
  View placed;
  placed.set("sentence", message("network_placed", language_of(view),
                                 {{"known", format_number(static_cast<double>(view.placed->known), language)},
                                  {"all", format_number(static_cast<double>(view.placed->all), language)}}));
  placed.set("address", page_address(language, rest_of(view.place, whole, view.place.others)) + "#results");
  values.set("placed", std::move(placed));
}

// Whose network it is, and the way to the other.
void set_scope(const NetworkView& view, View& values) {
  const bool is_of_country = view.scope == NetworkScope::country;
  const bool is_of_regions = view.scope == NetworkScope::chosen && view.centre.empty();
  values.set("scope", is_of_country   ? View(message("network_of_country", language_of(view)))
                      : is_of_regions ? View(message("network_of_regions", language_of(view)))
                                      : View(false));
  View other(false);
  if (view.scope != NetworkScope::chosen) {
    other = View(View::type::object);
    other.set("address", address_with(view.place, "everywhere", is_of_country ? "true" : "") + "#results");
    other.set("words", message(is_of_country ? "network_show_all" : "network_show_country", language_of(view)));
  }
  values.set("other_scope", other);
}

}  // namespace

std::string render_network_page(const NetworkView& view) {
  const Place& place = view.place;
  const std::string heading = message("nav_actors", language_of(view));
  std::string results = message("actor_network", language_of(view));
  if (!view.centre.empty()) {
    const std::string name = name_of(view, {.actor = view.centre}).text;
    results = message("network_of", language_of(view), {{"name", name}});
  }
  View values = place_view(place,
                           {.title = results + " – " + heading,
                            .heading = heading,
                            .lead = message("actors_lead", language_of(view)),
                            .results = results},
                           actor_pages());
  const Drawing drawing(view);
  values.set("has_network", View(!view.network.nodes.empty()));
  values.set("summary", summary_of(view));
  set_scope(view, values);
  set_placed(view, values);
  values.set("ties", drawing.ties());
  values.set("nodes", drawing.nodes());
  values.set("rows", rows_of(view));
  values.set("width", number_text(box.width));
  values.set("height", number_text(box.height));
  values.set("whole_address", view.centre.empty() ? View(false) : View(address_with(place, "actor", "") + "#results"));
  SearchRequest drawn = search_of_actors(place.request);
  drawn.facets.clear();
  values.set("graph", subscription_address("/export/actors.graphml", drawn, place.reader.language));
  return render("actors_network", place.reader.language, values);
}

}  // namespace kohtaamo::server
