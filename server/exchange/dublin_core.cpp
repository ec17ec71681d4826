// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/dublin_core.h"

#include <optional>
#include <variant>

#include "config/code_lists.h"

namespace kohtaamo::server::exchange {
namespace {

using corpora::LocalText;
using corpora::Record;
using corpora::RecordId;

class Elements {
 public:
  explicit Elements(const NameOf& name_of) : name_of_(name_of) {}

  void add(const char* name, std::string text, std::string_view language = {}) {
    if (!text.empty()) elements_.push_back({.name = name, .language = language, .text = std::move(text)});
  }
  void add(const char* name, const LocalText& text) {
    for (const auto language : stemming::all_languages) add(name, text.in(language), to_text(language));
  }
  void add_actor(const char* name, const RecordId& id) {
    if (!id.empty()) add(name, name_of_(id));
  }
  std::vector<DublinCoreElement> take() { return std::move(elements_); }

 private:
  const NameOf& name_of_;
  std::vector<DublinCoreElement> elements_{};
};

// Who made it, who took part, who stands behind it: as far as the type of the record knows.
struct People {
  std::vector<RecordId> creators{}, contributors{}, publishers{};
  std::vector<std::string> creator_names{}, contributor_names{}, publisher_names{};

  void operator()(const corpora::Innovation& one) {
    creators = one.developers;
    for (const corpora::FunderShare& funder : one.funders) contributors.push_back(funder.actor);
  }
  void operator()(const corpora::Need& one) { creators = {one.owner}; }
  void operator()(const corpora::Resource& one) { creators = {one.offered_by}; }
  void operator()(const corpora::Call& one) { publishers = one.funder; }
  void operator()(const corpora::Decision& one) {
    publishers = {one.funder};
    for (const corpora::Recipient& recipient : one.recipients) contributors.push_back(recipient.actor);
  }
  void operator()(const corpora::Project& one) {
    creators = {one.coordinator};
    for (const corpora::Partner& partner : one.partners)
      if (partner.actor.empty())
        contributor_names.push_back(partner.name);
      else
        contributors.push_back(partner.actor);
  }
  void operator()(const corpora::Paper& one) {
    for (const corpora::Author& author : one.authors) creator_names.push_back(author.name);
    publisher_names = {one.publisher};
  }
  void operator()(const corpora::Adoption& one) { creators = {one.adopter}; }
  void operator()(const corpora::Theme& one) { creators = {one.owner}; }
  void operator()(const corpora::Signal& one) { creator_names = {one.origin}; }
  void operator()(const auto&) {}
};

void add_people(const char* element, const std::vector<RecordId>& ids, const std::vector<std::string>& names,
                Elements& elements) {
  for (const RecordId& id : ids) elements.add_actor(element, id);
  for (const std::string& name : names) elements.add(element, name);
}

std::string day(const std::optional<corpora::Date>& date) { return date ? corpora::to_text(*date) : std::string(); }

std::string date_of(const Record& record) {
  if (const auto* paper = std::get_if<corpora::Paper>(&record.details); paper != nullptr && paper->year)
    return std::to_string(*paper->year);
  if (const auto* decision = std::get_if<corpora::Decision>(&record.details); decision != nullptr)
    if (decision->decided_on) return day(decision->decided_on);
  for (const auto& date : {record.dates.published, record.dates.modified, record.dates.created})
    if (date) return day(date);
  return {};
}

void add_subjects(const Record& record, Elements& elements) {
  for (const corpora::Concept& subject : record.concepts) {
    elements.add("subject", subject.label);
    elements.add("subject", subject.uri);
  }
  for (const auto language : stemming::all_languages)
    for (const std::string& word : record.keywords.in(language)) elements.add("subject", word, to_text(language));
}

void add_coverage(const Record& record, Elements& elements) {
  for (const corpora::Region& region : record.regions) {
    const config::Code* known = config::code_list("regions").find(region.key());
    if (known == nullptr)
      elements.add("coverage", region.key());
    else
      elements.add("coverage", LocalText{.fi = known->fi, .sv = known->sv, .en = known->en});
  }
}

const LocalText* abstract_of(const Record& record) {
  const auto* paper = std::get_if<corpora::Paper>(&record.details);
  return paper == nullptr ? nullptr : &paper->abstract;
}

}  // namespace

std::vector<DublinCoreElement> dublin_core(const Record& record, const std::string& page, const NameOf& name_of) {
  Elements elements(name_of);
  elements.add("title", record.title);
  People people;
  std::visit(people, record.details);
  add_people("creator", people.creators, people.creator_names, elements);
  add_subjects(record, elements);
  elements.add("description", record.summary);
  if (const LocalText* abstract = abstract_of(record)) elements.add("description", *abstract);
  add_people("publisher", people.publishers, people.publisher_names, elements);
  add_people("contributor", people.contributors, people.contributor_names, elements);
  elements.add("date", date_of(record));
  elements.add("type", std::string(to_text(record.type())));
  elements.add("identifier", page);
  elements.add("identifier", record.id);
  if (const auto* paper = std::get_if<corpora::Paper>(&record.details); paper != nullptr && !paper->doi.empty())
    elements.add("identifier", "https://doi.org/" + paper->doi);
  elements.add("source", record.provenance.url);
  for (const std::string& language : record.lang) elements.add("language", language);
  for (const corpora::Link& link : record.links) elements.add("relation", link.target);
  add_coverage(record, elements);
  elements.add("rights", record.licence);
  return elements.take();
}

}  // namespace kohtaamo::server::exchange
