// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/consortium.h"

#include <algorithm>
#include <map>
#include <set>

#include "config/code_lists.h"
#include "server/match/applicant.h"
#include "server/match/checks.h"
#include "server/match/unfolded.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Record;
using corpora::RecordId;
using corpora::RecordType;

constexpr std::size_t candidates_at_large = 30, candidates_of_part = 10;
constexpr double gain_of_other_kind = 0.5, gain_of_same_kind = 0.1;  // of one who is a partner and no more

Result<Record> find_of_type(const SearchEngine& engine, const RecordId& id, RecordType type, const char* where) {
  auto found = engine.find(id);
  if (!found) return fail(found.error());
  if (!*found) return fail(ErrorCode::not_found, "no record has this id", where);
  if ((*found)->type() != type)
    return fail(ErrorCode::bad_request, "the record is no " + std::string(to_text(type)), where);
  return std::move(**found);
}

const std::string& type_of(const Record& actor) { return std::get<corpora::Actor>(actor.details).actor_type; }

std::string country_of(const Record& actor) {
  for (const corpora::Region& region : actor.regions)
    for (std::string& key : config::region_ancestors(region.key()))
      if (key.starts_with("country:")) return key;
  return {};
}

bool is_of_type(const std::string& actor_type, const std::string& wanted) {
  if (actor_type == wanted) return true;
  const config::Code* code = config::code_list("actor_types").find(wanted);
  return code != nullptr && std::ranges::find(code->expands_to, actor_type) != code->expands_to.end();
}

std::vector<RulePart> rule_of(const corpora::Consortium& consortium, const std::vector<std::string>& skills) {
  std::vector<RulePart> rule;
  for (const std::string& type : consortium.required_types) rule.push_back({RuleKind::actor_type, type});
  if (const auto most = consortium.min_partners.value_or(0); most > 1)
    rule.push_back({.kind = RuleKind::partners, .required = static_cast<std::size_t>(most)});
  if (const auto most = consortium.min_countries.value_or(0); most > 1)
    rule.push_back({.kind = RuleKind::countries, .required = static_cast<std::size_t>(most)});
  for (const std::string& skill : skills) rule.push_back({RuleKind::skill, skill});
  return rule;
}

Reason open_reason(const RulePart& part) {
  const ReasonValue missing = count_value("count", static_cast<double>(part.required - part.have));
  switch (part.kind) {
    case RuleKind::actor_type:
      return {"consortium_open_type", {codes_value("name", {part.code}, "actor_types")}};
    case RuleKind::partners:
      return {"consortium_open_partners", {missing}};
    case RuleKind::countries:
      return {"consortium_open_countries", {missing}};
    case RuleKind::skill:
      return {"consortium_open_skill", {codes_value("name", {part.code}, "resource_kinds")}};
  }
  return {};
}

struct Proposed {
  Match match{};
  bool may_apply = true;  // else it can only be asked for its skills
  std::set<std::string> skills{};
  std::vector<RecordId> offers{};
};

class Gathering {
 public:
  Gathering(const Matcher& matcher, const SearchEngine& engine, const ConsortiumRequest& request)
      : matcher_(matcher), engine_(engine), request_(request) {}

  Result<Consortium> run() {
    auto call = find_of_type(engine_, request_.call, RecordType::call, "call");
    if (!call) return fail(call.error());
    consortium_.call = std::move(*call);
    consortium_.rule = rule_of(terms().consortium, request_.skills);
    if (auto ok = begin_with_asker(); !ok) return fail(ok.error());
    if (auto ok = gather(); !ok) return fail(ok.error());
    while (any_open() && consortium_.members.size() < request_.limit && add_best()) continue;
    for (RulePart& part : consortium_.rule)
      if (part.is_open()) part.reason = open_reason(part);
    return std::move(consortium_);
  }

 private:
  const corpora::Eligibility& terms() const { return std::get<corpora::Call>(consortium_.call.details).eligibility; }

  bool any_open() const { return std::ranges::any_of(consortium_.rule, &RulePart::is_open); }

  Result<MatchResult> look_among(RecordType type, std::vector<FacetFilter> filters, std::size_t limit) const {
    // Of two alike one may be excluded by the call, and both may be partners.
    return match_unfolded(matcher_, {.id = request_.call,
                                     .types = {type},
                                     .role = Role::developer,
                                     .limit = limit,
                                     .today = request_.today,
                                     .filters = std::move(filters)});
  }

  // --- candidates -----------------------------------------------------------------------------------

  Result<void> begin_with_asker() {
    if (request_.actor.empty()) return {};
    auto actor = find_of_type(engine_, request_.actor, RecordType::actor, "actor");
    if (!actor) return fail(actor.error());
    auto checks = check_as_applicant(matcher_, engine_, *actor, consortium_.call, request_.today);
    if (!checks) return fail(checks.error());
    Proposed asker{.match = {.checks = std::move(*checks)}};
    asker.match.record = std::move(*actor);
    join(std::move(asker), true);
    return {};
  }

  // The best at large, and for each part that is narrower the best of those that could fill it.
  Result<void> gather() {
    if (auto ok = add_actors({}, candidates_at_large); !ok) return ok;
    for (const RulePart& part : consortium_.rule) {
      Result<void> ok{};
      if (part.kind == RuleKind::actor_type)
        ok = add_actors({{"actor_type", types_meant(part.code)}}, candidates_of_part);
      if (part.kind == RuleKind::countries) ok = add_actors({{"region", other_countries()}}, candidates_of_part);
      if (part.kind == RuleKind::skill) ok = add_offerers(part.code);
      if (!ok) return ok;
    }
    return {};
  }

