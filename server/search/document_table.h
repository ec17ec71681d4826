// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// document_table.h — what searches and matches ask of every document that has one of their words, in memory.
//
// Given   an open index and the state it is in.
// Gives   the length, the type and the languages of each document, the day it was changed on and the share of questions
//         that it answers (indexer/completeness.h), and whether it is unlisted or confidential; 15 bytes a document,
//         read anew when the index has changed. A search looks at thousands of documents, and to ask the index for
//         their values takes longer than the words.
// Threads a table is constant; DocumentTables is safe from everywhere.

#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <vector>

#include <xapian.h>

#include "corpora/date.h"
#include "corpora/record.h"
#include "indexer/index_reader.h"
#include "stemming/vocabulary.h"

namespace kohtaamo::server {

struct DocumentTable {
  enum class Visibility : std::uint8_t { listed, unlisted, confidential };
  using Day = std::int32_t;  // since 1970
  static constexpr Day no_day = std::numeric_limits<Day>::min();
  static Day day_of(corpora::Date date) { return static_cast<Day>(date.time_since_epoch().count()); }

  indexer::IndexState state{};
  // By document id.
  std::vector<std::uint32_t> lengths{};
  std::vector<std::uint8_t> types{};  // no_type: of none, or no such document
  std::vector<std::uint8_t> languages{};
  std::vector<Day> days{};            // of the last change
  std::vector<float> completeness{};  // 0 to 1
  std::vector<Visibility> visibility{};

  static constexpr std::uint8_t no_type = 0xFF;
  std::size_t size() const { return types.size(); }  // one above the last document
  bool has(Xapian::docid document) const { return types[document] != no_type; }
  bool is_of(Xapian::docid document, corpora::RecordType type) const {
    return types[document] == static_cast<std::uint8_t>(type);
  }
  bool is_listed(Xapian::docid document) const { return visibility[document] == Visibility::listed; }
  bool is_unlisted(Xapian::docid document) const { return visibility[document] == Visibility::unlisted; }
  bool is_in(Xapian::docid document, stemming::Language language) const {
    return (languages[document] & bit_of(language)) != 0;
  }
  static std::uint8_t bit_of(stemming::Language language) {
    return static_cast<std::uint8_t>(1U << stemming::index_of(language));
  }
};

class DocumentTables {
 public:
  // The table of just this state of the index.
  std::shared_ptr<const DocumentTable> at(const Xapian::Database& database, const indexer::IndexState& state);

 private:
  std::mutex mutex_{};
  std::shared_ptr<const DocumentTable> newest_{};
};

}  // namespace kohtaamo::server
