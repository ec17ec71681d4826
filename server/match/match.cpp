// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "indexer/record_parts.h"
#include "indexer/schema.h"
#include "server/match/checks.h"
#include "server/match/signals.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::RecordType;
using indexer::IndexState;

// How well words answer, 0..1, from the share of the weight that the query could give at most. Long texts
// never share all their words, so the value rises fast at first; it never stands still, so that the order
// of the words' search is kept.
double text_value(double share) {
  constexpr double half_way = 0.15;
  return share * (1 + half_way) / (share + half_way);
}

struct Found {
  corpora::Record record{};
  double share = 0;  // of the weight that the query could give at most
  std::vector<std::string> shared_words{};
};

// The actor on whose behalf a record asks.
corpora::RecordId owner_id(const corpora::Record& record) {
  if (const auto* need = std::get_if<corpora::Need>(&record.details)) return need->owner;
  if (const auto* innovation = std::get_if<corpora::Innovation>(&record.details))
    return innovation->developers.empty() ? corpora::RecordId() : innovation->developers.front();
  if (const auto* resource = std::get_if<corpora::Resource>(&record.details)) return resource->offered_by;
  return {};
}

std::vector<std::string> shared_words(const QueryPlan& plan, const Xapian::Enquire& enquire,
                                      const Xapian::MSetIterator& match) {
  std::vector<std::string> words;
  const std::vector<std::string> matching(enquire.get_matching_terms_begin(match),
                                          enquire.get_matching_terms_end(match));
  for (const Clause& clause : plan.clauses) {
    if (!clause.concept_uri.empty()) continue;  // concepts are a signal of their own
    const auto shared = std::ranges::find_if(clause.terms, [&](const ReachedTerm& term) {
      return term.reached != Reached::compound_part && std::ranges::find(matching, term.text) != matching.end();
    });
    if (shared != clause.terms.end()) words.push_back(clause.text);
  }
  return words;
}

}  // namespace

std::string_view to_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "fail";
    case Verdict::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view to_text(Strength strength) {
  switch (strength) {
    case Strength::weak:
      return "weak";
    case Strength::possible:
      return "possible";
    case Strength::strong:
      return "strong";
  }
  return "weak";
}

std::vector<RecordType> answering_types(RecordType type) {
  switch (type) {
    case RecordType::innovation:
      return {RecordType::need, RecordType::call, RecordType::innovation, RecordType::resource, RecordType::paper};
    case RecordType::call:
      return {RecordType::project, RecordType::innovation, RecordType::actor, RecordType::need, RecordType::decision};
    case RecordType::actor:
    case RecordType::resource:
      return {RecordType::need, RecordType::innovation, RecordType::call};
    default:
      return {RecordType::innovation, RecordType::call, RecordType::resource,
              RecordType::adoption,   RecordType::need, RecordType::paper};
  }
}

// One match on one state of the index.
class Matching {
 public:
  Matching(const SearchEngine& engine, const EligibilityReader& eligibility, const MatchRequest& request, Asker asker,
           const Xapian::Database& database)
      : engine_(engine), eligibility_(eligibility), request_(request), asker_(std::move(asker)), database_(database) {
    const auto language = asker_.languages.size() == 1 ? std::optional(asker_.languages.front()) : std::nullopt;
    plan_ = engine.planner().plan_long_text(asker_.text, language,
                                            static_cast<std::size_t>(engine.settings().match.query_terms), database);
    for (const Clause& clause : plan_.clauses) {
      if (clause.concept_uri.empty())
        asker_.terms.push_back(clause.text);
      else
        asker_.concepts.push_back(clause.concept_uri);
    }
  }

  Result<MatchResult> run(const std::vector<RecordType>& types) {
    MatchResult result;
    const std::size_t count =
        static_cast<std::size_t>(engine_.settings().match.candidates) / std::max<std::size_t>(1, types.size());
    for (const RecordType type : types) {
      auto candidates = find({type}, std::max(count, request_.limit));
      if (!candidates) return fail(candidates.error());
      add(std::move(*candidates), result);
    }
    result.understood = std::move(asker_);
    return result;
  }

