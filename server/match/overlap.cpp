// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/overlap.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "indexer/record_parts.h"
#include "server/match/applicant.h"
#include "server/match/shingles.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Date;
using corpora::Record;
using corpora::RecordId;
using corpora::RecordType;

// --- whose ----------------------------------------------------------------------------------------

struct Owners {
  std::set<RecordId> ids{};
  void add(const RecordId& id) {
    if (!id.empty() && id != "hidden") ids.insert(id);
  }
  void operator()(const corpora::Innovation& innovation) {
    for (const RecordId& id : innovation.developers) add(id);
  }
  void operator()(const corpora::Need& need) { add(need.owner); }
  void operator()(const corpora::Resource& resource) { add(resource.offered_by); }
  void operator()(const corpora::Project& project) {
    add(project.coordinator);
    for (const corpora::Partner& partner : project.partners) add(partner.actor);
  }
  void operator()(const corpora::Call& call) {
    for (const RecordId& id : call.funder) add(id);
  }
  void operator()(const corpora::Adoption& adoption) { add(adoption.adopter); }
  template <class Other>
  void operator()(const Other&) {}
};

std::set<RecordId> owners_of(const Record& record) {
  Owners owners;
  std::visit([&](const auto& details) { owners(details); }, record.details);
  return std::move(owners.ids);
}

Verdict is_other_owner(const Record& a, const Record& b) {
  const std::set<RecordId> left = owners_of(a), right = owners_of(b);
  if (left.empty() || right.empty()) return Verdict::unknown;
  const bool share = std::ranges::any_of(left, [&](const RecordId& id) { return right.contains(id); });
  return share ? Verdict::fail : Verdict::pass;
}

// --- when -----------------------------------------------------------------------------------------

struct Span {
  std::optional<Date> begin{}, end{};  // no end: it goes on
};

Span span_of(const Record& record) {
  if (const auto* project = std::get_if<corpora::Project>(&record.details)) return {project->start, project->end};
  if (const auto* call = std::get_if<corpora::Call>(&record.details)) {
    Span span{.begin = call->opens};
    for (const corpora::Deadline& deadline : call->deadlines)
      if (deadline.date) span.end = std::max(span.end.value_or(*deadline.date), *deadline.date);
    return span;
  }
  Span span{.begin = record.dates.created, .end = record.dates.valid_to};
  if (const auto* need = std::get_if<corpora::Need>(&record.details); need != nullptr && need->closed.date)
    span.end = need->closed.date;
  return span;
}

Verdict is_same_time(const Record& a, const Record& b) {
  if (a.stage == "stopped" || b.stage == "stopped") return Verdict::fail;
  const Span left = span_of(a), right = span_of(b);
  const bool apart =
      (left.end && right.begin && *left.end < *right.begin) || (right.end && left.begin && *right.end < *left.begin);
  if (apart) return Verdict::fail;
  return left.begin && right.begin ? Verdict::pass : Verdict::unknown;
}

// --- of what --------------------------------------------------------------------------------------

void compare_concepts(const Record& draft, const Record& other, Overlapping& pair) {
  std::set<std::string> wanted, together;
  for (const corpora::Concept& one : draft.concepts) wanted.insert(one.uri);
  together = wanted;
  for (const corpora::Concept& one : other.concepts) {
    if (wanted.contains(one.uri)) pair.concepts.push_back(one.label);
    together.insert(one.uri);
  }
  if (!together.empty())
    pair.shared_concepts = static_cast<double>(pair.concepts.size()) / static_cast<double>(together.size());
}

Overlapping compare(const Record& draft, const Shingles& shingles, const Record& other,
                    const stemming::Analyzer& analyzer) {
  Overlapping pair{.record = other,
                   .resemblance = resemblance(shingles, shingles_of(other, analyzer)),
                   .same_time = is_same_time(draft, other),
                   .other_owner = is_other_owner(draft, other)};
  compare_concepts(draft, other, pair);
  std::ranges::copy_if(other.target_groups, std::back_inserter(pair.target_groups), [&](const std::string& group) {
    return std::ranges::find(draft.target_groups, group) != draft.target_groups.end();
  });
  return pair;
}

bool is_overlapping(const Overlapping& pair) {
  return pair.shared_concepts >= overlapping_from && !pair.target_groups.empty() && pair.same_time != Verdict::fail &&
         pair.other_owner != Verdict::fail;
}

