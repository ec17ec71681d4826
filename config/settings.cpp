// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/settings.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <type_traits>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include "config/nearest_name.h"

namespace kohtaamo::config {
namespace {

std::vector<std::string_view> names_of(const std::vector<Option>& rows) {
  std::vector<std::string_view> names;
  for (const Option& row : rows) names.push_back(row.name);
  return names;
}

Result<void> check_bounds(const Option& option, double value, const std::string& where) {
  if (value >= option.min && value <= option.max) return {};
  return fail(ErrorCode::bad_config,
              fmt::format("{} is {}, but must be between {} and {}", option.name, value, option.min, option.max),
              where);
}

Result<void> set_text(const Option& option, std::string& target, const std::string& value, const std::string& where) {
  if (!option.choices.empty() && std::ranges::find(option.choices, value) == option.choices.end())
    return fail(ErrorCode::bad_config,
                fmt::format("{} is '{}', but must be one of {}", option.name, value, fmt::join(option.choices, ", ")),
                where);
  target = value;
  return {};
}

template <class Number>
Result<void> set_number(const Option& option, Number& target, Number value, const std::string& where) {
  if (auto ok = check_bounds(option, static_cast<double>(value), where); !ok) return ok;
  target = value;
  return {};
}

// Text from the environment or a flag.
Result<void> set_from_text(const Option& option, const std::string& text, const std::string& where) {
  const auto wrong_type = [&](std::string_view wanted) {
    return fail(ErrorCode::bad_config, fmt::format("{} wants {}, not '{}'", option.name, wanted, text), where);
  };
  return std::visit(
      [&](auto* target) -> Result<void> {
        using T = std::remove_pointer_t<decltype(target)>;
        if constexpr (std::is_same_v<T, std::string>) {
          return set_text(option, *target, text, where);
        } else if constexpr (std::is_same_v<T, bool>) {
          if (text != "true" && text != "false") return wrong_type("true or false");
          *target = text == "true";
          return {};
        } else {
          T value{};
          const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
          if (error != std::errc() || end != text.data() + text.size())
            return wrong_type(std::is_integral_v<T> ? "a whole number" : "a number");
          return set_number(option, *target, value, where);
        }
      },
      option.value);
}

Result<void> set_from_toml(const Option& option, const toml::node& node, const std::string& where) {
  const auto wrong_type = [&](std::string_view wanted) {
    return fail(ErrorCode::bad_config, fmt::format("{} wants {}", option.name, wanted), where);
  };
  return std::visit(
      [&](auto* target) -> Result<void> {
        using T = std::remove_pointer_t<decltype(target)>;
        if constexpr (std::is_same_v<T, std::string>) {
          if (!node.is_string()) return wrong_type("a text in quotes");
          return set_text(option, *target, node.as_string()->get(), where);
        } else if constexpr (std::is_same_v<T, bool>) {
          if (!node.is_boolean()) return wrong_type("true or false");
          *target = node.as_boolean()->get();
          return {};
        } else if constexpr (std::is_same_v<T, std::int64_t>) {
          if (!node.is_integer()) return wrong_type("a whole number");
          return set_number(option, *target, node.as_integer()->get(), where);
        } else {
          const auto value = node.value<double>();
          if (!node.is_number() || !value) return wrong_type("a number");
          return set_number(option, *target, *value, where);
        }
      },
      option.value);
}

std::string place(const std::string& file, const toml::source_position& at, std::string_view pointer) {
  return fmt::format("{}:{}:{}{}{}", file, static_cast<unsigned>(at.line), static_cast<unsigned>(at.column),
                     pointer.empty() ? "" : " /", pointer);
}

Result<void> read_table(const std::string& file, const toml::table& table, const std::string& prefix,
                        const std::vector<Option>& rows, std::map<std::string, std::string>& origins) {
  for (const auto& [key, node] : table) {
    const std::string name = prefix.empty() ? std::string(key.str()) : prefix + "." + std::string(key.str());
    std::string pointer = name;
    std::ranges::replace(pointer, '.', '/');
    const std::string where = place(file, key.source().begin, pointer);
    const auto row = std::ranges::find(rows, name, &Option::name);
    if (row != rows.end()) {
      if (auto ok = set_from_toml(*row, node, where); !ok) return ok;
      origins[name] = fmt::format("{}:{}", file, static_cast<unsigned>(key.source().begin.line));
      continue;
    }
    const bool is_table_of_ours =
        std::ranges::any_of(rows, [&](const Option& option) { return option.name.starts_with(name + "."); });
    if (is_table_of_ours && !node.is_table())
      return fail(ErrorCode::bad_config, fmt::format("'{}' is a table of settings, not one setting", name), where);
    if (!is_table_of_ours)
      return fail(ErrorCode::bad_config,
                  fmt::format("'{}' is not a setting{}", name, did_you_mean(name, names_of(rows))), where);
    if (auto ok = read_table(file, *node.as_table(), name, rows, origins); !ok) return ok;
  }
  return {};
}

Result<void> read_file(const std::string& file, const std::vector<Option>& rows,
                       std::map<std::string, std::string>& origins) {
  std::error_code ignored;
  if (::access(file.c_str(), R_OK) != 0 || std::filesystem::is_directory(file, ignored))
    return fail(ErrorCode::bad_config, "the settings file is missing or cannot be read", file);
  const toml::parse_result parsed = toml::parse_file(std::string_view(file));
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return fail(ErrorCode::bad_config, std::string(error.description()), place(file, error.source().begin, ""));
  }
  return read_table(file, parsed.table(), "", rows, origins);
}

// Development data, and whether to write golden files anew: read by tests, and no settings.
constexpr std::array<std::string_view, 2> variables_of_tests{"KOHTAAMO_DATA", "KOHTAAMO_RECORD"};

Result<void> read_environment(const std::map<std::string, std::string>& environment, const std::vector<Option>& rows,
                              std::map<std::string, std::string>& origins) {
  std::map<std::string, const Option*> by_variable;
  for (const Option& row : rows) by_variable[environment_name(row.name)] = &row;
  std::vector<std::string_view> known;
  for (const auto& [variable, row] : by_variable) known.push_back(variable);
  for (const auto& [variable, text] : environment) {
    if (!variable.starts_with("KOHTAAMO_") ||
        std::ranges::find(variables_of_tests, variable) != variables_of_tests.end())
      continue;
    const auto found = by_variable.find(variable);
    if (found == by_variable.end())
      return fail(ErrorCode::bad_config, "no setting has this variable" + did_you_mean(variable, known), variable);
    if (auto ok = set_from_text(*found->second, text, variable); !ok) return ok;
    origins[std::string(found->second->name)] = variable;
  }
  return {};
}

Result<void> read_flags(const std::map<std::string, std::string>& flags, const std::vector<Option>& rows,
                        std::map<std::string, std::string>& origins) {
  for (const auto& [name, text] : flags) {
    const auto row = std::ranges::find(rows, name, &Option::name);
    if (row == rows.end())
      return fail(ErrorCode::usage, fmt::format("'{}' is not a setting{}", name, did_you_mean(name, names_of(rows))));
    if (auto ok = set_from_text(*row, text, std::string(row->flag)); !ok) return ok;
    origins[name] = row->flag;
  }
  return {};
}

constexpr std::array<std::string_view, 5> log_levels{"trace", "debug", "info", "warn", "error"};

// The text as TOML writes it.
std::string toml_text(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      result += {'\\', c};
    else if (std::iscntrl(static_cast<unsigned char>(c)) != 0)
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else
      result += c;
  }
  return result + '"';
}

