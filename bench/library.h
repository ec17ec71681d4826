// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// library.h — an index opened twice: as Kohtaamo searches it, and bare, with Xapian alone.
//
// Given   a corpus.
// Gives   the engines of Kohtaamo, and the floor beside them: the terms of a plan as one plain OR, ranked
//         by the same BM25, ten documents fetched and their data read.
// Fails   as the corpus and the index do.
// Threads one at a time.

#include <memory>
#include <string>
#include <vector>

#include <xapian.h>

#include "bench/workloads.h"
#include "indexer/index_reader.h"
#include "indexer/pipeline.h"
#include "server/match/match.h"
#include "server/search/search.h"
#include "server/search/suggest.h"

namespace kohtaamo::bench {

class Library {
 public:
  static config::Result<std::unique_ptr<Library>> open(const Scene& scene);

  const config::Settings settings;  // of its directory
  const std::unique_ptr<const indexer::Pipeline> pipeline;
  std::unique_ptr<indexer::IndexReader> reader{};
  std::unique_ptr<server::SearchEngine> search{};
  std::unique_ptr<server::SuggestEngine> suggest{};
  std::unique_ptr<server::Matcher> matcher{};
  Xapian::Database bare{};

  // The terms that the words, or the best terms of a long text, become.
  std::vector<std::string> terms_of_words(const std::string& typed) const;
  std::vector<std::string> terms_of_long_text(const std::string& text) const;

  // The floor; gives the bytes read.
  std::size_t ten_best(const std::vector<std::string>& terms) const;

 private:
  Library(const config::Settings& of_run, std::unique_ptr<const indexer::Pipeline> made)
      : settings(of_run), pipeline(std::move(made)) {}
};

}  // namespace kohtaamo::bench
