// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record_fields.h — every member of a record: its name in JSON and what may stand in it.
//
// Given   a struct of record.h and a visitor.
// Gives   visit(name, member, rule) for each member, in the order in which JSON is written.
//         A member that is itself such a struct, or a list of them, has no rule of its own.
// Never   lists `id`, `type` and `details` of a Record: the type decides which details there are,
//         so reader, writer and checks see to these three first. docs/records.md is compared with this.
//
// Example   visit_fields(cost, visit) calls visit("setup_eur", cost.setup_eur, number()), …

#include <array>
#include <concepts>
#include <limits>
#include <string_view>
#include <type_traits>

#include "corpora/record.h"

namespace kohtaamo::corpora {

struct Rule {
  enum class Kind {
    none,         // booleans, dates, and structs of further members
    prose,        // text for people: markup is taken out
    plain,        // text kept as it is: names, numbers of cases, hashes
    url,          // http or https
    code,         // a code of the list `list`
    choice,       // one of `choices`
    record_id,    // at most 200 bytes, no white space
    region,       // a key: "mk:11", "kunta:091", "nuts:FI1D", "country:SE", "national:FI", "eu:EU"
    language,     // BCP 47
    currency,     // ISO 4217
    time_of_day,  // "16:15"
    moment,       // a date or a timestamp, kept as given
    number,       // from `least` to `most`
  };
  static constexpr std::size_t most_choices = 10;

  Kind kind = Kind::none;
  std::string_view list{};
  std::array<std::string_view, most_choices> choices{};
  double least = 0, most = 0;