  // The records of the types whose words answer best.
  Result<std::vector<Found>> find(const std::vector<RecordType>& types, std::size_t count) const {
    Xapian::Enquire enquire(database_);
    enquire.set_weighting_scheme(bm25(engine_.settings().ranking));
    enquire.set_query(of_types(types));
    enquire.set_sort_by_relevance_then_value(indexer::field("id").slot, false);
    const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(count));
    std::vector<Found> found;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      auto record = record_of(match.get_document());
      if (!record) return fail(record.error());
      found.push_back({std::move(*record), match.get_weight() / std::max(1e-9, matches.get_max_possible()),
                       shared_words(plan_, enquire, match)});
    }
    return found;
  }

  Xapian::Query of_types(const std::vector<RecordType>& types) const {
    std::vector<std::string> terms;
    for (const RecordType type : types) terms.push_back(indexer::exact_term(indexer::field("type"), to_text(type)));
    Xapian::Query query = plan_.query;
    if (!terms.empty())
      query = Xapian::Query(Xapian::Query::OP_FILTER, query,
                            Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
    if (!asker_.id.empty())
      query = Xapian::Query(Xapian::Query::OP_AND_NOT, query,
                            Xapian::Query(indexer::exact_term(indexer::field("id"), asker_.id)));
    // Confidential needs take part: the index knows nothing of whose they are.
    const Xapian::Query unlisted(indexer::exact_term(indexer::field("visibility"), "unlisted"));
    return {Xapian::Query::OP_AND_NOT, query, unlisted};
  }

  Match judge(Found found, const config::MatchSettings& weights) const {
    const Candidate candidate{found.record, text_value(found.share), std::move(found.shared_words)};
    Match match{.signals = measure_all(asker_, candidate, request_.role, request_.today, weights),
                .checks = check_all(asker_, found.record, eligibility_, request_.today)};
    match.record = std::move(found.record);
    match.score = score_of(match.signals);
    const config::MatchSettings& settings = engine_.settings().match;
    match.strength = match.score >= settings.strong_from     ? Strength::strong
                     : match.score >= settings.possible_from ? Strength::possible
                                                             : Strength::weak;
    return match;
  }

 private:
  void add(std::vector<Found> candidates, MatchResult& result) const {
    std::vector<Match> fits, near;
    for (Found& found : candidates) {
      Match match = judge(std::move(found), engine_.settings().match);
      (any_fails(match.checks) ? near : fits).push_back(std::move(match));
    }
    keep_best(std::move(fits), result.matches);
    keep_best(std::move(near), result.near_misses);
  }

  void keep_best(std::vector<Match> all, std::vector<Match>& kept) const {
    std::ranges::sort(all, [](const Match& a, const Match& b) {
      return a.score != b.score ? a.score > b.score : a.record.id < b.record.id;
    });
    if (all.size() > request_.limit) all.resize(request_.limit);
    std::size_t rank = 0;
    for (Match& match : all) {
      match.rank = ++rank;
      add_passage(match);
      kept.push_back(std::move(match));
    }
  }

  void add_passage(Match& match) const {
    const MarkedTerms marked(plan_.marked_terms);
    for (const indexer::RecordText& text : indexer::texts_of(match.record)) {
      if (text.role == indexer::TextRole::title) continue;
      Snippet passage = make_snippet(*text.text, text.language, marked, engine_.analyzer());
      if (passage.score <= match.passage.score) continue;
      match.passage = std::move(passage);
      match.passage_language = text.language;
    }
  }

  const SearchEngine& engine_;
  const EligibilityReader& eligibility_;
  const MatchRequest& request_;
  Asker asker_;
  const Xapian::Database& database_;
  QueryPlan plan_{};
};

Result<Asker> Matcher::understand(const MatchRequest& request) const {
  if (!request.id.empty()) {
    const auto record = engine_.find(request.id);
    if (!record) return fail(record.error());
    if (!*record) return fail(ErrorCode::not_found, "no record has this id", "id");
    std::optional<corpora::Record> owner;
    if (const corpora::RecordId id = owner_id(**record); !id.empty()) {
      auto found = engine_.find(id);
      if (!found) return fail(found.error());
      owner = std::move(*found);
    }
    return understand_record(**record, owner);
  }
  const auto max_bytes = static_cast<std::size_t>(engine_.settings().match.max_text_bytes);
  if (request.text.find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(ErrorCode::bad_request, "give a text, or the id of a record", "text");
  if (request.text.size() > max_bytes)
    return fail(ErrorCode::bad_request,
                fmt::format("the text has {} bytes; at most {} are allowed", request.text.size(), max_bytes), "text");
  return understand_text(request.text, request.language);
}

Asker Matcher::understand_text(const std::string& text, std::optional<stemming::Language> language) const {
  return AskerReader(eligibility_).read(text, engine_.planner().languages_for(text, language));
}

Matcher::Matcher(const SearchEngine& engine) : engine_(engine), eligibility_(engine.analyzer()) {}

Result<MatchResult> Matcher::match(const MatchRequest& request) const {
  auto asker = understand(request);
  if (!asker) return fail(asker.error());
  correct(*asker, request.corrections);
  const std::vector<RecordType> types =
      request.types.empty() ? answering_types(asker->type.value_or(RecordType::need)) : request.types;
  return engine_.reader().read([&](const Xapian::Database& database, const IndexState& state) -> Result<MatchResult> {
    auto result = Matching(engine_, eligibility_, request, *asker, database).run(types);
    if (result) result->state = state;
    return result;
  });
}

Result<std::vector<std::string>> Matcher::rank(const std::string& text, std::optional<stemming::Language> language,
                                               const std::vector<RecordType>& types, std::size_t depth) const {
  const MatchRequest request{.text = text, .language = language, .limit = depth, .today = corpora::today_in_helsinki()};
  const Asker asker = understand_text(text, language);
  return engine_.reader().read(
      [&](const Xapian::Database& database, const IndexState&) -> Result<std::vector<std::string>> {
        const Matching matching(engine_, eligibility_, request, asker, database);
        auto candidates = matching.find(types, depth);
        if (!candidates) return fail(candidates.error());
        config::MatchSettings weights = engine_.settings().match;
        weights.weight_recency = 0;  // judged sets are older than any day of ours
        std::vector<std::pair<double, std::string>> scored;
        for (Found& found : *candidates) {
          const Match match = matching.judge(std::move(found), weights);
          scored.emplace_back(-match.score, match.record.id);
        }
        std::ranges::sort(scored);
        std::vector<std::string> ids;
        for (auto& [score, id] : scored) ids.push_back(std::move(id));
        return ids;
      });
}

}  // namespace kohtaamo::server
