// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/search.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <tuple>

#include "config/nearest_name.h"
#include "indexer/document_builder.h"
#include "indexer/record_parts.h"
#include "indexer/schema.h"
#include "server/search/find_document.h"
#include "server/search/word_sweep.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using indexer::IndexState;

Result<void> check_request(const SearchRequest& request, const config::SearchSettings& limits) {
  const auto names = facet_names();
  for (const FacetFilter& filter : request.filters)
    if (!is_facet(filter.field))
      return fail(ErrorCode::unknown_parameter,
                  fmt::format("'{}' is not a filter{}", filter.field, config::did_you_mean(filter.field, names)),
                  filter.field);
  for (const std::string& facet : request.facets)
    if (!is_facet(facet))
      return fail(ErrorCode::bad_request,
                  fmt::format("'{}' is not a facet{}", facet, config::did_you_mean(facet, names)), "facets");
  if (request.limit > static_cast<std::size_t>(limits.max_limit))
    return fail(ErrorCode::bad_request, fmt::format("at most {} hits a page", limits.max_limit), "limit");
  if (request.offset + request.limit > static_cast<std::size_t>(limits.max_reach))
    return fail(ErrorCode::bad_request, fmt::format("only the first {} hits can be reached", limits.max_reach),
                "offset");
  return {};
}

// What is known to close comes first: Xapian would put what has no value before all others. Xapian deletes the key.
Xapian::KeyMaker* deadline_key() {
  auto key = std::make_unique<Xapian::MultiValueKeyMaker>();
  key->add_value(indexer::field("closes").slot, false, "\xFF");
  return key.release()->release();
}

void set_order(Xapian::Enquire& enquire, Sort sort) {
  switch (sort) {
    case Sort::relevance:
      return enquire.set_sort_by_relevance_then_value(indexer::field("id").slot, false);
    case Sort::newest:
      return enquire.set_sort_by_value_then_relevance(indexer::field("modified").slot, true);
    case Sort::deadline:
      return enquire.set_sort_by_key_then_relevance(deadline_key(), false);
    case Sort::name:
      return enquire.set_sort_by_value_then_relevance(indexer::field("name").slot, false);
  }
}

// Of what changed on one day, first what answers best.
std::vector<Scored> newest_of(std::vector<Scored> all, std::size_t count, const DocumentTable& table) {
  const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(count, all.size()));
  std::ranges::partial_sort(all, end, std::greater{}, [&](const Scored& one) {
    return std::tuple(table.days[one.document], one.score, -static_cast<std::int64_t>(one.document));
  });
  all.erase(end, all.end());
  return all;
}

}  // namespace

// One search on one state of the index.
class SearchEngine::Run {
 public:
  Run(const SearchEngine& engine, const SearchRequest& request, const ParsedQuery& parsed,
      const Xapian::Database& database, const IndexState& state)
      : engine_(engine), request_(request), database_(database), enquire_(database) {
    plan_ = engine.planner_.plan(parsed.root, request.language, database);
    result_.understood = to_text(parsed.root);
    result_.notices = parsed.notices;
    result_.languages = plan_.languages;
    result_.state = state;
    divide_filters();
  }

  Result<SearchResult> run() { return fill(is_answered_in_memory() ? best_in_memory() : best_of_query()); }

  // How many records there are, exactly; no more than that is worked out.
  std::size_t count() {
    enquire_.set_weighting_scheme(Xapian::BoolWeight());
    enquire_.set_query(only_listed(filtered(weighted_query(), conditions_)));
    const Xapian::doccount all = database_.get_doccount();
    if (counted_.empty()) return enquire_.get_mset(0, 0, all).get_matches_estimated();
    const FacetCounter counter(facet_table(), {}, counted_);
    return enquire_.get_mset(0, 0, all, nullptr, &counter).get_matches_estimated();
  }

 private:
  struct Found {
    Xapian::docid document = 0;
    double score = 0;
    std::shared_ptr<const corpora::Record> record{};
  };
  struct Best {
    std::vector<Scored> page{};
    std::size_t total = 0;
    bool total_is_exact = true;
  };

