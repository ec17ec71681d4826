// SPDX-License-Identifier: GPL-3.0-or-later
// kohtaamo_subject_bench: how well the concepts found in a text are the subjects that librarians gave it.
//
//   kohtaamo_subject_bench           one line of JSON a language: figures on the half of the annotated
//                                    abstracts that nothing was learnt from
//   kohtaamo_subject_bench --learn   the weights for concept_ranking.cpp, learnt on the other half
//
// Quarters by a hash of the id: 0 and 1 are held out; of 2 the statistics of the collection are
// gathered, on 3 the weights are learnt; the figures use the statistics of 2 and 3.
// The text is $KOHTAAMO_DATA/finna/abstracts_*.jsonl.gz, the vocabulary $KOHTAAMO_DATA/vocab/yso_labels.tsv.gz.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "bench/logistic_regression.h"
#include "config/json.h"
#include "corpora/import/line_reader.h"
#include "stemming/concept_ranking.h"
#include "stemming/concept_tagger.h"
#include "stemming/vocabulary_file.h"

namespace kohtaamo::bench {
namespace {

using config::fail;
using config::Result;
using stemming::ConceptStatistics;
using stemming::Language;

constexpr std::size_t max_line_bytes = 1 << 20;
constexpr std::size_t suggestions = 5;
constexpr unsigned statistics_quarter = 2, weights_quarter = 3;

struct Abstract {
  std::string text{};
  std::vector<std::uint32_t> subjects{};  // ascending
  std::size_t unknown_subjects = 0;       // named by librarians, in no vocabulary of ours
  unsigned quarter = 0;
  std::vector<stemming::ConceptTag> tags{};

  bool is_held_out() const { return quarter < statistics_quarter; }
  bool has_subject(std::uint32_t place) const { return std::ranges::binary_search(subjects, place); }
};

struct Collection {
  Language language{};
  std::vector<Abstract> abstracts{};
  double rate = 0;          // abstracts a second of one core, words not met before
  double tagging_rate = 0;  // the same for tagging alone, words given
  double warm_rate = 0;     // both again: the words are remembered
};

std::string data_path(const std::string& file) {
  const char* named = std::getenv("KOHTAAMO_DATA");
  return (named == nullptr || *named == '\0' ? "../shared/data" : named) + ("/" + file);
}

unsigned quarter_of(std::string_view id) {
  std::uint32_t hash = 2'166'136'261;
  for (const char byte : id) hash = (hash ^ static_cast<unsigned char>(byte)) * 16'777'619;
  return (hash ^ hash >> 16) % 4;
}

Abstract read_abstract(const config::JsonDocument& json, const stemming::Vocabulary& vocabulary) {
  Abstract abstract{.text = json["text"].GetString(), .quarter = quarter_of(json["id"].GetString())};
  for (const config::JsonValue& id : json["yso"].GetArray()) {
    const auto place = vocabulary.find(std::string("http://www.yso.fi/onto/yso/") + id.GetString());
    if (place) abstract.subjects.push_back(*place);
    if (!place) ++abstract.unknown_subjects;
  }
  std::ranges::sort(abstract.subjects);
  return abstract;
}

Result<Collection> read_collection(Language language, const stemming::Vocabulary& vocabulary) {
  auto bytes = corpora::open_bytes(data_path(fmt::format("finna/abstracts_{}.jsonl.gz", to_text(language))));
  if (!bytes) return fail(bytes.error());
  corpora::LineReader lines(*bytes, max_line_bytes);
  Collection collection{.language = language};
  while (true) {
    const auto line = lines.next();
    if (!line) return fail(line.error());
    if (!*line) return collection;
    const auto json = config::parse_json((*line)->text);
    if (!json) return fail(json.error());
    collection.abstracts.push_back(read_abstract(*json, vocabulary));
  }
}

// Seconds of one core: other programs on the machine do not count.
double core_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void tag_all_once(Collection& collection, const stemming::Analyzer& analyzer, const stemming::ConceptTagger& tagger) {
  double analysing = 0, tagging = 0;
  for (Abstract& abstract : collection.abstracts) {
    const double begin = core_seconds();
    const auto words = analyzer.analyze(abstract.text, collection.language);
    const double between = core_seconds();
    abstract.tags = tagger.tag(abstract.text, words, collection.language);
    analysing += between - begin;
    tagging += core_seconds() - between;
  }
  const auto documents = static_cast<double>(collection.abstracts.size());
  collection.rate = documents / (analysing + tagging);
  collection.tagging_rate = documents / tagging;
}

void tag_all(Collection& collection, const stemming::Analyzer& analyzer, const stemming::ConceptTagger& tagger) {
  tag_all_once(collection, analyzer, tagger);
  const double cold = collection.rate;
  tag_all_once(collection, analyzer, tagger);
  collection.warm_rate = std::exchange(collection.rate, cold);
}

template <class Is>
ConceptStatistics gather(std::span<const Collection> collections, std::size_t concepts, Is is_counted) {
  ConceptStatistics statistics;
  statistics.tagged_in.resize(concepts);
  statistics.subject_of.resize(concepts);
  for (const Collection& collection : collections) {
    for (const Abstract& abstract : collection.abstracts) {
      if (!is_counted(abstract)) continue;
      ++statistics.documents;
      std::vector<std::uint32_t> met;
      for (const stemming::ConceptTag& tag : abstract.tags) met.push_back(tag.concept_index);
      std::ranges::sort(met);
      met.erase(std::unique(met.begin(), met.end()), met.end());
      for (const std::uint32_t place : met) {
        ++statistics.tagged_in[place];
        if (abstract.has_subject(place)) ++statistics.subject_of[place];
      }
    }
  }
  return statistics;
}

// Sums over documents, of which figures are the means.
struct Sums {
  double documents = 0, f1 = 0, precision = 0, recall = 0, found = 0;

