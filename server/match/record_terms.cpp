// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/record_terms.h"

#include <algorithm>
#include <span>

#include "indexer/record_parts.h"
#include "server/match/named_groups.h"
#include "stemming/sentences.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

// Conditions stand early in a call; the rest would be read for every match in vain.
constexpr std::size_t most_prose_bytes = 4096;

struct Prose {
  std::string_view text{};
  Language language{};
};

// The text in the language of the record, or else the first that there is.
Prose prose_of(const corpora::LocalText& text, Language main) {
  if (!text.in(main).empty()) return {text.in(main), main};
  for (const Language language : stemming::all_languages)
    if (!text.in(language).empty()) return {text.in(language), language};
  return {};
}

// Whether money is spoken of beside the words of applying, which may as well be those of seeking.
bool names_funding(const CuedText& sentence) {
  return std::ranges::any_of(sentence.cues, [&](const Cue& grant) {
    return grant.kind == CueKind::grant && std::ranges::none_of(sentence.cues, [&](const Cue& apply) {
             return apply.kind == CueKind::apply && apply.begin < grant.end && grant.begin < apply.end;
           });
  });
}

std::string_view beginning(std::string_view text) {
  if (text.size() <= most_prose_bytes) return text;
  const std::size_t end = text.find_last_of(".\n", most_prose_bytes);
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

}  // namespace

const corpora::Eligibility* RecordTerms::eligibility() const {
  if (const auto* of_call = call()) return &of_call->eligibility;
  if (const auto* resource = std::get_if<corpora::Resource>(&record_.details)) return &resource->eligibility;
  return nullptr;
}

void RecordTerms::add_prose(const corpora::LocalText& text, std::vector<QuotedFact>& facts) const {
  Prose prose = prose_of(text, indexer::main_language(record_));
  prose.text = beginning(prose.text);
  if (prose.text.empty()) return;
  for (const Fact& fact : *reader_.remembered(prose.text, prose.language))
    facts.push_back(
        {fact, std::string(prose.text.substr(fact.sentence.begin, fact.sentence.end - fact.sentence.begin))});
}

const std::vector<QuotedFact>& RecordTerms::facts() const {
  if (facts_) return *facts_;
  facts_.emplace();
  const corpora::Eligibility* terms = eligibility();
  if (terms == nullptr) return *facts_;
  for (const corpora::Quote& quote : terms->excerpt_quotes)
    for (const std::string& type : quote.types)
      facts_->push_back({{.kind = FactKind::applicant,
                          .polarity = quote.polarity == "negative" ? Polarity::excluded : Polarity::allowed,
                          .code = type},
                         quote.text});
  if (!terms->text.is_empty())
    add_prose(terms->text, *facts_);
  else if (call() != nullptr)
    add_body(*facts_);
  return *facts_;
}

void RecordTerms::add_body(std::vector<QuotedFact>& facts) const {
  const Language language = prose_of(record_.body, indexer::main_language(record_)).language;
  const std::size_t before = facts.size();
  add_prose(record_.body, facts);
  const QuotedFact* last = nullptr;  // most sentences give several facts
  bool is_of_funding = false;
  for (QuotedFact& one : std::span(facts).subspan(before)) {
    const bool is_of_applicants = one.fact.kind == FactKind::applicant || one.fact.kind == FactKind::region;
    if (!is_of_applicants) continue;
    if (last == nullptr || last->fact.sentence != one.fact.sentence)
      is_of_funding = names_funding(reader_.cues().read(one.quote, language));
    last = &one;
    if (is_of_funding) continue;
    one.fact.polarity = Polarity::conditional;
    one.fact.is_exclusive = false;
  }
}

const QuotedFact* RecordTerms::first(FactKind kind) const {
  const auto found = std::ranges::find_if(facts(), [&](const QuotedFact& one) { return one.fact.kind == kind; });
  return found == facts().end() ? nullptr : &*found;
}

std::vector<QuotedFact> RecordTerms::excluded_groups() const {
  std::vector<QuotedFact> found;
  if (call() == nullptr) return found;
  const Prose prose = prose_of(call()->excluded, indexer::main_language(record_));
  for (const stemming::ByteRange bytes : stemming::sentences(prose.text, prose.language)) {
    const std::string_view sentence = prose.text.substr(bytes.begin, bytes.end - bytes.begin);
    const CuedText read = reader_.cues().read(sentence, prose.language);
    if (std::ranges::find(read.cues, CueKind::exception, &Cue::kind) != read.cues.end()) continue;
    for (const LabelPlace& place : named_groups(read))
      found.push_back({{.polarity = Polarity::excluded, .code = place.code, .sentence = bytes}, std::string(sentence)});
  }
  return found;
}

}  // namespace kohtaamo::server
