// SPDX-License-Identifier: GPL-3.0-or-later
// Which members of each type of record are facts, in the order of the page. Labels are messages.
#include <fmt/format.h>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/fact.h"
#include "server/pages/format.h"

namespace kohtaamo::server {
namespace {

using config::label_of;
using config::message;

std::vector<std::string> region_labels(const corpora::Record& record, std::string_view language) {
  std::vector<std::string> labels;
  for (const corpora::Region& region : record.regions) {
    std::string label = std::string(label_of("regions", region.key(), language));
    if (!region.role.empty()) label += fmt::format(" ({})", label_of("region_roles", region.role, language));
    labels.push_back(std::move(label));
  }
  return labels;
}

void add_needed(const corpora::Innovation& innovation, Facts& facts) {
  View values(View::type::list);
  const auto page = facts.view().reader.language;
  for (const corpora::ResourceNeeded& needed : innovation.resources_needed) {
    std::string words(label_of("resource_kinds", needed.kind, facts.language()));
    if (needed.amount) words += fmt::format(": {} {}", format_number(*needed.amount, page), needed.unit);
    facts.add_value(values, words, {}, View(false), readable(needed.note, page).text);
  }
  facts.row("field_resources_needed", values);
}

void add_evidence(const corpora::Evidence& evidence, Facts& facts) {
  if (!evidence.level) return;
  const std::string name(label_of("evidence_levels", fmt::format("{}", *evidence.level), facts.language()));
  facts.text("evidence_level",
             message("evidence_level_value", facts.language(), {{"level", *evidence.level}, {"name", name}}));
}

void add_deadlines(const corpora::Call& call, Facts& facts) {
  View values(View::type::list);
  const auto page = facts.view().reader.language;
  for (const corpora::Deadline& deadline : call.deadlines) {
    if (!deadline.date) continue;
    std::string words = format_day(*deadline.date, page);
    if (!deadline.time.empty())
      words = message("deadline_with_time", facts.language(), {{"date", words}, {"time", deadline.time}});
    std::string note;
    if (deadline.stage && call.deadlines.size() > 1)
      note = message("deadline_stage", facts.language(), {{"stage", *deadline.stage}});
    if (deadline.moved_from)
      note += (note.empty() ? "" : ", ") +
              message("deadline_moved", facts.language(), {{"date", format_day(*deadline.moved_from, page)}});
    facts.add_value(values, words, {}, View(false), note);
  }
  facts.row("field_deadlines", values);
}

void add_amount(const corpora::Amount& amount, Facts& facts) {
  facts.money("max_grant", amount.max_grant, amount.currency);
  facts.money("min_grant", amount.min_grant, amount.currency);
  facts.money("total_budget", amount.total_budget, amount.currency);
  if (amount.rate_max)
    facts.text("funding_rate", message("at_most", facts.language(),
                                       {{"value", format_per_cent(*amount.rate_max, facts.view().reader.language)}}));
}

void add_eligibility(const corpora::Eligibility& eligibility, Facts& facts) {
  facts.codes("applicants", "actor_types", eligibility.applicant_types);
  facts.codes("field_applicant_regions", "regions", eligibility.applicant_regions);
  facts.codes("field_countries", "countries", eligibility.countries);
  facts.per_cent("own_funding", eligibility.own_funding_required);
  const auto& consortium = eligibility.consortium;
  if (consortium.min_partners) facts.text("field_min_partners", fmt::format("{}", *consortium.min_partners));
  if (consortium.min_countries) facts.text("field_min_countries", fmt::format("{}", *consortium.min_countries));
  facts.codes("field_required_types", "actor_types", consortium.required_types);
}

void add_price(const corpora::Price& price, Facts& facts) {
  std::vector<std::string> words;
  if (price.free.value_or(false)) words.push_back(message("price_free", facts.language()));
  if (price.cost.value_or(false)) words.push_back(message("price_cost", facts.language()));
  if (price.negotiable.value_or(false)) words.push_back(message("price_negotiable", facts.language()));
  if (price.eur) words.push_back(format_euros(*price.eur, facts.view().reader.language));
  facts.texts("field_price", words);
}

void add_readiness(const corpora::Readiness& readiness, Facts& facts) {
  facts.choice("field_decision_maker", "", readiness.decision_maker);
  facts.choice("field_staff", "", readiness.staff);
  facts.choice("field_data", "", readiness.data);
  facts.choice("field_budget_secured", "", readiness.budget_secured);
}

void add_partners(const corpora::Project& project, Facts& facts) {
  View values(View::type::list);
  for (const corpora::Partner& partner : project.partners) {
    if (partner.actor == project.coordinator && !partner.actor.empty()) continue;
    if (partner.name.empty())
      facts.add_record(values, partner.actor);
    else
      facts.add_value(values, partner.name, {}, View(false), label_of("countries", partner.country, facts.language()));
  }
  facts.row("field_partners", values);
}

void add_recipients(const corpora::Decision& decision, Facts& facts) {
  View values(View::type::list);
  for (const corpora::Recipient& recipient : decision.recipients)
    facts.add_record(values, recipient.actor,
                     recipient.share_eur ? format_euros(*recipient.share_eur, facts.view().reader.language) : "");
  facts.row("field_recipients", values);
}

void add_concerns(const corpora::Paper& paper, Facts& facts) {
  View values(View::type::list);
  for (const corpora::Concern& concern : paper.concerns) {
    const std::string key = "concern_" + concern.relation;
    facts.add_record(values, concern.target, concern.relation.empty() ? "" : message(key, facts.language()));
  }
  facts.row("field_concerns", values);
}

struct DetailFacts {
  Facts& facts;

