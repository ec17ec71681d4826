// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/record_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>
#include <utility>

#include "config/code_lists.h"
#include "config/messages.h"
#include "corpora/effective_status.h"
#include "server/http_message.h"
#include "server/pages/evidence_view.h"
#include "server/pages/fact.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/funding_view.h"
#include "server/pages/journeys/journey_type.h"
#include "server/pages/lineage_view.h"
#include "server/replies_match.h"

namespace kohtaamo::server {
namespace {

using config::label_of;
using config::message;
using corpora::Record;
using corpora::RecordType;

constexpr std::string_view fictional = "fictional", unknown_licence = "unknown";

// Links under the words that say what they mean, in the order in which they are met.
class Connections {
 public:
  explicit Connections(const RecordView& view) : view_(view) {}

  // Each once, and never the record itself.
  void add(const std::string& words, const Record& record) {
    if (record.id == view_.record.id || !added_.emplace(words, record.id).second) return;
    auto group = std::ranges::find(groups_, words, &Group::first);
    if (group == groups_.end()) group = groups_.insert(groups_.end(), {words, View(View::type::list)});
    const auto page = view_.reader.language;
    const ReadableText title = readable(record.title, page);
    View item;
    item.set("title", title.text);
    item.set("title_lang", foreign(title.language, page));
    item.set("address", record_address(page, record.id));
    const config::Code* type = config::code_list("record_types").find(to_text(record.type()));
    const bool is_said = type->plural.in(to_text(page)) == words;  // by the heading
    item.set("type", is_said ? View(false) : View(type->label(to_text(page))));
    group->second << std::move(item);
  }
  View take() const {
    View list(View::type::list);
    for (const auto& [words, items] : groups_) {
      View group;
      group.set("words", words);
      group.set("items", items);
      list << std::move(group);
    }
    return list;
  }

