// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// analyzer.h — text in, terms out. The only road from text to terms in Kohtaamo.
//
// Given   UTF-8 text and its language.
// Gives   words in reading order: the bytes each came from, its position, and its terms: the base
//         forms of all its readings, and the parts of a compound.
// Fails   never: malformed UTF-8 is read as U+FFFD, an over-long word is cut, a word unknown to the
//         dictionary is stemmed.
// Never   reads files after construction, logs, or knows about fields and prefixes.
// Threads one Analyzer serves all threads. What the libraries keep for themselves is lent to one call at
//         a time (workbench.h), and the word -> terms cache is read without a lock (word_cache.h).
//
// Example (fi)  "Kärkihankkeiden rahoituksesta"
//   words       Kärkihankkeiden                       | rahoituksesta
//   base forms  kärkihanke                            | rahoitus
//   parts       kärki, hanke                          |
// ä stays ä: it is a letter of its own.

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "stemming/byte_range.h"
#include "stemming/language.h"

namespace kohtaamo::stemming {

enum class TermKind : std::uint8_t {
  base,  // a base form (dictionary) or a stem (a word the dictionary does not know)
  part,  // a part of a compound: "hanke" of "kärkihanke"
};

struct WordTerm {
  std::string text{};  // at most max_term_bytes, never empty
  TermKind kind = TermKind::base;
  bool operator==(const WordTerm&) const = default;
};

// A term of the index may have 245 bytes (Xapian), prefix included; longer words are cut to this.
inline constexpr std::size_t max_term_bytes = 200;

// What one word form leads to, in one language. Shared and constant; lives as long as the Analyzer that
// gave it, whatever the pointer's count says: most are kept in its cache and are not counted.
struct WordTerms {
  std::vector<WordTerm> terms{};  // base forms first, each text once
  bool is_stop_word = false;      // left out of queries; kept in the index, so that phrases hold
  bool is_known = false;          // by the dictionary (fi) or as a plain word (sv, en)
};

struct Word {
  ByteRange bytes{};
  std::uint32_t position = 0;  // 1, 2, 3 …; the glued head of a suspended compound shares its word's position
  std::shared_ptr<const WordTerms> terms{};
};

// What can be left out, to measure what it is worth (bench/ablation.cpp); programs leave nothing out.
struct AnalysisSteps {
  bool finnish_dictionary = true;   // else Snowball for all words
  bool all_readings = true;         // of a Finnish word; else the first alone
  bool finnish_parts = true;        // of compounds
  bool base_forms_of_parts = true;  // else as the compound is written: "lasten", not "lapsi"
  bool swedish_dictionary = true;   // else Snowball for all words, and no parts
  bool operator==(const AnalysisSteps&) const = default;
};

struct AnalyzerOptions {
  std::string voikko_path{};          // another folder of dictionaries; empty: the system's
  std::string hunspell_path{};        // the same of Hunspell's
  std::size_t cache_words = 1 << 19;  // most words remembered, some 250 bytes each; a full cache forgets nothing
  AnalysisSteps steps{};
};

class Analyzer {
 public:
  explicit Analyzer(const AnalyzerOptions& options = {});
  ~Analyzer();
  Analyzer(const Analyzer&) = delete;
  Analyzer& operator=(const Analyzer&) = delete;

  std::vector<Word> analyze(std::string_view utf8, Language language) const;

  // The terms of one word as it stands (folded first); what analyze() gives for it alone.
  std::shared_ptr<const WordTerms> terms_of(std::string_view word, Language language) const;

  // Whether Finnish runs on the dictionary; without it, Snowball stems and a warning is due.
  bool has_finnish_dictionary() const;

  // Whether Swedish compounds are split; without the dictionary, words are stemmed alone.
  bool has_swedish_dictionary() const;

  // Names the way of analysis ("fi=voikko-4.3.1+snowball,sv=snowball+parts-2321821,…"): an index made with another is
  // foreign.
  std::string fingerprint() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace kohtaamo::stemming