  void operator()(const corpora::Innovation& innovation) const {
    facts.records("field_developers", innovation.developers);
    add_evidence(innovation.evidence, facts);
    facts.code("field_novelty_type", "novelty_types", innovation.novelty_type);
    add_needed(innovation, facts);
    facts.euros("field_cost_setup", innovation.cost.setup_eur);
    facts.euros("field_cost_yearly", innovation.cost.yearly_eur);
    facts.euros("field_cost_per_person", innovation.cost.per_person_eur);
    if (const auto& months = innovation.implementation_time_months)
      facts.text("field_implementation_time",
                 message("months", facts.language(), {{"count", static_cast<std::int64_t>(*months)}}));
    facts.choice("field_adaptable", "", innovation.transfer.adaptable);
    facts.flag("field_training_available", innovation.transfer.training_available);
    View materials(View::type::list);
    for (const corpora::Material& material : innovation.transfer.materials)
      facts.add_value(materials, material.url, is_web_address(material.url) ? material.url : "", View(false),
                      material.licence);
    facts.row("field_materials", materials);
  }
  void operator()(const corpora::Need& need) const {
    if (need.owner == "hidden")
      facts.text("owner", message("owner_hidden", facts.language()));
    else
      facts.record("owner", need.owner);
    facts.codes("field_looking_for", "looking_for", need.looking_for);
    if (need.urgency) facts.choice("field_urgency", "urgency_", fmt::format("{}", *need.urgency));
    facts.number("field_affected_size", need.affected.size);
    facts.euros("field_budget_max", need.constraints.budget_max_eur);
    facts.day("field_start_by", need.constraints.start_by);
    add_readiness(need.readiness, facts);
    View answers(View::type::list);
    for (const corpora::Answer& answer : need.answers) facts.add_record(answers, answer.innovation);
    facts.row("field_answers", answers);
    facts.choice("field_closed", "closed_", need.closed.outcome);
  }
  void operator()(const corpora::Resource& resource) const {
    facts.code("field_kind", "resource_kinds", resource.kind);
    facts.record("field_offered_by", resource.offered_by);
    facts.code("field_function", "functions", resource.function);
    facts.codes("field_stages", "stages", resource.stages);
    facts.number("field_capacity", resource.capacity.amount, resource.capacity.unit);
    add_price(resource.price, facts);
    add_eligibility(resource.eligibility, facts);
    facts.codes("field_languages", "languages", resource.languages);
    facts.day("valid_to", resource.valid_to);
  }
  void operator()(const corpora::Call& call) const {
    facts.records("funder", call.funder);
    facts.day("opens", call.opens);
    add_deadlines(call, facts);
    facts.code("field_deadline_model", "deadline_models", call.deadline_model);
    add_amount(call.amount, facts);
    if (call.expected_awards) facts.text("field_expected_awards", fmt::format("{}", *call.expected_awards));
    add_eligibility(call.eligibility, facts);
    facts.codes("field_purpose_stages", "stages", call.purpose_stages);
    facts.code("field_instrument", "instruments", call.instrument);
    facts.text("field_programme", call.programme);
    facts.text("field_call_identifier", call.call_identifier);
    View documents(View::type::list);
    for (const corpora::Document& document : call.documents)
      facts.add_value(documents, document.title.empty() ? document.url : document.title,
                      is_web_address(document.url) ? document.url : "");
    facts.row("field_documents", documents);
  }
  void operator()(const corpora::Decision& decision) const {
    facts.choice("field_decision_result", "decision_", decision.result);
    facts.day("field_decided_on", decision.decided_on);
    facts.record("funder", decision.funder);
    facts.record("field_call", decision.call);
    add_recipients(decision, facts);
    facts.euros("field_applied", decision.applied_eur);
    facts.euros("field_granted", decision.granted_eur);
    facts.euros("field_disbursed", decision.disbursed_eur);
    facts.euros("field_eu_funding", decision.eu_eur);
    facts.days("field_period", decision.period.start, decision.period.end);
    facts.text("field_case_number", decision.case_number);
  }
  void operator()(const corpora::Project& project) const {
    facts.text("field_acronym", project.acronym);
    facts.record("field_coordinator", project.coordinator);
    add_partners(project, facts);
    facts.days("field_period", project.start, project.end);
    facts.euros("field_total_cost", project.total_cost_eur);
    facts.euros("field_granted", project.granted_eur);
    facts.text("field_programme", project.programme);
    facts.records("field_call", project.calls);
    facts.records("field_project_outputs", project.outputs);
    facts.text("field_grant_doi", project.grant_doi);
  }
  void operator()(const corpora::Paper& paper) const {
    std::vector<std::string> names;
    for (const corpora::Author& author : paper.authors) names.push_back(author.name);
    facts.texts("field_authors", names);
    if (paper.year) facts.text("field_year", fmt::format("{}", *paper.year));
    facts.text("field_container", paper.container);
    facts.text("field_publisher", paper.publisher);
    facts.flag("field_peer_reviewed", paper.peer_reviewed);
    facts.flag("field_open_access", paper.open_access.is_oa);
    facts.web("field_doi", paper.doi.empty() ? "" : "https://doi.org/" + paper.doi, paper.doi);
    facts.records("field_funded_by", paper.funded_by);
    add_concerns(paper, facts);
  }
  void operator()(const corpora::Actor& actor) const {
    facts.code("field_actor_type", "actor_types", actor.actor_type);
    facts.codes("field_roles", "roles", actor.roles);
    facts.record("field_parent", actor.parent);
    facts.codes("field_focus", "functions", actor.focus.function);
    facts.records("field_networks", actor.networks);
    facts.records("field_offers", actor.offers);
    facts.web("field_website", actor.website);
    facts.text("field_business_id", actor.identifiers.y_tunnus);
    facts.day("field_confirmed", actor.confirmed.date);
  }
  void operator()(const corpora::Theme& theme) const {
    facts.choice("field_origin", "origin_", theme.origin);
    facts.record("owner", theme.owner);
    facts.record("field_supersedes", theme.supersedes);
    facts.day("valid_from", theme.valid_from);
    facts.day("valid_to", theme.valid_to);
  }
  void operator()(const corpora::Adoption& adoption) const {
    facts.record("field_innovation", adoption.innovation);
    facts.record("field_adopter", adoption.adopter);
    facts.code("field_adoption_status", "adoption_statuses", adoption.adoption_status);
    facts.day("field_started", adoption.started);
    facts.code("field_result", "adoption_results", adoption.result);
    facts.number("field_population", adoption.context.population);
    facts.text("field_org_size", adoption.context.org_size);
    facts.prose("field_setting", adoption.context.setting);
    facts.flag("field_may_contact", adoption.may_contact);
    facts.record("field_derived_from", adoption.derived_from);
  }
  void operator()(const corpora::Signal& signal) const {
    facts.code("field_signal_kind", "signal_kinds", signal.signal_kind);
    if (signal.horizon_years)
      facts.text("field_horizon", message("years", facts.language(), {{"count", *signal.horizon_years}}));
    facts.records("field_impact_on", signal.impact_on);
    facts.text("source", signal.origin);
  }
  void operator()(const corpora::Event& event) const {
    facts.days("field_period", event.start, event.end);
    facts.prose("field_place", event.place);
    facts.flag("field_online", event.online);
    facts.texts("field_topics", event.topics);
  }
  void operator()(const corpora::Indicator& indicator) const {
    facts.prose("field_indicator", indicator.name);
    facts.number("field_value", indicator.value, indicator.unit);
    if (indicator.year) facts.text("year", fmt::format("{}", *indicator.year));
    facts.code("region", "regions", indicator.region);
    facts.choice("field_gender", "gender_", indicator.gender);
  }
};

struct DetailTexts {
  Texts& texts;

