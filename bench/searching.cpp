// SPDX-License-Identifier: GPL-3.0-or-later
// Searching, matching and suggesting inside the program: Kohtaamo and bare Xapian in turn.
#include "bench/library.h"
#include "bench/questions.h"
#include "bench/workloads.h"
#include "indexer/schema.h"
#include "stemming/fold.h"

namespace kohtaamo::bench {
namespace {

using config::fail;
using config::Result;

constexpr std::size_t questions_asked = 300, needs_asked = 100;
constexpr std::size_t need_words = 150;
constexpr std::size_t hits = 10;

server::SearchRequest request_for(const std::string& question) {
  return {.q = question, .limit = hits, .today = corpora::Date(std::chrono::year(2026) / 11 / 23)};
}

// What is thrown away but for its failure.
template <class T>
Result<void> done(const Result<T>& result) {
  if (!result) return fail(result.error());
  return {};
}

Result<Figures> in_turn(const Scene& scene, std::size_t pieces, const Work& ours, const Work& floor) {
  const auto times = time_in_turn({ours, floor}, pieces, scene.seconds);
  if (!times) return fail(times.error());
  return figures_of((*times)[0], (*times)[1]);
}

Work ten_best(const Library& library, const std::vector<std::vector<std::string>>& terms) {
  return [&](std::size_t piece) -> Result<void> {
    library.ten_best(terms[piece]);
    return {};
  };
}

using Requests = std::vector<server::SearchRequest>;

Work search_of(const Library& library, const Requests& requests) {
  return [&](std::size_t piece) { return done(library.search->search(requests[piece])); };
}

Requests short_requests(const Library& library) {
  Requests requests;
  for (const std::string& question : Questions(library).words(questions_asked, 2, 4))
    requests.push_back(request_for(question));
  return requests;
}

std::vector<std::vector<std::string>> terms_of(const Library& library, const Requests& requests) {
  std::vector<std::vector<std::string>> terms;
  for (const server::SearchRequest& request : requests) terms.push_back(library.terms_of_words(request.q));
  return terms;
}

const std::vector<std::string> three_facets{"type", "language", "region"};

}  // namespace

Result<Figures> search_short(const Scene& scene) {
  const auto library = Library::open(scene);
  if (!library) return fail(library.error());
  const Requests requests = short_requests(**library);
  const auto terms = terms_of(**library, requests);
  return in_turn(scene, requests.size(), search_of(**library, requests), ten_best(**library, terms));
}

Result<Figures> search_filtered(const Scene& scene) {
  const auto library = Library::open(scene);
  if (!library) return fail(library.error());
  Requests requests = short_requests(**library);
  const auto terms = terms_of(**library, requests);
  for (server::SearchRequest& request : requests) {
    request.filters = {{.field = "type", .codes = {"project"}}, {.field = "language", .codes = {"fi", "en"}}};
    request.facets = three_facets;
  }
  return in_turn(scene, requests.size(), search_of(**library, requests), ten_best(**library, terms));
}

Result<Figures> search_facets(const Scene& scene) {
  const auto library = Library::open(scene);
  if (!library) return fail(library.error());
  const Requests plain = short_requests(**library);
  Requests faceted = plain;
  for (server::SearchRequest& request : faceted) request.facets = three_facets;
  return in_turn(scene, plain.size(), search_of(**library, faceted), search_of(**library, plain));
}

Result<Figures> rank_long(const Scene& scene) {
  const auto library = Library::open(scene);
  if (!library) return fail(library.error());
  const std::vector<std::string> needs = Questions(**library).needs(needs_asked, need_words);
  std::vector<std::vector<std::string>> terms;
  for (const std::string& need : needs) terms.push_back((*library)->terms_of_long_text(need));
  const Work rank = [&](std::size_t piece) {
    return done((*library)->search->rank(needs[piece], std::nullopt, {}, hits));
  };
  return in_turn(scene, needs.size(), rank, ten_best(**library, terms));
}

Result<Figures> match_need(const Scene& scene) {
  const auto library = Library::open(scene);
  if (!library) return fail(library.error());
  const std::vector<std::string> needs = Questions(**library).needs(needs_asked, need_words);
  std::vector<std::vector<std::string>> terms;
  for (const std::string& need : needs) terms.push_back((*library)->terms_of_long_text(need));
  const Work match = [&](std::size_t piece) {
    return done((*library)->matcher->match({.text = needs[piece], .limit = hits, .today = request_for({}).today}));
  };
  return in_turn(scene, needs.size(), match, ten_best(**library, terms));
}

// The floor reads the same stretch of the list of terms, and nothing else.
Result<Figures> suggest_words(const Scene& scene) {
  const auto library = Library::open(scene);
  if (!library) return fail(library.error());
  const std::vector<std::string> typed = Questions(**library).beginnings(questions_asked);
  const Xapian::Database& bare = (*library)->bare;
  const Work suggest = [&](std::size_t piece) {
    return done((*library)->suggest->suggest(typed[piece], stemming::Language::fi, hits));
  };
  const Work read_terms = [&](std::size_t piece) -> Result<void> {
    std::string last;
    stemming::fold_word(std::string_view(typed[piece]).substr(typed[piece].find(' ') + 1), last);
    const std::string prefix = std::string(indexer::field("word").prefix) + last;
    [[maybe_unused]] Xapian::doccount records = 0;
    for (auto term = bare.allterms_begin(prefix); term != bare.allterms_end(prefix); ++term)
      records += term.get_termfreq();
    return {};
  };
  return in_turn(scene, typed.size(), suggest, read_terms);
}

}  // namespace kohtaamo::bench
