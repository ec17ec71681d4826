// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/match.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "corpora/material.h"
#include "indexer/record_parts.h"
#include "indexer/schema.h"
#include "server/match/candidates.h"
#include "server/match/checks.h"
#include "server/match/diversity.h"
#include "server/match/owner.h"
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
// of the words' search is kept. How fast was chosen so that the labels mean something: a quarter of all the
// weight makes a strong match, a tenth a possible one (bench/relevance.md).
double text_value(double share) {
  constexpr double half_way = 0.3;
  return share * (1 + half_way) / (share + half_way);
}

}  // namespace

std::optional<Role> parse_role(std::string_view name) {
  const auto found = std::ranges::find(role_names, name);
  if (found == role_names.end()) return std::nullopt;
  return static_cast<Role>(found - role_names.begin());
}

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
      return {RecordType::innovation, RecordType::project, RecordType::call, RecordType::resource,
              RecordType::adoption,   RecordType::need,    RecordType::paper};
  }
}

// One match on one state of the index.
class Matching {
 public:
  Matching(const SearchEngine& engine, const EligibilityReader& eligibility, const CallWords* call_words,
           const MatchRequest& request, Asker asker, const Xapian::Database& database, const IndexState& state,
           std::shared_ptr<const DocumentTable> table)
      : engine_(engine),
        eligibility_(eligibility),
        request_(request),
        asker_(std::move(asker)),
        database_(database),
        candidates_(engine, asker_, call_words, database, state, std::move(table)),
        marked_(candidates_.marked_terms()),
        of_work_(candidates_.marked_terms(eligibility.kinds_of_applicants())) {
    for (const Clause& clause : candidates_.plan().clauses) {
      if (clause.concept_uri.empty()) {
        asker_.terms.push_back(clause.text);
        continue;
      }
      asker_.concepts.push_back(clause.concept_uri);
      const std::string term = indexer::exact_term(indexer::field("concept"), clause.concept_uri);
      rarities_[clause.concept_uri] =
          std::log(std::max(1.0, static_cast<double>(database.get_doccount()) /
                                     std::max(1.0, static_cast<double>(database.get_termfreq(term)))));
    }
  }

  const Candidates& candidates() const { return candidates_; }

  Result<MatchResult> run(const std::vector<RecordType>& types) {
    MatchResult result;
    const std::size_t count =
        static_cast<std::size_t>(engine_.settings().match.candidates) / std::max<std::size_t>(1, types.size());
    if (std::ranges::find(types, RecordType::call) != types.end())
      if (auto ok = count_earlier_awards(); !ok) return fail(ok.error());
    for (const RecordType type : types) {
      auto found = candidates_.find({type}, std::max(count, request_.limit), request_.filters);
      if (!found) return fail(found.error());
      std::erase_if(*found, [&](const Found& one) { return is_dismissed(*one.record); });
      add(*found, result);
    }
    result.understood = std::move(asker_);
    return result;
  }

  Match judge(const Found& found, const config::MatchWeights& weights) const {
    const corpora::Record& record = *found.record;
    const Candidate candidate{.record = record,
                              .text = says_only_its_class(record) ? 0 : text_value(found.share),
                              .adoptions = adoptions_of(record),
                              .earlier_awards = earlier_awards_of(record),
                              .rarities = &rarities_};
    Match match{.record = record,
                .signals = measure_all(asker_, candidate, request_.role, request_.today, weights),
                .checks = check_all(asker_, record, eligibility_, request_.today)};
    match.score = score_of(match.signals);
    const config::MatchSettings& settings = engine_.settings().match;
    match.strength = match.score >= settings.strong_from     ? Strength::strong
                     : match.score >= settings.possible_from ? Strength::possible
                                                             : Strength::weak;
    return match;
  }

 private:
  // What kind of applicant an actor is, is for the checks to say. And what stands in its keywords alone is mostly its
  // class in the register it comes from, which hundreds of others share: neither is a reason why this one should fit.
  bool says_only_its_class(const corpora::Record& record) const {
    if (record.type() != RecordType::actor) return false;
    return std::ranges::none_of(indexer::texts_of(record), [&](const indexer::RecordText& text) {
      return text.member != "keywords" &&
             make_snippet(*text.text, text.language, of_work_, engine_.analyzer()).score > 0;
    });
  }

