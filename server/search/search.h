// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// search.h — a request in, ranked hits with reasons and facets out.
//
// Given   a SearchRequest whose filters are known fields.
// Gives   hits ordered by score, equal scores by record id; facets counted over all matches; what the
//         query was understood as. The total is exact with facets, and by score or by day of words side by side
//         (by day also without words); else up to 50: above, Xapian may estimate it, as it stops counting where no
//         record can be among the best any more. With help, other spellings of the query where its words are doubted,
//         and ways out when nothing was found.
// Fails   query_too_complex, bad_request (unknown filter, page out of reach), index_unavailable.
// Never   shows confidential, draft or withdrawn records.
// Threads safe: one SearchEngine serves all threads.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.h"
#include "corpora/record.h"
#include "indexer/index_reader.h"
#include "server/search/document_table.h"
#include "server/search/facets.h"
#include "server/search/priors.h"
#include "server/search/query.h"
#include "server/search/query_plan.h"
#include "server/search/ranking.h"
#include "server/search/record_cache.h"
#include "server/search/relaxation.h"
#include "server/search/search_request.h"
#include "server/search/snippet.h"
#include "server/search/spelling.h"
#include "stemming/analyzer.h"

namespace kohtaamo::server {

// What one word of the query gave to the score of one hit. The parts of a hit add up to its score.
struct ScorePart {
  std::string text{};  // as typed
  std::string field{};
  std::vector<std::string> terms{};  // that the hit has, of those the word became
  std::string reached{};             // "base_form", "compound_part", "translation", "shared_concept", …: the nearest
  std::string concept_uri{};         // of a concept alone; text is then its label
  double score = 0;
};

struct Hit {
  std::shared_ptr<const corpora::Record> record{};  // of a hit of a search, never null
  std::size_t rank = 0;                             // 1 for the first of all, not of the page
  double score = 0;
  std::vector<Segment> title{};  // marked; empty when no word of the title answers
  stemming::Language title_language{};
  Snippet snippet{};
  stemming::Language snippet_language{};
  std::string snippet_member{};  // "core_idea"
  std::vector<ScorePart> explanation{};
};

// The query in another spelling, all of whose words are in the index.
struct Correction {
  std::string query{};
  std::size_t total = 0;  // exact
};

struct SearchResult {
  std::string understood{};  // the query as a text
  std::vector<stemming::Language> languages{};
  std::size_t total = 0;
  bool total_is_exact = true;
  std::vector<Hit> hits{};
  std::vector<Facet> facets{};
  std::vector<Notice> notices{};
  std::vector<Correction> corrections{};  // likeliest first; only with help, as are the ways out
  std::vector<WayOut> ways_out{};         // when nothing was found
  indexer::IndexState state{};
};

class SearchEngine {
 public:
  // Without knowledge, searches find their own words alone. All must outlive the engine.
  SearchEngine(const indexer::IndexReader& reader, const stemming::Analyzer& analyzer,
               const stemming::Knowledge* knowledge, const config::Settings& settings)
      : reader_(reader),
        analyzer_(analyzer),
        knowledge_(knowledge),
        settings_(settings),
        planner_(analyzer, knowledge, settings.ranking, settings.search),
        spelling_(analyzer, {.voikko_path = settings.analysis.voikko_path}) {}

  config::Result<SearchResult> search(const SearchRequest& request) const;

  // The ids of the best `depth` records alone, without priors: what evaluation needs (ranking.h).
  config::Result<std::vector<std::string>> rank(const std::string& text, std::optional<stemming::Language> language,
                                                const std::vector<FacetFilter>& filters, std::size_t depth) const;

  config::Result<std::optional<corpora::Record>> find(const corpora::RecordId& id) const;
  // Records that refer to this one, newest first.
  config::Result<std::vector<corpora::Record>> referring_to(const corpora::RecordId& id, std::size_t limit) const;
  // Records of the same type with the most telling words in common.
  config::Result<std::vector<Hit>> similar(const corpora::RecordId& id, std::size_t limit) const;

  const indexer::IndexReader& reader() const { return reader_; }
  const stemming::Analyzer& analyzer() const { return analyzer_; }
  const QueryPlanner& planner() const { return planner_; }
  const Spelling& spelling() const { return spelling_; }
  const config::Settings& settings() const { return settings_; }
  RecordCache& records() const { return records_; }
  std::shared_ptr<const DocumentTable> documents_at(const Xapian::Database& database,
                                                    const indexer::IndexState& state) const {
    return document_tables_.at(database, state);
  }
  std::shared_ptr<const FacetTable> facets_at(const Xapian::Database& database, const indexer::IndexState& state,
                                              corpora::Date today) const {
    return facet_tables_.at(database, state, today);
  }

 private:
  static constexpr std::size_t cached_json_bytes = std::size_t{32} << 20;  // some 100 MB in memory
  class Run;
  class Help;
  const indexer::IndexReader& reader_;
  const stemming::Analyzer& analyzer_;
  const stemming::Knowledge* knowledge_;
  const config::Settings& settings_;
  QueryPlanner planner_;
  Spelling spelling_;
  mutable DocumentTables document_tables_{};
  mutable FacetTables facet_tables_{};
  mutable RecordCache records_{cached_json_bytes};
};

}  // namespace kohtaamo::server
