// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/mirror.h"

#include <algorithm>

#include "server/match/applicant.h"
#include "server/match/checks.h"
#include "server/match/diversity.h"
#include "server/match/referring.h"
#include "server/match/unfolded.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Record;
using corpora::RecordType;

constexpr std::size_t most_needs_judged = 50, needs_shown = 20;
constexpr std::size_t most_decisions = 1'000;

// A text as the call that it is to become: its conditions are read from its prose.
Record draft_of(const MatchRequest& request, const Asker& understood) {
  Record draft{.target_groups = understood.target_groups};
  corpora::Call call;
  const stemming::Language language =
      understood.languages.empty() ? stemming::Language::fi : understood.languages.front();
  draft.lang = {std::string(to_text(language))};
  draft.body.in(language) = request.text;
  call.eligibility.applicant_regions = understood.regions;
  draft.details = std::move(call);
  return draft;
}

// What if it were for others, or elsewhere?
void as_corrected(Record& call, const Corrections& corrections) {
  if (corrections.target_groups) call.target_groups = *corrections.target_groups;
  if (!corrections.regions) return;
  call.regions.clear();
  std::get<corpora::Call>(call.details).eligibility.applicant_regions = *corrections.regions;
}

Result<Record> call_of(const SearchEngine& engine, const MatchRequest& request, const Asker& understood) {
  if (request.id.empty()) return draft_of(request, understood);
  auto found = engine.find(request.id);
  if (!found) return fail(found.error());
  if (!*found) return fail(ErrorCode::not_found, "no record has this id", request.id);
  if ((*found)->type() != RecordType::call)
    return fail(ErrorCode::bad_request, "only a call has a mirror; this record is none", "id");
  Record call = std::move(**found);
  as_corrected(call, request.corrections);
  return call;
}

std::vector<std::string> regions_of(const Record& call) {
  std::vector<std::string> regions = std::get<corpora::Call>(call.details).eligibility.applicant_regions;
  if (regions.empty())
    for (const corpora::Region& region : call.regions) regions.push_back(region.key());
  return regions;
}

// What the fields say stands before what the prose says of the same.
std::vector<QuotedFact> conditions_of(const Record& call, const EligibilityReader& reader) {
  std::vector<QuotedFact> conditions;
  const corpora::Call& fields = std::get<corpora::Call>(call.details);
  const corpora::Eligibility& terms = fields.eligibility;
  const auto add = [&](FactKind kind, std::string code, double number) {
    conditions.push_back({.fact = {.kind = kind, .code = std::move(code), .number = number}});
  };
  const auto add_number = [&](FactKind kind, const auto& number) {
    if (number) add(kind, "", static_cast<double>(*number));
  };
  for (const std::string& type : terms.applicant_types) add(FactKind::applicant, type, 0);
  add_number(FactKind::min_grant, fields.amount.min_grant);
  add_number(FactKind::max_grant, fields.amount.max_grant);
  add_number(FactKind::own_funding, terms.own_funding_required);
  add_number(FactKind::min_partners, terms.consortium.min_partners);
  add_number(FactKind::min_countries, terms.consortium.min_countries);
  for (const std::string& type : terms.consortium.required_types) add(FactKind::required_partner, type, 0);
  const std::vector<QuotedFact> of_fields = conditions;
  const auto is_told_by_fields = [&](const Fact& fact) {
    return fact.polarity == Polarity::allowed &&
           std::ranges::any_of(of_fields, [&](const QuotedFact& one) { return one.fact.kind == fact.kind; });
  };
  const RecordTerms of_prose(call, reader);
  for (const QuotedFact& one : of_prose.facts())
    if (one.fact.kind != FactKind::region && !is_told_by_fields(one.fact)) conditions.push_back(one);
  return conditions;
}

class Mirroring {
 public:
  Mirroring(const Matcher& matcher, const SearchEngine& engine, const MatchRequest& request)
      : matcher_(matcher), engine_(engine), request_(request) {}

  Result<Mirror> run() {
    auto understood = matcher_.understand(request_);
    if (!understood) return fail(understood.error());
    correct(*understood, request_.corrections);
    auto call = call_of(engine_, request_, *understood);
    if (!call) return fail(call.error());
    mirror_.conditions = conditions_of(*call, matcher_.eligibility());
    if (auto ok = find_fits(*call); !ok) return fail(ok.error());
    if (auto ok = find_demand(); !ok) return fail(ok.error());
    if (auto ok = find_overlap(*call); !ok) return fail(ok.error());
    if (auto ok = look_over_the_field(*call); !ok) return fail(ok.error());
    return std::move(mirror_);
  }

