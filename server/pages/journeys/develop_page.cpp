// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/develop_page.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/code_lists.h"
#include "config/messages.h"
#include "corpora/effective_status.h"
#include "server/pages/fact.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/journeys/match_card.h"
#include "server/pages/search_address.h"
#include "server/replies_match.h"

namespace kohtaamo::server {
namespace {

using config::message;

constexpr double whole_per_cent = 100;

// --- who does the same --------------------------------------------------------------------------

std::vector<std::string> common_ground(const Overlapping& other, const Reader& reader) {
  const std::string_view language = to_text(reader.language);
  std::vector<std::string> sentences;
  if (other.resemblance)
    sentences.push_back(
        message("overlap_resemblance", language,
                {{"share", format_per_cent(std::round(*other.resemblance * whole_per_cent), reader.language)}}));
  if (!other.concepts.empty())
    sentences.push_back(sentence({"reason_concepts_sentence", {labels_value("concepts", other.concepts)}}, language));
  if (!other.target_groups.empty())
    sentences.push_back(sentence(
        {"reason_target_group_sentence", {codes_value("groups", other.target_groups, "target_groups")}}, language));
  return sentences;
}

const corpora::Contact* shown_contact(const corpora::Record& record) {
  return hides_contact(record) || record.contact == corpora::Contact{} ? nullptr : &record.contact;
}

// The record's own contact, else that of its owner; of who may not be shown none.
const corpora::Contact* contact_of(const Overlapping& other) {
  if (const corpora::Contact* own = shown_contact(other.record)) return own;
  return other.owner ? shown_contact(*other.owner) : nullptr;
}

View contact_view(const Overlapping& other, const Reader& reader) {
  View view;
  const corpora::Contact* contact = contact_of(other);
  const bool has_owner = other.owner.has_value();
  const ReadableText owner = has_owner ? readable(other.owner->title, reader.language) : ReadableText{};
  view.set("owner", optional_text(owner.text));
  view.set("owner_lang", foreign(owner.language, reader.language));
  view.set("owner_address", has_owner ? record_address(reader.language, other.owner->id) : std::string());
  view.set("mail", contact != nullptr ? optional_text(contact->role_address) : View(false));
  view.set("form", contact != nullptr && is_web_address(contact->form_url) ? View(contact->form_url) : View(false));
  view.set("has_contact", View(has_owner || contact != nullptr));
  return view;
}

View overlapping_view(const Overlapping& other, const Reader& reader) {
  View item;
  item.set("card", card_of(other.record, reader));
  item.set("invitation", sentence(other.invitation, to_text(reader.language)));
  item.set("ground", texts_view(common_ground(other, reader)));
  item.set("contact", contact_view(other, reader));
  return item;
}

View overlap_view(const Overlap& overlap, const Reader& reader) {
  View list(View::type::list);
  for (const auto* found : {&overlap.near_duplicates, &overlap.overlapping})
    for (const Overlapping& other : *found) list << overlapping_view(other, reader);
  return list;
}

// --- sections -----------------------------------------------------------------------------------

struct SectionRow {
  std::string_view id{};
  const std::vector<Match> Development::*matches = nullptr;
  std::string_view next{};  // the search that goes on from it
};
constexpr std::array rows{
    SectionRow{"prior", &Development::prior, "search?type=innovation&type=project&sort=newest"},
    SectionRow{"needs", &Development::needs, "search?type=need&sort=newest"},
    SectionRow{"calls", &Development::calls, "search?type=call&status=open&status=closing_soon&sort=deadline"},
    SectionRow{"peers", &Development::peers, "search?type=innovation&stage_group=emerging"},
    SectionRow{"offers", &Development::offers, "search?type=resource&sort=newest"},
    SectionRow{"papers", &Development::papers, "search?type=paper&sort=newest"},
};

View row_view(const SectionRow& row, const JourneyView& view, const Development& found) {
  const std::string_view language = to_text(view.reader.language);
  const auto text = [&](std::string_view what) {
    return message(fmt::format("develop_{}_{}", row.id, what), language);
  };
  const Grounds grounds = view.is_report ? Grounds::open : row.id == "calls" ? Grounds::open : Grounds::folded;
  View section = section_view({.id = std::string(row.id),
                               .heading = text("title"),
                               .intro = text("intro"),
                               .matches = matches_view(found.*row.matches, grounds, view.reader),
                               .nothing = text("nothing"),
                               .next_address = page_address(view.reader.language, row.next),
                               .next_words = text("next")});
  const bool has_near = row.id == "calls" && !found.closed_calls.empty();
  section.set("is_paired", View(grounds == Grounds::folded));
  section.set("has_near_misses", View(has_near));
  section.set("near_misses",
              has_near ? matches_view(found.closed_calls, view.is_report ? Grounds::open : Grounds::folded, view.reader)
                       : View(View::type::list));
  return section;
}

View jumps_view(const JourneyView& view, const Development& found) {
  const std::string_view language = to_text(view.reader.language);
  View list(View::type::list);
  const auto add = [&](std::string_view id, std::size_t count) {
    View item;
    item.set("address", fmt::format("#{}", id));
    item.set("words", message(fmt::format("develop_{}_title", id), language));
    item.set("count", fmt::format("{}", count));
    list << std::move(item);
  };
  add("overlap", found.overlap.near_duplicates.size() + found.overlap.overlapping.size());
  for (const SectionRow& row : rows) add(row.id, (found.*row.matches).size());
  return list;
}

void set_found(const JourneyView& view, const Development& found, View& values) {
  const Reader& reader = view.reader;
  values.set("heading", message("develop_found", to_text(reader.language)));
  values.set("jumps", jumps_view(view, found));
  values.set("overlap_words", sentence(found.overlap.invitation, to_text(reader.language)));
  values.set("overlap_compared",
             message("overlap_compared", to_text(reader.language), {{"count", found.overlap.compared}}));
  const View overlap = overlap_view(found.overlap, reader);
  values.set("has_overlap", View(!overlap.is_empty_list()));
  values.set("overlap", overlap);
  View sections(View::type::list);
  for (const SectionRow& row : rows) sections << row_view(row, view, found);
  values.set("sections", std::move(sections));
  SearchRequest calls{.filters = {{.field = "type", .codes = {"call"}}}};
  if (!found.understood.target_groups.empty())
    calls.filters.push_back({.field = "target_group", .codes = found.understood.target_groups});
  values.set("calls_feed", subscription_address("/feed", calls, reader.language));
  values.set("calls_calendar", subscription_address("/calendar.ics", calls, reader.language));
}

}  // namespace

std::vector<std::string> stages_of_peers(std::string_view stage) {
  const config::CodeList& stages = config::code_list("stages");
  const config::Code* own = stages.find(stage);
  const std::string group = own == nullptr || own->group.empty() ? "emerging" : own->group;
  std::vector<std::string> codes;
  for (const config::Code& code : stages.codes())
    if (code.group == group) codes.push_back(code.code);
  return codes;
}

// Calls that can be applied to at any time come after those that cannot, and before those that say nothing.
void sort_by_deadline(std::vector<Match>& calls, corpora::Date today) {
  const auto key = [&](const Match& match) {
    const auto* call = std::get_if<corpora::Call>(&match.record.details);
    if (call == nullptr) return std::pair{2, corpora::Date::max()};
    const corpora::CallDates dates = corpora::dates_of(*call);
    if (const auto deadline = corpora::next_deadline(dates, today)) return std::pair{0, *deadline};
    return std::pair{dates.is_rolling ? 1 : 2, corpora::Date::max()};
  };
  std::ranges::stable_sort(calls, {}, key);
}

std::string render_develop_page(const JourneyView& view, const Development* found) {
  View values = journey_values(view, found == nullptr ? nullptr : &found->understood);
  if (found != nullptr) set_found(view, *found, values);
  return render("develop", view.reader.language, values);
}

}  // namespace kohtaamo::server