  bool is_dismissed(const corpora::Record& record) const {
    const auto found = request_.dismissed.find(record.id);
    return found != request_.dismissed.end() && found->second == corpora::material_hash(record);
  }

  std::size_t adoptions_of(const corpora::Record& record) const {
    if (record.type() != RecordType::innovation) return 0;
    const std::string refers = indexer::exact_term(indexer::field("link"), record.id);
    const std::string is_adoption = indexer::exact_term(indexer::field("type"), "adoption");
    std::size_t count = 0;
    auto adoption = database_.postlist_begin(is_adoption);
    for (auto link = database_.postlist_begin(refers); link != database_.postlist_end(refers); ++link) {
      adoption.skip_to(*link);
      if (adoption == database_.postlist_end(is_adoption)) break;
      if (*adoption == *link) ++count;
    }
    return count;
  }

  std::size_t earlier_awards_of(const corpora::Record& record) const {
    const auto awards = earlier_awards_.find(record.id);
    return awards == earlier_awards_.end() ? 0 : awards->second;
  }

  // Under which calls the projects and decisions were funded that speak most like the asker.
  Result<void> count_earlier_awards() {
    constexpr std::size_t alike = 20;
    auto found = candidates_.find({RecordType::project, RecordType::decision}, alike);
    if (!found) return fail(found.error());
    for (const Found& one : *found) {
      if (const auto* decision = std::get_if<corpora::Decision>(&one.record->details))
        ++earlier_awards_[decision->call];
      if (const auto* project = std::get_if<corpora::Project>(&one.record->details))
        for (const corpora::RecordId& call : project->calls) ++earlier_awards_[call];
    }
    return {};
  }

  void add(const std::vector<Found>& candidates, MatchResult& result) const {
    std::vector<Match> fits, near;
    for (const Found& found : candidates) {
      Match match = judge(found, weights_of(request_.role, engine_.settings().match));
      (any_fails(match.checks) ? near : fits).push_back(std::move(match));
    }
    keep_best(std::move(fits), result.matches);
    keep_best(std::move(near), result.near_misses);
  }

  // Who asks for records by their ids wants each of them, also where two are alike.
  bool names_records() const {
    return std::ranges::find(request_.filters, "id", &FacetFilter::field) != request_.filters.end();
  }

  void keep_best(std::vector<Match> all, std::vector<Match>& kept) const {
    std::ranges::sort(all, [](const Match& a, const Match& b) {
      return a.score != b.score ? a.score > b.score : a.record.id < b.record.id;
    });
    config::MatchSettings settings = engine_.settings().match;
    if (names_records()) settings.twin_similarity = 1;
    std::size_t rank = 0;
    for (Match& match : spread(std::move(all), request_.limit, settings, database_)) {
      match.rank = ++rank;
      add_shared_words(match);
      add_passage(match);
      kept.push_back(std::move(match));
    }
  }

  // To the reasons that speak of words in common.
  void add_shared_words(Match& match) const {
    constexpr std::size_t words_shown = 6;
    const bool is_actor = match.record.type() == RecordType::actor;
    std::vector<std::string> words = is_actor
                                         ? candidates_.shared_words(match.record.id, eligibility_.kinds_of_applicants())
                                         : candidates_.shared_words(match.record.id);
    if (words.size() > words_shown) words.resize(words_shown);
    for (Signal& signal : match.signals)
      for (ReasonValue& value : signal.reason.values)
        if (value.name == "words") value = words_value("words", words);
  }

