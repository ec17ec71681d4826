// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/analyzer.h"

#include <fmt/format.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <array>
#include <utility>

#include "stemming/fold.h"
#include "stemming/word_analysis.h"
#include "stemming/word_cache.h"
#include "stemming/workbench.h"

namespace kohtaamo::stemming {
namespace {

// Raised with every change of the code that gives other terms for the same text.
constexpr int analysis_revision = 3;

// Words that may stand between "sosiaali-" and "terveyspalvelut".
constexpr std::array<std::string_view, 5> conjunctions{"ja", "sekä", "tai", "eli", "että"};

// Lists longer than this are not compounds with a common end.
constexpr std::size_t max_suspended_heads = 6;

// A first half of a compound whose second half is still to come.
struct SuspendedHead {
  std::size_t word = 0;  // which of the words it is
  std::string folded{};
};

}  // namespace

struct Analyzer::Parts {
  explicit Parts(const AnalyzerOptions& options)
      : means{.steps = options.steps, .swedish = Swedish(options.hunspell_path)},
        room(options.voikko_path),
        cache(options.cache_words) {}

  std::shared_ptr<const WordTerms> terms_of_folded(const std::string& folded, Language language, Workbench& bench) {
    if (auto kept = cache.find(folded, language)) return kept;
    return cache.add(folded, language, analyze_word(folded, language, means, bench));
  }

  void glue(std::vector<SuspendedHead>& heads, const std::string& second, std::vector<Word>& words, Workbench& bench);

  const ReadingMeans means;
  WorkRoom room;
  WordCache cache;
};

// "sosiaali-" … "terveyspalvelut": puts "sosiaalipalvelut" at the place of "sosiaali-", if that is a word.
void Analyzer::Parts::glue(std::vector<SuspendedHead>& heads, const std::string& second, std::vector<Word>& words,
                           Workbench& bench) {
  const std::size_t last_part = bench.finnish.last_part_of(second);
  for (std::size_t i = heads.size(); last_part > 0 && i-- > 0;) {  // from the back: indexes stay true
    const auto terms = terms_of_folded(heads[i].folded + second.substr(last_part), Language::fi, bench);
    if (!terms->is_known) continue;
    const Word& head = words[heads[i].word];
    const Word glued{.bytes = head.bytes, .position = head.position, .terms = terms};
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(heads[i].word) + 1, glued);
  }
  heads.clear();
}

Analyzer::Analyzer(const AnalyzerOptions& options) : parts_(std::make_unique<Parts>(options)) {}

Analyzer::~Analyzer() = default;

std::vector<Word> Analyzer::analyze(std::string_view utf8, Language language) const {
  const WorkRoom::Lease bench = parts_->room.take();
  bench->tools_of(language).segmenter.segment(utf8, bench->segments);
  std::vector<Word> words;
  words.reserve(bench->segments.size());
  std::vector<SuspendedHead> heads;
  std::uint32_t position = 0;
  for (const Segment& segment : bench->segments) {
    const ByteRange bytes = segment.bytes;
    std::string& folded = bench->word;
    fold_word(utf8.substr(bytes.begin, bytes.end - bytes.begin), folded);
    if (folded.empty()) continue;
    words.push_back(
        {.bytes = bytes, .position = ++position, .terms = parts_->terms_of_folded(folded, language, *bench)});
    if (language != Language::fi) continue;
    if (segment.is_suspended && heads.size() < max_suspended_heads) {
      heads.push_back({.word = words.size() - 1, .folded = folded});
    } else if (!heads.empty() && std::ranges::find(conjunctions, folded) == conjunctions.end()) {
      parts_->glue(heads, folded, words, *bench);
    }
  }
  return words;
}

std::shared_ptr<const WordTerms> Analyzer::terms_of(std::string_view word, Language language) const {
  std::string folded;
  fold_word(word, folded);
  if (auto kept = parts_->cache.find(folded, language)) return kept;
  return parts_->terms_of_folded(folded, language, *parts_->room.take());
}

bool Analyzer::has_finnish_dictionary() const { return parts_->room.has_finnish_dictionary(); }

bool Analyzer::has_swedish_dictionary() const { return parts_->means.swedish.has_dictionary(); }

std::string Analyzer::fingerprint() const {
  const AnalysisSteps& steps = parts_->means.steps;
  std::string finnish = "snowball", swedish = "snowball";
  if (has_finnish_dictionary() && steps.finnish_dictionary)
    finnish = fmt::format("voikko-{}+snowball", Finnish::voikko_version());
  if (has_swedish_dictionary() && steps.swedish_dictionary)
    swedish += fmt::format("+parts-{}", parts_->means.swedish.dictionary_version());
  std::string name =
      fmt::format("fi={},sv={},en=snowball,icu={},revision={}", finnish, swedish, U_ICU_VERSION, analysis_revision);
  if (!steps.all_readings) name += ",first-reading";
  if (!steps.finnish_parts) name += ",no-finnish-parts";
  if (!steps.base_forms_of_parts) name += ",parts-as-written";
  return name;
}

}  // namespace kohtaamo::stemming
