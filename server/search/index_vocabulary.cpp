// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/index_vocabulary.h"

#include <algorithm>
#include <string>

#include "indexer/schema.h"

namespace kohtaamo::server {
namespace {

constexpr std::size_t min_term_bytes = 3;

// Words alone: numbers and codes are not misspelled words.
bool is_of_letters(std::string_view term) {
  return term.size() >= min_term_bytes &&
         std::ranges::none_of(term, [](char c) { return (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '@'; });
}

void read_terms(const Xapian::Database& database, std::string_view prefix, Xapian::TermIterator term, NearTerms& out) {
  for (; term != database.allterms_end(std::string(prefix)); ++term) {
    const std::string text = (*term).substr(prefix.size());
    if (is_of_letters(text)) out.append(text, term.get_termfreq());
  }
}

IndexVocabulary read_vocabulary(const Xapian::Database& database) {
  IndexVocabulary vocabulary;
  const std::string word_prefix(indexer::field("word").prefix);
  read_terms(database, word_prefix, database.allterms_begin(word_prefix), vocabulary.title_words);
  Xapian::TermIterator after_prefixes = database.allterms_begin();
  after_prefixes.skip_to("[");  // after Z: terms of text begin in lower case, prefixes with a capital
  read_terms(database, "", after_prefixes, vocabulary.terms);
  return vocabulary;
}

bool is_near(const indexer::IndexState& known, const indexer::IndexState& wanted) {
  constexpr corpora::Seq hundredth = 100;
  return known.generation == wanted.generation && known.seq <= wanted.seq &&
         (wanted.seq - known.seq) * hundredth <= static_cast<corpora::Seq>(known.documents);
}

}  // namespace

std::shared_ptr<const IndexVocabulary> IndexVocabularies::at(const Xapian::Database& database,
                                                             const indexer::IndexState& state) {
  const std::lock_guard lock(mutex_);
  if (newest_ && is_near(state_, state)) return newest_;
  newest_ = std::make_shared<const IndexVocabulary>(read_vocabulary(database));
  state_ = state;
  return newest_;
}

}  // namespace kohtaamo::server