// --- the weights of the signals, once for each role ------------------------------------------------

struct WeightRow {
  std::string_view name{}, meaning{};
  double MatchWeights::*weight{};
};
constexpr std::array weight_rows{
    WeightRow{"text", "words in common", &MatchWeights::text},
    WeightRow{"concepts", "shared concepts", &MatchWeights::concepts},
    WeightRow{"target_group", "the same people", &MatchWeights::target_group},
    WeightRow{"stage", "stage that fits", &MatchWeights::stage},
    WeightRow{"region", "the same or a near region", &MatchWeights::region},
    WeightRow{"evidence", "evidence and validation", &MatchWeights::evidence},
    WeightRow{"feasibility", "money that suffices", &MatchWeights::feasibility},
    WeightRow{"recency", "changed lately", &MatchWeights::recency},
    WeightRow{"adoptions", "in use elsewhere", &MatchWeights::adoptions},
    WeightRow{"topic", "of a call: words and concepts together", &MatchWeights::topic},
    WeightRow{"amount", "of a call: an amount that suits", &MatchWeights::amount},
    WeightRow{"time_left", "of a call: time to apply", &MatchWeights::time_left},
    WeightRow{"history", "of a call: earlier awards to alike work", &MatchWeights::history},
};
using WeightNames = std::array<std::string, weight_rows.size()>;

