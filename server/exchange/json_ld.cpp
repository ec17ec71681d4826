// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/json_ld.h"

#include <algorithm>
#include <array>
#include <variant>

#include "config/code_lists.h"
#include "config/json.h"
#include "server/exchange/shared_record.h"

namespace kohtaamo::server::exchange {
namespace {

using corpora::LocalText;
using corpora::Record;
using corpora::RecordId;

constexpr std::string_view own_types = "https://kohtaamo.invalid/record/1.0/";

struct TypeOfCode {
  std::string_view code{}, type{};
};

constexpr std::array actor_types{
    TypeOfCode{"municipality", "GovernmentOrganization"},
    TypeOfCode{"wellbeing_county", "GovernmentOrganization"},
    TypeOfCode{"joint_authority", "GovernmentOrganization"},
    TypeOfCode{"state", "GovernmentOrganization"},
    TypeOfCode{"association", "NGO"},
    TypeOfCode{"foundation", "NGO"},
    TypeOfCode{"company", "Corporation"},
    TypeOfCode{"university", "CollegeOrUniversity"},
    TypeOfCode{"uas", "CollegeOrUniversity"},
    TypeOfCode{"school", "EducationalOrganization"},
    TypeOfCode{"research_institute", "ResearchOrganization"},
    TypeOfCode{"person", "Person"},
};

std::string_view schema_type_of(const corpora::Actor& actor) {
  const auto row = std::ranges::find(actor_types, actor.actor_type, &TypeOfCode::code);
  if (row != actor_types.end()) return row->type;
  const bool is_funder = std::ranges::find(actor.roles, "funder") != actor.roles.end();
  return is_funder ? "FundingAgency" : "Organization";
}

std::string_view schema_type_of(const corpora::Paper& paper) {
  const std::string_view type = paper.pub_type;
  if (type.starts_with('G') || type.find("thesis") != std::string_view::npos) return "Thesis";
  return type.find("report") != std::string_view::npos ? "Report" : "ScholarlyArticle";
}

struct SchemaType {
  std::string_view operator()(const corpora::Need&) const { return "Demand"; }
  std::string_view operator()(const corpora::Resource&) const { return "Offer"; }
  std::string_view operator()(const corpora::Call&) const { return "MonetaryGrant"; }
  std::string_view operator()(const corpora::Decision&) const { return "MonetaryGrant"; }
  std::string_view operator()(const corpora::Project&) const { return "ResearchProject"; }
  std::string_view operator()(const corpora::Paper& paper) const { return schema_type_of(paper); }
  std::string_view operator()(const corpora::Actor& actor) const { return schema_type_of(actor); }
  std::string_view operator()(const corpora::Theme&) const { return "DefinedTerm"; }
  std::string_view operator()(const corpora::Event&) const { return "Event"; }
  std::string_view operator()(const corpora::Indicator&) const { return "Observation"; }
  std::string_view operator()(const auto&) const { return "CreativeWork"; }
};

// What only some types have: of each property, schema.org says on what it may stand.
bool is_creative_work(const Record& record) {
  const std::string_view type = std::visit(SchemaType{}, record.details);
  return type == "CreativeWork" || type == "ScholarlyArticle" || type == "Thesis" || type == "Report";
}

// schema.org wants an address or a work here: SPDX has a page for each licence. Of "A AND B" both hold.
std::vector<std::string> licence_addresses(const Record& record) {
  constexpr std::string_view both = " AND ";
  std::vector<std::string> addresses;
  if (!is_licence_known(record)) return addresses;
  for (std::string_view rest = record.licence; !rest.empty();) {
    const std::size_t end = std::min(rest.find(both), rest.size());
    const std::string_view one = rest.substr(0, end);
    if (one.starts_with("http"))
      addresses.emplace_back(one);
    else if (one.find_first_of(" ()/") == std::string_view::npos)
      addresses.push_back("https://spdx.org/licenses/" + std::string(one));
    rest.remove_prefix(std::min(end + both.size(), rest.size()));
  }
  return addresses;
}

class LdWriter {
 public:
  LdWriter(config::JsonWriter& writer, const Record& record, const JsonLdView& view)
      : writer_(writer), record_(record), view_(view) {}

