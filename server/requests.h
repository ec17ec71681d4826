// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// requests.h — from the text of a request to typed requests: past here there is no raw input.
//
// Given   the parameters of an address, or the members of a JSON body: both under the same names.
// Gives   SearchRequest, MatchRequest and the like; codes in the form in which records carry them.
// Fails   bad_request at the parameter ("limit") or member ("/limit"), with the nearest code or name;
//         bad_json; unsupported_media_type. What is absent takes its default, what is wrong never does.
// Threads pure functions.

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/json.h"
#include "config/settings.h"
#include "corpora/date.h"
#include "indexer/schema.h"
#include "server/http_message.h"
#include "server/match/consortium.h"
#include "server/match/lineage.h"
#include "server/match/match.h"
#include "server/search/search.h"
#include "stemming/language.h"

namespace kohtaamo::server {

// What was given under each name, in the order it came.
class Parameters {
 public:
  static Parameters of_query(const HttpRequest& request);
  // The members of a JSON object; lists give several values. The members of a member are known as
  // "understood/regions". What is not among `known` is refused. Read past is one that carries more than a
  // parameter can, for others to read.
  static config::Result<Parameters> of_body(const HttpRequest& request, std::span<const std::string_view> known,
                                            std::string_view read_past = {});

  // Repeated, or with commas between: each value once, none of them empty.
  std::vector<std::string> list(std::string_view name) const;
  // Given once; given twice it fails.
  config::Result<std::optional<std::string>> text(std::string_view name) const;
  // Whether it is there at all, be it an empty list or, in a member of a member, null.
  bool is_given(std::string_view name) const { return values_.contains(name); }
  config::Result<bool> flag(std::string_view name, bool otherwise) const;
  config::Result<std::size_t> count(std::string_view name, std::size_t least, std::size_t most,
                                    std::size_t otherwise) const;
  // One of `names`, as its place among them.
  config::Result<std::size_t> choice(std::string_view name, std::span<const std::string_view> names,
                                     std::size_t otherwise) const;
  config::Result<std::optional<stemming::Language>> language(std::string_view name) const;

  // How an error names the place: "limit", or "/limit" in a body.
  std::string place(std::string_view name) const { return prefix_ + std::string(name); }

 private:
  config::Result<void> read_member(const std::string& name, const config::JsonValue& value,
                                   std::span<const std::string_view> known);

  std::map<std::string, std::vector<std::string>, std::less<>> values_{};
  std::string prefix_{};
  bool splits_at_commas_ = true;  // in JSON a list is a list
};

// The parameters that are filters: every facet of the schema, and those that are computed.
inline constexpr auto filter_names = [] {
  std::array<std::string_view,
             std::ranges::count_if(indexer::field_table, &indexer::Field::is_facet) + computed_facets.size()>
      names{};
  std::size_t count = 0;
  for (const indexer::Field& row : indexer::field_table)
    if (row.is_facet) names.at(count++) = row.name;
  for (const std::string_view name : computed_facets) names.at(count++) = name;
  return names;
}();

inline constexpr auto search_parameters = [] {
  constexpr std::array<std::string_view, 10> others{"q",     "lang",   "same_language", "facets",    "sort",
                                                    "limit", "offset", "cursor",        "highlight", "explain"};
  std::array<std::string_view, others.size() + filter_names.size()> names{};
  std::ranges::copy(filter_names, std::ranges::copy(others, names.begin()).out);
  return names;
}();
inline constexpr std::array<std::string_view, 3> suggest_parameters{"q", "lang", "limit"};

// These names and more.
template <std::size_t Count, std::size_t More>
constexpr std::array<std::string_view, Count + More> joined(const std::array<std::string_view, Count>& names,
                                                            const std::array<std::string_view, More>& more) {
  std::array<std::string_view, Count + More> all{};
  std::ranges::copy(more, std::ranges::copy(names, all.begin()).out);
  return all;
}

// Who asks for what, and what the asker corrects of it: the same wherever something is matched.
inline constexpr std::array<std::string_view, 13> asker_members{"text",
                                                                "id",
                                                                "lang",
                                                                "understood/target_groups",
                                                                "understood/regions",
                                                                "understood/partner_types",
                                                                "understood/stage",
                                                                "understood/applicant_type",
                                                                "understood/amount_eur",
                                                                "understood/own_funding_eur",
                                                                "understood/start_by",
                                                                "understood/partners",
                                                                "understood/countries"};
inline constexpr auto match_members = joined(asker_members, std::array<std::string_view, 3>{"types", "role", "limit"});
inline constexpr auto mirror_members = joined(asker_members, std::array<std::string_view, 1>{"limit"});
inline constexpr std::array<std::string_view, 4> consortium_members{"call", "actor", "skills", "limit"};
inline constexpr std::array<std::string_view, 5> overlap_members{"text", "id", "record", "lang", "limit"};
inline constexpr std::array<std::string_view, 3> lineage_parameters{"lang", "region", "actor_type"};

// The code list that the codes of a facet come from; empty: any text.
std::string_view code_list_of(std::string_view facet);

config::Result<SearchRequest> parse_search(const Parameters& parameters, const config::SearchSettings& limits,
                                           corpora::Date today);

// The cursor of another page of the same search. It is no secret and no permission: it carries where to
// go on and a sum over the search, so that one that was garbled or taken from another search is noticed.
std::string cursor_of(const SearchRequest& request, std::size_t offset);

config::Result<MatchRequest> parse_match(const Parameters& parameters, const config::Settings& settings,
                                         corpora::Date today);

// What the asker says of itself in the place of what was read: the members of "understood".
config::Result<Corrections> parse_corrections(const Parameters& parameters);

config::Result<ConsortiumRequest> parse_consortium(const Parameters& parameters, corpora::Date today);
config::Result<LineageRequest> parse_lineage(const Parameters& parameters, const corpora::RecordId& id);

struct SuggestRequest {
  std::string typed{};
  std::optional<stemming::Language> language{};
  std::size_t limit = 10;
};
config::Result<SuggestRequest> parse_suggest(const Parameters& parameters, const config::SearchSettings& limits);

// The language that the asker reads best: `lang` where it names one of ours, else Accept-Language.
std::optional<stemming::Language> preferred_language(const HttpRequest& request);

// A name of the address or of a body that nobody knows.
config::Result<void> check_known(std::string_view name, std::span<const std::string_view> known,
                                 const std::string& where);

}  // namespace kohtaamo::server
