// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/eligibility.h"

#include <algorithm>
#include <mutex>

#include "config/code_lists.h"
#include "server/match/applicant_facts.h"
#include "server/match/quantity_facts.h"
#include "server/match/statements.h"
#include "stemming/sentences.h"

namespace kohtaamo::server {
namespace {

using stemming::ByteRange;

// Texts of calls of some kilobytes each: at most some tens of megabytes.
constexpr std::size_t most_remembered = 4096;

// One name may stand for equal areas: Åland is a region, a county and a country code.
bool is_said_already(const LabelPlace& place, const std::vector<LabelPlace>& places) {
  return std::ranges::any_of(places, [&](const LabelPlace& one) {
    return one.begin == place.begin && config::region_fit(one.code, place.code) == config::RegionFit::same;
  });
}

// The places that a clause on applying names; those outside of which nothing is given are meant themselves.
std::vector<WordFact> region_facts(const CuedText& sentence, const std::vector<Statement>& statements,
                                   const LabelFinder& regions) {
  std::vector<WordFact> facts;
  const bool is_about_applying = has_cue(sentence.cues, CueKind::apply);
  const bool is_outside = has_cue(sentence.cues, CueKind::outside);
  if (!is_about_applying && !is_outside) return facts;
  std::vector<LabelPlace> places;
  for (LabelPlace& place : regions.find(sentence))
    if (!is_said_already(place, places)) places.push_back(std::move(place));
  for (const LabelPlace& place : places) {
    const auto statement = std::ranges::find_if(statements, [&](const Statement& one) {
      return std::ranges::any_of(one.main, [&](WordRange words) { return words.contains(place.begin); });
    });
    if (statement == statements.end()) continue;
    const bool is_denied = has_cue(statement->cues_of(sentence), CueKind::negation);
    if (is_outside && !is_denied) continue;
    const Polarity polarity = is_denied && !is_outside ? Polarity::excluded : Polarity::allowed;
    facts.push_back({.fact = {.kind = FactKind::region, .polarity = polarity, .code = place.code},
                     .words = {place.begin, place.end}});
  }
  return facts;
}

ByteRange bytes_of(const CuedText& sentence, WordRange words, std::uint32_t offset) {
  return {sentence.words[words.begin].bytes.begin + offset, sentence.words[words.end - 1].bytes.end + offset};
}

}  // namespace

EligibilityReader::EligibilityReader(const stemming::Analyzer& analyzer)
    : cues_(analyzer), kinds_of_applicants_(cues_.bases_of_kind(CueKind::applicant)), regions_(analyzer, "regions") {}

std::vector<Fact> EligibilityReader::read(std::string_view text, stemming::Language language) const {
  std::vector<Fact> facts;
  for (const ByteRange bytes : stemming::sentences(text, language)) {
    const CuedText sentence = cues_.read(text.substr(bytes.begin, bytes.end - bytes.begin), language);
    const std::vector<Statement> statements = statements_of(sentence);
    for (auto& found : {applicant_facts(sentence, statements), quantity_facts(sentence, statements),
                        region_facts(sentence, statements, regions_)})
      for (const WordFact& one : found) {
        facts.push_back(one.fact);
        facts.back().words = bytes_of(sentence, one.words, bytes.begin);
        facts.back().sentence = bytes;
      }
  }
  return facts;
}

std::shared_ptr<const std::vector<Fact>> EligibilityReader::remembered(std::string_view text,
                                                                       stemming::Language language) const {
  std::string key(to_text(language));
  key += text;
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = remembered_.find(key); found != remembered_.end()) return found->second;
  }
  auto facts = std::make_shared<const std::vector<Fact>>(read(text, language));
  const std::unique_lock lock(mutex_);
  if (remembered_.size() >= most_remembered) remembered_.clear();
  return remembered_.emplace(std::move(key), std::move(facts)).first->second;
}

}  // namespace kohtaamo::server
