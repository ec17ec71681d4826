// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// settings.h — what can be set, from where it was set, and one table of it all.
//
// Given   a TOML file, the environment (KOHTAAMO_SERVER_PORT) and flags (--port).
// Gives   Settings; a later source wins: built-in default < file < environment < flag.
// Fails   bad_config with the place ("kohtaamo.toml:12:3 /server/prot") and the nearest known name.
// Threads values.
//
// To add a setting: a member here, a row in options(), a line in config/kohtaamo.toml.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/error.h"

namespace kohtaamo::config {

struct DataSettings {
  std::string directory = "data";  // store.sqlite and index/ live here
};

struct ServerSettings {
  std::string host = "127.0.0.1";         // public addresses belong to the proxy in front
  std::int64_t port = 8080;               // 0: any free one
  std::string public_url{};               // "https://kohtaamo.example"; empty: http://host:port
  std::int64_t connection_threads = 256;  // cheap: they mostly wait on the network
  std::int64_t permits = 0;               // requests worked on at once; 0: one a core
  std::int64_t permit_wait_ms = 2'000;    // then 503 with Retry-After
  std::int64_t max_body_bytes = 2 << 20;
  std::int64_t max_import_bytes = 64 << 20;  // POST /import
  std::int64_t max_uri_bytes = 8'192;
  std::int64_t max_headers = 100;
  std::int64_t max_header_bytes = 16'384;  // all header lines together
  std::int64_t read_timeout_ms = 10'000;
  std::int64_t write_timeout_ms = 15'000;
  std::int64_t keep_alive_timeout_ms = 5'000;
  std::int64_t keep_alive_requests = 1'000;
  std::int64_t listen_backlog = 1'024;
  bool writes = true;  // false: a read-only server, which needs the index alone
};

// LANGUAGE.md sections 1 and 3 have the measurements behind the numbers.
struct RankingSettings {
  double k1 = 1.5;  // BM25: how soon a repeated term stops counting
  double b = 0.35;  // BM25: how much long documents are held back
  double k3 = 8;    // BM25: repeated terms of long queries
  double min_normlen = 0;
  double title_weight = 4;  // title, summary and body: how often a term counts
  double summary_weight = 2;
  double body_weight = 1;
  double part_weight = 0.45;         // compound parts of a query word against its base forms
  double concept_weight = 0.3;       // a concept that the query names, against a word
  double narrower_weight = 0.5;      // a narrower concept against the one that is named
  double translation_weight = 0.5;   // a word's translations against the word
  double synonym_weight = 0.7;       // a word's synonyms against the word
  double neighbour_weight = 0.15;    // two words of the query side by side in a title, against the words
  double recency_weight = 0.3;       // most that a record gains by being new, in the units of a score
  double completeness_weight = 0.3;  // most that it gains by being told in full
};

// RELIABILITY.md section 4: limits that hold before Xapian sees a query.
struct SearchSettings {
  std::int64_t max_query_bytes = 512;  // of the text in q
  std::int64_t max_terms = 32;
  std::int64_t max_operators = 16;
  std::int64_t max_depth = 16;
  std::int64_t max_phrase_words = 16;
  std::int64_t max_wildcards = 8;
  std::int64_t min_wildcard_letters = 3;
  std::int64_t wildcard_expansion = 50;
  std::int64_t max_limit = 100;    // hits a page
  std::int64_t max_reach = 1'000;  // offset + limit
  std::int64_t facet_values = 100;
};

// What each signal weighs in a match, as one role sees it (MATCHING.md section 2); only proportions matter.
struct MatchWeights {
  double text = 25, concepts = 20, target_group = 15, stage = 10, region = 10;
  double evidence = 8, feasibility = 7, recency = 3, adoptions = 2;  // of solutions
  double topic = 30, amount = 10, time_left = 10, history = 10;      // of calls; topic: text and concepts together
};

struct MatchSettings {
  std::int64_t candidates = 300;       // judged in full
  std::int64_t query_terms = 40;       // the best terms of a text
  std::int64_t long_query_terms = 80;  // of a text of more than 200 different words
  std::int64_t max_text_bytes = 200'000;
  double b = 0.5;                        // BM25: how much long records are held back
  double neighbour_weight = 0.3;         // neighbouring words against words
  std::int64_t feedback_documents = 10;  // whose common terms are counted in
  std::int64_t feedback_terms = 40;
  double feedback_weight = 1.5;  // those terms together against the asker's own
  double diversity = 0.7;        // score against being unlike what stands above; 1: score alone
  std::int64_t most_of_one = 2;  // records of one owner or lineage among the first ten
  double twin_similarity = 0.9;  // from which two records are shown as one; 1: none are
  MatchWeights adopter{};
  MatchWeights developer{.stage = 15, .evidence = 4, .feasibility = 3, .adoptions = 1};
  MatchWeights funder{.stage = 15, .feasibility = 3};
  double strong_from = 0.6;  // labels of a score, 0..1
  double possible_from = 0.35;
};

struct IndexSettings {
  std::int64_t batch_documents = 1'000;   // a commit comes at the latest after so many
  std::int64_t commit_interval_ms = 500;  // and never sooner than this after the last
  std::int64_t rebuild_batch = 1'000;     // documents in a small build before merging
  std::int64_t keep_generations = 1;      // old generations kept beside the live one
};

struct ImportSettings {
  double shrink_limit = 0.2;  // a source that loses more of its records is a failed run
  std::int64_t max_line_bytes = 16 << 20;
  std::int64_t batch_records = 500;  // in one transaction of the store
};

struct AnalysisSettings {
  std::string voikko_path{};           // another folder of dictionaries; empty: the system's
  std::int64_t cache_words = 1 << 19;  // word -> terms, shared by all threads
  std::string synonyms_file{};         // groups beside config/synonyms.txt; empty: none
  std::string translations = "freedict everyday vocabulary learnt";  // the sources in use
};

// What the pages say of who runs the service.
struct ServiceSettings {
  std::string operator_name{};     // "Esimerkin kaupunki"; empty: the pages say that it is not told
  std::string feedback_address{};  // of mail, or a page with a form (https://…): barriers and errors are told there
  std::string region_outlines{};   // GeoJSON of the regions (maakunta), drawn as the map of actors; empty: tiles
};

struct LogSettings {
  std::string level = "info";  // trace, debug, info, warn, error
};

struct Settings {
  DataSettings data{};
  ServerSettings server{};
  RankingSettings ranking{};
  SearchSettings search{};
  MatchSettings match{};
  IndexSettings index{};
  ImportSettings import{};
  AnalysisSettings analysis{};
  ServiceSettings service{};
  LogSettings log{};
};

struct Option {
  std::string_view name{};  // "server.port": table and key of the file
  std::string_view flag{};  // "--port"; empty: file and environment only
  std::string_view meaning{};
  double min = 0, max = 0;  // bounds of numbers, both included
  std::variant<bool*, std::int64_t*, double*, std::string*> value{};
  std::span<const std::string_view> choices{};  // that a text may take; empty: any
};

// Every setting, in the order of the file. The pointers lead into `settings`.
std::vector<Option> options(Settings& settings);

std::string environment_name(std::string_view option_name);  // "KOHTAAMO_SERVER_PORT"

struct SettingSources {
  std::optional<std::string> file{};                 // must exist when given
  std::map<std::string, std::string> environment{};  // all of it; only KOHTAAMO_… is read
  std::map<std::string, std::string> flags{};        // option name -> text
};

struct LoadedSettings {
  Settings settings{};
  std::map<std::string, std::string> origins{};  // option name -> "kohtaamo.toml:12", "--port", …
};

Result<LoadedSettings> load_settings(const SettingSources& sources);

// One line an option: `server.port = 8080  # default`. A file of these lines sets the same again.
std::string settings_text(LoadedSettings loaded);

std::map<std::string, std::string> environment_of_this_process();

}  // namespace kohtaamo::config
