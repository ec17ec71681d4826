// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/ranking.h"

#include "indexer/schema.h"
#include "server/search/query.h"

namespace kohtaamo::server {

Xapian::Query filtered(const Xapian::Query& query, const std::vector<FacetFilter>& filters) {
  std::vector<Xapian::Query> conditions;
  for (const FacetFilter& filter : filters) {
    std::vector<std::string> terms;
    for (const std::string& code : filter.codes)
      terms.push_back(indexer::exact_term(indexer::field(filter.field), code));
    conditions.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
  }
  if (conditions.empty()) return query;
  return {Xapian::Query::OP_FILTER, query, Xapian::Query(Xapian::Query::OP_AND, conditions.begin(), conditions.end())};
}

Xapian::Query only_listed(const Xapian::Query& query) {
  const indexer::Field& row = indexer::field("visibility");
  const Xapian::Query hidden(Xapian::Query::OP_OR, Xapian::Query(indexer::exact_term(row, "confidential")),
                             Xapian::Query(indexer::exact_term(row, "unlisted")));
  return {Xapian::Query::OP_AND_NOT, query, hidden};
}

std::vector<std::string> rank_ids(const RankingRequest& request, const QueryPlanner& planner,
                                  const config::Settings& settings, const Xapian::Database& database) {
  const auto parsed = parse_query(request.text, settings.search);
  const auto most = static_cast<std::size_t>(settings.match.query_terms);
  const LongText too_long{.parts = {{.text = request.text, .language = request.language}},
                          .max_terms = most,
                          .max_terms_of_long = most,
                          .is_query = true};
  const QueryPlan plan =
      parsed ? planner.plan(parsed->root, request.language, database) : planner.plan_long_text(too_long, database);
  if (plan.query.empty()) return {};
  const Xapian::valueno id = indexer::field("id").slot;
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(bm25(settings.ranking));
  enquire.set_query(only_listed(filtered(plan.query, request.filters)));
  enquire.set_sort_by_relevance_then_value(id, false);
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(request.depth));
  std::vector<std::string> ids;
  for (auto match = matches.begin(); match != matches.end(); ++match) ids.push_back(match.get_document().get_value(id));
  return ids;
}

}  // namespace kohtaamo::server
