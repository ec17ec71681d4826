// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/lineage.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "config/code_lists.h"
#include "server/match/referring.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Record;
using corpora::RecordId;
using corpora::RecordType;

constexpr std::size_t most_parents = 20, most_variants = 50, most_adoptions = 200;
constexpr std::array<std::string_view, 4> parent_relations{"derived_from", "adapted_from", "follows", "replaces"};

bool is_parent_relation(const std::string& relation) {
  return std::ranges::find(parent_relations, relation) != parent_relations.end();
}

const corpora::Adoption& adoption_of(const Record& record) { return std::get<corpora::Adoption>(record.details); }

// What the adoption builds on, as its record or a link says it.
RecordId builds_on(const Record& record) {
  if (!adoption_of(record).derived_from.empty()) return adoption_of(record).derived_from;
  const auto link = std::ranges::find_if(
      record.links, [](const corpora::Link& one) { return one.rel == "derived_from" || one.rel == "adapted_from"; });
  return link == record.links.end() ? RecordId() : link->target;
}

bool is_older(const Record& a, const Record& b) {
  const auto started_a = adoption_of(a).started, started_b = adoption_of(b).started;
  if (started_a && started_b && *started_a != *started_b) return *started_a < *started_b;
  if (started_a.has_value() != started_b.has_value()) return started_a.has_value();
  return a.id < b.id;
}

// --- who is like the reader -------------------------------------------------------------------------

struct Likeness {
  double sum = 0;
  int compared = 0;
  std::vector<Reason> reasons{};
  void add(double value, std::optional<Reason> reason) {
    sum += value;
    ++compared;
    if (reason) reasons.push_back(std::move(*reason));
  }
};

void compare_regions(const std::string& region, const AdoptionStep& step, Likeness& likeness) {
  const std::string& place = adoption_of(step.record).region;
  if (region.empty() || place.empty()) return;
  const ReasonValue value = codes_value("region", {place}, "regions");
  switch (config::region_fit(place, region)) {
    case config::RegionFit::same:
      return likeness.add(1, Reason{"reason_region_sentence", {value}});
    case config::RegionFit::contains:
    case config::RegionFit::contained:
      return likeness.add(0.8, Reason{"reason_region_contained", {value}});
    case config::RegionFit::neighbour:
      return likeness.add(0.5, Reason{"reason_region_neighbour", {value}});
    case config::RegionFit::national:
    case config::RegionFit::apart:
      return likeness.add(0, std::nullopt);
    case config::RegionFit::unknown:
      return;
  }
}

void compare_types(const std::string& actor_type, const AdoptionStep& step, Likeness& likeness) {
  const auto* adopter = step.adopter ? std::get_if<corpora::Actor>(&step.adopter->details) : nullptr;
  if (actor_type.empty() || adopter == nullptr || adopter->actor_type.empty()) return;
  if (adopter->actor_type == actor_type)
    return likeness.add(1, Reason{"like_actor_type", {codes_value("type", {actor_type}, "actor_types")}});
  likeness.add(0, std::nullopt);
}

void compare(const LineageRequest& request, AdoptionStep& step) {
  Likeness likeness;
  compare_regions(request.region, step, likeness);
  compare_types(request.actor_type, step, likeness);
  if (likeness.compared == 0) return;
  step.likeness = likeness.sum / likeness.compared;
  step.why_like = std::move(likeness.reasons);
}

// --- the family -------------------------------------------------------------------------------------

class Family {
 public:
  Family(const SearchEngine& engine, const LineageRequest& request) : engine_(engine), request_(request) {}

  Result<Lineage> run() {
    if (auto ok = find_innovation(); !ok) return fail(ok.error());
    if (auto ok = find_parents(); !ok) return fail(ok.error());
    auto adoptions = find_descendants();
    if (!adoptions) return fail(adoptions.error());
    if (auto ok = grow(std::move(*adoptions)); !ok) return fail(ok.error());
    order_by_likeness();
    return std::move(lineage_);
  }

 private:
  Result<std::optional<Record>> find(const RecordId& id) const { return engine_.find(id); }

  Result<void> find_innovation() {
    auto found = find(request_.id);
    if (!found) return fail(found.error());
    if (!*found) return fail(ErrorCode::not_found, "no record has this id", request_.id);
    if (const auto* adoption = std::get_if<corpora::Adoption>(&(*found)->details)) {
      const RecordId id = adoption->innovation;
      found = find(id);
      if (!found) return fail(found.error());
      if (!*found) return fail(ErrorCode::not_found, "the innovation of this adoption is not here", id);
    }
    if ((*found)->type() != RecordType::innovation)
      return fail(ErrorCode::bad_request, "innovations and adoptions have a lineage, other records do not",
                  request_.id);
    lineage_.innovation = std::move(**found);
    return {};
  }

