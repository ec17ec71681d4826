// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/suggest.h"

#include <algorithm>
#include <sstream>

#include "corpora/record_json.h"
#include "indexer/schema.h"
#include "server/search/search.h"
#include "stemming/fold.h"

namespace kohtaamo::server {
namespace {

using config::fail;
using config::Result;

constexpr std::size_t max_suggestions = 10;
constexpr std::size_t min_prefix_bytes = 2;
constexpr std::size_t max_terms_read = 2'000;     // of the term list; a shorter prefix has more, seldom useful
constexpr std::size_t max_concepts_counted = 50;  // records are counted of

}  // namespace

// One question.
class SuggestEngine::Run {
 public:
  Run(const stemming::Analyzer& analyzer, const std::string& typed, std::size_t limit)
      : analyzer_(analyzer), limit_(limit) {
    const auto last_space = typed.find_last_of(" \t\n");
    const std::size_t begin = last_space == std::string::npos ? 0 : last_space + 1;
    before_ = typed.substr(0, begin);
    last_ = read(std::string_view(typed).substr(begin));
    std::istringstream words(before_);
    for (std::string word; words >> word;)
      if (TypedWord one = read(word); !one.folded.empty()) whole_.push_back(std::move(one));
  }

  bool is_long_enough() const { return last_.folded.size() >= min_prefix_bytes; }

  Result<Suggestions> on(const Xapian::Database& database, const ConceptLabels* labels,
                         const stemming::Vocabulary* vocabulary, stemming::Language language) {
    Suggestions out{.words = complete_word(database)};
    if (labels != nullptr) out.concepts = find_concepts(database, *labels, *vocabulary, language);
    const Xapian::Query titles = titles_query(out.words);
    const Xapian::Query actor(indexer::exact_term(indexer::field("type"), "actor"));
    auto actors = find_records(database, Xapian::Query(Xapian::Query::OP_FILTER, titles, actor), language);
    if (!actors) return fail(actors.error());
    auto records = find_records(database, Xapian::Query(Xapian::Query::OP_AND_NOT, titles, actor), language);
    if (!records) return fail(records.error());
    out.actors = std::move(*actors);
    out.records = std::move(*records);
    return out;
  }

 private:
  TypedWord read(std::string_view text) const {
    TypedWord word;
    stemming::fold_word(text, word.folded);
    if (word.folded.empty()) return word;
    for (const stemming::Language language : stemming::all_languages)
      for (const auto found = analyzer_.terms_of(word.folded, language); const stemming::WordTerm& term : found->terms)
        if (term.kind == stemming::TermKind::base) word.bases.insert(term.text);
    return word;
  }

  std::vector<SuggestedWord> complete_word(const Xapian::Database& database) const {
    const std::string_view field_prefix = indexer::field("word").prefix;
    const std::string prefix = std::string(field_prefix) + last_.folded;
    std::vector<SuggestedWord> words;
    std::size_t read = 0;
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix) && read < max_terms_read;
         ++term, ++read) {
      const std::string word = (*term).substr(field_prefix.size());
      words.push_back({word, before_ + word, term.get_termfreq()});
    }
    const auto better = [](const SuggestedWord& a, const SuggestedWord& b) {
      return a.records != b.records ? a.records > b.records : a.word < b.word;
    };
    const std::size_t kept = std::min(limit_, words.size());
    std::ranges::partial_sort(words, words.begin() + static_cast<std::ptrdiff_t>(kept), better);
    words.resize(kept);
    return words;
  }

  // Only concepts that lead to records.
  std::vector<SuggestedConcept> find_concepts(const Xapian::Database& database, const ConceptLabels& labels,
                                              const stemming::Vocabulary& vocabulary,
                                              stemming::Language language) const {
    std::vector<SuggestedConcept> concepts;
    for (const std::uint32_t found : labels.complete(whole_, last_, max_concepts_counted)) {
      const stemming::ConceptEntry& entry = vocabulary.concepts()[found];
      const Xapian::doccount records = database.get_termfreq(indexer::exact_term(indexer::field("concept"), entry.uri));
      if (records > 0) concepts.push_back({entry.uri, std::string(name_of(entry, language)), records});
    }
    std::ranges::stable_sort(concepts, std::greater{}, &SuggestedConcept::records);
    if (concepts.size() > limit_) concepts.resize(limit_);
    return concepts;
  }

  // A whole word of a title, as it stands or in another form.
  static void add_word(const TypedWord& word, std::vector<std::string>& terms) {
    terms.push_back(std::string(indexer::field("word").prefix) + word.folded);
    for (const std::string& base : word.bases) terms.push_back(std::string(indexer::field("title").prefix) + base);
  }

  Xapian::Query titles_query(const std::vector<SuggestedWord>& completions) const {
    std::vector<std::string> last;
    add_word(last_, last);
    for (const SuggestedWord& word : completions)
      last.push_back(std::string(indexer::field("word").prefix) + word.word);
    std::vector<Xapian::Query> parts{Xapian::Query(Xapian::Query::OP_OR, last.begin(), last.end())};
    for (const TypedWord& word : whole_) {
      std::vector<std::string> terms;
      add_word(word, terms);
      parts.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
    }
    return {Xapian::Query::OP_AND, parts.begin(), parts.end()};
  }

  Result<std::vector<SuggestedRecord>> find_records(const Xapian::Database& database, const Xapian::Query& query,
                                                    stemming::Language language) const {
    Xapian::Enquire enquire(database);
    enquire.set_query(only_listed(query));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(limit_));
    std::vector<SuggestedRecord> records;
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      const auto record = record_of(match.get_document());
      if (!record) return fail(record.error());
      const std::string& title = record->title.best(language);
      const auto title_language = std::ranges::find_if(
          stemming::all_languages, [&](stemming::Language one) { return record->title.in(one) == title; });
      records.push_back(
          {record->id, std::string(to_text(record->type())), title, std::string(to_text(*title_language))});
    }
    return records;
  }

  const stemming::Analyzer& analyzer_;
  const std::size_t limit_;
  std::string before_{};            // all but the last word, as typed
  std::vector<TypedWord> whole_{};  // its words
  TypedWord last_{};
};

const ConceptLabels* SuggestEngine::labels_in(stemming::Language language) const {
  if (vocabulary_ == nullptr) return nullptr;
  Labels& own = labels_.at(stemming::index_of(language));
  std::call_once(own.is_built,
                 [&] { own.labels = std::make_unique<const ConceptLabels>(*vocabulary_, analyzer_, language); });
  return own.labels.get();
}

void SuggestEngine::warm_up(stemming::Language language) const { labels_in(language); }

Result<Suggestions> SuggestEngine::suggest(const std::string& typed, stemming::Language language,
                                           std::size_t limit) const {
  Run run(analyzer_, typed, std::min(limit, max_suggestions));
  if (!run.is_long_enough()) return Suggestions{};
  return reader_.read([&](const Xapian::Database& database, const indexer::IndexState&) {
    return run.on(database, labels_in(language), vocabulary_, language);
  });
}

std::string_view to_text(SuggestedKind kind) {
  constexpr std::array<std::string_view, 4> names{"word", "concept", "actor", "title"};
  return names.at(static_cast<std::size_t>(kind));
}

}  // namespace kohtaamo::server