  // Filters that are not also counted are conditions, by which Xapian can skip; the others must be
  // seen failing, one at a time, to count a facet as if it were not filtered.
  void divide_filters() {
    for (const FacetFilter& filter : request_.filters) {
      const bool is_counted =
          is_computed(filter.field) || std::ranges::find(request_.facets, filter.field) != request_.facets.end();
      (is_counted ? counted_ : conditions_).push_back(filter);
    }
    if (!request_.same_language) return;
    if (plan_.languages.size() == 1)
      conditions_.push_back({"language", {std::string(to_text(plan_.languages.front()))}});
    else
      result_.notices.push_back(
          {"language_not_known", "the language of the query is not known, so all are searched; name it", "lang"});
  }

  // By score or by day, words side by side or none: all that is asked of a document lies in memory.
  bool is_answered_in_memory() const {
    if (plan_.query.empty()) return request_.sort == Sort::newest;
    return !plan_.words.parts.empty() && (request_.sort == Sort::relevance || request_.sort == Sort::newest);
  }

  // One pass over the postings of the words is quicker than to let Xapian pass over what cannot be among the best, and
  // counts all of it. A filter is a look at its column.
  Best best_in_memory() {
    const auto table = engine_.documents_at(database_, result_.state);
    std::optional<FacetCounter> counter;
    if (!request_.facets.empty() || !counted_.empty() || !conditions_.empty())
      counter.emplace(facet_table(), request_.facets, counted_, conditions_);
    const std::size_t wanted = request_.offset + request_.limit;
    BestSieve sieve(wanted);
    std::vector<Scored> kept;
    std::size_t total = 0;
    const auto add = [&](Xapian::docid document, double score) {
      if (!table->is_listed(document) || (counter && !counter->count(document))) return;
      ++total;
      if (sieve.passes(request_.sort == Sort::newest ? table->days[document] : score))
        kept.push_back({document, score});
    };
    if (plan_.query.empty()) {
      for (Xapian::docid document = 0; document < table->size(); ++document)
        if (table->has(document)) add(document, 0);
    } else {
      const WordSweep sweep(plan_.words, engine_.settings_.ranking, database_, table);
      const Priors priors = plan_priors(table);
      for (const Xapian::docid document : sweep.found()) add(document, sweep.score_of(document) + priors.of(document));
    }
    if (counter) take_facets(*counter);
    std::vector<Scored> page = request_.sort == Sort::newest ? newest_of(std::move(kept), wanted, *table)
                                                             : best_of(std::move(kept), wanted, database_);
    page.erase(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(std::min(request_.offset, page.size())));
    return {.page = std::move(page), .total = total};
  }

  Best best_of_query() {
    enquire_.set_weighting_scheme(bm25(engine_.settings_.ranking));
    enquire_.set_query(only_listed(filtered(with_priors(weighted_query()), conditions_)));
    set_order(enquire_, request_.sort);
    const Xapian::MSet matches = get_matches();
    Best best{.total = matches.get_matches_estimated(),
              .total_is_exact = matches.get_matches_lower_bound() == matches.get_matches_upper_bound()};
    for (auto match = matches.begin(); match != matches.end(); ++match)
      best.page.push_back({*match, match.get_weight()});
    return best;
  }

  std::shared_ptr<const FacetTable> facet_table() const {
    return engine_.facet_tables_.at(database_, result_.state, request_.today);
  }
  void take_facets(const FacetCounter& counter) {
    result_.facets = counter.take(static_cast<std::size_t>(engine_.settings_.search.facet_values));
  }

  // With their clauses for the explanation.
  Priors plan_priors(const std::shared_ptr<const DocumentTable>& table) {
    Priors priors(engine_.settings_.ranking, table, request_.today);
    std::ranges::move(priors.clauses(), std::back_inserter(plan_.clauses));
    return priors;
  }

  // To a query without words, all records are alike.
  Xapian::Query with_priors(Xapian::Query query) {
    if (plan_.query.empty()) return query;
    const Priors priors = plan_priors(engine_.documents_at(database_, result_.state));
    return priors.empty() ? query : Xapian::Query(Xapian::Query::OP_AND_MAYBE, query, priors.query());
  }

