// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporary_corpus.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "corpora/record_json.h"
#include "indexer/follower.h"
#include "indexer/index_writer.h"
#include "indexer/rebuild.h"
#include "tests/support/must.h"

namespace kohtaamo::tests {

const stemming::Analyzer& analyzer() {
  static const stemming::Analyzer one;
  return one;
}

const stemming::Knowledge& knowledge() {
  static const auto one = must(stemming::Knowledge::load(analyzer(), ""));
  return *one;
}

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "kohtaamo-test-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary directory");
  path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

corpora::Record record(const std::string& id, const std::string& json_members) {
  const std::string json = "{\"id\":\"" + id +
                           "\",\"licence\":\"CC0-1.0\",\"provenance\":{\"source\":\"test\",\"source_id\":\"" + id +
                           "\"}," + json_members + "}";
  return must(corpora::read_record(json)).record;
}

TemporaryCorpus::TemporaryCorpus(const std::vector<corpora::Record>& records, const stemming::ConceptTagger* tagger)
    : store_(must(corpora::Store::open(directory_.path()))),
      fingerprint_(indexer::make_fingerprint(analyzer().fingerprint(), "", {})),
      builder_(analyzer(), {}, tagger) {
  put(records);
  follow();
}

void TemporaryCorpus::put(const std::vector<corpora::Record>& records) {
  if (!records.empty()) must(store_.put(records));
}

void TemporaryCorpus::erase(const corpora::RecordId& id) { must(store_.erase(id)); }

void TemporaryCorpus::follow() {
  indexer::IndexWriter writer = must(indexer::IndexWriter::open(directory(), fingerprint_));
  must(indexer::follow(store_, writer, builder_, settings_.index));
}

void TemporaryCorpus::rebuild() { must(indexer::rebuild(directory(), builder_, fingerprint_, settings_.index)); }

}  // namespace kohtaamo::tests
