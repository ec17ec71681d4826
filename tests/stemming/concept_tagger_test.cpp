// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/concept_tagger.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <thread>

#include "stemming/concept_ranking.h"
#include "stemming/vocabulary_file.h"
#include "stemming/vocabulary_turtle.h"
#include "tests/stemming/cases.h"

namespace kohtaamo::stemming {
namespace {

constexpr std::string_view turtle = R"ttl(
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://own.example/> .
:youth a skos:Concept ; skos:prefLabel "nuoret"@fi, "unga"@sv, "young people"@en .
:mental a skos:Concept ; skos:prefLabel "mielenterveyspalvelut"@fi ; skos:altLabel "mielenterveystyön palvelut"@fi .
:innovation a skos:Concept ; skos:prefLabel "innovaatiot"@fi, "innovations"@en .
:social a skos:Concept ; skos:prefLabel "sosiaaliset innovaatiot"@fi, "social innovation"@en ; skos:broader :innovation .
:spruce a skos:Concept ; skos:prefLabel "kuusi (puu)"@fi ; skos:broader :trees .
:trees a skos:Concept ; skos:prefLabel "puut"@fi .
:pine a skos:Concept ; skos:prefLabel "mänty"@fi ; skos:broader :trees .
:bank a skos:Concept ; skos:prefLabel "bank (finance)"@en ; skos:related :money .
:shore a skos:Concept ; skos:prefLabel "bank (shore)"@en .
:money a skos:Concept ; skos:prefLabel "money"@en .
:care a skos:Concept ; skos:prefLabel "care of the elderly"@en .
:services a skos:Concept ; skos:prefLabel "terveyspalvelut"@fi .
:social_services a skos:Concept ; skos:prefLabel "sosiaalipalvelut"@fi .
:who a skos:Concept ; skos:prefLabel "me"@fi, "it"@en .
:place a skos:Concept ; skos:prefLabel "Innokylä"@fi .
:fund a skos:Concept ; skos:prefLabel "homes, care and work"@en .
:pensions a skos:Concept ; skos:prefLabel "pension"@en .
:pensioners a skos:Concept ; skos:prefLabel "pensioner"@en .
:import a skos:Concept ; skos:prefLabel "import"@en, "import"@sv .
:being a skos:Concept ; skos:prefLabel "oleva"@fi .
:word a skos:Concept ; skos:prefLabel "laavu"@fi .
)ttl";

const Vocabulary& small_vocabulary() {
  static const Vocabulary vocabulary(parse_turtle(std::string(turtle), "test.ttl").value());
  return vocabulary;
}

const ConceptTagger& small_tagger() {
  static const ConceptTagger tagger(small_vocabulary(), shared_analyzer());
  return tagger;
}

// "youth=nuorten | mental=mielenterveyspalveluihin"
std::string tags_in(std::string_view text, Language language = Language::fi) {
  std::string told;
  for (const ConceptTag& tag : small_tagger().tag(text, language)) {
    const std::string_view uri = small_vocabulary().concepts()[tag.concept_index].uri;
    if (!told.empty()) told += " | ";
    told.append(uri.substr(uri.rfind('/') + 1)).append("=");
    told.append(text.substr(tag.bytes.begin, tag.bytes.end - tag.bytes.begin));
  }
  return told;
}

struct Case {
  std::string_view text{}, tags{}, why{};
  Language language = Language::fi;
};

TEST(ConceptTagger, FindsTheConceptsOfTexts) {
  constexpr auto en = Language::en;
  const std::vector<Case> cases{
      {.text = "Yksinäisten nuorten mielenterveyspalveluihin",
       .tags = "youth=nuorten | mental=mielenterveyspalveluihin",
       .why = "the example of the header"},
      {.text = "mielenterveystyön palveluissa", .tags = "mental=mielenterveystyön palveluissa", .why = "other names"},
      {.text = "sosiaalisia innovaatioita", .tags = "social=sosiaalisia innovaatioita", .why = "the longest wins"},
      {.text = "Sosiaalinen. Innovaatio", .tags = "innovation=Innovaatio", .why = "not over a full stop"},
      {.text = "sosiaali- ja terveyspalvelut",
       .tags = "social_services=sosiaali | services=terveyspalvelut",
       .why = "suspended compounds are whole"},
      {.text = "kuusi ihmistä", .tags = "", .why = "a qualified label needs support"},
      {.text = "kuusi ja mänty", .tags = "spruce=kuusi | pine=mänty", .why = "a sister supports"},
      {.text = "kuusi on puulaji", .tags = "spruce=kuusi", .why = "its qualifier supports, as part of a compound too"},
      {.text = "money in the bank", .tags = "money=money | bank=bank", .why = "the related one", .language = en},
      {.text = "the bank at the shore", .tags = "shore=bank", .why = "the qualified one", .language = en},
      {.text = "the bank", .tags = "", .why = "nothing tells which", .language = en},
      {.text = "care of the elderly", .tags = "care=care of the elderly", .why = "inner small words", .language = en},
      {.text = "it is me", .tags = "", .why = "labels that are small words", .language = en},
      {.text = "important", .tags = "", .why = "one stem, another word", .language = en},
      {.text = "imports", .tags = "import=imports", .why = "a form of the word", .language = en},
      {.text = "importen", .tags = "import=importen", .why = "a form of the word", .language = Language::sv},
      {.text = "se on hyvä", .tags = "", .why = "'on' and 'oleva' share a base form"},
      {.text = "Innokylä in use", .tags = "place=Innokylä", .why = "a name without English", .language = en},
      {.text = "laavu in use", .tags = "", .why = "a word of another language", .language = en},
      {.text = "sosiaalinen, innovaatio", .tags = "innovation=innovaatio", .why = "not over a comma"},
      {.text = "homes, care and work", .tags = "fund=homes, care and work", .why = "its own comma", .language = en},
      {.text = "pensioner", .tags = "pensioners=pensioner", .why = "one stem: the form decides", .language = en},
      {.text = "pension", .tags = "pensions=pension", .why = "one stem: the form decides", .language = en},
      {.text = "", .tags = "", .why = "nothing in, nothing out"},
  };
  for (const Case& row : cases) EXPECT_EQ(tags_in(row.text, row.language), row.tags) << row.text << ": " << row.why;
}

TEST(ConceptTagger, SaysHowItKnows) {
  const auto tags = small_tagger().tag("mielenterveystyön palvelut, bank", Language::fi);
  ASSERT_EQ(tags.size(), 1U);
  EXPECT_EQ(tags[0].label, LabelKind::alternative);
  EXPECT_EQ(tags[0].words, 2);
  const auto bank = small_tagger().tag("money bank", Language::en);
  ASSERT_EQ(bank.size(), 2U);
  EXPECT_EQ(bank[1].choices, 2);
  EXPECT_TRUE(bank[1].is_supported);
}

const Vocabulary& own() {
  static const Vocabulary vocabulary(own_vocabulary().value());
  return vocabulary;
}

const ConceptTagger& own_tagger() {
  static const ConceptTagger tagger(own(), shared_analyzer());
  return tagger;
}

TEST(ConceptTagger, FindsEachOfOurOwnConceptsByItsNames) {
  for (std::uint32_t place = 0; place < own().concepts().size(); ++place) {
    for (const Language language : all_languages) {
      const std::string& label = own().concepts()[place].labels.preferred[index_of(language)];
      const auto tags = own_tagger().tag(label, language);
      EXPECT_TRUE(std::ranges::any_of(tags, [&](const ConceptTag& tag) { return tag.concept_index == place; }))
          << label;
    }
  }
}

// Labels of the vocabulary in any order, between them what people write.
std::string random_text(Language language) {
  const auto fragments = *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(0U, 1'000'000U));
  constexpr std::array<std::string_view, 8> glue{" ", ", ", " ja ", ". ", "- ja ", "\xff", " of the ", "("};
  std::string text;
  for (const std::uint32_t number : fragments) {
    const auto concepts = own().concepts();
    text += concepts[number % concepts.size()].labels.preferred[index_of(language)];
    text += glue[number % glue.size()];
  }
  return text;
}

