// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/bundle.h"

#include <algorithm>
#include <set>

#include "config/code_lists.h"
#include "indexer/record_parts.h"
#include "server/match/checks.h"

namespace kohtaamo::server {
namespace {

using config::fail;
using config::Result;
using corpora::RecordType;

constexpr std::size_t candidates_of_type = 12, candidates_of_kind = 3;
constexpr std::size_t others_shown = 2, nearest_shown = 2, near_misses_shown = 6;
constexpr double linked_gain = 2;              // a part that refers to the need or to another part makes a whole
constexpr std::int64_t measured_evidence = 2;  // the level from which a solution brings evidence of its own

double weight_of(Basis basis) {
  switch (basis) {
    case Basis::stated:
      return 1;
    case Basis::usual:
      return 0.6;
    case Basis::solution:
      return 0.4;
  }
  return 0;
}

// Needs look for peers, offers are of the kind "peer"; all other codes are the same in both lists.
std::string requirement_of_kind(const std::string& kind) { return kind == "peer" ? "peers" : kind; }
std::string kind_of_requirement(const std::string& code) { return code == "peers" ? "peer" : code; }

bool is_kind_of_resource(const std::string& code) {
  return config::code_list("resource_kinds").find(kind_of_requirement(code)) != nullptr;
}

// What a record covers by what it is, whatever the need.
struct Covered {
  std::vector<std::string> operator()(const corpora::Innovation& innovation) const {
    if (innovation.evidence.level.value_or(0) >= measured_evidence) return {"solution", "evidence"};
    return {"solution"};
  }
  std::vector<std::string> operator()(const corpora::Call&) const { return {"funding"}; }
  std::vector<std::string> operator()(const corpora::Resource& resource) const {
    return {requirement_of_kind(resource.kind)};
  }
  // What somebody does or has done about it: a solution where none is described as one, and someone to ask.
  std::vector<std::string> operator()(const corpora::Project&) const { return {"solution", "peers"}; }
  std::vector<std::string> operator()(const corpora::Need&) const { return {"peers"}; }
  std::vector<std::string> operator()(const corpora::Adoption&) const { return {"peers"}; }
  std::vector<std::string> operator()(const corpora::Actor&) const { return {"partner"}; }
  std::vector<std::string> operator()(const corpora::Paper& paper) const {
    if (paper.is_retracted.value_or(false)) return {};
    return {"evidence", "research"};
  }
  template <class Other>
  std::vector<std::string> operator()(const Other&) const {
    return {};
  }
};

std::vector<std::string> covered_by(const corpora::Record& record) {
  if (record.stage == "stopped") return {};
  return std::visit(Covered{}, record.details);
}

Reason gap_reason(const Requirement& requirement) {
  if (requirement.code == "evidence") return {"bundle_gap_evidence", {}};
  const ReasonValue name = codes_value("name", {requirement.code}, "looking_for");
  return {requirement.basis == Basis::solution ? "bundle_gap_of_solution" : "bundle_gap", {name}};
}

class Building {
 public:
  Building(const Matcher& matcher, const MatchRequest& request) : matcher_(matcher), request_(request) {}

  Result<Bundle> run(const std::optional<corpora::Record>& need) {
    if (need) read_need(*need);
    for (const char* code : {"solution", "funding", "peers", "evidence"}) ask(code, Basis::usual);
    if (auto ok = gather(); !ok) return fail(ok.error());
    if (auto ok = pick_solution(); !ok) return fail(ok.error());
    while (pick_best([](const Match&) { return true; })) continue;
    add_others();
    name_gaps();
    add_near_misses();
    return std::move(bundle_);
  }

 private:
  void read_need(const corpora::Record& record) {
    const auto* need = std::get_if<corpora::Need>(&record.details);
    if (need == nullptr) return;
    for (const std::string& code : need->looking_for) ask(code, Basis::stated);
    // Whoever has the money asks for none.
    if (need->readiness.budget_secured == "yes") settled_.insert("funding");
  }