WeightNames names_of_weights(std::string_view role) {
  WeightNames names;
  for (std::size_t i = 0; i < names.size(); ++i) names.at(i) = fmt::format("match.{}.{}", role, weight_rows.at(i).name);
  return names;
}
const std::array<WeightNames, 3> role_weight_names{names_of_weights("adopter"), names_of_weights("developer"),
                                                   names_of_weights("funder")};

void append_weights(const WeightNames& names, MatchWeights& weights, std::vector<Option>& rows) {
  constexpr double most = 1'000;
  for (std::size_t i = 0; i < names.size(); ++i)
    rows.push_back({names.at(i), "", weight_rows.at(i).meaning, 0, most, &(weights.*weight_rows.at(i).weight)});
}

std::vector<Option> plain_options(Settings& s) {
  return {
      {"data.directory", "--data", "folder of the store and the index", 0, 0, &s.data.directory},
      {"server.host", "--host", "address to listen on", 0, 0, &s.server.host},
      {"server.port", "--port", "TCP port; 0 takes any free one", 0, 65'535, &s.server.port},
      {"server.public_url", "", "address under which people reach the site; empty: http://host:port", 0, 0,
       &s.server.public_url},
      {"server.connection_threads", "", "connections served at once", 1, 10'000, &s.server.connection_threads},
      {"server.permits", "", "requests worked on at once; 0: one a core", 0, 1'000, &s.server.permits},
      {"server.permit_wait_ms", "", "how long a request may wait for its turn", 0, 60'000, &s.server.permit_wait_ms},
      {"server.max_body_bytes", "", "largest request body", 1'024, 1 << 30, &s.server.max_body_bytes},
      {"server.max_import_bytes", "", "largest body of an import", 1'024, 1 << 30, &s.server.max_import_bytes},
      {"server.max_uri_bytes", "", "longest address", 256, 1 << 20, &s.server.max_uri_bytes},
      {"server.max_headers", "", "most header lines", 10, 1'000, &s.server.max_headers},
      {"server.max_header_bytes", "", "all header lines together", 1'024, 1 << 20, &s.server.max_header_bytes},
      {"server.read_timeout_ms", "", "longest wait for the next bytes of a request", 10, 600'000,
       &s.server.read_timeout_ms},
      {"server.write_timeout_ms", "", "longest wait for a client to take a reply", 10, 600'000,
       &s.server.write_timeout_ms},
      {"server.keep_alive_timeout_ms", "", "longest rest of a connection between requests", 10, 600'000,
       &s.server.keep_alive_timeout_ms},
      {"server.keep_alive_requests", "", "requests on one connection", 1, 1'000'000, &s.server.keep_alive_requests},
      {"server.listen_backlog", "", "connections the system may queue", 1, 65'535, &s.server.listen_backlog},
      {"server.writes", "--writes", "false: a read-only server, which needs the index alone", 0, 0, &s.server.writes},
      {"ranking.k1", "", "BM25: how soon a repeated term stops counting", 0, 100, &s.ranking.k1},
      {"ranking.b", "", "BM25: how much long documents are held back", 0, 1, &s.ranking.b},
      {"ranking.k3", "", "BM25: how much a term repeated in the query counts", 0, 10'000, &s.ranking.k3},
      {"ranking.min_normlen", "", "BM25: shortest normalised length", 0, 1, &s.ranking.min_normlen},
      {"ranking.title_weight", "", "how often a term of the title counts; takes effect with a rebuild", 0, 100,
       &s.ranking.title_weight},
      {"ranking.summary_weight", "", "the same of the summary", 0, 100, &s.ranking.summary_weight},
      {"ranking.body_weight", "", "the same of everything else", 0, 100, &s.ranking.body_weight},
      {"ranking.part_weight", "", "compound parts of a query word against its base forms", 0, 1,
       &s.ranking.part_weight},
      {"ranking.concept_weight", "", "concepts against words", 0, 10, &s.ranking.concept_weight},
      {"ranking.narrower_weight", "", "narrower concepts against the one named", 0, 1, &s.ranking.narrower_weight},
      {"ranking.translation_weight", "", "translations of a word against the word", 0, 1,
       &s.ranking.translation_weight},
      {"ranking.synonym_weight", "", "synonyms of a word against the word", 0, 1, &s.ranking.synonym_weight},
      {"ranking.neighbour_weight", "", "words side by side in a title against the words", 0, 10,
       &s.ranking.neighbour_weight},
      {"ranking.recency_weight", "", "most that a record gains by being new", 0, 10, &s.ranking.recency_weight},
      {"ranking.completeness_weight", "", "most that a record gains by being told in full", 0, 10,
       &s.ranking.completeness_weight},
      {"search.max_query_bytes", "", "longest query text", 16, 65'536, &s.search.max_query_bytes},
      {"search.max_terms", "", "most words of a query", 1, 10'000, &s.search.max_terms},
      {"search.max_operators", "", "most AND, OR, NOT of a query", 0, 1'000, &s.search.max_operators},
      {"search.max_depth", "", "deepest nesting of a query", 1, 100, &s.search.max_depth},
      {"search.max_phrase_words", "", "longest phrase in words", 2, 100, &s.search.max_phrase_words},
      {"search.max_wildcards", "", "most words with *", 0, 100, &s.search.max_wildcards},
      {"search.min_wildcard_letters", "", "fewest letters before *", 1, 20, &s.search.min_wildcard_letters},
      {"search.wildcard_expansion", "", "most terms that one * stands for", 1, 10'000, &s.search.wildcard_expansion},
      {"search.max_limit", "", "most hits a page", 1, 10'000, &s.search.max_limit},
      {"search.max_reach", "", "farthest hit that can be asked for", 1, 1'000'000, &s.search.max_reach},
      {"search.facet_values", "", "most values of one facet in a reply", 1, 10'000, &s.search.facet_values},
      {"match.candidates", "", "records judged in full for one match", 10, 10'000, &s.match.candidates},
      {"match.query_terms", "", "terms taken from a text", 5, 200, &s.match.query_terms},
      {"match.long_query_terms", "", "terms taken from a text of more than 200 different words", 5, 400,
       &s.match.long_query_terms},
      {"match.b", "", "BM25, when a call asks: how much long records are held back", 0, 1, &s.match.b},
      {"match.neighbour_weight", "", "neighbouring words against words, when a call asks", 0, 10,
       &s.match.neighbour_weight},
      {"match.feedback_documents", "", "best records whose common terms are counted in, when a call asks; 0: none", 0,
       100, &s.match.feedback_documents},
      {"match.feedback_terms", "", "terms taken from them", 0, 200, &s.match.feedback_terms},
      {"match.feedback_weight", "", "these terms against the asker's own", 0, 10, &s.match.feedback_weight},
      {"match.max_text_bytes", "", "longest text to match", 100, 10'000'000, &s.match.max_text_bytes},
      {"match.diversity", "", "score against being unlike what stands above; 1: score alone", 0, 1, &s.match.diversity},
      {"match.most_of_one", "", "records of one owner or lineage among the first ten; 0: any number", 0, 10,
       &s.match.most_of_one},
      {"match.twin_similarity", "", "likeness from which two records are shown as one", 0.5, 1,
       &s.match.twin_similarity},
      {"match.strong_from", "", "score from which a match is called strong", 0, 1, &s.match.strong_from},
      {"match.possible_from", "", "score from which a match is called possible", 0, 1, &s.match.possible_from},
      {"index.batch_documents", "", "documents in one commit at most", 1, 1'000'000, &s.index.batch_documents},
      {"index.commit_interval_ms", "", "least time between commits", 0, 60'000, &s.index.commit_interval_ms},
      {"index.rebuild_batch", "", "documents of a small build before merging", 10, 1'000'000, &s.index.rebuild_batch},
      {"index.keep_generations", "", "old generations kept after a rebuild", 0, 100, &s.index.keep_generations},
      {"import.shrink_limit", "", "share of a source's records that a run may lose", 0, 1, &s.import.shrink_limit},
      {"import.max_line_bytes", "", "longest line or file of one record", 1'024, 1 << 30, &s.import.max_line_bytes},
      {"import.batch_records", "", "records in one transaction", 1, 100'000, &s.import.batch_records},
      {"analysis.voikko_path", "", "another folder of Voikko dictionaries; empty: the system's", 0, 0,
       &s.analysis.voikko_path},
      {"analysis.cache_words", "", "words whose analysis is remembered", 0, 1 << 26, &s.analysis.cache_words},
      {"analysis.synonyms_file", "", "file of synonyms beside our own; empty: none", 0, 0, &s.analysis.synonyms_file},
      {"analysis.translations", "", "where translations come from: freedict, everyday, vocabulary, learnt", 0, 0,
       &s.analysis.translations},
      {"service.operator_name", "", "who runs the service, for the pages", 0, 0, &s.service.operator_name},
      {"service.feedback_address", "", "mail address or page for feedback on barriers and errors", 0, 0,
       &s.service.feedback_address},
      {"service.region_outlines", "", "GeoJSON of the regions for the map of actors; empty: tiles", 0, 0,
       &s.service.region_outlines},
      {"log.level", "--log-level", "least severe messages that are logged", 0, 0, &s.log.level, log_levels},
  };
}

}  // namespace

std::vector<Option> options(Settings& s) {
  std::vector<Option> rows = plain_options(s);
  std::vector<Option> weights;
  append_weights(role_weight_names.at(0), s.match.adopter, weights);
  append_weights(role_weight_names.at(1), s.match.developer, weights);
  append_weights(role_weight_names.at(2), s.match.funder, weights);
  const auto after = std::ranges::find(rows, "match.possible_from", &Option::name) + 1;
  rows.insert(after, weights.begin(), weights.end());
  return rows;
}

std::string environment_name(std::string_view option_name) {
  std::string name = "KOHTAAMO_";
  for (const char c : option_name)
    name += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

Result<LoadedSettings> load_settings(const SettingSources& sources) {
  LoadedSettings loaded;
  const std::vector<Option> rows = options(loaded.settings);
  for (const Option& row : rows) loaded.origins[std::string(row.name)] = "default";
  if (sources.file)
    if (auto ok = read_file(*sources.file, rows, loaded.origins); !ok) return fail(ok.error());
  if (auto ok = read_environment(sources.environment, rows, loaded.origins); !ok) return fail(ok.error());
  if (auto ok = read_flags(sources.flags, rows, loaded.origins); !ok) return fail(ok.error());
  return loaded;
}

std::string settings_text(LoadedSettings loaded) {
  std::string text;
  for (const Option& row : options(loaded.settings)) {
    const std::string value = std::visit(
        [](auto* target) {
          using T = std::remove_pointer_t<decltype(target)>;
          if constexpr (std::is_same_v<T, std::string>)
            return toml_text(*target);
          else
            return fmt::format("{}", *target);
        },
        row.value);
    text += fmt::format("{} = {}  # {}\n", row.name, value, loaded.origins[std::string(row.name)]);
  }
  return text;
}

std::map<std::string, std::string> environment_of_this_process() {
  std::map<std::string, std::string> environment;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (const auto equals = text.find('='); equals != std::string_view::npos)
      environment.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return environment;
}

}  // namespace kohtaamo::config
