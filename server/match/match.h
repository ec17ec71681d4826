// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// match.h — who meets whom: records that answer a need, a call or an idea, and why.
//
// Given   a text in one's own words, or a stored record; which types to look among; whose view it is.
// Gives   matches with a score 0..1 that is the weighted mean of signals, hard checks with three
//         verdicts, and both as an explanation made of the same numbers. A failed check never lowers
//         a score: it makes a near miss. What is unknown stays in, to be checked by a person.
// Fails   bad_request (nothing to match, text too long), not_found, index_unavailable.
// Never   shows whose a confidential need is (the index does not know it).
// Threads safe: one Matcher serves all threads.
//
// Score = Σ weight·value / Σ weight over the signals that have something to say about the pair.

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/settings.h"
#include "corpora/record.h"
#include "server/match/asker.h"
#include "server/match/boilerplate.h"
#include "server/match/reason.h"
#include "server/search/search.h"

namespace kohtaamo::server {

enum class Role : std::uint8_t { adopter, developer, funder };
inline constexpr std::array<std::string_view, 3> role_names{"adopter", "developer", "funder"};  // in the order of Role
std::optional<Role> parse_role(std::string_view name);

struct MatchRequest {
  std::string text{};                    // in one's own words; or:
  corpora::RecordId id{};                // a stored record that all may see
  std::optional<corpora::Record> own{};  // in its place: one that the asker may see, such as its own confidential need
  std::optional<stemming::Language> language{};  // of the text; none: detected
  std::vector<corpora::RecordType> types{};      // to look among; empty: those that answer this kind
  Role role = Role::adopter;
  std::size_t limit = 10;  // of each type
  corpora::Date today{};
  Corrections corrections{};           // what the asker says in the place of what is read
  std::vector<FacetFilter> filters{};  // by fields of codes and ids: only records with one of each
  // By id, with material_hash(): left out for as long as the record says the same.
  std::map<corpora::RecordId, std::string> dismissed{};
};

// One measurable reason to match.
struct Signal {
  std::string name{};  // "text", "target_group", "region", …: reason_<name>
  double weight = 0;   // settings
  double value = 0;    // 0..1
  Reason reason{};
};

enum class Verdict : std::uint8_t { pass, fail, unknown };
std::string_view to_text(Verdict verdict);

// One hard condition.
struct Check {
  std::string name{};  // "applicant_type", "region", …: check_<name>
  Verdict verdict = Verdict::unknown;
  Reason reason{};
  std::string quote{};             // the record's own words, where it has some
  std::optional<Reason> change{};  // of a fail: the smallest change that would make it pass
};

enum class Strength : std::uint8_t { weak, possible, strong };
std::string_view to_text(Strength strength);

struct Match {
  corpora::Record record{};
  std::size_t rank = 0;
  double score = 0;  // 0..1
  Strength strength = Strength::weak;
  std::vector<Signal> signals{};  // those that apply; heaviest share first
  std::vector<Check> checks{};
  std::vector<corpora::RecordId> twins{};  // near copies of it that are not shown
  Snippet passage{};                       // of the record, with the words in common
  stemming::Language passage_language{};
};

struct MatchResult {
  Asker understood{};
  std::vector<Match> matches{};      // of each type `limit`: the best, spread as diversity.h says
  std::vector<Match> near_misses{};  // a check failed
  indexer::IndexState state{};
};

struct RankRequest {
  std::vector<corpora::RecordType> types{};  // empty: all
  Role role = Role::adopter;
  std::size_t depth = 100;
};

class Matcher {
 public:
  explicit Matcher(const SearchEngine& engine);

  config::Result<MatchResult> match(const MatchRequest& request) const;

  // The ids of the best `depth` records for a text, judged as match() does: what evaluation needs.
  config::Result<std::vector<std::string>> rank(const std::string& text, std::optional<stemming::Language> language,
                                                const RankRequest& among) const;

  // What the request says, before anything is looked for.
  config::Result<Asker> understand(const MatchRequest& request) const;

  // For those who hold the conditions of a record against others than the asker.
  const EligibilityReader& eligibility() const { return eligibility_; }

 private:
  config::Result<Asker> understand_stored(const corpora::Record& record) const;
  Asker understand_text(const std::string& text, std::optional<stemming::Language> language) const;
  // Null for an asker who does not speak as a call.
  std::shared_ptr<const CallWords> call_words_for(const Asker& asker, Role role, const Xapian::Database& database,
                                                  const indexer::IndexState& state) const;

  const SearchEngine& engine_;
  EligibilityReader eligibility_;
  mutable KeptCallWords call_words_{};
};

// The types that can answer a record of this type ("need": innovation, resource, call, adoption, …).
std::vector<corpora::RecordType> answering_types(corpora::RecordType type);

}  // namespace kohtaamo::server
