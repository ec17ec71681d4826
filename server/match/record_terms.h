// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record_terms.h — the terms of a call or an offer: what its fields say, and what its prose says.
//
// Given   a record, and the reader of its prose.
// Gives   its eligibility, and the facts of the prose, each with its sentence as a quotation. Prose is read on
//         first use: the text on eligibility, or else the body, of which the beginning will do.
// Threads one thread at a time.

#include <optional>
#include <string>
#include <vector>

#include "corpora/record.h"
#include "server/match/eligibility.h"

namespace kohtaamo::server {

struct QuotedFact {
  Fact fact{};
  std::string quote{};
};

class RecordTerms {
 public:
  // The record outlives the terms.
  RecordTerms(const corpora::Record& record, const EligibilityReader& reader) : record_(record), reader_(reader) {}

  const corpora::Record& record() const { return record_; }
  const corpora::Call* call() const { return std::get_if<corpora::Call>(&record_.details); }
  const corpora::Eligibility* eligibility() const;  // null: the type of the record has none

  const std::vector<QuotedFact>& facts() const;
  const QuotedFact* first(FactKind kind) const;  // of the prose; null when there is none

  // The target groups that the call excludes, each with its sentence.
  std::vector<QuotedFact> excluded_groups() const;

 private:
  // In a body "kunta hakee kumppaneita" calls nobody to apply: without a word of funding a person is to check.
  void add_body(std::vector<QuotedFact>& facts) const;
  void add_prose(const corpora::LocalText& text, std::vector<QuotedFact>& facts) const;

  const corpora::Record& record_;
  const EligibilityReader& reader_;
  mutable std::optional<std::vector<QuotedFact>> facts_{};
};

}  // namespace kohtaamo::server
