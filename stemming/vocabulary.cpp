// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/vocabulary.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kohtaamo::stemming {
namespace {

bool contains(const std::vector<std::string>& texts, std::string_view text) {
  return std::ranges::find(texts, text) != texts.end();
}

void add_once(std::vector<std::string>& texts, const std::string& text) {
  if (!contains(texts, text)) texts.push_back(text);
}

// "http://www.yso.fi/onto/yso/p3" -> "http://www.yso.fi/onto/yso/"
std::string namespace_of(std::string_view uri) { return std::string(uri.substr(0, uri.find_last_of("/#") + 1)); }

void add_labels(ConceptLabels& to, const ConceptLabels& more) {
  for (std::size_t language = 0; language < all_languages.size(); ++language) {
    std::string& preferred = to.preferred[language];
    std::vector<std::string>& alternative = to.alternative[language];
    const auto add_alternative = [&](const std::string& label) {
      if (!label.empty() && label != preferred) add_once(alternative, label);
    };
    if (preferred.empty()) preferred = more.preferred[language];
    add_alternative(more.preferred[language]);
    for (const std::string& label : more.alternative[language]) add_alternative(label);
    for (const std::string& label : more.hidden[language])
      if (!label.empty() && label != preferred && !contains(alternative, label)) add_once(to.hidden[language], label);
  }
}

// FNV-1a: told apart are versions of a vocabulary, not enemies.
class Fingerprint {
 public:
  void add(std::string_view text) {
    for (const char byte : text) add_byte(static_cast<unsigned char>(byte));
    add_byte(0xff);  // in no UTF-8: borders of texts are part of the content
  }
  void add(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) add(text);
    add("");
  }
  void add(const std::vector<std::uint32_t>& numbers) {
    for (const std::uint32_t number : numbers) add(std::to_string(number));
    add("");
  }
  std::string to_text() const { return fmt::format("{:016x}", hash_); }

 private:
  void add_byte(std::uint64_t byte) { hash_ = (hash_ ^ byte) * 0x100000001b3; }
  std::uint64_t hash_ = 0xcbf29ce484222325;
};

std::string fingerprint_of(std::span<const ConceptEntry> concepts) {
  Fingerprint fingerprint;
  for (const ConceptEntry& entry : concepts) {
    fingerprint.add(entry.uri);
    fingerprint.add(entry.scheme);
    for (const std::string& label : entry.labels.preferred) fingerprint.add(label);
    for (const auto& labels : entry.labels.alternative) fingerprint.add(labels);
    for (const auto& labels : entry.labels.hidden) fingerprint.add(labels);
    fingerprint.add(entry.broader);
    fingerprint.add(entry.related);
    fingerprint.add(entry.also_known_as);
    fingerprint.add(entry.close_match);
  }
  return fingerprint.to_text();
}

void sort_and_unite(std::vector<std::uint32_t>& numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

struct Reference {
  std::uint32_t from = 0;
  std::string uri{};
};

// Gathers concepts; references wait until all are known.
class Merging {
 public:
  Merging(std::vector<ConceptEntry>& concepts, std::unordered_map<std::string, std::uint32_t>& place_of_uri)
      : concepts_(concepts), place_of_uri_(place_of_uri) {}

  void add(SourceConcept given) {
    if (given.scheme.empty()) given.scheme = namespace_of(given.uri);
    const std::uint32_t place = place_for(given);
    ConceptEntry& entry = concepts_[place];
    add_labels(entry.labels, given.labels);
    place_of_uri_.insert_or_assign(given.uri, place);
    if (given.uri != entry.uri) add_once(entry.also_known_as, given.uri);
    for (const std::string& uri : given.exact_match) {
      const std::uint32_t known = place_of_uri_.try_emplace(uri, place).first->second;
      if (known == place && uri != entry.uri) add_once(entry.also_known_as, uri);
    }
    for (const std::string& uri : given.close_match) add_once(entry.close_match, uri);
    for (std::string& uri : given.broader) broader_.push_back({.from = place, .uri = std::move(uri)});
    for (std::string& uri : given.related) related_.push_back({.from = place, .uri = std::move(uri)});
  }

  void link() {
    for (const Reference& reference : broader_) {
      const auto broader = place_of_uri_.find(reference.uri);
      if (broader == place_of_uri_.end() || broader->second == reference.from) continue;
      concepts_[reference.from].broader.push_back(broader->second);
      concepts_[broader->second].narrower.push_back(reference.from);
    }
    for (const Reference& reference : related_) {
      const auto related = place_of_uri_.find(reference.uri);
      if (related == place_of_uri_.end() || related->second == reference.from) continue;
      concepts_[reference.from].related.push_back(related->second);
      concepts_[related->second].related.push_back(reference.from);
    }
    for (ConceptEntry& entry : concepts_) {
      sort_and_unite(entry.broader);
      sort_and_unite(entry.narrower);
      sort_and_unite(entry.related);
    }
  }

 private:
  std::uint32_t place_for(const SourceConcept& given) {
    const auto known = place_of_uri_.find(given.uri);
    if (known != place_of_uri_.end()) {
      const ConceptEntry& entry = concepts_[known->second];
      if (entry.uri == given.uri || entry.scheme != given.scheme) return known->second;
    }
    for (const std::string& uri : given.exact_match) {
      const auto same = place_of_uri_.find(uri);
      if (same != place_of_uri_.end() && concepts_[same->second].scheme != given.scheme) return same->second;
    }
    concepts_.push_back({.uri = given.uri, .scheme = given.scheme});
    return static_cast<std::uint32_t>(concepts_.size() - 1);
  }

  std::vector<ConceptEntry>& concepts_;
  std::unordered_map<std::string, std::uint32_t>& place_of_uri_;
  std::vector<Reference> broader_{}, related_{};
};

}  // namespace

Vocabulary::Vocabulary(std::vector<SourceConcept> concepts) {
  Merging merging(concepts_, place_of_uri_);
  for (SourceConcept& given : concepts) merging.add(std::move(given));
  merging.link();
  fingerprint_ = fingerprint_of(concepts_);
}

std::optional<std::uint32_t> Vocabulary::find(std::string_view uri) const {
  const auto found = place_of_uri_.find(std::string(uri));
  if (found == place_of_uri_.end()) return std::nullopt;
  return found->second;
}

std::string_view name_of(const ConceptEntry& entry, Language language) {
  if (const std::string& own = entry.labels.preferred[index_of(language)]; !own.empty()) return own;
  for (const std::string& label : entry.labels.preferred)
    if (!label.empty()) return label;
  return entry.uri;
}

}  // namespace kohtaamo::stemming
