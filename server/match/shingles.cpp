// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/shingles.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "indexer/record_parts.h"

namespace kohtaamo::server {
namespace {

constexpr std::size_t words_of_run = 2;
constexpr std::size_t fewest_runs = 12;  // below, two texts are alike by chance

// FNV-1a: the same on every machine.
constexpr std::uint64_t hash_begin = 0xcbf29ce484222325U, hash_prime = 0x100000001b3U;
std::uint64_t add_to_hash(std::uint64_t hash, std::string_view text) {
  for (const char byte : text) hash = (hash ^ static_cast<unsigned char>(byte)) * hash_prime;
  return (hash ^ 0xffU) * hash_prime;  // a byte that no word has ends each
}

std::vector<std::uint64_t> word_hashes(const std::vector<stemming::Word>& words) {
  std::vector<std::uint64_t> hashes;
  std::uint32_t position = 0;
  for (const stemming::Word& word : words) {
    if (word.terms->is_stop_word || word.terms->terms.empty() || word.position == position) continue;
    position = word.position;
    hashes.push_back(add_to_hash(hash_begin, word.terms->terms.front().text));
  }
  return hashes;
}

void add_runs(const std::vector<std::uint64_t>& words, std::vector<std::uint64_t>& runs) {
  for (std::size_t at = 0; at + words_of_run <= words.size(); ++at) {
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < words_of_run; ++i) run = (run ^ words[at + i]) * hash_prime;
    runs.push_back(run);
  }
}

}  // namespace

Shingles shingles_of(const corpora::Record& record, const stemming::Analyzer& analyzer) {
  Shingles shingles;
  for (const indexer::RecordText& text : indexer::texts_of(record))
    add_runs(word_hashes(analyzer.analyze(*text.text, text.language)), shingles[text.language]);
  for (auto& [language, runs] : shingles) {
    std::ranges::sort(runs);
    runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  }
  return shingles;
}

std::optional<double> resemblance(const Shingles& a, const Shingles& b) {
  std::optional<double> most;
  for (const auto& [language, runs] : a) {
    const auto others = b.find(language);
    if (others == b.end() || std::min(runs.size(), others->second.size()) < fewest_runs) continue;
    std::vector<std::uint64_t> shared;
    std::ranges::set_intersection(runs, others->second, std::back_inserter(shared));
    const std::size_t of_both = runs.size() + others->second.size();
    most = std::max(most.value_or(0), 2 * static_cast<double>(shared.size()) / static_cast<double>(of_both));
  }
  return most;
}

}  // namespace kohtaamo::server