  void ask(const std::string& code, Basis basis) {
    const bool is_settled = basis != Basis::stated && settled_.contains(code);
    if (is_settled || std::ranges::find(bundle_.requirements, code, &Requirement::code) != bundle_.requirements.end())
      return;
    bundle_.requirements.push_back({code, basis});
    open_.push_back({code, basis});
  }

  bool is_asked(std::string_view code) const {
    return std::ranges::find(bundle_.requirements, code, &Requirement::code) != bundle_.requirements.end();
  }

  Result<void> gather() {
    std::vector<RecordType> types{RecordType::innovation, RecordType::project,  RecordType::call,
                                  RecordType::need,       RecordType::adoption, RecordType::paper};
    if (is_asked("partner")) types.push_back(RecordType::actor);
    auto result = look_among(types, {}, candidates_of_type);
    if (!result) return fail(result.error());
    bundle_.understood = std::move(result->understood);
    bundle_.state = result->state;
    return gather_resources();
  }

  // One sub-query a kind, since the best offers of all kinds together may lack the one that is missing.
  Result<void> gather_resources() {
    for (const Requirement& requirement : open_) {
      const std::string kind = kind_of_requirement(requirement.code);
      if (!is_kind_of_resource(requirement.code) || !asked_kinds_.insert(kind).second) continue;
      const auto result = look_among({RecordType::resource}, {{"resource_kind", {kind}}}, candidates_of_kind);
      if (!result) return fail(result.error());
    }
    return {};
  }

  Result<MatchResult> look_among(std::vector<RecordType> types, std::vector<FacetFilter> filters, std::size_t limit) {
    MatchRequest request = request_;
    request.types = std::move(types);
    request.filters = std::move(filters);
    request.limit = limit;
    auto result = matcher_.match(request);
    if (!result) return result;
    for (Match& match : result->matches) {
      const bool fits = match.strength != Strength::weak;
      keep(std::move(match), fits);
    }
    for (Match& match : result->near_misses) keep(std::move(match), false);
    return result;
  }

  void keep(Match match, bool is_fit) {
    if (!known_.insert(match.record.id).second) return;
    (is_fit ? candidates_ : unfit_).push_back(std::move(match));
  }

  // --- picking ------------------------------------------------------------------------------------

  Result<void> pick_solution() {
    const auto is_of = [](RecordType type) {
      return [type](const Match& match) { return match.record.type() == type; };
    };
    if (!pick_best(is_of(RecordType::innovation)) && !pick_best(is_of(RecordType::project))) return {};
    const corpora::Record solution = bundle_.parts.back().match.record;
    const auto around =
        look_among({RecordType::adoption, RecordType::paper}, {{"link", {solution.id}}}, candidates_of_type);
    if (!around) return fail(around.error());
    let_linked_fit();
    if (const auto* innovation = std::get_if<corpora::Innovation>(&solution.details))
      for (const corpora::ResourceNeeded& needed : innovation->resources_needed)
        if (!needed.kind.empty()) ask(requirement_of_kind(needed.kind), Basis::solution);
    return gather_resources();
  }

  // What refers to the solution is of use however few words it shares with the need.
  void let_linked_fit() {
    const auto linked = std::stable_partition(unfit_.begin(), unfit_.end(), [&](const Match& match) {
      return any_fails(match.checks) || links_of(match).empty();
    });
    std::move(linked, unfit_.end(), std::back_inserter(candidates_));
    unfit_.erase(linked, unfit_.end());
  }

  std::vector<std::string> newly_covered(const Match& match) const {
    std::vector<std::string> codes;
    for (const std::string& code : covered_by(match.record))
      if (std::ranges::find(open_, code, &Requirement::code) != open_.end()) codes.push_back(code);
    return codes;
  }

  std::vector<corpora::RecordId> links_of(const Match& match) const {
    std::vector<corpora::RecordId> linked;
    for (corpora::RecordId& id : indexer::references_of(match.record)) {
      const bool is_part =
          std::ranges::any_of(bundle_.parts, [&](const BundlePart& part) { return part.match.record.id == id; });
      if (is_part || id == bundle_.understood.id) linked.push_back(std::move(id));
    }
    return linked;
  }