RC_GTEST_PROP(ConceptTaggerProperty, TagsStandInOrderAndNeverOverlap, ()) {
  const Language language = *rc::gen::elementOf(std::vector<Language>{Language::fi, Language::sv, Language::en});
  const std::string text = random_text(language);
  std::uint32_t end = 0;
  for (const ConceptTag& tag : own_tagger().tag(text, language)) {
    RC_ASSERT(tag.bytes.begin >= end);
    RC_ASSERT(tag.bytes.end > tag.bytes.begin);
    RC_ASSERT(tag.concept_index < own().concepts().size());
    RC_ASSERT(tag.words > 0);
    RC_ASSERT(tag.choices > 0);
    end = tag.bytes.end;
  }
  RC_ASSERT(end <= text.size());
}

RC_GTEST_PROP(ConceptTaggerProperty, RankingNamesEachConceptOnceBestFirst, ()) {
  const std::string text = random_text(Language::fi);
  const auto tags = own_tagger().tag(text, Language::fi);
  const auto ranked = rank_concepts(tags, static_cast<std::uint32_t>(text.size()), own());
  std::vector<std::uint32_t> seen;
  std::size_t occurrences = 0;
  double last = 1;
  for (const ScoredConcept& one : ranked) {
    RC_ASSERT(one.score >= 0 && one.score <= last);
    last = one.score;
    occurrences += one.occurrences;
    seen.push_back(one.concept_index);
  }
  RC_ASSERT(occurrences == tags.size());
  std::ranges::sort(seen);
  RC_ASSERT(std::ranges::adjacent_find(seen) == seen.end());
}

