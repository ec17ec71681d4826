// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/source_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <variant>

#include "config/nearest_name.h"
#include "corpora/actor_identity.h"
#include "corpora/embedded_files.h"
#include "corpora/harvest/source_import.h"
#include "corpora/importer.h"

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

namespace kohtaamo::corpora::harvest {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;

template <class Struct>
using Member = std::variant<std::string Struct::*, bool Struct::*, std::optional<bool> Struct::*,
                            std::int64_t Struct::*, std::optional<std::int64_t> Struct::*, double Struct::*,
                            std::optional<double> Struct::*, std::vector<std::string> Struct::*>;
template <class Struct>
struct Row {
  std::string_view name{};
  Member<Struct> member{};
  double least = 0, most = 0;  // of numbers
};
using Key = Row<Source>;
using SettingKey = Row<HarvestSettings>;

constexpr double many = 1e15;
// What a source can say; beside these: protocol, every, daily_at and its parts.
const std::array keys{
    Key{"about", &Source::about},
    Key{"enabled", &Source::is_enabled},
    Key{"url", &Source::url},
    Key{"format", &Source::format},
    Key{"profile", &Source::profile},
    Key{"encoding", &Source::encoding},
    Key{"source", &Source::record_source},
    Key{"licence", &Source::licence},
    Key{"may_write", &Source::may_write},
    Key{"set", &Source::set},
    Key{"prefix", &Source::prefix},
    Key{"rows", &Source::rows},
    Key{"total", &Source::total},
    Key{"page_count", &Source::page_count},
    Key{"next", &Source::next},
    Key{"next_header", &Source::next_header},
    Key{"page_parameter", &Source::page_parameter},
    Key{"first_page", &Source::first_page, 0, 1},
    Key{"cursor_parameter", &Source::cursor_parameter},
    Key{"first_cursor", &Source::first_cursor},
    Key{"total_slack", &Source::total_slack, 0, 1},
    Key{"content_type", &Source::content_type},
    Key{"token_file", &Source::token_file},
    Key{"min_rows", &Source::min_rows, 1, many},
    Key{"required", &Source::required},
    Key{"required_share", &Source::required_share, 0, 1},
    Key{"max_shrink", &Source::max_shrink, 0, 1},
    Key{"complete", &Source::complete},
    Key{"pause_ms", &Source::pause_ms, 0, 600'000},
    Key{"request_timeout_ms", &Source::request_timeout_ms, 100, 3'600'000},
    Key{"max_reply_bytes", &Source::max_reply_bytes, 1'024, many},
    Key{"max_pages", &Source::max_pages, 1, 10'000'000},
};
// What the table [harvest] can say.
const std::array setting_keys{
    SettingKey{"contact", &HarvestSettings::contact},
    SettingKey{"private_hosts", &HarvestSettings::private_hosts},
    SettingKey{"pause_ms", &HarvestSettings::pause_ms, 0, 600'000},
    SettingKey{"request_timeout_ms", &HarvestSettings::request_timeout_ms, 100, 3'600'000},
    SettingKey{"retries", &HarvestSettings::retries, 0, 100},
    SettingKey{"max_retry_wait_s", &HarvestSettings::max_retry_wait_s, 0, 86'400},
    SettingKey{"max_reply_bytes", &HarvestSettings::max_reply_bytes, 1'024, many},
    SettingKey{"max_run_bytes", &HarvestSettings::max_run_bytes, 1'024, many},
    SettingKey{"max_pages", &HarvestSettings::max_pages, 1, 10'000'000},
    SettingKey{"max_run_minutes", &HarvestSettings::max_run_minutes, 1, 100'000},
    SettingKey{"keep_runs", &HarvestSettings::keep_runs, 1, 1'000},
};
constexpr std::array other_keys{std::string_view("protocol"), std::string_view("every"), std::string_view("daily_at"),
                                std::string_view("part")};
constexpr std::array protocols{Protocol::oai_pmh, Protocol::json, Protocol::file};

// "30m", "6h", "7d"
std::optional<std::chrono::minutes> parse_interval(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size() - 1, number);
  if (error != std::errc() || end != text.data() + text.size() - 1 || number < 1 || number > 10'000)
    return std::nullopt;
  switch (text.back()) {
    case 'm':
      return std::chrono::minutes(number);
    case 'h':
      return std::chrono::hours(number);
    case 'd':
      return std::chrono::days(number);
    default:
      return std::nullopt;
  }
}

// "03:30"
std::optional<std::chrono::minutes> parse_time_of_day(std::string_view text) {
  int hour = 0, minute = 0;
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto [hour_end, hour_error] = std::from_chars(text.data(), text.data() + 2, hour);
  const auto [end, error] = std::from_chars(text.data() + 3, text.data() + 5, minute);
  if (hour_end != text.data() + 2 || end != text.data() + 5 || hour_error != std::errc() || error != std::errc())
    return std::nullopt;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return std::nullopt;
  return std::chrono::hours(hour) + std::chrono::minutes(minute);
}

bool is_name(std::string_view name) {
  return !name.empty() && name.size() <= 60 && name.front() != '-' &&
         std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

class SourceReader {
 public:
  void read(const toml::table& root, const std::string& file) {
    file_ = file;
    for (const auto& [key, node] : root) {
      if (key.str() == "harvest" && node.is_table()) {
        read_settings(*node.as_table());
        continue;
      }
      if (key.str() != "source" || !node.is_table()) {
        refuse(key.source(),
               fmt::format("'{}' is no word here; sources are written as [source.name], and what holds for "
                           "all of them as [harvest]",
                           key.str()));
        continue;
      }
      for (const auto& [name, source] : *node.as_table()) read_source(name, source);
    }
  }

  Declarations take() {
    Declarations declared{.settings = std::move(settings_)};
    std::vector<Source>& sources = declared.sources;
    for (auto& [name, source] : sources_) {
      if (!error) check(source, places_.at(name));
      sources.push_back(std::move(source));
    }
    if (!error) check_owners(sources);
    return declared;
  }

  std::optional<Error> error{};

 private:
  void refuse(const std::string& where, std::string message) {
    if (!error) error = Error{ErrorCode::bad_config, std::move(message), where};
  }
  std::string place(const toml::source_region& at) const {
    return fmt::format("{}:{}", file_, static_cast<unsigned>(at.begin.line));
  }
  void refuse(const toml::source_region& at, std::string message) { refuse(place(at), std::move(message)); }

  void read_settings(const toml::table& table) {
    for (const auto& [key, node] : table) {
      const auto known = std::ranges::find(setting_keys, key.str(), &SettingKey::name);
      if (known != setting_keys.end()) {
        std::visit([&, &node = node](auto member) { set(*known, node, settings_.*member); }, known->member);
        continue;
      }
      std::vector<std::string_view> names;
      for (const SettingKey& one : setting_keys) names.push_back(one.name);
      refuse(key.source(),
             fmt::format("'{}' is no word of [harvest]{}", key.str(), config::did_you_mean(key.str(), names)));
    }
  }

  void read_source(const toml::key& name, const toml::node& node) {
    if (!is_name(name.str()))
      return refuse(name.source(), fmt::format("'{}' is no name: it wants small letters, digits and -", name.str()));
    if (!node.is_table()) return refuse(name.source(), "a source is written as [source.name]");
    Source& source = sources_[std::string(name.str())];
    source.name = name.str();
    places_[source.name] = place(name.source());
    for (const auto& [key, value] : *node.as_table()) read_key(key, value, source);
  }

  void read_key(const toml::key& key, const toml::node& node, Source& source) {
    const auto known = std::ranges::find(keys, key.str(), &Key::name);
    if (known != keys.end())
      return std::visit([&, &node = node](auto member) { set(*known, node, source.*member); }, known->member);
    if (key.str() == "protocol") return read_protocol(node, source);
    if (key.str() == "every") return read_every(node, source);
    if (key.str() == "daily_at") return read_daily_at(node, source);
    if (key.str() == "part") return read_parts(node, source);
    std::vector<std::string_view> names(other_keys.begin(), other_keys.end());
    for (const Key& one : keys) names.push_back(one.name);
    refuse(key.source(),
           fmt::format("'{}' is no word of sources{}", key.str(), config::did_you_mean(key.str(), names)));
  }

  void set(const auto& key, const toml::node& node, std::string& target) {
    if (!node.is_string()) return refuse(node.source(), fmt::format("'{}' wants a text in quotes", key.name));
    target = node.as_string()->get();
  }
  void set(const auto& key, const toml::node& node, bool& target) {
    if (!node.is_boolean()) return refuse(node.source(), fmt::format("'{}' wants true or false", key.name));
    target = node.as_boolean()->get();
  }
  void set(const auto& key, const toml::node& node, std::int64_t& target) {
    if (!node.is_integer()) return refuse(node.source(), fmt::format("'{}' wants a whole number", key.name));
    target = node.as_integer()->get();
    check_bounds(key, static_cast<double>(target), node);
  }
  void set(const auto& key, const toml::node& node, double& target) {
    const auto value = node.value<double>();
    if (!node.is_number() || !value) return refuse(node.source(), fmt::format("'{}' wants a number", key.name));
    target = *value;
    check_bounds(key, target, node);
  }
  template <class Value>
  void set(const auto& key, const toml::node& node, std::optional<Value>& target) {
    set(key, node, target.emplace());
  }
  void set(const auto& key, const toml::node& node, std::vector<std::string>& target) {
    if (!node.is_array()) return refuse(node.source(), fmt::format("'{}' wants a list of texts", key.name));
    target.clear();
    for (const toml::node& one : *node.as_array()) set(key, one, target.emplace_back());
  }
  void check_bounds(const auto& key, double value, const toml::node& node) {
    if (value < key.least || value > key.most)
      refuse(node.source(),
             fmt::format("'{}' is {}, but must be between {} and {}", key.name, value, key.least, key.most));
  }

  void read_protocol(const toml::node& node, Source& source) {
    const auto text = node.value<std::string>();
    for (const Protocol protocol : protocols)
      if (text && *text == to_text(protocol)) {
        source.protocol = protocol;
        return;
      }
    std::vector<std::string_view> names;
    for (const Protocol protocol : protocols) names.push_back(to_text(protocol));
    refuse(node.source(), fmt::format("'{}' is no protocol{}; known are {}", text.value_or(""),
                                      config::did_you_mean(text.value_or(""), names), fmt::join(names, ", ")));
  }

  void read_every(const toml::node& node, Source& source) {
    const auto interval = parse_interval(node.value<std::string>().value_or(""));
    if (!interval) return refuse(node.source(), "'every' wants a text such as \"30m\", \"6h\" or \"7d\"");
    source.every = *interval;
    source.daily_at.reset();
  }

  void read_daily_at(const toml::node& node, Source& source) {
    source.daily_at = parse_time_of_day(node.value<std::string>().value_or(""));
    if (!source.daily_at) return refuse(node.source(), "'daily_at' wants a text such as \"03:30\"");
    source.every = std::chrono::minutes(0);
  }

  void read_parts(const toml::node& node, Source& source) {
    if (!node.is_array_of_tables()) return refuse(node.source(), "parts are written as [[source.name.part]]");
    source.parts.clear();
    for (const toml::node& one : *node.as_array()) {
      FormPart part;
      for (const auto& [key, value] : *one.as_table()) {
        std::string* const target = key.str() == "name"      ? &part.name
                                    : key.str() == "type"    ? &part.type
                                    : key.str() == "content" ? &part.content
                                                             : nullptr;
        constexpr std::array names{std::string_view("name"), std::string_view("type"), std::string_view("content")};
        if (target == nullptr)
          refuse(key.source(),
                 fmt::format("'{}' is no word of parts{}", key.str(), config::did_you_mean(key.str(), names)));
        else if (!value.is_string())
          refuse(value.source(), fmt::format("'{}' wants a text in quotes", key.str()));
        else
          *target = value.as_string()->get();
      }
      if (part.name.empty()) refuse(one.source(), "a part needs a name");
      source.parts.push_back(std::move(part));
    }
  }

  // What must hold of a source as a whole.
  void check(const Source& source, const std::string& at) {
    const auto refuse_it = [&](std::string message) {
      refuse(at, fmt::format("source '{}': {}", source.name, message));
    };
    if (source.url.empty()) return refuse_it("it needs 'url'");
    if (!url_parts(source.url)) return refuse_it("'url' is no address with http or https, and without a user");
    if (source.format.empty()) return refuse_it("it needs 'format', one of those of `import`");
    if (source.format == "hallinnoiavustuksia")
      return refuse_it("rows of this format may name persons, and raw replies are kept: import files of it instead");
    if (source.licence.empty()) return refuse_it("it needs 'licence'; \"unknown\" is one, and keeps texts to yourself");
    if (!source.page_parameter.empty() && !source.cursor_parameter.empty())
      return refuse_it("it has either 'page_parameter' or 'cursor_parameter'");
    if (!source.cursor_parameter.empty() && source.next.empty() == source.next_header.empty())
      return refuse_it("with 'cursor_parameter' it needs 'next' or 'next_header', where the next cursor stands");
    if (source.protocol != Protocol::json && (!source.page_parameter.empty() || !source.cursor_parameter.empty()))
      return refuse_it("only the protocol json has 'page_parameter' and 'cursor_parameter'");
    if (!source.content_type.empty() && !is_name(source.content_type))
      return refuse_it("'content_type' is a word such as \"html\" or \"csv\"");
    if (source.is_enabled && source.every == std::chrono::minutes(0) && !source.daily_at)
      return refuse_it("to be enabled it needs 'every' or 'daily_at'");
    const auto importer = Importer::make({.format = source.format, .profile = source.profile});
    if (!importer) return refuse_it(importer.error().message);
    if (!importer->source().empty() && !source.may_write.empty())
      return refuse_it("'may_write' is of formats whose rows tell their sources; here they are all of one");
  }

  // A source has one declaration that writes for it: of two, each would undo at its run what the other has brought.
  // Organisations that neighbours have put together are of nobody: whoever brings one last is heard.
  void check_owners(const std::vector<Source>& sources) {
    std::map<std::string, const Source*> owners;
    for (const Source& source : sources)
      for (const std::string& written : write_scope_of(source))
        if (const auto [owner, is_new] = owners.emplace(written, &source); !is_new && written != actors_source)
          refuse_second(*owner->second, source, written);
    for (const Source& source : sources) {
      const auto owner = write_scope_of(source).empty() ? owners.find(own_source_of(source)) : owners.end();
      if (owner != owners.end() && source.is_enabled && owner->second->is_enabled)
        refuse_second(source, *owner->second, owner->first);
    }
  }

  void refuse_second(const Source& one, const Source& other, const std::string& written) {
    refuse(places_.at(other.name),
           fmt::format("'{}' and '{}' would both write the source '{}', each over what the other brings; leave it in "
                       "'may_write' of the one whose own it is",
                       one.name, other.name, written));
  }

  std::string file_{};
  HarvestSettings settings_{};
  std::map<std::string, Source> sources_{};
  std::map<std::string, std::string> places_{};
};

constexpr std::string_view shipped = "config/sources.toml";

}  // namespace

Result<Declarations> parse_sources(const std::vector<SourceFile>& files) {
  SourceReader reader;
  for (const SourceFile& file : files) {
    const toml::parse_result parsed = toml::parse(file.toml, std::string_view(file.name));
    if (!parsed) {
      const auto& at = parsed.error().source().begin;
      return fail(ErrorCode::bad_config, std::string(parsed.error().description()),
                  fmt::format("{}:{}:{}", file.name, static_cast<unsigned>(at.line), static_cast<unsigned>(at.column)));
    }
    reader.read(parsed.table(), file.name);
  }
  Declarations declared = reader.take();
  if (reader.error) return fail(std::move(*reader.error));
  return declared;
}

Result<Declarations> load_sources(const std::string& operators_file) {
  std::vector<SourceFile> files;
  files.push_back({.toml = config::find_embedded(embedded_files(), shipped).value(), .name = "sources.toml"});
  if (operators_file.empty()) return parse_sources(files);
  std::ifstream file(operators_file, std::ios::binary);
  if (!file) return fail(ErrorCode::file_missing, "the file of sources is missing or cannot be read", operators_file);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  files.push_back({.toml = text, .name = operators_file});
  return parse_sources(files);
}

Result<Source> find_source(const std::vector<Source>& sources, std::string_view name) {
  const auto found = std::ranges::find(sources, name, &Source::name);
  if (found != sources.end()) return *found;
  std::vector<std::string_view> names;
  for (const Source& source : sources) names.push_back(source.name);
  return fail(ErrorCode::usage,
              fmt::format("'{}' is no source{}; harvest --list shows them", name, config::did_you_mean(name, names)));
}

}  // namespace kohtaamo::corpora::harvest