  double gain_of(const Match& match) const {
    double gain = 0;
    for (const std::string& code : newly_covered(match))
      gain += weight_of(std::ranges::find(open_, code, &Requirement::code)->basis);
    return gain * match.score * (gain > 0 && !links_of(match).empty() ? linked_gain : 1);
  }

  // False when no candidate covers anything that is open. Equal gains by id.
  template <class Allowed>
  bool pick_best(Allowed allowed) {
    auto best = candidates_.end();
    double most = 0;
    for (auto one = candidates_.begin(); one != candidates_.end(); ++one) {
      if (!allowed(*one)) continue;
      const double gain = gain_of(*one);
      if (gain < most || gain <= 0 || (gain == most && best->record.id < one->record.id)) continue;
      most = gain;
      best = one;
    }
    if (best == candidates_.end()) return false;
    BundlePart part{.covers = newly_covered(*best), .linked_to = links_of(*best), .match = std::move(*best)};
    candidates_.erase(best);
    for (const std::string& code : part.covers) std::erase_if(open_, [&](const auto& one) { return one.code == code; });
    bundle_.parts.push_back(std::move(part));
    return true;
  }

  // --- what was not picked --------------------------------------------------------------------------

  static std::vector<Match> best_for(const std::string& code, const std::vector<Match>& all, std::size_t count) {
    std::vector<Match> best;
    for (const Match& match : all)
      if (const auto codes = covered_by(match.record); std::ranges::find(codes, code) != codes.end())
        best.push_back(match);
    std::ranges::sort(best, [](const Match& a, const Match& b) {
      return a.score != b.score ? a.score > b.score : a.record.id < b.record.id;
    });
    if (best.size() > count) best.resize(count);
    return best;
  }

  void add_others() {
    for (BundlePart& part : bundle_.parts) part.others = best_for(part.covers.front(), candidates_, others_shown);
  }

  void name_gaps() {
    for (const Requirement& requirement : open_)
      bundle_.gaps.push_back({.requirement = requirement,
                              .reason = gap_reason(requirement),
                              .nearest = best_for(requirement.code, unfit_, nearest_shown)});
  }

  bool is_near_gap(const Match& match) const {
    return std::ranges::any_of(bundle_.gaps, [&](const BundleGap& gap) {
      return std::ranges::any_of(gap.nearest, [&](const Match& near) { return near.record.id == match.record.id; });
    });
  }

  // What fits but for a condition: with another budget, region or date it would be among the parts.
  void add_near_misses() {
    for (const Match& match : unfit_) {
      if (any_fails(match.checks) && match.strength != Strength::weak && !covered_by(match.record).empty() &&
          !is_near_gap(match))
        bundle_.near_misses.push_back(match);
    }
    std::ranges::sort(bundle_.near_misses, [](const Match& a, const Match& b) {
      return a.score != b.score ? a.score > b.score : a.record.id < b.record.id;
    });
    if (bundle_.near_misses.size() > near_misses_shown) bundle_.near_misses.resize(near_misses_shown);
  }

  const Matcher& matcher_;
  const MatchRequest& request_;
  Bundle bundle_{};
  std::vector<Requirement> open_{};
  std::set<std::string> settled_{}, asked_kinds_{};
  std::set<corpora::RecordId> known_{};
  std::vector<Match> candidates_{}, unfit_{};
};

}  // namespace

std::string_view to_text(Basis basis) {
  switch (basis) {
    case Basis::stated:
      return "stated";
    case Basis::usual:
      return "usual";
    case Basis::solution:
      return "solution";
  }
  return "usual";
}

Result<Bundle> find_bundle(const Matcher& matcher, const SearchEngine& engine, const MatchRequest& request) {
  std::optional<corpora::Record> need = request.own;
  if (!need && !request.id.empty()) {
    auto found = engine.find(request.id);
    if (!found) return fail(found.error());
    need = std::move(*found);
  }
  return Building(matcher, request).run(need);
}

}  // namespace kohtaamo::server
