// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/need_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/frame.h"
#include "server/pages/journeys/match_card.h"
#include "server/pages/search_address.h"

namespace kohtaamo::server {
namespace {

using config::message;

std::string requirement_name(std::string_view code, const Reader& reader) {
  const std::string_view language = to_text(reader.language);
  if (code == "evidence") return message("bundle_evidence", language);
  return std::string(config::label_of("looking_for", code, language));
}

std::string names_of(const std::vector<std::string>& codes, const Reader& reader) {
  std::vector<std::string> names;
  for (const std::string& code : codes) names.push_back(requirement_name(code, reader));
  return fmt::format("{}", fmt::join(names, ", "));
}

// --- overview -----------------------------------------------------------------------------------

View requirement_view(const Requirement& requirement, const Bundle& bundle, const Reader& reader) {
  const std::string_view language = to_text(reader.language);
  View item;
  item.set("name", requirement_name(requirement.code, reader));
  item.set("basis", message(fmt::format("basis_{}", to_text(requirement.basis)), language));
  const auto part = std::ranges::find_if(bundle.parts, [&](const BundlePart& one) {
    return std::ranges::find(one.covers, requirement.code) != one.covers.end();
  });
  const bool is_met = part != bundle.parts.end();
  item.set("is_met", View(is_met));
  item.set("address", is_met ? fmt::format("#part-{}", part - bundle.parts.begin() + 1) : "#gap-" + requirement.code);
  const ReadableText title = is_met ? readable(part->match.record.title, reader.language) : ReadableText{};
  item.set("title", is_met ? title.text : message("bundle_missing", language));
  item.set("title_lang", is_met ? foreign(title.language, reader.language) : View(false));
  item.set("strength", is_met ? message("strength_" + std::string(to_text(part->match.strength)), language) : "");
  return item;
}

View requirements_view(const Bundle& bundle, const Reader& reader) {
  View list(View::type::list);
  for (const Requirement& requirement : bundle.requirements) list << requirement_view(requirement, bundle, reader);
  return list;
}

// --- parts --------------------------------------------------------------------------------------

View part_view(const BundlePart& part, std::size_t number, const JourneyView& view) {
  const Reader& reader = view.reader;
  const std::string_view language = to_text(reader.language);
  View item;
  item.set("number", fmt::format("{}", number));
  item.set("name", names_of(part.covers, reader));
  item.set("linked", part.linked_to.empty() ? View(false) : View(message("bundle_linked", language)));
  item.set("match", match_view({.match = part.match, .is_open = true, .can_be_picked = true}, reader));
  item.set("has_others", View(!part.others.empty()));
  item.set("others_words", message("bundle_others", language, {{"count", part.others.size()}}));
  item.set("others", matches_view(part.others, view.is_report ? Grounds::open : Grounds::folded, reader));
  return item;
}

// In the order of the list that leads to them.
View parts_view(const Bundle& bundle, const JourneyView& view) {
  std::vector<std::size_t> order;
  for (const Requirement& requirement : bundle.requirements)
    for (std::size_t i = 0; i < bundle.parts.size(); ++i)
      if (std::ranges::find(bundle.parts[i].covers, requirement.code) != bundle.parts[i].covers.end() &&
          std::ranges::find(order, i) == order.end())
        order.push_back(i);
  for (std::size_t i = 0; i < bundle.parts.size(); ++i)
    if (std::ranges::find(order, i) == order.end()) order.push_back(i);
  View list(View::type::list);
  for (const std::size_t i : order) list << part_view(bundle.parts[i], i + 1, view);
  return list;
}

// --- gaps ---------------------------------------------------------------------------------------

// Where such things would be: the search that shows what there is of the kind.
SearchRequest search_for(const std::string& code) {
  const auto of_type = [](std::string_view type) {
    return SearchRequest{.filters = {{.field = "type", .codes = {std::string(type)}}}, .sort = Sort::newest};
  };
  if (code == "solution") return of_type("innovation");
  if (code == "peers") return of_type("adoption");
  if (code == "evidence" || code == "research") return of_type("paper");
  if (code == "partner") return of_type("actor");
  if (code == "funding") {
    SearchRequest calls = of_type("call");
    calls.filters.push_back({.field = std::string(status_facet), .codes = {"open", "closing_soon", "forthcoming"}});
    calls.sort = Sort::deadline;
    return calls;
  }
  SearchRequest offers = of_type("resource");
  offers.filters.push_back({.field = "resource_kind", .codes = {code}});
  return offers;
}

// The asker's words as those of a search: what is written there to narrow it means nothing of the kind here.
std::string words_of(const JourneyView& view) {
  constexpr std::size_t most_bytes = 600;
  std::string words = view.asked != nullptr ? view.asked->title.best(view.reader.language) : view.form.asked.text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool begins_word = i == 0 || words[i - 1] == ' ';
    if (words[i] == '"' || words[i] == '\n' || (words[i] == '-' && begins_word)) words[i] = ' ';
  }
  if (words.size() > most_bytes) words.resize(words.rfind(' ', most_bytes) + 1);
  return words;
}

// Nobody has told of a solution that was tried, but many projects work on the same subject.
View projects_address(const std::string& code, const JourneyView& view) {
  if (code != "solution") return View(false);
  const SearchRequest projects{.q = words_of(view), .filters = {{.field = "type", .codes = {"project"}}}};
  return {page_address(view.reader.language, search_address(projects))};
}

View gap_view(const BundleGap& gap, const JourneyView& view) {
  const Reader& reader = view.reader;
  const std::string& code = gap.requirement.code;
  const SearchRequest search = search_for(code);
  View item;
  item.set("code", code);
  item.set("name", requirement_name(code, reader));
  item.set("words", sentence(gap.reason, to_text(reader.language)));
  item.set("search", page_address(reader.language, search_address(search)));
  item.set("projects", projects_address(code, view));
  item.set("feed", subscription_address("/feed", search, reader.language));
  item.set("has_nearest", View(!gap.nearest.empty()));
  item.set("nearest", matches_view(gap.nearest, view.is_report ? Grounds::open : Grounds::folded, reader));
  return item;
}

View gaps_view(const Bundle& bundle, const JourneyView& view) {
  View list(View::type::list);
  for (const BundleGap& gap : bundle.gaps) list << gap_view(gap, view);
  return list;
}

// Deadlines and new calls for the same people and places.
void set_subscriptions(const JourneyView& view, const Asker& understood, View& values) {
  SearchRequest calls = search_for("funding");
  for (const auto& [field, codes] :
       {std::pair{"target_group", &understood.target_groups}, std::pair{"region", &understood.regions}})
    if (!codes->empty()) calls.filters.push_back({.field = field, .codes = *codes});
  values.set("calls_feed", subscription_address("/feed", calls, view.reader.language));
  values.set("calls_calendar", subscription_address("/calendar.ics", calls, view.reader.language));
}

void set_bundle(const JourneyView& view, const Bundle& bundle, View& values) {
  const std::string_view language = to_text(view.reader.language);
  values.set("heading",
             message("bundle_found", language, {{"parts", bundle.parts.size()}, {"gaps", bundle.gaps.size()}}));
  values.set("has_parts", View(!bundle.parts.empty()));
  values.set("requirements", requirements_view(bundle, view.reader));
  values.set("parts", parts_view(bundle, view));
  values.set("has_gaps", View(!bundle.gaps.empty()));
  values.set("gaps", gaps_view(bundle, view));
  values.set("has_near_misses", View(!bundle.near_misses.empty()));
  values.set("near_misses",
             matches_view(bundle.near_misses, view.is_report ? Grounds::open : Grounds::folded, view.reader));
  set_subscriptions(view, bundle.understood, values);
}

}  // namespace

std::string render_need_page(const JourneyView& view, const Bundle* bundle) {
  View values = journey_values(view, bundle == nullptr ? nullptr : &bundle->understood);
  if (bundle != nullptr) set_bundle(view, *bundle, values);
  return render("need", view.reader.language, values);
}

}  // namespace kohtaamo::server
