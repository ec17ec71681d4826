// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// sample_service.h — the matcher over the sample records, for tests of what is built on it.

#include <memory>
#include <string>
#include <vector>

#include "server/match/match.h"
#include "tests/support/samples.h"
#include "tests/support/temporary_corpus.h"

namespace kohtaamo::server {

inline constexpr corpora::Date sample_day{std::chrono::year{2026} / 11 / 23};

struct SampleService {
  explicit SampleService(const std::vector<corpora::Record>& records)
      : corpus(records, &tests::knowledge().tagger()),
        reader(std::move(*indexer::IndexReader::open(corpus.directory(), corpus.fingerprint()))),
        engine(*reader, tests::analyzer(), &tests::knowledge(), corpus.settings()),
        matcher(engine) {}

  // All samples, without changes: one for all tests that only read.
  static const SampleService& all() {
    static const SampleService service(tests::samples(sample_day));
    return service;
  }

  MatchRequest asks(const corpora::RecordId& id) const { return {.id = id, .today = sample_day}; }

  tests::TemporaryCorpus corpus;
  std::unique_ptr<indexer::IndexReader> reader;
  SearchEngine engine;
  Matcher matcher;
};

inline std::vector<std::string> ids_of(const std::vector<Match>& matches) {
  std::vector<std::string> ids;
  for (const Match& match : matches) ids.push_back(match.record.id);
  return ids;
}

}  // namespace kohtaamo::server
