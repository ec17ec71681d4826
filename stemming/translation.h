// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// translation.h — a base term in one language, and what it may be called in another.
//
// Given   pairs of words or short phrases in two languages, each with how sure it is, from any number of
//         sources: dictionaries (freedict.h), our own list of plain words (everyday_words.h), labels of concepts, a
//         table learnt from texts (translation_learner.h). A pair speaks for both directions; found again, it is surer.
// Gives   for a base term of the Analyzer at most five base terms of the other language, surest first.
//         Their weights add up to at most 1; what is missing from 1 is the doubt that remains.
// Fails   never: a term nobody has a translation for gives nothing, and a pair that cannot be used is
//         left out: longer than one word on the side asked from, or than two words on the other.
// Never   reads files, looks into compounds (their parts are terms of their own: ask for those), or goes
//         through a third language.
// Threads a Translator is constant and serves all; a TranslatorBuilder is for one.
//
// Example (fi to en)   "asunnottomuus"
//   pairs       asunnottomuus – homelessness (dictionary, concept)
//               nykytanssi – contemporary dance
//   translate   asunnottomuus    homeless 0.67 by freedict (a stem; the dictionary counts for more)
//               nykytanssi       contemporari 0.33, danc 0.33: each word of two is half of it

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "stemming/analyzer.h"
#include "stemming/language.h"

namespace kohtaamo::stemming {

enum class TranslatedBy : std::uint8_t { freedict, everyday, learnt, vocabulary };
inline constexpr std::array all_translated_by{TranslatedBy::freedict, TranslatedBy::everyday, TranslatedBy::learnt,
                                              TranslatedBy::vocabulary};
std::string_view to_text(TranslatedBy by);  // "freedict"

inline constexpr std::size_t most_translations = 5;

struct Translated {
  std::string term{};                          // a base term of the language asked for
  double weight = 0;                           // above 0, up to 1
  TranslatedBy by = TranslatedBy::vocabulary;  // the source that says it most surely
  bool operator==(const Translated&) const = default;
};

// Words as people write them; `certainty` is above 0, 1 for an ordinary pair.
struct TextPair {
  std::string from{}, to{};
  double certainty = 1;
};

// A row of a table of base terms; one direction only.
struct TermPair {
  Language from{}, to{};
  std::string term{}, translation{};
  double weight = 0;
  TranslatedBy by = TranslatedBy::learnt;
  bool operator==(const TermPair&) const = default;
};

class Translator {
 public:
  // Surest first, equal ones in the order of their letters; lives as long as the Translator.
  std::span<const Translated> translate(std::string_view base_term, Language from, Language to) const;

  std::size_t size(Language from, Language to) const;  // terms that have a translation

 private:
  friend class TranslatorBuilder;
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the library asks for this name
  };
  using Entries = std::unordered_map<std::string, std::vector<Translated>, Hash, std::equal_to<>>;
  std::array<std::array<Entries, all_languages.size()>, all_languages.size()> entries_{};  // [from][to]
};

// What pairs of texts say of the words in them, in both directions, in their order. It asks the analyzer for each word
// and is most of the work: it may run beside others.
std::vector<TermPair> term_pairs(const Analyzer& analyzer, Language from, Language to, std::span<const TextPair> pairs,
                                 TranslatedBy by);

class TranslatorBuilder {
 public:
  // The analyzer must outlive the builder; the Translator needs neither.
  explicit TranslatorBuilder(const Analyzer& analyzer) : analyzer_(analyzer) {}

  // Both directions at once: do not add the same pairs again turned round, or they count twice.
  void add_pairs(Language from, Language to, std::span<const TextPair> pairs, TranslatedBy by);

  // The same concept's labels in two languages, each as sure as the next.
  void add_label_pairs(Language from, Language to, std::span<const std::pair<std::string, std::string>> labels);

  // Rows as learnt or as read from a file; each speaks for its own direction only.
  void add_terms(std::span<const TermPair> rows);

  Translator build() const;

 private:
  // Sums of certainty, one for each source. Ordered maps: the outcome does not depend on hashing.
  using Sums = std::array<double, all_translated_by.size()>;
  using Candidates = std::map<std::string, Sums, std::less<>>;
  using Terms = std::map<std::string, Candidates, std::less<>>;

  void add(Language from, Language to, const std::string& term, const std::string& translation, double certainty,
           TranslatedBy by);

  const Analyzer& analyzer_;
  std::array<std::array<Terms, all_languages.size()>, all_languages.size()> sums_{};  // [from][to]
};

}  // namespace kohtaamo::stemming
