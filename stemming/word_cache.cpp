// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/word_cache.h"

#include <bit>
#include <functional>
#include <string>
#include <utility>

namespace kohtaamo::stemming {

struct WordCache::Entry {
  std::size_t hash = 0;
  Language language{};
  std::string word{};
  WordTerms terms{};

  bool is_for(std::size_t other_hash, std::string_view other_word, Language other_language) const {
    return hash == other_hash && language == other_language && word == other_word;
  }
};

namespace {

std::size_t hash_of(std::string_view word, Language language) {
  return std::hash<std::string_view>{}(word) + static_cast<std::size_t>(language);
}

// Words are short; what is long is mostly made to fill memory.
constexpr std::size_t max_kept_bytes = 80;

// Points at the terms and counts nothing.
std::shared_ptr<const WordTerms> uncounted(const WordTerms& terms) {
  return {std::shared_ptr<const WordTerms>{}, &terms};
}

}  // namespace

WordCache::WordCache(std::size_t max_words)
    : max_words_(max_words), table_(std::bit_ceil(max_words + max_words / 3 + 2)) {}

WordCache::~WordCache() {
  for (const auto& slot : table_) delete slot.load(std::memory_order_relaxed);
}

std::shared_ptr<const WordTerms> WordCache::find(std::string_view word, Language language) const {
  const std::size_t hash = hash_of(word, language);
  for (std::size_t i = hash;; ++i) {
    const Entry* entry = table_[i & (table_.size() - 1)].load(std::memory_order_acquire);
    if (entry == nullptr) return nullptr;
    if (entry->is_for(hash, word, language)) return uncounted(entry->terms);
  }
}

bool WordCache::has_room() {
  if (words_.fetch_add(1, std::memory_order_relaxed) < max_words_) return true;
  words_.fetch_sub(1, std::memory_order_relaxed);
  return false;
}

std::shared_ptr<const WordTerms> WordCache::add(std::string_view word, Language language, WordTerms terms) {
  if (word.size() > max_kept_bytes || !has_room()) return std::make_shared<const WordTerms>(std::move(terms));
  const std::size_t hash = hash_of(word, language);
  auto entry = std::make_unique<const Entry>(Entry{hash, language, std::string(word), std::move(terms)});
  for (std::size_t i = hash;; ++i) {
    std::atomic<const Entry*>& slot = table_[i & (table_.size() - 1)];
    const Entry* present = nullptr;
    if (slot.compare_exchange_strong(present, entry.get(), std::memory_order_acq_rel)) {
      return uncounted(entry.release()->terms);
    }
    if (!present->is_for(hash, word, language)) continue;
    words_.fetch_sub(1, std::memory_order_relaxed);
    return uncounted(present->terms);
  }
}

}  // namespace kohtaamo::stemming
