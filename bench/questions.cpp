// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/questions.h"

#include <algorithm>

#include "indexer/record_parts.h"
#include "indexer/schema.h"

namespace kohtaamo::bench {
namespace {

constexpr std::size_t min_word_bytes = 4;  // shorter ones are seldom what is looked for
constexpr std::size_t typed_of_word = 4;   // bytes of the second word of a beginning

const stemming::Language in_english = stemming::Language::en;

}  // namespace

Questions::Questions(const Library& library) : library_(library) {
  const std::string prefix(indexer::field("id").prefix);
  for (auto term = library.bare.allterms_begin(prefix); term != library.bare.allterms_end(prefix); ++term)
    id_terms_.push_back(*term);
}

// std::uniform_int_distribution gives other numbers in other libraries.
std::size_t Questions::below(std::size_t bound) { return chance_() % bound; }

// The title, or the longest other text, of a record.
std::string Questions::next_text(bool is_title) {
  const std::string& id = id_terms_[below(id_terms_.size())];
  const auto record = server::record_of(library_.bare.get_document(*library_.bare.postlist_begin(id)));
  if (!record) return {};
  std::string longest;
  for (const indexer::RecordText& text : indexer::texts_of(*record))
    if ((text.role == indexer::TextRole::title) == is_title && text.text->size() > longest.size()) longest = *text.text;
  return longest;
}

std::vector<std::string> Questions::content_words(const std::string& title) const {
  const auto language = stemming::detect_language(title).value_or(in_english);
  std::vector<std::string> words;
  for (const stemming::Word& word : library_.pipeline->analyzer.analyze(title, language)) {
    const std::string text = title.substr(word.bytes.begin, word.bytes.end - word.bytes.begin);
    const bool is_plain = text.size() >= min_word_bytes && text.find_first_of("0123456789-:*\" ") == std::string::npos;
    if (is_plain && !word.terms->is_stop_word && std::ranges::find(words, text) == words.end()) words.push_back(text);
  }
  return words;
}

std::vector<std::string> Questions::words(std::size_t count, std::size_t least, std::size_t most) {
  std::vector<std::string> questions;
  while (questions.size() < count) {
    const std::size_t wanted = least + below(most - least + 1);
    std::vector<std::string> words = content_words(next_text(true));
    if (words.size() < wanted) continue;
    std::string question;
    for (std::size_t i = 0; i < wanted; ++i) {
      std::swap(words[i], words[i + below(words.size() - i)]);
      question += (i == 0 ? "" : " ") + words[i];
    }
    questions.push_back(std::move(question));
  }
  return questions;
}

std::vector<std::string> Questions::needs(std::size_t count, std::size_t words) {
  std::vector<std::string> questions;
  while (questions.size() < count) {
    const std::string text = next_text(false);
    std::size_t end = 0, seen = 0;
    for (; seen < words && end != std::string::npos; ++seen) end = text.find(' ', end + 1);
    if (end != std::string::npos) questions.push_back(text.substr(0, end));
  }
  return questions;
}

std::vector<std::string> Questions::beginnings(std::size_t count) {
  std::vector<std::string> questions = words(count, 2, 2);
  for (std::string& question : questions) {
    std::size_t end = std::min(question.size(), question.find(' ') + 1 + typed_of_word);
    while (end < question.size() && (static_cast<unsigned char>(question[end]) & 0xC0U) == 0x80U)
      ++end;  // whole letters
    question.resize(end);
  }
  return questions;
}

}  // namespace kohtaamo::bench