  void operator()(const corpora::Innovation& innovation) const {
    texts.prose("field_core_idea", innovation.core_idea);
    texts.prose("field_problem", innovation.problem);
    texts.prose("field_how_it_works", innovation.how_it_works);
    texts.prose("field_benefit", innovation.benefit);
    texts.prose("field_novelty", innovation.novelty);
    texts.prose("field_conditions", innovation.conditions);
    texts.prose("field_context", innovation.context);
    texts.prose("field_co_development", innovation.co_development);
    texts.prose("field_core_components", innovation.transfer.core_components);
    texts.prose("field_adaptable_parts", innovation.transfer.adaptable_parts);
    texts.prose("field_stopped", innovation.failed_or_stopped.reason);
    texts.prose("field_stopped_lesson", innovation.failed_or_stopped.lesson);
  }
  void operator()(const corpora::Need& need) const {
    texts.prose("field_problem", need.problem);
    texts.prose("field_desired_change", need.desired_change);
    texts.list("field_must", need.constraints.must);
    texts.list("field_must_not", need.constraints.must_not);
  }
  void operator()(const corpora::Resource& resource) const {
    texts.prose("field_how", resource.how);
    texts.prose("field_eligibility", resource.eligibility.text);
  }
  void operator()(const corpora::Call& call) const {
    texts.prose("field_eligibility", call.eligibility.text);
    texts.prose("field_excluded", call.excluded);
  }
  void operator()(const corpora::Decision& decision) const { texts.prose("field_purpose", decision.purpose); }
  void operator()(const corpora::Project& project) const { texts.prose("field_objective", project.objective); }
  void operator()(const corpora::Paper& paper) const { texts.prose("field_abstract", paper.abstract); }
  void operator()(const corpora::Adoption& adoption) const {
    texts.prose("field_adaptations", adoption.adaptations);
    texts.prose("field_advice", adoption.advice);
  }
  // What these say stands in their facts and their description.
  void operator()(const corpora::Actor&) const {}
  void operator()(const corpora::Theme&) const {}
  void operator()(const corpora::Signal&) const {}
  void operator()(const corpora::Event&) const {}
  void operator()(const corpora::Indicator&) const {}
};

}  // namespace

View facts_of(const RecordView& view) {
  Facts facts(view);
  const corpora::Record& record = view.record;
  std::visit(DetailFacts{facts}, record.details);
  facts.codes("target_groups", "target_groups", record.target_groups);
  facts.texts("regions", region_labels(record, facts.language()));
  facts.records("themes", record.themes);
  facts.codes("sector", "sectors", record.sectors);
  facts.texts("keywords", record.keywords.in(view.reader.language));
  return facts.take();
}

View texts_of_details(const RecordView& view) {
  Texts texts(view);
  std::visit(DetailTexts{texts}, view.record.details);
  texts.prose("description", view.record.body);
  return texts.take();
}

}  // namespace kohtaamo::server