  static std::vector<std::string> types_meant(const std::string& type) {
    std::vector<std::string> types{type};
    if (const config::Code* code = config::code_list("actor_types").find(type))
      types.insert(types.end(), code->expands_to.begin(), code->expands_to.end());
    return types;
  }

  std::vector<std::string> other_countries() const {
    std::vector<std::string> countries;
    for (const std::string& code : terms().countries) {
      const std::string key = "country:" + code;
      if (!countries_.contains(key)) countries.push_back(key);
    }
    return countries;
  }

  Result<void> add_actors(std::vector<FacetFilter> filters, std::size_t limit) {
    if (!filters.empty() && filters.front().codes.empty()) return {};
    auto result = look_among(RecordType::actor, std::move(filters), limit);
    if (!result) return fail(result.error());
    consortium_.state = result->state;
    for (Match& match : result->matches)
      if (auto ok = add_actor(std::move(match)); !ok) return ok;
    return {};
  }

  Result<void> add_actor(Match match) {
    const RecordId id = match.record.id;
    if (id == request_.actor || candidates_.contains(id)) return {};
    auto checks = check_as_applicant(matcher_, engine_, match.record, consortium_.call, request_.today);
    if (!checks) return fail(checks.error());
    const auto who = std::ranges::find(*checks, "applicant_type", &Check::name);
    const bool is_excluded = who != checks->end() && who->verdict == Verdict::fail;
    match.checks = std::move(*checks);
    candidates_[id] = {.may_apply = !is_excluded || is_required(type_of(match.record))};
    candidates_[id].match = std::move(match);
    return {};
  }

  bool is_required(const std::string& type) const {
    return std::ranges::any_of(terms().consortium.required_types,
                               [&](const std::string& wanted) { return is_of_type(type, wanted); });
  }

  // Skills are what actors offer.
  Result<void> add_offerers(const std::string& skill) {
    const auto offers = look_among(RecordType::resource, {{"resource_kind", {skill}}}, candidates_of_part);
    if (!offers) return fail(offers.error());
    std::vector<std::string> ids;
    for (const Match& offer : offers->matches)
      if (const RecordId id = applicant_id(offer.record); !id.empty()) ids.push_back(id);
    if (auto ok = add_actors({{"id", ids}}, candidates_of_part); !ok) return ok;
    for (const Match& offer : offers->matches) {
      const RecordId id = applicant_id(offer.record);
      const auto known = candidates_.find(id);
      if (known == candidates_.end()) continue;
      known->second.skills.insert(skill);
      known->second.offers.push_back(offer.record.id);
    }
    return {};
  }

  // --- members --------------------------------------------------------------------------------------

  bool fills(const RulePart& part, const Proposed& one) const {
    if (!part.is_open() || (!one.may_apply && part.kind != RuleKind::skill)) return false;
    switch (part.kind) {
      case RuleKind::actor_type:
        return is_of_type(type_of(one.match.record), part.code);
      case RuleKind::partners:
        return true;
      case RuleKind::countries: {
        const std::string country = country_of(one.match.record);
        return !country.empty() && !countries_.contains(country);
      }
      case RuleKind::skill:
        return one.skills.contains(part.code);
    }
    return false;
  }

  // A partner of a kind that is not in it yet brings more than one more of the same.
  double gain_of(const Proposed& one) const {
    double gain = 0;
    for (const RulePart& part : consortium_.rule) {
      if (!fills(part, one)) continue;
      if (part.kind != RuleKind::partners)
        gain += 1;
      else
        gain += types_.contains(type_of(one.match.record)) ? gain_of_same_kind : gain_of_other_kind;
    }
    return gain;
  }

  // Equal gains by score, equal scores by id.
  bool add_best() {
    auto best = candidates_.end();
    double most = 0;
    for (auto one = candidates_.begin(); one != candidates_.end(); ++one) {
      const double gain = gain_of(one->second);
      const bool is_better =
          gain > most || (gain == most && gain > 0 && one->second.match.score > best->second.match.score);
      if (!is_better) continue;
      most = gain;
      best = one;
    }
    if (best == candidates_.end()) return false;
    join(std::move(best->second), false);
    candidates_.erase(best);
    return true;
  }

  void join(Proposed one, bool is_asker) {
    Member member{.is_asker = is_asker, .country = country_of(one.match.record), .offers = std::move(one.offers)};
    for (std::size_t at = 0; at < consortium_.rule.size(); ++at)
      if (fills(consortium_.rule[at], one)) member.fills.push_back(at);
    for (const std::size_t at : member.fills) ++consortium_.rule[at].have;
    types_.insert(type_of(one.match.record));
    if (!member.country.empty()) countries_.insert(member.country);
    one.match.rank = consortium_.members.size() + 1;
    member.match = std::move(one.match);
    consortium_.members.push_back(std::move(member));
  }

  const Matcher& matcher_;
  const SearchEngine& engine_;
  const ConsortiumRequest& request_;
  Consortium consortium_{};
  std::map<RecordId, Proposed> candidates_{};
  std::set<std::string> types_{}, countries_{};
};

}  // namespace

std::string_view to_text(RuleKind kind) {
  switch (kind) {
    case RuleKind::actor_type:
      return "actor_type";
    case RuleKind::partners:
      return "partners";
    case RuleKind::countries:
      return "countries";
    case RuleKind::skill:
      return "skill";
  }
  return "actor_type";
}

Result<Consortium> find_consortium(const Matcher& matcher, const SearchEngine& engine,
                                   const ConsortiumRequest& request) {
  return Gathering(matcher, engine, request).run();
}

}  // namespace kohtaamo::server
