// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/atom.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/code_lists.h"
#include "server/exchange/oai_reply.h"
#include "server/exchange/xml.h"

namespace kohtaamo::server::exchange {
namespace {

using stemming::Language;

void add_link(pugi::xml_node parent, std::string_view relation, std::string_view type, std::string_view href) {
  const pugi::xml_node link = add_element(parent, "link");
  add_attribute(link, "rel", relation);
  add_attribute(link, "type", type);
  add_attribute(link, "href", href);
}

void add_text(pugi::xml_node entry, const char* name, const corpora::LocalText& text, Language language) {
  const pugi::xml_node node = add_element(entry, name, text.best(language));
  for (const Language one : stemming::all_languages)
    if (text.in(one) == text.best(language)) return add_attribute(node, "xml:lang", to_text(one));
}

void add_entry(pugi::xml_node feed, const HarvestedRecord& one, const FeedView& view) {
  const corpora::Record& record = one.record;
  const pugi::xml_node entry = add_element(feed, "entry");
  add_element(entry, "id", oai_identifier(view.addresses, record.id));
  add_text(entry, "title", record.title, view.language);
  add_element(entry, "updated", one.changed_at);
  if (record.dates.published) add_element(entry, "published", corpora::to_text(*record.dates.published) + "T00:00:00Z");
  add_link(entry, "alternate", "text/html", view.addresses.page(record.id, view.language));
  add_link(entry, "alternate", "application/json", view.addresses.at("/api/v1/records/" + encoded_id(record.id)));
  const pugi::xml_node category = add_element(entry, "category");
  add_attribute(category, "term", to_text(record.type()));
  add_attribute(category, "label", config::label_of("record_types", to_text(record.type()), to_text(view.language)));
  if (!record.summary.is_empty()) add_text(entry, "summary", record.summary, view.language);
  add_element(entry, "rights", record.licence);
}

}  // namespace

std::string to_atom(std::span<const HarvestedRecord> records, const FeedView& view) {
  pugi::xml_document document;
  const pugi::xml_node feed = document.append_child("feed");
  add_attribute(feed, "xmlns", "http://www.w3.org/2005/Atom");
  add_attribute(feed, "xml:lang", to_text(view.language));
  add_element(feed, "id", view.addresses.at(view.self));
  add_element(feed, "title", view.title);
  std::string updated;
  for (const HarvestedRecord& record : records) updated = std::max(updated, record.changed_at);
  add_element(feed, "updated", updated.empty() ? view.updated : updated);
  add_element(add_element(feed, "author"), "name", "Kohtaamo");
  add_link(feed, "self", "application/atom+xml", view.addresses.at(view.self));
  add_link(feed, "alternate", "text/html", view.addresses.at(view.page));
  for (const HarvestedRecord& record : records) add_entry(feed, record, view);
  return to_text(document);
}

}  // namespace kohtaamo::server::exchange