TEST(ConceptRanking, PutsFirstWhatTheTextIsAbout) {
  const std::string text =
      "Sosiaaliset innovaatiot kunnissa. Nuoret kehittivät sosiaalisia innovaatioita, ja sosiaaliset innovaatiot "
      "levisivät.";
  const auto ranked = rank_concepts(small_tagger().tag(text, Language::fi), static_cast<std::uint32_t>(text.size()),
                                    small_vocabulary());
  ASSERT_EQ(ranked.size(), 2U);
  EXPECT_EQ(small_vocabulary().concepts()[ranked[0].concept_index].uri, "https://own.example/social");
  EXPECT_EQ(ranked[0].occurrences, 3U);
  EXPECT_EQ(ranked[0].first, (ByteRange{.begin = 0, .end = 23}));
}

TEST(ConceptRanking, BelievesACollectionThatNamesAConceptAsASubject) {
  const std::string text = "nuoret, mänty";
  const auto tags = small_tagger().tag(text, Language::fi);
  ConceptStatistics statistics{.documents = 1000};
  statistics.tagged_in.assign(small_vocabulary().concepts().size(), 100);
  statistics.subject_of.assign(small_vocabulary().concepts().size(), 1);
  const std::uint32_t pine = tags.at(1).concept_index;
  statistics.subject_of[pine] = 80;
  const auto ranked = rank_concepts(tags, static_cast<std::uint32_t>(text.size()), small_vocabulary(), statistics);
  EXPECT_EQ(ranked.at(0).concept_index, pine);
}

TEST(ConceptTaggerThreads, OneServesAll) {
  const std::string text = "nuorten mielenterveyspalvelut, kuusi ja mänty, sosiaaliset innovaatiot";
  const auto expected = small_tagger().tag(text, Language::fi);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) EXPECT_EQ(small_tagger().tag(text, Language::fi), expected);
    });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace
}  // namespace kohtaamo::stemming