  void add(const Abstract& abstract, std::span<const stemming::ScoredConcept> ranked) {
    const auto subjects = static_cast<double>(abstract.subjects.size() + abstract.unknown_subjects);
    const auto count_right = [&](std::span<const stemming::ScoredConcept> some) {
      return static_cast<double>(std::ranges::count_if(
          some, [&](const stemming::ScoredConcept& one) { return abstract.has_subject(one.concept_index); }));
    };
    const auto given = ranked.first(std::min(ranked.size(), suggestions));
    const double right = count_right(given);
    documents += 1;
    f1 += 2 * right / (static_cast<double>(given.size()) + subjects);
    precision += given.empty() ? 0 : right / static_cast<double>(given.size());
    recall += right / subjects;
    found += count_right(ranked) / subjects;
  }
};

Sums measure(const Collection& collection, const stemming::Vocabulary& vocabulary,
             const ConceptStatistics& statistics) {
  Sums sums;
  for (const Abstract& abstract : collection.abstracts) {
    if (!abstract.is_held_out() || abstract.subjects.empty()) continue;
    const auto bytes = static_cast<std::uint32_t>(abstract.text.size());
    sums.add(abstract, stemming::rank_concepts(abstract.tags, bytes, vocabulary, statistics));
  }
  return sums;
}

void print_figures(const Collection& collection, const stemming::Vocabulary& vocabulary,
                   const ConceptStatistics& statistics) {
  ConceptStatistics frequencies = statistics;  // a collection in which nobody has named subjects
  frequencies.subject_of.clear();
  const Sums alone = measure(collection, vocabulary, {});
  const Sums frequent = measure(collection, vocabulary, frequencies);
  const Sums learnt = measure(collection, vocabulary, statistics);
  std::cout << fmt::format(
                   R"({{"language":"{}","documents":{},"f1_at_5":{:.4f},"f1_at_5_frequencies":{:.4f},)"
                   R"("f1_at_5_subjects":{:.4f},"precision_at_5_subjects":{:.4f},"recall_at_5_subjects":{:.4f},)"
                   R"("subjects_found":{:.4f},"abstracts_a_second":{:.0f},"warm":{:.0f},"tagged_a_second":{:.0f}}})",
                   to_text(collection.language), alone.documents, alone.f1 / alone.documents,
                   frequent.f1 / frequent.documents, learnt.f1 / learnt.documents, learnt.precision / learnt.documents,
                   learnt.recall / learnt.documents, learnt.found / learnt.documents, collection.rate,
                   collection.warm_rate, collection.tagging_rate)
            << "\n";
}

// What a ranking may know of a collection; each way has weights of its own.
void print_weights(std::string_view name, std::span<const Collection> collections,
                   const stemming::Vocabulary& vocabulary, const ConceptStatistics& statistics) {
  constexpr int steps = 8;  // the weights stand still after six
  LogisticRegression regression;
  for (int step = 0; step < steps; ++step) {
    for (const Collection& collection : collections) {
      for (const Abstract& abstract : collection.abstracts) {
        if (abstract.quarter != weights_quarter || abstract.subjects.empty()) continue;
        const auto bytes = static_cast<std::uint32_t>(abstract.text.size());
        for (const auto& evidence : stemming::gather_evidence(abstract.tags, bytes, vocabulary, statistics))
          regression.add(evidence.features, abstract.has_subject(evidence.concept_index));
      }
    }
    regression.step();
  }
  std::cout << name;
  for (const double weight : regression.weights()) std::cout << fmt::format(" {:.3f},", weight);
  std::cout << "\n";
}

Result<void> run(bool is_learning) {
  const double begin = core_seconds();
  const auto concepts = stemming::read_vocabulary(data_path("vocab/yso_labels.tsv.gz"));
  if (!concepts) return fail(concepts.error());
  const stemming::Vocabulary vocabulary(*concepts);
  const stemming::Analyzer analyzer;
  const stemming::ConceptTagger tagger(vocabulary, analyzer);
  std::cerr << fmt::format("vocabulary read and its labels analysed in {:.1f} s\n", core_seconds() - begin);
  std::vector<Collection> collections;
  for (const Language language : stemming::all_languages) {
    auto collection = read_collection(language, vocabulary);
    if (!collection) return fail(collection.error());
    tag_all(*collection, analyzer, tagger);
    collections.push_back(std::move(*collection));
  }
  const std::size_t size = vocabulary.concepts().size();
  if (is_learning) {
    const auto statistics =
        gather(collections, size, [](const Abstract& one) { return one.quarter == statistics_quarter; });
    ConceptStatistics frequencies = statistics;
    frequencies.subject_of.clear();
    print_weights("alone", collections, vocabulary, {});
    print_weights("frequencies", collections, vocabulary, frequencies);
    print_weights("subjects", collections, vocabulary, statistics);
    return {};
  }
  const auto statistics = gather(collections, size, [](const Abstract& one) { return !one.is_held_out(); });
  for (const Collection& collection : collections) print_figures(collection, vocabulary, statistics);
  return {};
}

}  // namespace
}  // namespace kohtaamo::bench

int main(int count, char** words) {
  const bool is_learning = count == 2 && std::string_view(words[1]) == "--learn";
  if (count > 1 && !is_learning) {
    std::cerr << "usage: kohtaamo_subject_bench [--learn]\n";
    return 2;
  }
  const auto done = kohtaamo::bench::run(is_learning);
  if (!done) std::cerr << to_text(done.error()) << "\n";
  return done ? 0 : kohtaamo::config::error_row(done.error().code).exit_code;
}
