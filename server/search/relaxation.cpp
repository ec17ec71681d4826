// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/relaxation.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <sstream>

#include "stemming/concept_ranking.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;
using Kind = QueryNode::Kind;

constexpr std::size_t most_broader = 3;

// A query with less of what makes it strict.
struct Loosening {
  bool any_word = false, without_phrase = false, without_conditions = false;
};

bool is_condition(const QueryNode& node) { return node.kind == Kind::exact || node.kind == Kind::none_of; }

QueryNode words_of_phrase(const QueryNode& phrase) {
  QueryNode words{.kind = Kind::loose, .at = phrase.at};
  std::istringstream text(phrase.text);
  for (std::string word; text >> word;)
    words.children.push_back({.kind = Kind::word, .text = word, .field = phrase.field});
  return words;
}

QueryNode loosened(const QueryNode& node, const Loosening& how) {
  if (how.without_phrase && node.kind == Kind::phrase) return words_of_phrase(node);
  QueryNode out = node;
  out.children.clear();
  if (how.any_word && node.kind == Kind::all_of) out.kind = Kind::loose;
  for (const QueryNode& child : node.children) {
    if (how.without_conditions && is_condition(child)) continue;
    QueryNode less = loosened(child, how);
    if (out.kind == Kind::loose && less.kind == Kind::loose)  // words side by side need no brackets among others
      std::ranges::move(less.children, std::back_inserter(out.children));
    else
      out.children.push_back(std::move(less));
  }
  return out;
}

// Words are left to look for: a query of conditions alone would become all there is.
bool has_words(const QueryNode& node) {
  if (node.kind == Kind::word || node.kind == Kind::phrase || node.kind == Kind::prefix) return true;
  return node.kind != Kind::none_of && std::ranges::any_of(node.children, has_words);
}

SearchRequest from_the_first_page(SearchRequest request) {
  request.offset = 0;
  return request;
}

SearchRequest with_query(const SearchRequest& request, std::string q) {
  SearchRequest other = from_the_first_page(request);
  other.q = std::move(q);
  return other;
}

class Ways {
 public:
  Ways(const SearchRequest& request, const QueryNode& root, const std::vector<Language>& languages)
      : request_(request), root_(root), languages_(languages) {}

  void add_filters() {
    for (const FacetFilter& filter : request_.filters) {
      SearchRequest other = from_the_first_page(request_);
      std::erase_if(other.filters, [&](const FacetFilter& one) { return one.field == filter.field; });
      ways_.push_back({.kind = WayOutKind::without_filter, .request = std::move(other), .field = filter.field});
    }
    if (request_.filters.size() < 2) return;
    SearchRequest other = from_the_first_page(request_);
    other.filters.clear();
    ways_.push_back({.kind = WayOutKind::without_filters, .request = std::move(other)});
  }

  void add_loosened_queries() {
    struct Row {
      WayOutKind kind{};
      Loosening how{};
    };
    constexpr std::array rows{
        Row{WayOutKind::any_word, {.any_word = true}},
        Row{WayOutKind::without_phrase, {.without_phrase = true}},
        Row{WayOutKind::without_conditions, {.without_conditions = true}},
        Row{WayOutKind::words_alone, {.any_word = true, .without_phrase = true, .without_conditions = true}},
    };
    if (!has_words(root_)) return;
    const std::string typed = to_text(root_);
    std::vector<std::string> seen{typed};
    for (const Row& row : rows) {
      std::string text = to_text(loosened(root_, row.how));
      if (text.empty() || std::ranges::find(seen, text) != seen.end()) continue;
      seen.push_back(text);
      ways_.push_back({.kind = row.kind, .request = with_query(request_, std::move(text))});
    }
  }

  // The label of what contains a concept of the query, in the language the query is in.
  void add_broader_concepts(const stemming::ConceptTagger& tagger) {
    if (languages_.size() != 1) return;
    const Language language = languages_.front();
    const auto concepts = tagger.vocabulary().concepts();
    const std::string words = wanted_words(root_);
    const auto tags = tagger.tag(words, language);
    std::vector<std::uint32_t> seen;
    for (const stemming::ScoredConcept& one :
         stemming::rank_concepts(tags, static_cast<std::uint32_t>(words.size()), tagger.vocabulary()))
      for (const std::uint32_t broader : concepts[one.concept_index].broader) {
        const std::string& label = concepts[broader].labels.preferred[stemming::index_of(language)];
        if (label.empty() || seen.size() == most_broader || std::ranges::find(seen, broader) != seen.end()) continue;
        seen.push_back(broader);
        ways_.push_back({.kind = WayOutKind::broader_concept,
                         .request = with_query(request_, label),
                         .concept_uri = concepts[broader].uri});
      }
  }

  void add_languages() {
    if (request_.same_language) {
      SearchRequest other = from_the_first_page(request_);
      other.same_language = false;
      ways_.push_back({.kind = WayOutKind::all_languages, .request = std::move(other)});
    }
    if (languages_.size() != 1) return;
    for (const Language language : stemming::all_languages) {
      if (language == languages_.front()) continue;
      SearchRequest other = from_the_first_page(request_);
      other.language = language;
      ways_.push_back({.kind = WayOutKind::read_as, .request = std::move(other)});
    }
  }

  std::vector<WayOut> take() { return std::move(ways_); }

 private:
  const SearchRequest& request_;
  const QueryNode& root_;
  const std::vector<Language>& languages_;
  std::vector<WayOut> ways_{};
};

}  // namespace

std::string_view to_text(WayOutKind kind) {
  constexpr std::array<std::string_view, 9> names{"without_filter",  "without_filters",    "any_word",
                                                  "without_phrase",  "without_conditions", "words_alone",
                                                  "broader_concept", "all_languages",      "read_as"};
  return names.at(static_cast<std::size_t>(kind));
}

std::vector<WayOut> plan_ways_out(const SearchRequest& request, const QueryNode& root,
                                  const std::vector<Language>& languages, const stemming::ConceptTagger* tagger) {
  Ways ways(request, root, languages);
  ways.add_filters();
  ways.add_loosened_queries();
  if (tagger != nullptr) ways.add_broader_concepts(*tagger);
  ways.add_languages();
  return ways.take();
}

}  // namespace kohtaamo::server