  Xapian::Query weighted_query() const { return plan_.query.empty() ? everything() : plan_.query; }

  Xapian::MSet get_matches() {
    const auto first = static_cast<Xapian::doccount>(request_.offset);
    const auto count = static_cast<Xapian::doccount>(request_.limit);
    if (request_.facets.empty() && counted_.empty()) return enquire_.get_mset(first, count, exact_up_to);
    const FacetCounter counter(facet_table(), request_.facets, counted_);
    const Xapian::MSet matches = enquire_.get_mset(first, count, database_.get_doccount(), nullptr, &counter);
    take_facets(counter);
    return matches;
  }

  Result<std::vector<Found>> read_page(const std::vector<Scored>& scored) const {
    std::vector<Found> page;
    for (const Scored& one : scored) {
      auto record = engine_.records_.get(database_, result_.state, one.document);
      if (!record) return fail(record.error());
      page.push_back({one.document, one.score, std::move(*record)});
    }
    return page;
  }

  Result<SearchResult> fill(const Best& best) {
    asked_ = static_cast<std::size_t>(std::ranges::count_if(plan_.clauses, asks_for_something));
    marked_.emplace(std::move(plan_.marked_terms), asked_);
    result_.total = best.total;
    result_.total_is_exact = best.total_is_exact;
    const auto page = read_page(best.page);
    if (!page) return fail(page.error());
    result_.hits.reserve(page->size());
    for (const Found& found : *page) {
      Hit& hit = result_.hits.emplace_back(Hit{.record = found.record, .score = found.score});
      hit.rank = request_.offset + result_.hits.size();
      if (request_.highlight) mark(hit);
    }
    if (request_.explain != Explain::none) explain(*page);
    return std::move(result_);
  }

  // Not what only speaks for a record, and not the words once more: as neighbours, or as the concepts that they name.
  static bool asks_for_something(const Clause& clause) {
    return !clause.prior && clause.concept_uri.empty() && clause.terms.front().reached != Reached::neighbour;
  }

  // The slower way only for hits that the quick one shows nothing of.
  void mark(Hit& hit) const {
    const std::vector<indexer::RecordText> texts = indexer::texts_of(*hit.record);
    mark_with(quick_snippet, texts, hit);
    if (hit.title.empty() && hit.snippet.segments.empty()) mark_with(make_snippet, texts, hit);
  }

  // A passage that answers as many terms as the query has words is enough: further texts are not read.
  void mark_with(decltype(&make_snippet) snippet_of, const std::vector<indexer::RecordText>& texts, Hit& hit) const {
    const auto enough = static_cast<double>(asked_);
    for (const indexer::RecordText& text : texts) {
      if (text.role == indexer::TextRole::title) {
        if (!hit.title.empty()) continue;
        hit.title = snippet_of(*text.text, text.language, *marked_, engine_.analyzer_, text.text->size()).segments;
        if (!hit.title.empty()) hit.title_language = text.language;
        continue;
      }
      if (hit.snippet.score > 0 && hit.snippet.score >= enough) continue;
      Snippet snippet = snippet_of(*text.text, text.language, *marked_, engine_.analyzer_, snippet_bytes);
      if (snippet.score <= hit.snippet.score) continue;
      hit.snippet = std::move(snippet);
      hit.snippet_language = text.language;
      hit.snippet_member = text.member;
    }
  }