  // Upwards, each once, however the links go round.
  Result<void> find_parents() {
    std::set<RecordId> seen{lineage_.innovation.id};
    std::vector<Record> open{lineage_.innovation};
    for (std::size_t at = 0; at < open.size() && lineage_.parents.size() < most_parents; ++at) {
      const std::vector<corpora::Link> links = open[at].links;
      for (const corpora::Link& link : links) {
        if (!is_parent_relation(link.rel) || !seen.insert(link.target).second) continue;
        auto parent = find(link.target);
        if (!parent) return fail(parent.error());
        if (!*parent || (*parent)->type() != RecordType::innovation) continue;
        lineage_.parents.push_back(**parent);
        open.push_back(std::move(**parent));
      }
    }
    return {};
  }

  Result<std::vector<Record>> find_descendants() {
    return engine_.reader().read(
        [&](const Xapian::Database& database, const indexer::IndexState& state) -> Result<std::vector<Record>> {
          const RecordId& id = lineage_.innovation.id;
          auto variants = find_referring(database, id, RecordType::innovation, most_variants);
          if (!variants) return fail(variants.error());
          auto adoptions = find_referring(database, id, RecordType::adoption, most_adoptions);
          if (!adoptions) return fail(adoptions.error());
          lineage_.state = state;
          lineage_.is_truncated =
              variants->total > variants->records.size() || adoptions->total > adoptions->records.size();
          std::erase_if(variants->records, [&](const Record& record) { return !is_made_from(record, id); });
          std::erase_if(adoptions->records, [&](const Record& record) { return adoption_of(record).innovation != id; });
          lineage_.variants = std::move(variants->records);
          return std::move(adoptions->records);
        });
  }

  static bool is_made_from(const Record& record, const RecordId& id) {
    return std::ranges::any_of(
        record.links, [&](const corpora::Link& link) { return link.target == id && is_parent_relation(link.rel); });
  }

  // Each adoption after the one that it builds on. One whose ground is not here, or that builds on itself
  // by a detour, builds on the innovation.
  Result<void> grow(std::vector<Record> adoptions) {
    std::ranges::sort(adoptions, is_older);
    std::map<RecordId, std::vector<const Record*>> children;
    std::set<RecordId> known;
    for (const Record& one : adoptions) known.insert(one.id);
    for (const Record& one : adoptions) {
      const RecordId ground = builds_on(one);
      children[known.contains(ground) && ground != one.id ? ground : RecordId()].push_back(&one);
    }
    if (auto ok = add_children(children, {}, 1); !ok) return ok;
    for (const Record& one : adoptions)  // those of a circle are reached from nowhere
      if (!added_.contains(one.id)) {
        if (auto ok = add(one, {}, 1); !ok) return ok;
        if (auto ok = add_children(children, one.id, 2); !ok) return ok;
      }
    return {};
  }

  Result<void> add_children(const std::map<RecordId, std::vector<const Record*>>& children, const RecordId& after,
                            std::size_t depth) {
    const auto found = children.find(after);
    if (found == children.end()) return {};
    for (const Record* child : found->second) {
      if (added_.contains(child->id)) continue;
      if (auto ok = add(*child, after, depth); !ok) return ok;
      if (auto ok = add_children(children, child->id, depth + 1); !ok) return ok;
    }
    return {};
  }

  Result<void> add(const Record& record, const RecordId& after, std::size_t depth) {
    added_.insert(record.id);
    AdoptionStep step{.record = record, .after = after, .depth = depth};
    if (const RecordId& id = adoption_of(record).adopter; !id.empty()) {
      auto adopter = find(id);
      if (!adopter) return fail(adopter.error());
      step.adopter = std::move(*adopter);
    }
    compare(request_, step);
    lineage_.adoptions.push_back(std::move(step));
    return {};
  }

  void order_by_likeness() {
    std::vector<std::size_t>& order = lineage_.most_like;
    for (std::size_t i = 0; i < lineage_.adoptions.size(); ++i)
      if (lineage_.adoptions[i].likeness.value_or(0) > 0) order.push_back(i);
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
      return *lineage_.adoptions[a].likeness > *lineage_.adoptions[b].likeness;
    });
  }

  const SearchEngine& engine_;
  const LineageRequest& request_;
  Lineage lineage_{};
  std::set<RecordId> added_{};
};

}  // namespace

Result<Lineage> find_lineage(const SearchEngine& engine, const LineageRequest& request) {
  return Family(engine, request).run();
}

}  // namespace kohtaamo::server
