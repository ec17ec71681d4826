// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/knowledge.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <future>
#include <sstream>

#include "stemming/everyday_words.h"
#include "stemming/freedict.h"
#include "stemming/translation_table.h"
#include "stemming/vocabulary_file.h"

namespace kohtaamo::stemming {
namespace {

using config::fail;
using config::Result;

std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none))
    if (entry.is_regular_file()) files.push_back(entry.path().string());
  std::ranges::sort(files);
  return files;
}

bool is_learnt_table(const std::string& file) { return file.ends_with("/" + std::string(learnt_table_name)); }

struct Dictionary {
  std::string_view path{};
  Language from{}, to{};
};
constexpr std::array dictionaries{
    Dictionary{freedict_fin_eng, Language::fi, Language::en}, Dictionary{freedict_eng_fin, Language::en, Language::fi},
    Dictionary{freedict_fin_swe, Language::fi, Language::sv}, Dictionary{freedict_swe_fin, Language::sv, Language::fi},
    Dictionary{freedict_eng_swe, Language::en, Language::sv}, Dictionary{freedict_swe_eng, Language::sv, Language::en},
};

Result<std::vector<TermPair>> terms_of(const Dictionary& dictionary, const Analyzer& analyzer) {
  const auto pairs = read_dictionary(std::string(dictionary.path));
  if (!pairs) return fail(pairs.error());
  return term_pairs(analyzer, dictionary.from, dictionary.to, to_text_pairs(*pairs), TranslatedBy::freedict);
}

// All are read at once, for the first question may be waiting, and added in order, so that the outcome is the same.
void add_dictionaries(const Analyzer& analyzer, TranslatorBuilder& builder, std::vector<std::string>& warnings) {
  std::vector<std::future<Result<std::vector<TermPair>>>> readings;
  for (const Dictionary& dictionary : dictionaries)
    readings.push_back(
        std::async(std::launch::async, [&dictionary, &analyzer] { return terms_of(dictionary, analyzer); }));
  for (auto& reading : readings) {
    const auto terms = reading.get();
    if (terms)
      builder.add_terms(*terms);
    else
      warnings.push_back(config::to_text(terms.error()));
  }
}

void add_everyday_words(TranslatorBuilder& builder) {
  const std::vector<EverydayWord> words = everyday_words();
  for (std::size_t from = 0; from < all_languages.size(); ++from)
    for (std::size_t to = from + 1; to < all_languages.size(); ++to)
      builder.add_pairs(all_languages[from], all_languages[to],
                        to_text_pairs(words, all_languages[from], all_languages[to]), TranslatedBy::everyday);
}

// The labels of one concept in two languages are translations of each other.
void add_labels(TranslatorBuilder& builder, const Vocabulary& vocabulary) {
  for (std::size_t from = 0; from < all_languages.size(); ++from) {
    for (std::size_t to = from + 1; to < all_languages.size(); ++to) {
      std::vector<std::pair<std::string, std::string>> labels;
      for (const ConceptEntry& entry : vocabulary.concepts())
        if (!entry.labels.preferred[from].empty() && !entry.labels.preferred[to].empty())
          labels.emplace_back(entry.labels.preferred[from], entry.labels.preferred[to]);
      builder.add_label_pairs(all_languages[from], all_languages[to], labels);
    }
  }
}

std::string names_of_sources() {
  std::string names;
  for (const TranslatedBy by : all_translated_by) names += (names.empty() ? "" : ", ") + std::string(to_text(by));
  return names;
}

Result<std::set<TranslatedBy>> parse_sources(const std::string& names) {
  std::set<TranslatedBy> sources;
  std::istringstream words(names);
  for (std::string name; words >> name;) {
    const auto known =
        std::ranges::find(all_translated_by, std::string_view(name), [](TranslatedBy by) { return to_text(by); });
    if (known == all_translated_by.end())
      return fail(config::ErrorCode::bad_config,
                  fmt::format("'{}' is no source of translations; these are: {}", name, names_of_sources()),
                  "analysis.translations");
    sources.insert(*known);
  }
  return sources;
}

}  // namespace

Knowledge::Knowledge(const Analyzer& analyzer, std::vector<SourceConcept> concepts, std::vector<TermPair> learnt,
                     Synonyms synonyms, std::set<TranslatedBy> sources)
    : analyzer_(analyzer),
      vocabulary_(std::move(concepts)),
      tagger_(vocabulary_, analyzer),
      learnt_(std::move(learnt)),
      synonyms_(std::move(synonyms)),
      sources_(std::move(sources)) {}

const Knowledge::Translations& Knowledge::translations() const {
  std::call_once(is_built_, [this] {
    TranslatorBuilder builder(analyzer_);
    if (sources_.contains(TranslatedBy::freedict)) add_dictionaries(analyzer_, builder, translations_.warnings);
    if (sources_.contains(TranslatedBy::everyday)) add_everyday_words(builder);
    if (sources_.contains(TranslatedBy::vocabulary)) add_labels(builder, vocabulary_);
    if (sources_.contains(TranslatedBy::learnt)) builder.add_terms(learnt_);
    translations_.translator = builder.build();
  });
  return translations_;
}

Result<std::unique_ptr<const Knowledge>> Knowledge::load(const Analyzer& analyzer, const std::string& folder,
                                                         const KnowledgeOptions& options) {
  auto sources = parse_sources(options.translations);
  if (!sources) return fail(sources.error());
  auto concepts = own_vocabulary();
  if (!concepts) return fail(concepts.error());
  std::vector<TermPair> learnt;
  for (const std::string& file : files_of(folder)) {
    if (is_learnt_table(file)) {
      auto rows = read_translations(file);
      if (!rows) return fail(rows.error());
      learnt = std::move(*rows);
      continue;
    }
    auto more = read_vocabulary(file);
    if (!more) return fail(more.error());
    std::ranges::move(*more, std::back_inserter(*concepts));
  }
  auto synonyms = Synonyms::load(analyzer, options.synonyms_file);
  if (!synonyms) return fail(synonyms.error());
  return std::unique_ptr<const Knowledge>(
      new Knowledge(analyzer, std::move(*concepts), std::move(learnt), std::move(*synonyms), std::move(*sources)));
}

}  // namespace kohtaamo::stemming