  void write();

  // The properties of each type beside those that all have.
  void operator()(const corpora::Innovation& one);
  void operator()(const corpora::Need& one);
  void operator()(const corpora::Resource& one);
  void operator()(const corpora::Call& one);
  void operator()(const corpora::Decision& one);
  void operator()(const corpora::Project& one);
  void operator()(const corpora::Paper& one);
  void operator()(const corpora::Actor& one);
  void operator()(const corpora::Theme& one);
  void operator()(const corpora::Adoption& one);
  void operator()(const corpora::Event& one);
  void operator()(const corpora::Indicator& one);
  void operator()(const auto&) {}

 private:
  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    config::write_key(writer_, name);
    config::write_string(writer_, value);
  }
  void text(std::string_view name, const LocalText& value) { text(name, value.best(view_.language)); }
  void day(std::string_view name, const std::optional<corpora::Date>& value) {
    if (value) text(name, corpora::to_text(*value));
  }
  void number(std::string_view name, const std::optional<double>& value) {
    if (!value) return;
    config::write_key(writer_, name);
    writer_.Double(*value);
  }
  void flag(std::string_view name, const std::optional<bool>& value) {
    if (!value) return;
    config::write_key(writer_, name);
    writer_.Bool(*value);
  }
  void object(std::string_view name, std::string_view type, const auto& write_members) {
    config::write_key(writer_, name);
    element(type, write_members);
  }
  void element(std::string_view type, const auto& write_members) {
    writer_.StartObject();
    text("@type", type);
    write_members();
    writer_.EndObject();
  }
  void list(std::string_view name, const auto& items, const auto& write_item) {
    if (std::ranges::empty(items)) return;
    config::write_key(writer_, name);
    writer_.StartArray();
    for (const auto& item : items) write_item(item);
    writer_.EndArray();
  }
  void organizations(std::string_view name, const std::vector<RecordId>& ids);
  void organization(std::string_view name, const RecordId& id) { organizations(name, {id}); }
  void amount(std::string_view name, const std::optional<double>& least, const std::optional<double>& most,
              std::string_view currency);
  void euros(std::string_view name, const std::optional<double>& sum);
  std::string label(std::string_view list_name, std::string_view code) const {
    return std::string(config::label_of(list_name, code, to_text(view_.language)));
  }
  void write_about();
  void write_work();
  void write_areas();
  void areas(std::string_view name, bool is_of_seats);

