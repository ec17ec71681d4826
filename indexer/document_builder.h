// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// document_builder.h — a Record in, a Xapian document out.
//
// Given   a Record, its change number, the Analyzer and the tagger of concepts.
// Gives   a document by the rows of schema.h: terms, positions (title and summary only), values, and
//         the record's JSON as data, with the concepts that its texts speak of (by: rule) beside those
//         that its source gave. The owner of a confidential record is left out of all of it.
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
#include "stemming/concept_tagger.h"

namespace kohtaamo::indexer {

struct BuiltDocument {
  std::string unique_term{};  // "Q" + id
  Xapian::Document document{};
};

class DocumentBuilder {
 public:
  // Without a tagger, records keep the concepts that their source gave them.
  DocumentBuilder(const stemming::Analyzer& analyzer, const TextWeights& weights,
                  const stemming::ConceptTagger* tagger = nullptr)
      : analyzer_(analyzer), weights_(weights), tagger_(tagger) {}

  BuiltDocument build(const corpora::Record& record, corpora::Seq seq) const;

  // What everybody may see of the record, with the concepts found in it: what the document carries.
  corpora::Record shown(const corpora::Record& record) const;

 private:
  const stemming::Analyzer& analyzer_;
  TextWeights weights_;
  const stemming::ConceptTagger* tagger_;
};

// "20261123", so that text order is time order; rolling calls close on far_away.
std::string date_value(corpora::Date day);
// A name as it is ordered: in lower case, without marks before it, with å, ä and ö after z, at most 48 bytes.
std::string name_value(std::string_view name);
inline constexpr std::string_view far_away = "99991231";

}  // namespace kohtaamo::indexer