  // Each clause asked alone about the hits of this page gives its share of their scores: Xapian's own
  // arithmetic, so that the shares add up.
  void explain(const std::vector<Found>& page) {
    std::vector<std::string> ids;
    for (const Found& found : page) ids.push_back(indexer::exact_term(indexer::field("id"), found.record->id));
    const Xapian::Query these(Xapian::Query::OP_OR, ids.begin(), ids.end());
    for (const Clause& clause : plan_.clauses) {
      Xapian::Enquire enquire(database_);
      enquire.set_weighting_scheme(bm25(engine_.settings_.ranking));
      enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, clause.query, these));
      const Xapian::MSet shares = enquire.get_mset(0, static_cast<Xapian::doccount>(ids.size()));
      for (auto share = shares.begin(); share != shares.end(); ++share) add_part(page, share, clause, enquire);
    }
  }

  void add_part(const std::vector<Found>& page, const Xapian::MSetIterator& share, const Clause& clause,
                const Xapian::Enquire& enquire) {
    const auto found = std::ranges::find(page, *share, &Found::document);
    if (found == page.end()) return;
    Hit& hit = result_.hits[static_cast<std::size_t>(found - page.begin())];
    ScorePart part{
        .text = clause.text, .field = clause.field, .concept_uri = clause.concept_uri, .score = share.get_weight()};
    const std::size_t prefix = clause.field.empty() ? 0 : indexer::field(clause.field).prefix.size();
    std::vector<std::string> matching;
    for (auto term = enquire.get_matching_terms_begin(share); term != enquire.get_matching_terms_end(share); ++term)
      matching.push_back((*term).substr(std::min((*term).size(), prefix)));
    const ReachedTerm* nearest = nullptr;
    for (const ReachedTerm& term : clause.terms) {
      if (!answers(term, matching)) continue;
      if (nearest == nullptr) nearest = &term;
      if (clause.concept_uri.empty()) part.terms.push_back(term.text);
    }
    if (nearest != nullptr) part.reached = to_text(nearest->reached);
    if (clause.prior) part.reached = to_text(*clause.prior);
    hit.explanation.push_back(std::move(part));
  }

  static bool answers(const ReachedTerm& term, const std::vector<std::string>& matching) {
    if (term.reached == Reached::neighbour) return true;  // they stand in one term together
    if (term.reached != Reached::prefix) return std::ranges::find(matching, term.text) != matching.end();
    const std::string_view begin = std::string_view(term.text).substr(0, term.text.size() - 1);
    return std::ranges::any_of(matching, [&](const std::string& one) { return one.starts_with(begin); });
  }

  static constexpr Xapian::doccount exact_up_to =
      50;  // search.h: above, totals of what is not words side by side may be estimates

  const SearchEngine& engine_;
  const SearchRequest& request_;
  const Xapian::Database& database_;
  Xapian::Enquire enquire_;
  QueryPlan plan_{};
  std::optional<MarkedTerms> marked_{};
  std::size_t asked_ = 0;  // words of the query
  std::vector<FacetFilter> conditions_{}, counted_{};
  SearchResult result_{};
};

// What may be offered beside a result that is poor: all on the same state of the index.
class SearchEngine::Help {
 public:
  Help(const SearchEngine& engine, const SearchRequest& request, const Xapian::Database& database,
       const IndexState& state)
      : engine_(engine), request_(request), database_(database), state_(state) {}

  void add_to(SearchResult& result, const ParsedQuery& parsed) const {
    const bool has_few_hits = result.total < few_hits;
    for (const QueryNode& query :
         engine_.spelling_.corrections(parsed.root, result.languages, has_few_hits, database_, state_)) {
      SearchRequest other = request_;
      other.q = to_text(query);
      if (const std::size_t total = count(other); total > 0) result.corrections.push_back({other.q, total});
    }
    if (result.total > 0) return;
    const auto* tagger = engine_.knowledge_ == nullptr ? nullptr : &engine_.knowledge_->tagger();
    for (WayOut& way : plan_ways_out(request_, parsed.root, result.languages, tagger)) {
      way.total = count(way.request);
      if (way.total > 0) result.ways_out.push_back(std::move(way));
    }
    most_restrictive_first(result.ways_out);
  }

 private:
  static constexpr std::size_t few_hits = 5;

  // A query of our own making; one that is beyond the limits leads nowhere.
  std::size_t count(const SearchRequest& request) const {
    const auto parsed = parse_query(request.q, engine_.settings_.search);
    return parsed ? Run(engine_, request, *parsed, database_, state_).count() : 0;
  }

