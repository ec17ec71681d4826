// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// temporary_corpus.h — a data directory of its own for one test: records in, store and index there.

#include <string>
#include <vector>

#include "config/settings.h"
#include "corpora/record.h"
#include "corpora/store.h"
#include "indexer/document_builder.h"
#include "indexer/schema.h"
#include "stemming/analyzer.h"
#include "stemming/knowledge.h"

namespace kohtaamo::tests {

// One for all tests of a program: they take a moment to make.
const stemming::Analyzer& analyzer();
const stemming::Knowledge& knowledge();  // the vocabulary of our own, and the dictionaries of the system

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_{};
};

// A record from its JSON; what the format demands (id, licence, provenance) may be left out but for the
// type and the title. Anything wrong fails the test.
corpora::Record record(const std::string& id, const std::string& json_members);

class TemporaryCorpus {
 public:
  // With a tagger, records are also found by the concepts that they speak of.
  explicit TemporaryCorpus(const std::vector<corpora::Record>& records = {},
                           const stemming::ConceptTagger* tagger = nullptr);

  void put(const std::vector<corpora::Record>& records);  // into the store alone
  void erase(const corpora::RecordId& id);                // likewise
  void follow();                                          // brings the index up to the store
  void rebuild();

  const std::string& directory() const { return directory_.path(); }
  corpora::Store& store() { return store_; }
  const config::Settings& settings() const { return settings_; }
  const indexer::Fingerprint& fingerprint() const { return fingerprint_; }
  const indexer::DocumentBuilder& builder() const { return builder_; }

 private:
  TemporaryDirectory directory_{};
  config::Settings settings_{};
  corpora::Store store_;
  indexer::Fingerprint fingerprint_;
  indexer::DocumentBuilder builder_;
};

}  // namespace kohtaamo::tests