 private:
  using Group = std::pair<std::string, View>;
  const RecordView& view_;
  std::vector<Group> groups_{};
  std::set<std::pair<std::string, corpora::RecordId>> added_{};
};

// What the other record says of this one, as this one would say it; without words of its own, by its kind.
std::string words_from_other_end(const Record& other, const RecordView& view) {
  const std::string_view language = to_text(view.reader.language);
  for (const corpora::Link& link : other.links) {
    if (link.target != view.record.id) continue;
    if (const config::Code* relation = config::code_list("link_relations").find(link.rel))
      if (!relation->inverse.in(language).empty()) return relation->inverse.in(language);
  }
  const config::Code* type = config::code_list("record_types").find(to_text(other.type()));
  return type->plural.in(language);
}

// Decisions stand in the funding history, adoptions in the lineage.
bool has_place_of_its_own(const Record& other, const RecordView& view) {
  return other.type() == RecordType::decision || (other.type() == RecordType::adoption && view.lineage);
}

View connections_view(const RecordView& view) {
  Connections connections(view);
  for (const corpora::Link& link : view.record.links) {
    const auto found = view.related.find(link.target);
    if (found == view.related.end()) continue;
    connections.add(std::string(label_of("link_relations", link.rel, to_text(view.reader.language))), found->second);
  }
  for (const Record& other : view.referring)
    if (!has_place_of_its_own(other, view)) connections.add(words_from_other_end(other, view), other);
  return connections.take();
}

// Where the record can be asked with: its journey.
View journey_link(const RecordView& view) {
  const auto journey = journey_of(view.record.type());
  if (!journey) return View(false);
  View link;
  link.set("address", page_address(view.reader.language, journey_address({.journey = *journey, .id = view.record.id})));
  link.set("words", message(fmt::format("record_to_{}", to_text(*journey)), to_text(view.reader.language)));
  return link;
}

bool has_flag(const Record& record, std::string_view flag) {
  return std::ranges::find(record.quality, flag) != record.quality.end();
}

View warnings_view(const RecordView& view) {
  View list(View::type::list);
  for (const std::string& flag : view.record.quality)
    if (flag != fictional)
      list << View{"warning", std::string(label_of("quality_flags", flag, to_text(view.reader.language)))};
  return list;
}

View origin_view(const RecordView& view) {
  Facts facts(view);
  const corpora::Provenance& from = view.record.provenance;
  facts.text("source", config::label_of("sources", from.source, to_text(view.reader.language)));
  facts.web("source_page", from.url);
  facts.text("source_id", from.source_id);
  if (const auto day = corpora::parse_date(from.retrieved_at)) facts.day("retrieved_at", *day);
  const std::string& licence = view.record.licence;
  facts.text("licence",
             licence.empty() || licence == unknown_licence ? message("licence_unknown", facts.language()) : licence);
  facts.day("created", view.record.dates.created);
  facts.day("modified", view.record.dates.modified);
  facts.day("reviewed", view.record.dates.reviewed);
  return facts.take();
}

// The sentence that says so when there is no text in the language of the page, or a machine made it.
std::string language_notice(const RecordView& view, const ReadableText& title) {
  const std::string_view page = to_text(view.reader.language);
  if (title.language != view.reader.language)
    return message("not_in_your_language", page, {{"language", label_of("languages", to_text(title.language), page)}});
  const corpora::Translation& how = view.record.translation;
  const std::string& of_page = page == "fi" ? how.fi : page == "sv" ? how.sv : how.en;
  return of_page == "machine" ? message("translation_machine", page) : "";
}

// Where to apply to a call; a call that cannot be applied to has no such button.
std::string application_address(const RecordView& view) {
  const auto* call = std::get_if<corpora::Call>(&view.record.details);
  if (call == nullptr) return {};
  const auto status = effective_status(*call, view.reader.today);
  const std::string url = readable(call->application_url, view.reader.language).text;
  const bool is_open = status == "open" || status == "closing_soon" || status == "rolling";
  return is_open && is_web_address(url) ? url : "";
}

// Whom to turn to, as far as they want to be.
View contact_view(const RecordView& view) {
  Facts facts(view);
  if (hides_contact(view.record)) return facts.take();
  const corpora::Contact& contact = view.record.contact;
  if (contact.actor != view.record.id) facts.record("field_actors", contact.actor);
  facts.web("contact_form", contact.form_url);
  facts.mail("contact", contact.role_address);
  return facts.take();
}

// A calendar is offered as long as there is a day to wait for.
bool has_deadline_ahead(const RecordView& view) {
  const auto* call = std::get_if<corpora::Call>(&view.record.details);
  return call != nullptr && next_deadline(dates_of(*call), view.reader.today).has_value();
}

View similar_view(const RecordView& view) {
  View list(View::type::list);
  for (const Hit& hit : view.similar) list << View{"card", card_of(*hit.record, view.reader)};
  return list;
}

// In the head, beside the templates: these escape every value, and a <script> is read as it stands. The JSON has no
// "<" in it, so that nothing in it can end the element.
std::string with_json_ld(std::string html, const std::string& json_ld) {
  assert(json_ld.find('<') == std::string::npos && "JSON-LD is written without <");
  return html.insert(html.find("</head>"), "<script type=\"application/ld+json\">" + json_ld + "</script>\n");
}

}  // namespace

std::string render_record_page(const RecordView& view) {
  const Record& record = view.record;
  const auto page = view.reader.language;
  const ReadableText title = readable(record.title, page), summary = readable(record.summary, page);
  View values = frame_view({.language = page,
                            .title = title.text.empty() ? record.id : title.text,
                            .rest = record_address(page, record.id).substr(page_address(page, "").size()),
                            .styles = {"record.css"}});
  values.set("title", title.text.empty() ? record.id : title.text);
  values.set("title_lang", foreign(title.language, page));
  values.set("marks", marks_of(record, view.reader));
  values.set("summary", optional_text(summary.text));
  values.set("summary_lang", foreign(summary.language, page));
  values.set("language_notice", optional_text(language_notice(view, title)));
  values.set("is_fictional", View(has_flag(record, fictional)));
  values.set("warnings", warnings_view(view));
  values.set("application", optional_text(application_address(view)));
  values.set("journey_link", journey_link(view));
  values.set("facts", facts_of(view));
  values.set("texts", texts_of_details(view));
  const View connections = connections_view(view);
  values.set("has_connections", View(!connections.is_empty_list()));
  values.set("connections", connections);
  values.set("has_similar", View(!view.similar.empty()));
  values.set("similar", similar_view(view));
  const View contact = contact_view(view);
  values.set("has_contact", View(!contact.is_empty_list()));
  values.set("contact", contact);
  values.set("origin", origin_view(view));
  set_evidence(view, values);
  set_lineage(view, values);
  set_funding_history(view, values);
  const std::string permalink = "/records/" + percent_encode(record.id);
  values.set("permalink", permalink);
  values.set("calendar", has_deadline_ahead(view) ? View(permalink + "/calendar.ics?lang=" + std::string(to_text(page)))
                                                  : View(false));
  values.set("report_address", page_address(page, "report?id=" + percent_encode(record.id)));
  values.set("json_address", "/api/v1/records/" + percent_encode(record.id));
  return with_json_ld(render("record", page, values), view.json_ld);
}

}  // namespace kohtaamo::server