  config::JsonWriter& writer_;
  const Record& record_;
  const JsonLdView& view_;
};

void LdWriter::write() {
  writer_.StartObject();
  text("@context", "https://schema.org");
  text("@type", std::visit(SchemaType{}, record_.details));
  text("@id", view_.page);
  text("additionalType", std::string(own_types) + std::string(to_text(record_.type())));
  text("identifier", record_.id);
  text("url", view_.page);
  text("name", record_.title);
  text("description", record_.summary);
  write_about();
  std::visit(*this, record_.details);
  writer_.EndObject();
}

void LdWriter::write_about() {
  if (is_creative_work(record_)) write_work();
  const std::string_view type = std::visit(SchemaType{}, record_.details);
  const bool is_organization = record_.type() == corpora::RecordType::actor && type != "Person";
  if (type == "Demand" || type == "Offer") write_areas();
  if (!is_organization) return;
  areas("location", true);
  areas("areaServed", false);
}

// What stands on works alone.
void LdWriter::write_work() {
  list("inLanguage", record_.lang, [&](const std::string& one) { config::write_string(writer_, one); });
  list("about", record_.concepts, [&](const corpora::Concept& one) {
    element("DefinedTerm", [&] {
      text("@id", one.uri);
      text("name", one.label);
    });
  });
  const std::vector<std::string>& words = record_.keywords.in(view_.language);
  list("keywords", words, [&](const std::string& one) { config::write_string(writer_, one); });
  list("audience", record_.target_groups, [&](const std::string& code) {
    element("Audience", [&] { text("audienceType", label("target_groups", code)); });
  });
  day("dateCreated", record_.dates.created);
  day("dateModified", record_.dates.modified);
  const std::vector<std::string> licences = licence_addresses(record_);
  list("license", licences, [&](const std::string& one) { config::write_string(writer_, one); });
  text("isBasedOn", record_.provenance.url);
  list("spatialCoverage", record_.regions, [&](const corpora::Region& region) {
    element("AdministrativeArea", [&] { text("name", label("regions", region.key())); });
  });
}

void LdWriter::write_areas() {
  list("areaServed", record_.regions, [&](const corpora::Region& region) {
    element("AdministrativeArea", [&] { text("name", label("regions", region.key())); });
  });
}

// Where an organisation sits is no area that it serves.
void LdWriter::areas(std::string_view name, bool is_of_seats) {
  std::vector<std::string> names;
  for (const corpora::Region& region : record_.regions)
    if ((region.role == "seat") == is_of_seats) names.push_back(label("regions", region.key()));
  list(name, names, [&](const std::string& one) { element("AdministrativeArea", [&] { text("name", one); }); });
}

void LdWriter::organizations(std::string_view name, const std::vector<RecordId>& ids) {
  std::vector<std::string> names;
  for (const RecordId& id : ids)
    if (std::string known = id.empty() ? "" : view_.name_of(id); !known.empty()) names.push_back(std::move(known));
  list(name, names, [&](const std::string& one) { element("Organization", [&] { text("name", one); }); });
}

void LdWriter::amount(std::string_view name, const std::optional<double>& least, const std::optional<double>& most,
                      std::string_view currency) {
  if (!least && !most) return;
  object(name, "MonetaryAmount", [&] {
    number("minValue", least);
    number("maxValue", most);
    text("currency", currency);
  });
}

void LdWriter::euros(std::string_view name, const std::optional<double>& sum) {
  if (!sum) return;
  object(name, "MonetaryAmount", [&] {
    number("value", sum);
    text("currency", "EUR");
  });
}

void LdWriter::operator()(const corpora::Innovation& one) {
  organizations("author", one.developers);
  std::vector<RecordId> funders;
  for (const corpora::FunderShare& share : one.funders) funders.push_back(share.actor);
  organizations("funder", funders);
  if (one.how_it_works.is_empty()) return;
  object("hasPart", "HowTo", [&] {
    text("name", record_.title);
    object("step", "HowToStep", [&] { text("text", one.how_it_works); });
  });
}

void LdWriter::operator()(const corpora::Need& one) {
  list("itemOffered", one.looking_for,
       [&](const std::string& code) { element("Service", [&] { text("name", label("looking_for", code)); }); });
  day("validFrom", record_.dates.valid_from);
  day("validThrough", record_.dates.valid_to);
}

void LdWriter::operator()(const corpora::Resource& one) {
  organization("offeredBy", one.offered_by);
  object("itemOffered", "Service", [&] {
    text("name", record_.title);
    text("serviceType", label("resource_kinds", one.kind));
  });
  if (one.price.free.value_or(false)) number("price", 0);
  if (one.price.eur) number("price", one.price.eur);
  if (one.price.eur || one.price.free.value_or(false)) text("priceCurrency", "EUR");
  day("validThrough", one.valid_to);
}

void LdWriter::operator()(const corpora::Call& one) {
  organizations("funder", one.funder);
  amount("amount", one.amount.min_grant, one.amount.max_grant, one.amount.currency);
  list("potentialAction", one.deadlines, [&](const corpora::Deadline& deadline) {
    element("ApplyAction", [&] {
      text("target", one.application_url);
      object("object", "Offer", [&] {
        text("name", record_.title);
        day("availabilityStarts", one.opens);
        day("validThrough", deadline.date);
        list("areaServed", record_.regions, [&](const corpora::Region& region) {
          element("AdministrativeArea", [&] { text("name", label("regions", region.key())); });
        });
        list("eligibleCustomerType", one.eligibility.applicant_types, [&](const std::string& code) {
          element("BusinessEntityType", [&] { text("name", label("actor_types", code)); });
        });
      });
    });
  });
}

void LdWriter::operator()(const corpora::Decision& one) {
  organization("funder", one.funder);
  euros("amount", one.granted_eur);
  std::vector<RecordId> recipients;
  for (const corpora::Recipient& recipient : one.recipients) recipients.push_back(recipient.actor);
  organizations("fundedItem", recipients);
}

void LdWriter::operator()(const corpora::Project& one) {
  day("foundingDate", one.start);
  day("dissolutionDate", one.end);
  text("alternateName", one.acronym);
  std::vector<RecordId> members{one.coordinator};
  for (const corpora::Partner& partner : one.partners) members.push_back(partner.actor);
  organizations("member", members);
  if (!one.granted_eur) return;
  object("funding", "MonetaryGrant", [&] {
    text("identifier", one.grant_doi);
    euros("amount", one.granted_eur);
  });
}

void LdWriter::operator()(const corpora::Paper& one) {
  text("headline", record_.title);
  list("author", one.authors, [&](const corpora::Author& author) {
    element("Person", [&] {
      text("name", author.name);
      if (!author.orcid.empty()) text("sameAs", "https://orcid.org/" + author.orcid);
    });
  });
  if (one.year) text("datePublished", std::to_string(*one.year));
  text("abstract", one.abstract);
  if (!one.container.empty()) object("isPartOf", "Periodical", [&] { text("name", one.container); });
  if (!one.publisher.empty()) object("publisher", "Organization", [&] { text("name", one.publisher); });
  if (!one.doi.empty()) text("sameAs", "https://doi.org/" + one.doi);
  flag("isAccessibleForFree", one.open_access.is_oa);
}

void LdWriter::operator()(const corpora::Actor& one) {
  std::vector<std::string> elsewhere;
  const auto add = [&](std::string_view before, const std::string& id) {
    if (!id.empty()) elsewhere.push_back(std::string(before) + id);
  };
  add("", one.website);
  add("https://www.wikidata.org/entity/", one.identifiers.wikidata);
  add(one.identifiers.ror.starts_with("http") ? "" : "https://ror.org/", one.identifiers.ror);
  list("sameAs", elsewhere, [&](const std::string& address) { config::write_string(writer_, address); });
  if (schema_type_of(one) == "Person") return;
  text("taxID", one.identifiers.y_tunnus);
  organization("parentOrganization", one.parent);
}

void LdWriter::operator()(const corpora::Theme&) {
  object("inDefinedTermSet", "DefinedTermSet", [&] { text("name", label("record_types", "theme")); });
}

void LdWriter::operator()(const corpora::Adoption& one) {
  organization("contributor", one.adopter);
  const std::string name = one.innovation.empty() ? "" : view_.name_of(one.innovation);
  if (!name.empty()) object("exampleOfWork", "CreativeWork", [&] { text("name", name); });
}

void LdWriter::operator()(const corpora::Event& one) {
  day("startDate", one.start);
  day("endDate", one.end);
  if (!one.place.is_empty()) object("location", "Place", [&] { text("name", one.place); });
}

void LdWriter::operator()(const corpora::Indicator& one) {
  text("variableMeasured", one.name.is_empty() ? record_.title : one.name);
  if (one.year) text("observationDate", std::to_string(*one.year));
  number("value", one.value);
  text("unitText", one.unit);
}

// "</script>" within a text would end the element that holds it.
std::string without_tags(std::string_view json) {
  std::string safe;
  for (const char c : json)
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  return safe;
}

}  // namespace

std::string to_json_ld(const Record& record, const JsonLdView& view) {
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  LdWriter(writer, record, view).write();
  return without_tags(config::text_of(json));
}

}  // namespace kohtaamo::server::exchange
