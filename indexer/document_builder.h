// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// document_builder.h — a Record in, a Xapian document out.
//
// Given   a Record, its change number, and the Analyzer.
// Gives   a document by the rows of schema.h: terms, positions (title and summary only), values, and
//         the record's JSON as data. The owner of a confidential record is left out of all of it.
// Never   reads or writes anything; the same record gives the same document.
// Fails   never: a term too long for the index is left out.
// Threads safe: any number at once.

#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

#include "corpora/record.h"
#include "corpora/store.h"
#include "indexer/schema.h"
#include "stemming/analyzer.h"

namespace kohtaamo::indexer {

struct BuiltDocument {
  std::string unique_term{};       // "Q" + id
  Xapian::Document document{};
};

class DocumentBuilder {
 public:
  DocumentBuilder(const stemming::Analyzer& analyzer, const TextWeights& weights)
      : analyzer_(analyzer), weights_(weights) {}

  BuiltDocument build(const corpora::Record& record, corpora::Seq seq) const;

 private:
  const stemming::Analyzer& analyzer_;
  TextWeights weights_;
};

// The record as the outside may see it: of a confidential one the owner, contact and links are taken out.
corpora::Record public_view(corpora::Record record);

// A text of a record and how it counts. All texts of a record, in the order in which they are indexed;
// snippets and matches read the same list.
enum class TextRole : std::uint8_t { title, summary, body };
struct RecordText {
  const std::string* text{};
  stemming::Language language{};
  TextRole role{};
  std::string_view member{};       // "core_idea"
};
std::vector<RecordText> texts_of(const corpora::Record& record);

// Every record id that this one refers to (owner, developers, call, links, …), each once.
std::vector<corpora::RecordId> references_of(const corpora::Record& record);

// "20261123", so that text order is time order; rolling calls close on far_away.
std::string date_value(corpora::Date day);
inline constexpr std::string_view far_away = "99991231";

}  // namespace kohtaamo::indexer