  void add_passage(Match& match) const {
    for (const indexer::RecordText& text : indexer::texts_of(match.record)) {
      if (text.role == indexer::TextRole::title) continue;
      Snippet passage = make_snippet(*text.text, text.language, marked_, engine_.analyzer());
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
  Candidates candidates_;
  MarkedTerms marked_;
  MarkedTerms of_work_;                                        // the terms without kinds of applicants
  std::map<std::string, double> rarities_{};                   // of the asker's concepts
  std::map<corpora::RecordId, std::size_t> earlier_awards_{};  // of each call, to work alike
};

Result<Asker> Matcher::understand(const MatchRequest& request) const {
  if (request.own) return understand_stored(*request.own);
  if (!request.id.empty()) {
    const auto record = engine_.find(request.id);
    if (!record) return fail(record.error());
    if (!*record) return fail(ErrorCode::not_found, "no record has this id", "id");
    return understand_stored(**record);
  }
  const auto max_bytes = static_cast<std::size_t>(engine_.settings().match.max_text_bytes);
  if (request.text.find_first_not_of(" \t\r\n") == std::string::npos)
    return fail(ErrorCode::bad_request, "give a text, or the id of a record", "text");
  if (request.text.size() > max_bytes)
    return fail(ErrorCode::bad_request,
                fmt::format("the text has {} bytes; at most {} are allowed", request.text.size(), max_bytes), "text");
  return understand_text(request.text, request.language);
}

Result<Asker> Matcher::understand_stored(const corpora::Record& record) const {
  std::optional<corpora::Record> owner;
  if (const corpora::RecordId id = owner_of(record); !id.empty()) {
    auto found = engine_.find(id);
    if (!found) return fail(found.error());
    owner = std::move(*found);
  }
  Asker asker = understand_record(record, owner);
  asker.idle_terms = idle_terms_of(asker, eligibility_.cues());
  return asker;
}

Asker Matcher::understand_text(const std::string& text, std::optional<stemming::Language> language) const {
  Asker asker = AskerReader(eligibility_).read(text, engine_.planner().languages_for(text, language));
  asker.parts = {{.text = text, .language = language}};
  asker.idle_terms = idle_terms_of(asker, eligibility_.cues());
  return asker;
}

Matcher::Matcher(const SearchEngine& engine) : engine_(engine), eligibility_(engine.analyzer()) {}

// What a funder writes in own words is the draft of a call.
std::shared_ptr<const CallWords> Matcher::call_words_for(const Asker& asker, Role role,
                                                         const Xapian::Database& database,
                                                         const IndexState& state) const {
  const bool speaks_as_call = asker.type == RecordType::call || (asker.id.empty() && role == Role::funder);
  return speaks_as_call ? call_words_.at(database, state) : nullptr;
}

Result<MatchResult> Matcher::match(const MatchRequest& request) const {
  auto asker = understand(request);
  if (!asker) return fail(asker.error());
  correct(*asker, request.corrections);
  const std::vector<RecordType> types =
      request.types.empty() ? answering_types(asker->type.value_or(RecordType::need)) : request.types;
  return engine_.reader().read([&](const Xapian::Database& database, const IndexState& state) -> Result<MatchResult> {
    const auto call_words = call_words_for(*asker, request.role, database, state);
    auto result = Matching(engine_, eligibility_, call_words.get(), request, *asker, database, state,
                           engine_.documents_at(database, state))
                      .run(types);
    if (result) result->state = state;
    return result;
  });
}

Result<std::vector<std::string>> Matcher::rank(const std::string& text, std::optional<stemming::Language> language,
                                               const RankRequest& among) const {
  const MatchRequest request{.text = text,
                             .language = language,
                             .role = among.role,
                             .limit = among.depth,
                             .today = corpora::today_in_helsinki()};
  const Asker asker = understand_text(text, language);
  return engine_.reader().read(
      [&](const Xapian::Database& database, const IndexState& state) -> Result<std::vector<std::string>> {
        const auto call_words = call_words_for(asker, among.role, database, state);
        const Matching matching(engine_, eligibility_, call_words.get(), request, asker, database, state,
                                engine_.documents_at(database, state));
        auto candidates = matching.candidates().find(among.types, among.depth);
        if (!candidates) return fail(candidates.error());
        config::MatchWeights weights = weights_of(among.role, engine_.settings().match);
        weights.recency = 0;  // judged sets are older than any day of ours
        std::vector<std::pair<double, std::string>> scored;
        for (const Found& found : *candidates) {
          const Match match = matching.judge(found, weights);
          scored.emplace_back(-match.score, match.record.id);
        }
        std::ranges::sort(scored);
        std::vector<std::string> ids;
        for (auto& [score, id] : scored) ids.push_back(std::move(id));
        return ids;
      });
}

}  // namespace kohtaamo::server
