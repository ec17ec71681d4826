// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/library.h"

#include <algorithm>

#include "bench/corpus.h"
#include "indexer/generations.h"
#include "indexer/schema.h"

namespace kohtaamo::bench {
namespace {

using config::fail;
using config::Result;

constexpr Xapian::doccount hits = 10;

std::vector<std::string> terms_of(const server::QueryPlan& plan) {
  std::vector<std::string> terms;
  for (const server::Clause& clause : plan.clauses)
    for (const server::ReachedTerm& term : clause.terms) terms.push_back(term.text);
  std::ranges::sort(terms);
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace

Result<std::unique_ptr<Library>> Library::open(const Scene& scene) {
  auto pipeline = indexer::Pipeline::make(scene.settings);
  if (!pipeline) return fail(pipeline.error());
  std::unique_ptr<Library> library(new Library(scene.settings, std::move(*pipeline)));
  const auto directory = corpus_with(scene.documents, scene.folder, *library->pipeline, library->settings);
  if (!directory) return fail(directory.error());
  auto reader = indexer::IndexReader::open(*directory, library->pipeline->fingerprint);
  if (!reader) return fail(reader.error());
  library->reader = std::move(*reader);
  library->search = std::make_unique<server::SearchEngine>(*library->reader, library->pipeline->analyzer,
                                                           &library->pipeline->knowledge, library->settings);
  library->suggest = std::make_unique<server::SuggestEngine>(*library->reader, library->pipeline->analyzer,
                                                             &library->pipeline->knowledge.vocabulary());
  library->matcher = std::make_unique<server::Matcher>(*library->search);
  library->bare = Xapian::Database(indexer::current_stub(*directory));
  return library;
}

std::vector<std::string> Library::terms_of_words(const std::string& typed) const {
  const auto parsed = server::parse_query(typed, settings.search);
  return parsed ? terms_of(search->planner().plan(parsed->root, std::nullopt, bare)) : std::vector<std::string>{};
}

std::vector<std::string> Library::terms_of_long_text(const std::string& text) const {
  const auto most = static_cast<std::size_t>(settings.match.query_terms);
  return terms_of(search->planner().plan_long_text(text, std::nullopt, most, bare));
}

std::size_t Library::ten_best(const std::vector<std::string>& terms) const {
  Xapian::Enquire enquire(bare);
  enquire.set_weighting_scheme(server::bm25(settings.ranking));
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  const Xapian::MSet best = enquire.get_mset(0, hits);
  std::size_t bytes = 0;
  for (auto one = best.begin(); one != best.end(); ++one) bytes += one.get_document().get_data().size();
  return bytes;
}

}  // namespace kohtaamo::bench