  bool operator==(const Rule&) const = default;
};

inline constexpr double unlimited = std::numeric_limits<double>::infinity();

constexpr Rule of_kind(Rule::Kind kind) { return {.kind = kind}; }
constexpr Rule prose() { return of_kind(Rule::Kind::prose); }
constexpr Rule plain() { return of_kind(Rule::Kind::plain); }
constexpr Rule url() { return of_kind(Rule::Kind::url); }
constexpr Rule record_id() { return of_kind(Rule::Kind::record_id); }
constexpr Rule region() { return of_kind(Rule::Kind::region); }
constexpr Rule language() { return of_kind(Rule::Kind::language); }
constexpr Rule currency() { return of_kind(Rule::Kind::currency); }
constexpr Rule time_of_day() { return of_kind(Rule::Kind::time_of_day); }
constexpr Rule moment() { return of_kind(Rule::Kind::moment); }
constexpr Rule code(std::string_view list) { return {.kind = Rule::Kind::code, .list = list}; }
constexpr Rule number(double least = 0, double most = unlimited) {
  return {.kind = Rule::Kind::number, .least = least, .most = most};
}
constexpr Rule any_number() { return number(-unlimited, unlimited); }
constexpr Rule per_cent() { return number(0, 100); }
template <class... Names>
constexpr Rule one_of(Names... names) {
  static_assert(sizeof...(Names) <= Rule::most_choices);
  return {.kind = Rule::Kind::choice, .choices = {std::string_view(names)...}};
}
constexpr Rule yes_no_unknown() { return one_of("yes", "no", "unknown"); }

template <class T, class Struct>
concept Is = std::same_as<std::remove_const_t<T>, Struct>;

// --- parts of the envelope --------------------------------------------------------------------

void visit_fields(Is<Region> auto& self, auto& visit) {
  visit("scheme", self.scheme, one_of("mk", "hva", "kunta", "nuts", "country", "national", "eu"));
  visit("code", self.code, plain());
  visit("role", self.role, code("region_roles"));
}

void visit_fields(Is<Concept> auto& self, auto& visit) {
  visit("uri", self.uri, plain());
  visit("scheme", self.scheme, plain());
  visit("label", self.label, prose());
  visit("by", self.by, one_of("source", "rule", "human"));
  visit("score", self.score, number());
}

void visit_fields(Is<Dates> auto& self, auto& visit) {
  visit("created", self.created, Rule{});
  visit("modified", self.modified, Rule{});
  visit("published", self.published, Rule{});
  visit("valid_from", self.valid_from, Rule{});
  visit("valid_to", self.valid_to, Rule{});
  visit("reviewed", self.reviewed, Rule{});
}

void visit_fields(Is<Provenance> auto& self, auto& visit) {
  visit("source", self.source, plain());
  visit("source_id", self.source_id, plain());
  visit("url", self.url, url());
  visit("retrieved_at", self.retrieved_at, moment());
  visit("raw_sha256", self.raw_sha256, plain());
  visit("importer", self.importer, plain());
  visit("importer_version", self.importer_version, plain());
}

void visit_fields(Is<Link> auto& self, auto& visit) {
  visit("rel", self.rel, code("link_relations"));
  visit("target", self.target, record_id());
  visit("note", self.note, prose());
  visit("by", self.by, plain());
  visit("confidence", self.confidence, number(0, 1));
}

void visit_fields(Is<Contact> auto& self, auto& visit) {
  visit("actor", self.actor, record_id());
  visit("role_address", self.role_address, plain());
  visit("form_url", self.form_url, url());
}

void visit_fields(Is<Translation> auto& self, auto& visit) {
  constexpr Rule how = one_of("human", "machine", "none");
  visit("fi", self.fi, how);
  visit("sv", self.sv, how);
  visit("en", self.en, how);
}

// --- parts of details -------------------------------------------------------------------------

void visit_fields(Is<ResourceNeeded> auto& self, auto& visit) {
  visit("kind", self.kind, code("resource_kinds"));
  visit("amount", self.amount, number());
  visit("unit", self.unit, prose());
  visit("note", self.note, prose());
}

void visit_fields(Is<FunderShare> auto& self, auto& visit) {
  visit("actor", self.actor, record_id());
  visit("decision", self.decision, record_id());
}

void visit_fields(Is<Cost> auto& self, auto& visit) {
  visit("setup_eur", self.setup_eur, number());
  visit("yearly_eur", self.yearly_eur, number());
  visit("per_person_eur", self.per_person_eur, number());
}

void visit_fields(Is<Material> auto& self, auto& visit) {
  visit("url", self.url, url());
  visit("licence", self.licence, plain());
  visit("lang", self.lang, language());
}

void visit_fields(Is<Transfer> auto& self, auto& visit) {
  visit("adaptable", self.adaptable, one_of("yes", "partly", "no"));
  visit("core_components", self.core_components, prose());
  visit("adaptable_parts", self.adaptable_parts, prose());
  visit("materials", self.materials, Rule{});
  visit("training_available", self.training_available, Rule{});
}

void visit_fields(Is<Claim> auto& self, auto& visit) {
  visit("outcome", self.outcome, prose());
  visit("indicator", self.indicator, prose());
  visit("direction", self.direction, one_of("better", "same", "worse", "unknown"));
  visit("value", self.value, any_number());
  visit("unit", self.unit, prose());
  visit("n", self.n, number());
  visit("method", self.method, prose());
  visit("period", self.period, prose());
  visit("source", self.source, prose());
  visit("independence", self.independence, one_of("own", "external"));
}

void visit_fields(Is<Evidence> auto& self, auto& visit) {
  visit("level", self.level, number(0, 5));
  visit("claims", self.claims, Rule{});
}

void visit_fields(Is<Validation> auto& self, auto& visit) {
  visit("tool", self.tool, prose());
  visit("version", self.version, plain());
  visit("self_date", self.self_date, Rule{});
  visit("assessor", self.assessor, plain());
  visit("assessor_date", self.assessor_date, Rule{});
  visit("result", self.result, prose());
  visit("answers", self.answers, prose());
}

void visit_fields(Is<SocialInnovationScores> auto& self, auto& visit) {
  visit("objectives", self.objectives, number(0, 2));
  visit("actors", self.actors, number(0, 2));
  visit("outputs", self.outputs, number(0, 2));
  visit("innovativeness", self.innovativeness, number(0, 2));
  visit("by", self.by, plain());
}

void visit_fields(Is<Stopped> auto& self, auto& visit) {
  visit("reason", self.reason, prose());
  visit("lesson", self.lesson, prose());
}

void visit_fields(Is<Affected> auto& self, auto& visit) {
  visit("groups", self.groups, code("target_groups"));
  visit("size", self.size, number());
  visit("size_source", self.size_source, prose());
}

void visit_fields(Is<Constraints> auto& self, auto& visit) {
  visit("budget_max_eur", self.budget_max_eur, number());
  visit("start_by", self.start_by, Rule{});
  visit("must", self.must, prose());
  visit("must_not", self.must_not, prose());
}

void visit_fields(Is<IndicatorValue> auto& self, auto& visit) {
  visit("indicator", self.indicator, prose());
  visit("region", self.region, region());
  visit("year", self.year, number(1800, 2200));
  visit("value", self.value, any_number());
  visit("unit", self.unit, prose());
  visit("source", self.source, prose());
}

void visit_fields(Is<Readiness> auto& self, auto& visit) {
  visit("decision_maker", self.decision_maker, yes_no_unknown());
  visit("staff", self.staff, yes_no_unknown());
  visit("data", self.data, yes_no_unknown());
  visit("budget_secured", self.budget_secured, yes_no_unknown());
}

void visit_fields(Is<Answer> auto& self, auto& visit) {
  visit("innovation", self.innovation, record_id());
  visit("verdict", self.verdict, plain());
  visit("note", self.note, prose());
}

void visit_fields(Is<Closed> auto& self, auto& visit) {
  visit("date", self.date, Rule{});
  visit("outcome", self.outcome, one_of("solved", "dropped", "merged"));
  visit("by", self.by, plain());
}

void visit_fields(Is<Capacity> auto& self, auto& visit) {
  visit("amount", self.amount, number());
  visit("unit", self.unit, prose());
  visit("period", self.period, prose());
}

void visit_fields(Is<Price> auto& self, auto& visit) {
  visit("free", self.free, Rule{});
  visit("cost", self.cost, Rule{});
  visit("negotiable", self.negotiable, Rule{});
  visit("eur", self.eur, number());
}

void visit_fields(Is<Deadline> auto& self, auto& visit) {
  visit("date", self.date, Rule{});
  visit("time", self.time, time_of_day());
  visit("tz", self.tz, plain());
  visit("stage", self.stage, number(1, 9));
  visit("original", self.original, plain());
  visit("moved_from", self.moved_from, Rule{});
}

void visit_fields(Is<Amount> auto& self, auto& visit) {
  visit("total_budget", self.total_budget, number());
  visit("min_grant", self.min_grant, number());
  visit("max_grant", self.max_grant, number());
  visit("rate_min", self.rate_min, per_cent());
  visit("rate_max", self.rate_max, per_cent());
  visit("currency", self.currency, currency());
}

void visit_fields(Is<Consortium> auto& self, auto& visit) {
  visit("min_partners", self.min_partners, number());
  visit("min_countries", self.min_countries, number());
  visit("required_types", self.required_types, code("actor_types"));
}

void visit_fields(Is<Quote> auto& self, auto& visit) {
  visit("text", self.text, prose());
  visit("lang", self.lang, language());
  visit("polarity", self.polarity, one_of("positive", "negative"));
  visit("types", self.types, code("actor_types"));
  visit("offset", self.offset, number());
}

void visit_fields(Is<Eligibility> auto& self, auto& visit) {
  visit("applicant_types", self.applicant_types, code("actor_types"));
  visit("applicant_regions", self.applicant_regions, region());
  visit("countries", self.countries, code("countries"));
  visit("consortium", self.consortium, Rule{});
  visit("own_funding_required", self.own_funding_required, per_cent());
  visit("text", self.text, prose());
  visit("excerpt_quotes", self.excerpt_quotes, Rule{});
}

void visit_fields(Is<Document> auto& self, auto& visit) {
  visit("url", self.url, url());
  visit("title", self.title, prose());
  visit("lang", self.lang, language());
}

void visit_fields(Is<Forecast> auto& self, auto& visit) {
  visit("estimated", self.estimated, Rule{});
  visit("basis", self.basis, prose());
  visit("month", self.month, number(1, 12));
  visit("spread_days", self.spread_days, number());
}

void visit_fields(Is<SocialInnovationFlag> auto& self, auto& visit) {
  visit("value", self.value, Rule{});
  visit("basis", self.basis, prose());
}

void visit_fields(Is<Recipient> auto& self, auto& visit) {
  visit("actor", self.actor, record_id());
  visit("role", self.role, plain());
  visit("share_eur", self.share_eur, number());
}

void visit_fields(Is<Period> auto& self, auto& visit) {
  visit("start", self.start, Rule{});
  visit("end", self.end, Rule{});
}

void visit_fields(Is<Privacy> auto& self, auto& visit) {
  visit("basis", self.basis, prose());
  visit("hide_purpose", self.hide_purpose, Rule{});
  visit("hide_applicant", self.hide_applicant, Rule{});
  visit("delete", self.remove, Rule{});
  visit("objected", self.objected, Rule{});
  visit("hide_contact", self.hide_contact, Rule{});
}

void visit_fields(Is<Partner> auto& self, auto& visit) {
  visit("actor", self.actor, record_id());
  visit("name", self.name, prose());
  visit("role", self.role, plain());
  visit("country", self.country, code("countries"));
  visit("eur", self.eur, number());
}

void visit_fields(Is<Author> auto& self, auto& visit) {
  visit("name", self.name, prose());
  visit("orcid", self.orcid, plain());
  visit("affiliation_ror", self.affiliation_ror, plain());
}

void visit_fields(Is<OpenAccess> auto& self, auto& visit) {
  visit("is_oa", self.is_oa, Rule{});
  visit("status", self.status, plain());
  visit("url", self.url, url());
}

void visit_fields(Is<Concern> auto& self, auto& visit) {
  visit("target", self.target, record_id());
  visit("relation", self.relation, one_of("evaluates", "describes", "supports", "contradicts"));
}

void visit_fields(Is<Identifiers> auto& self, auto& visit) {
  visit("y_tunnus", self.y_tunnus, plain());
  visit("ror", self.ror, plain());
  visit("isni", self.isni, plain());
  visit("pic", self.pic, plain());
  visit("wikidata", self.wikidata, plain());
  visit("oid", self.oid, plain());
  visit("crossref_funder", self.crossref_funder, plain());
}

void visit_fields(Is<IdentityLink> auto& self, auto& visit) {
  visit("id", self.id, record_id());
  visit("method", self.method,
        one_of("y_tunnus", "ror", "isni", "oid", "pic", "crossref_funder", "wikidata", "source_id", "name", "suffix"));
  visit("confidence", self.confidence, number(0, 1));
}

void visit_fields(Is<Confirmed> auto& self, auto& visit) {
  visit("date", self.date, Rule{});
  visit("by", self.by, one_of("self", "curator", "derived"));
}

void visit_fields(Is<Focus> auto& self, auto& visit) { visit("function", self.function, code("functions")); }

void visit_fields(Is<Crosswalk> auto& self, auto& visit) {
  visit("scheme", self.scheme, plain());
  visit("uri", self.uri, plain());
  visit("relation", self.relation, plain());
}

void visit_fields(Is<AdoptionContext> auto& self, auto& visit) {
  visit("population", self.population, number());
  visit("org_size", self.org_size, prose());
  visit("setting", self.setting, prose());
}

// --- details ----------------------------------------------------------------------------------

void visit_fields(Is<Innovation> auto& self, auto& visit) {
  visit("core_idea", self.core_idea, prose());
  visit("problem", self.problem, prose());
  visit("how_it_works", self.how_it_works, prose());
  visit("conditions", self.conditions, prose());
  visit("context", self.context, prose());
  visit("co_development", self.co_development, prose());
  visit("novelty", self.novelty, prose());
  visit("benefit", self.benefit, prose());
  visit("developers", self.developers, record_id());
  visit("funders", self.funders, Rule{});
  visit("resources_needed", self.resources_needed, Rule{});
  visit("cost", self.cost, Rule{});
  visit("implementation_time_months", self.implementation_time_months, number());
  visit("transfer", self.transfer, Rule{});
  visit("evidence", self.evidence, Rule{});
  visit("validation", self.validation, Rule{});
  visit("si_scores", self.si_scores, Rule{});
  visit("novelty_type", self.novelty_type, code("novelty_types"));
  visit("failed_or_stopped", self.failed_or_stopped, Rule{});
}

void visit_fields(Is<Need> auto& self, auto& visit) {
  visit("owner", self.owner, record_id());
  visit("problem", self.problem, prose());
  visit("desired_change", self.desired_change, prose());
  visit("affected", self.affected, Rule{});
  visit("constraints", self.constraints, Rule{});
  visit("looking_for", self.looking_for, code("looking_for"));
  visit("solution_kind_open", self.solution_kind_open, Rule{});
  visit("urgency", self.urgency, number(1, 3));
  visit("evidence", self.evidence, Rule{});
  visit("readiness", self.readiness, Rule{});
  visit("answers", self.answers, Rule{});
  visit("closed", self.closed, Rule{});
}

void visit_fields(Is<Resource> auto& self, auto& visit) {
  visit("kind", self.kind, code("resource_kinds"));
  visit("function", self.function, code("functions"));
  visit("stages", self.stages, code("stages"));
  visit("offered_by", self.offered_by, record_id());
  visit("how", self.how, prose());
  visit("capacity", self.capacity, Rule{});
  visit("price", self.price, Rule{});
  visit("eligibility", self.eligibility, Rule{});
  visit("languages", self.languages, language());
  visit("valid_to", self.valid_to, Rule{});
}

void visit_fields(Is<Call> auto& self, auto& visit) {
  visit("funder", self.funder, record_id());
  visit("programme", self.programme, prose());
  visit("call_identifier", self.call_identifier, plain());
  visit("record_kind", self.record_kind, code("call_kinds"));
  visit("instrument", self.instrument, code("instruments"));
  visit("source_status", self.source_status, plain());
  visit("opens", self.opens, Rule{});
  visit("deadlines", self.deadlines, Rule{});
  visit("deadline_model", self.deadline_model, code("deadline_models"));
  visit("amount", self.amount, Rule{});
  visit("expected_awards", self.expected_awards, number());
  visit("eligibility", self.eligibility, Rule{});
  visit("purpose_stages", self.purpose_stages, code("stages"));
  visit("excluded", self.excluded, prose());
  visit("application_url", self.application_url, url());
  visit("documents", self.documents, Rule{});
  visit("forecast", self.forecast, Rule{});
  visit("social_innovation_flag", self.social_innovation_flag, Rule{});
}

void visit_fields(Is<Decision> auto& self, auto& visit) {
  visit("call", self.call, record_id());
  visit("funder", self.funder, record_id());
  visit("recipients", self.recipients, Rule{});
  visit("applied_eur", self.applied_eur, number());
  visit("granted_eur", self.granted_eur, number());
  visit("disbursed_eur", self.disbursed_eur, number());
  visit("eu_eur", self.eu_eur, number());
  visit("decided_on", self.decided_on, Rule{});
  visit("result", self.result, one_of("awarded", "rejected"));
  visit("purpose", self.purpose, prose());
  visit("period", self.period, Rule{});
  visit("case_number", self.case_number, plain());
  visit("privacy", self.privacy, Rule{});
}

void visit_fields(Is<Project> auto& self, auto& visit) {
  visit("acronym", self.acronym, prose());
  visit("coordinator", self.coordinator, record_id());
  visit("partners", self.partners, Rule{});
  visit("objective", self.objective, prose());
  visit("start", self.start, Rule{});
  visit("end", self.end, Rule{});
  visit("total_cost_eur", self.total_cost_eur, number());
  visit("granted_eur", self.granted_eur, number());
  visit("programme", self.programme, prose());
  visit("grant_doi", self.grant_doi, plain());
  visit("calls", self.calls, record_id());
  visit("outputs", self.outputs, record_id());
}

void visit_fields(Is<Paper> auto& self, auto& visit) {
  visit("doi", self.doi, plain());
  visit("authors", self.authors, Rule{});
  visit("year", self.year, number(1000, 2200));
  visit("container", self.container, prose());
  visit("publisher", self.publisher, prose());
  visit("pub_type", self.pub_type, plain());
  visit("peer_reviewed", self.peer_reviewed, Rule{});
  visit("is_retracted", self.is_retracted, Rule{});
  visit("open_access", self.open_access, Rule{});
  visit("abstract", self.abstract, prose());
  visit("fields_of_science", self.fields_of_science, prose());
  visit("funded_by", self.funded_by, record_id());
  visit("concerns", self.concerns, Rule{});
}

void visit_fields(Is<Actor> auto& self, auto& visit) {
  visit("actor_type", self.actor_type, code("actor_types"));
  visit("roles", self.roles, code("roles"));
  visit("identifiers", self.identifiers, Rule{});
  visit("parent", self.parent, record_id());
  visit("focus", self.focus, Rule{});
  visit("networks", self.networks, record_id());
  visit("offers", self.offers, record_id());
  visit("confirmed", self.confirmed, Rule{});
  visit("identity_links", self.identity_links, Rule{});
  visit("privacy", self.privacy, Rule{});
  visit("website", self.website, url());
}

void visit_fields(Is<Theme> auto& self, auto& visit) {
  visit("definition_query", self.definition_query, plain());
  visit("pins", self.pins, record_id());
  visit("excludes", self.excludes, record_id());
  visit("valid_from", self.valid_from, Rule{});
  visit("valid_to", self.valid_to, Rule{});
  visit("origin", self.origin, one_of("workshop", "foresight", "government_programme", "eu"));
  visit("crosswalk", self.crosswalk, Rule{});
  visit("owner", self.owner, record_id());
  visit("supersedes", self.supersedes, record_id());
}

void visit_fields(Is<Adoption> auto& self, auto& visit) {
  visit("innovation", self.innovation, record_id());
  visit("adopter", self.adopter, record_id());
  visit("region", self.region, region());
  visit("context", self.context, Rule{});
  visit("started", self.started, Rule{});
  visit("status", self.adoption_status, code("adoption_statuses"));
  visit("adaptations", self.adaptations, prose());
  visit("result", self.result, code("adoption_results"));
  visit("claims", self.claims, Rule{});
  visit("advice", self.advice, prose());
  visit("may_contact", self.may_contact, Rule{});
  visit("derived_from", self.derived_from, record_id());
}

void visit_fields(Is<Signal> auto& self, auto& visit) {
  visit("signal_kind", self.signal_kind, code("signal_kinds"));
  visit("horizon_years", self.horizon_years, number());
  visit("impact_on", self.impact_on, record_id());
  visit("origin", self.origin, prose());
  visit("confidence", self.confidence, number(0, 1));
}

void visit_fields(Is<Event> auto& self, auto& visit) {
  visit("start", self.start, Rule{});
  visit("end", self.end, Rule{});
  visit("place", self.place, prose());
  visit("online", self.online, Rule{});
  visit("topics", self.topics, prose());
}

void visit_fields(Is<Indicator> auto& self, auto& visit) {
  visit("scheme", self.scheme, plain());
  visit("indicator_id", self.indicator_id, plain());
  visit("name", self.name, prose());
  visit("region", self.region, region());
  visit("year", self.year, number(1800, 2200));
  visit("gender", self.gender, plain());
  visit("value", self.value, any_number());
  visit("unit", self.unit, prose());
  visit("direction_good", self.direction_good, plain());
}

// --- the envelope, without id, type and details -----------------------------------------------

// An adoption has a status of its own, so that the record's goes by another name there.
inline std::string_view status_name(RecordType type) {
  return type == RecordType::adoption ? "record_status" : "status";
}

void visit_fields(Is<Record> auto& self, auto& visit) {
  visit("title", self.title, prose());
  visit("summary", self.summary, prose());
  visit("body", self.body, prose());
  visit("lang", self.lang, language());
  visit("translation", self.translation, Rule{});
  visit("concepts", self.concepts, Rule{});
  visit("keywords", self.keywords, prose());
  visit("themes", self.themes, record_id());
  visit("target_groups", self.target_groups, code("target_groups"));
  visit("regions", self.regions, Rule{});
  visit("stage", self.stage, code("stages"));
  visit("sectors", self.sectors, code("sectors"));
  visit("dates", self.dates, Rule{});
  visit(status_name(self.type()), self.status, code("record_statuses"));
  visit("licence", self.licence, plain());
  visit("provenance", self.provenance, Rule{});
  visit("quality", self.quality, code("quality_flags"));
  visit("links", self.links, Rule{});
  visit("visibility", self.visibility, code("visibilities"));
  visit("contact", self.contact, Rule{});
}

// A struct whose members are listed above.
struct AnyVisitor {
  void operator()(std::string_view, const auto&, const Rule&) {}
};
template <class T>
concept HasFields = requires(T& self, AnyVisitor& visit) {
  visit_fields(self, visit);
};

}  // namespace kohtaamo::corpora
