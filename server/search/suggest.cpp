// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/suggest.h"

#include <algorithm>

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
constexpr std::size_t max_terms_read = 2'000;  // of the term list; a shorter prefix has more, seldom useful

struct Typed {
  std::string before{};              // all but the last word, as typed
  std::vector<std::string> whole{};  // its words, folded
  std::string last{};                // folded
};

Typed split_typed(const std::string& typed) {
  Typed out;
  const auto last_space = typed.find_last_of(" \t\n");
  const std::size_t begin = last_space == std::string::npos ? 0 : last_space + 1;
  out.before = typed.substr(0, begin);
  stemming::fold_word(std::string_view(typed).substr(begin), out.last);
  std::string_view rest = out.before;
  while (!rest.empty()) {
    const auto end = std::min(rest.find_first_of(" \t\n"), rest.size());
    std::string word;
    stemming::fold_word(rest.substr(0, end), word);
    if (!word.empty()) out.whole.push_back(word);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return out;
}

std::vector<SuggestedWord> complete_word(const Xapian::Database& database, const Typed& typed, std::size_t limit) {
  const std::string prefix = std::string(indexer::field("word").prefix) + typed.last;
  const std::size_t field_prefix = indexer::field("word").prefix.size();
  std::vector<SuggestedWord> words;
  std::size_t read = 0;
  for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix) && read < max_terms_read;
       ++term, ++read) {
    const std::string word = (*term).substr(field_prefix);
    words.push_back({word, typed.before + word, term.get_termfreq()});
  }
  const auto better = [](const SuggestedWord& a, const SuggestedWord& b) {
    return a.records != b.records ? a.records > b.records : a.word < b.word;
  };
  const std::size_t kept = std::min(limit, words.size());
  std::ranges::partial_sort(words, words.begin() + static_cast<std::ptrdiff_t>(kept), better);
  words.resize(kept);
  return words;
}

Result<std::vector<SuggestedRecord>> find_titles(const Xapian::Database& database, const Typed& typed,
                                                 const std::vector<SuggestedWord>& completions,
                                                 stemming::Language language, std::size_t limit) {
  const std::string prefix(indexer::field("word").prefix);
  std::vector<std::string> last;
  for (const SuggestedWord& word : completions) last.push_back(prefix + word.word);
  std::vector<Xapian::Query> parts{Xapian::Query(Xapian::Query::OP_OR, last.begin(), last.end())};
  for (const std::string& word : typed.whole) parts.emplace_back(prefix + word);
  Xapian::Enquire enquire(database);
  enquire.set_query(only_listed(Xapian::Query(Xapian::Query::OP_AND, parts.begin(), parts.end())));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
  std::vector<SuggestedRecord> records;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    const auto record = record_of(match.get_document());
    if (!record) return fail(record.error());
    const std::string& title = record->title.best(language);
    const auto title_language = std::ranges::find_if(
        stemming::all_languages, [&](stemming::Language one) { return record->title.in(one) == title; });
    records.push_back({record->id, std::string(to_text(record->type())), title, std::string(to_text(*title_language))});
  }
  return records;
}

}  // namespace

Result<Suggestions> SuggestEngine::suggest(const std::string& typed_text, stemming::Language language,
                                           std::size_t limit) const {
  const Typed typed = split_typed(typed_text);
  if (typed.last.size() < min_prefix_bytes) return Suggestions{};
  limit = std::min(limit, max_suggestions);
  return reader_.read([&](const Xapian::Database& database, const indexer::IndexState&) -> Result<Suggestions> {
    Suggestions out{.words = complete_word(database, typed, limit)};
    if (out.words.empty()) return out;
    auto records = find_titles(database, typed, out.words, language, limit);
    if (!records) return fail(records.error());
    out.records = std::move(*records);
    return out;
  });
}

}  // namespace kohtaamo::server