// What can be the same work as a draft of this type.
std::vector<RecordType> alike_types(RecordType type) {
  switch (type) {
    case RecordType::innovation:
    case RecordType::project:
      return {RecordType::innovation, RecordType::project};
    default:
      return {type};
  }
}

Reason summary(const Overlap& overlap) {
  const std::size_t others = overlap.near_duplicates.size() + overlap.overlapping.size();
  return {"overlap_summary", {count_value("count", static_cast<double>(others))}};
}

void sort_in(Overlapping pair, Overlap& overlap) {
  if (pair.resemblance.value_or(0) >= near_duplicate_from) {
    pair.invitation = {"overlap_near_duplicate", {}};
    overlap.near_duplicates.push_back(std::move(pair));
  } else if (is_overlapping(pair)) {
    pair.invitation = {"overlap_same_work", {labels_value("concepts", pair.concepts)}};
    overlap.overlapping.push_back(std::move(pair));
  }
}

Result<void> find_owners(const SearchEngine& engine, std::vector<Overlapping>& pairs) {
  for (Overlapping& pair : pairs) {
    const RecordId id = applicant_id(pair.record);
    if (id.empty()) continue;
    auto owner = engine.find(id);
    if (!owner) return fail(owner.error());
    pair.owner = std::move(*owner);
  }
  return {};
}

template <class Value>
void keep_first(std::vector<Overlapping>& pairs, std::size_t limit, Value value) {
  std::ranges::sort(pairs, [&](const Overlapping& a, const Overlapping& b) {
    return value(a) != value(b) ? value(a) > value(b) : a.record.id < b.record.id;
  });
  if (pairs.size() > limit) pairs.resize(limit);
}

}  // namespace

Record draft_of_text(const std::string& text, stemming::Language language) {
  Record draft{.lang = {std::string(to_text(language))}};
  draft.body.in(language) = text;
  draft.details = corpora::Innovation{};
  return draft;
}

Result<OverlapRequest> overlap_request_of(const SearchEngine& engine, const MatchRequest& asked) {
  OverlapRequest request{.limit = asked.limit, .today = asked.today};
  if (asked.own) {
    request.draft = *asked.own;
    return request;
  }
  if (asked.id.empty()) {
    const auto languages = engine.planner().languages_for(asked.text, asked.language);
    request.draft = draft_of_text(asked.text, languages.empty() ? stemming::Language::fi : languages.front());
    return request;
  }
  auto found = engine.find(asked.id);
  if (!found) return fail(found.error());
  if (!*found) return fail(ErrorCode::not_found, "no record has this id", asked.id);
  request.draft = std::move(**found);
  return request;
}

Result<Overlap> find_overlap(const Matcher& matcher, const SearchEngine& engine,
                             const indexer::DocumentBuilder& builder, const OverlapRequest& request) {
  Record draft = builder.shown(request.draft);  // with its concepts, as the index would have them
  std::string text;
  for (const indexer::RecordText& one : indexer::texts_of(draft)) text += *one.text + "\n";
  const auto understood = matcher.understand({.text = text, .language = indexer::main_language(draft)});
  if (!understood) return fail(understood.error());
  const auto ids =
      matcher.rank(text, indexer::main_language(draft), {.types = alike_types(draft.type()), .depth = most_compared});
  if (!ids) return fail(ids.error());

  if (draft.target_groups.empty()) draft.target_groups = understood->target_groups;
  if (!draft.dates.created) draft.dates.created = request.today;
  const Shingles shingles = shingles_of(draft, engine.analyzer());
  Overlap overlap;
  for (const RecordId& id : *ids) {
    if (id == draft.id) continue;
    const auto other = engine.find(id);
    if (!other) return fail(other.error());
    if (!*other) continue;
    ++overlap.compared;
    sort_in(compare(draft, shingles, **other, engine.analyzer()), overlap);
  }
  keep_first(overlap.near_duplicates, request.limit, [](const Overlapping& pair) { return *pair.resemblance; });
  keep_first(overlap.overlapping, request.limit, [](const Overlapping& pair) { return pair.shared_concepts; });
  for (std::vector<Overlapping>* pairs : {&overlap.near_duplicates, &overlap.overlapping})
    if (auto ok = find_owners(engine, *pairs); !ok) return fail(ok.error());
  overlap.invitation = summary(overlap);
  return overlap;
}

}  // namespace kohtaamo::server