 private:
  MatchRequest among(std::vector<RecordType> types, std::size_t limit) const {
    MatchRequest request = request_;
    request.types = std::move(types);
    request.filters.clear();
    request.role = Role::funder;
    request.limit = limit;
    return request;
  }

  // The call's conditions decide which side a record is on; its own conditions say nothing of a call.
  Result<void> find_fits(const Record& call) {
    // Of two that are alike, only one may be allowed to apply: they are folded when that is known.
    constexpr std::size_t spread_among = 2;
    const std::vector<RecordType> types{RecordType::innovation, RecordType::project, RecordType::actor};
    auto result = match_unfolded(matcher_, among(types, spread_among * request_.limit));
    if (!result) return fail(result.error());
    mirror_.understood = std::move(result->understood);
    mirror_.state = result->state;
    for (const RecordType type : types) {
      std::vector<Match> fits, near;
      for (Match& match : result->matches) {
        const bool is_left_out = match.record.stage == "stopped" || match.strength == Strength::weak;
        if (match.record.type() != type || is_left_out) continue;
        auto checks = check_as_applicant(matcher_, engine_, match.record, call, request_.today);
        if (!checks) return fail(checks.error());
        match.checks = std::move(*checks);
        (any_fails(match.checks) ? near : fits).push_back(std::move(match));
      }
      if (auto ok = add(std::move(fits), mirror_.fits); !ok) return ok;
      if (auto ok = add(std::move(near), mirror_.near_misses); !ok) return ok;
    }
    return {};
  }

  // Ranks begin anew with each type.
  Result<void> add(std::vector<Match> of_type, std::vector<Match>& all) const {
    return engine_.reader().read([&](const Xapian::Database& database, const indexer::IndexState&) -> Result<void> {
      std::size_t rank = 0;
      for (Match& match : spread(std::move(of_type), request_.limit, engine_.settings().match, database)) {
        match.rank = ++rank;
        all.push_back(std::move(match));
      }
      return {};
    });
  }

  Result<void> find_demand() {
    auto result = matcher_.match(among({RecordType::need}, most_needs_judged));
    if (!result) return fail(result.error());
    mirror_.demand = std::move(result->matches);
    std::erase_if(mirror_.demand, [](const Match& match) { return match.strength == Strength::weak; });
    mirror_.demand_total = mirror_.demand.size();
    mirror_.demand_is_exact = mirror_.demand_total < most_needs_judged;
    if (mirror_.demand.size() > needs_shown) mirror_.demand.resize(needs_shown);
    return {};
  }

  Result<void> find_overlap(const Record& call) {
    auto result = matcher_.match(among({RecordType::decision, RecordType::project}, request_.limit));
    if (!result) return fail(result.error());
    mirror_.overlap = std::move(result->matches);
    std::erase_if(mirror_.overlap, [](const Match& match) { return match.strength == Strength::weak; });
    if (call.id.empty()) return {};
    return engine_.reader().read([&](const Xapian::Database& database, const indexer::IndexState&) -> Result<void> {
      const auto decisions = find_referring(database, call.id, RecordType::decision, most_decisions);
      if (!decisions) return fail(decisions.error());
      const auto projects = find_referring(database, call.id, RecordType::project, 0);
      if (!projects) return fail(projects.error());
      mirror_.history = {.projects = projects->total};
      for (const Record& record : decisions->records) add_decision(record, call.id);
      return {};
    });
  }

  void add_decision(const Record& record, const corpora::RecordId& call) {
    const auto& decision = std::get<corpora::Decision>(record.details);
    if (decision.call != call) return;
    CallHistory& history = mirror_.history;
    ++history.decisions;
    if (decision.result == "rejected") ++history.rejected;
    if (decision.result != "awarded") return;
    ++history.awarded;
    if (decision.granted_eur)
      history.granted_eur += *decision.granted_eur;
    else
      ++history.without_amount;
  }

  Result<void> look_over_the_field(const Record& call) {
    mirror_.field = {.themes = call.themes, .target_groups = call.target_groups, .regions = regions_of(call)};
    auto spots = engine_.reader().read([&](const Xapian::Database& database, const indexer::IndexState& state) {
      return find_white_spots(engine_, database, state, mirror_.field, request_.today);
    });
    if (!spots) return fail(spots.error());
    mirror_.white_spots = std::move(*spots);
    return {};
  }

  const Matcher& matcher_;
  const SearchEngine& engine_;
  const MatchRequest& request_;
  Mirror mirror_{};
};

}  // namespace

Result<Mirror> find_mirror(const Matcher& matcher, const SearchEngine& engine, const MatchRequest& request) {
  return Mirroring(matcher, engine, request).run();
}

}  // namespace kohtaamo::server