  // The filter without which most is found was in the way most; to lose all of them helps where that does not.
  static void most_restrictive_first(std::vector<WayOut>& ways) {
    const auto end_of_filters =
        std::ranges::find_if(ways, [](const WayOut& way) { return way.kind != WayOutKind::without_filter; });
    std::ranges::stable_sort(ways.begin(), end_of_filters, std::greater{}, &WayOut::total);
  }

  const SearchEngine& engine_;
  const SearchRequest& request_;
  const Xapian::Database& database_;
  const IndexState& state_;
};

Result<SearchResult> SearchEngine::search(const SearchRequest& request) const {
  if (auto ok = check_request(request, settings_.search); !ok) return fail(ok.error());
  const auto parsed = parse_query(request.q, settings_.search);
  if (!parsed) return fail(parsed.error());
  return reader_.read([&](const Xapian::Database& database, const IndexState& state) {
    auto result = Run(*this, request, *parsed, database, state).run();
    if (result && request.with_help && request.offset == 0)
      Help(*this, request, database, state).add_to(*result, *parsed);
    return result;
  });
}

Result<std::vector<std::string>> SearchEngine::rank(const std::string& text, std::optional<stemming::Language> language,
                                                    const std::vector<FacetFilter>& filters, std::size_t depth) const {
  const RankingRequest request{.text = text, .language = language, .filters = filters, .depth = depth};
  return reader_.read([&](const Xapian::Database& database, const IndexState&) -> Result<std::vector<std::string>> {
    return rank_ids(request, planner_, settings_, database);
  });
}

Result<std::optional<corpora::Record>> SearchEngine::find(const corpora::RecordId& id) const {
  return reader_.read(
      [&](const Xapian::Database& database, const IndexState&) -> Result<std::optional<corpora::Record>> {
        const Xapian::docid document = find_document(database, id);
        if (document == 0) return std::optional<corpora::Record>{};
        auto record = record_of(database.get_document(document));
        if (!record) return fail(record.error());
        if (!indexer::is_listed(*record)) return std::optional<corpora::Record>{};
        return std::optional(std::move(*record));
      });
}

Result<std::vector<corpora::Record>> SearchEngine::referring_to(const corpora::RecordId& id, std::size_t limit) const {
  return reader_.read([&](const Xapian::Database& database, const IndexState&) -> Result<std::vector<corpora::Record>> {
    Xapian::Enquire enquire(database);
    enquire.set_query(only_listed(Xapian::Query(indexer::exact_term(indexer::field("link"), id))));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    set_order(enquire, Sort::newest);
    const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
    std::vector<corpora::Record> records;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      auto record = record_of(match.get_document());
      if (!record) return fail(record.error());
      records.push_back(std::move(*record));
    }
    return records;
  });
}

Result<std::vector<Hit>> SearchEngine::similar(const corpora::RecordId& id, std::size_t limit) const {
  const auto record = find(id);
  if (!record) return fail(record.error());
  if (!*record) return fail(ErrorCode::not_found, "no record has this id", id);
  std::string text;
  for (const indexer::RecordText& one : indexer::texts_of(**record)) text += *one.text + "\n";
  return reader_.read([&](const Xapian::Database& database, const IndexState&) -> Result<std::vector<Hit>> {
    const auto terms = static_cast<std::size_t>(settings_.match.query_terms);
    const QueryPlan plan = planner_.plan_long_text(text, indexer::main_language(**record), terms, database);
    const Xapian::Query same_type(indexer::exact_term(indexer::field("type"), to_text((*record)->type())));
    const Xapian::Query itself(indexer::exact_term(indexer::field("id"), id));
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(bm25(settings_.ranking));
    enquire.set_query(only_listed(Xapian::Query(
        Xapian::Query::OP_AND_NOT, Xapian::Query(Xapian::Query::OP_FILTER, plan.query, same_type), itself)));
    const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
    std::vector<Hit> hits;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      auto other = record_of(match.get_document());
      if (!other) return fail(other.error());
      hits.push_back({.record = std::make_shared<const corpora::Record>(std::move(*other)),
                      .rank = match.get_rank() + 1,
                      .score = match.get_weight()});
    }
    return hits;
  });
}

}  // namespace kohtaamo::server
