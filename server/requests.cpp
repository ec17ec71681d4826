// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/requests.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "config/json.h"
#include "config/nearest_name.h"

namespace kohtaamo::server {

using config::ErrorCode;
using config::fail;
using config::Result;

namespace {

constexpr std::string_view json_type = "application/json";

bool is_json_type(const HttpRequest& request) {
  const std::string_view type = request.find_header("content-type").value_or("");
  return is_same_header_name(type.substr(0, std::min(type.find(';'), type.size())), json_type);
}

// A member's value as the text that an address would carry; nothing for what no parameter can be.
std::optional<std::string> text_of_value(const config::JsonValue& value) {
  if (value.IsString()) return std::string(config::string_of(value));
  if (value.IsBool()) return value.GetBool() ? "true" : "false";
  if (value.IsNumber()) return config::json_text(value);
  return std::nullopt;
}

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
  Number number{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Result<void> check_known(std::string_view name, std::span<const std::string_view> known, const std::string& where) {
  if (std::ranges::find(known, name) != known.end()) return {};
  return fail(ErrorCode::unknown_parameter,
              fmt::format("'{}' is not a parameter here{}", name, config::did_you_mean(name, known)), where);
}

Parameters Parameters::of_query(const HttpRequest& request) {
  Parameters parameters;
  for (const auto& [name, value] : request.query) parameters.values_[name].push_back(value);
  return parameters;
}

Result<Parameters> Parameters::of_body(const HttpRequest& request, std::span<const std::string_view> known,
                                       std::string_view read_past) {
  if (!is_json_type(request))
    return fail(ErrorCode::unsupported_media_type, "send JSON, with the header Content-Type: application/json",
                "content-type");
  const auto json = config::parse_json(request.body);
  if (!json) return fail(json.error());
  if (!json->IsObject()) return fail(ErrorCode::bad_request, "the body is not a JSON object", "/");
  Parameters parameters;
  parameters.prefix_ = "/";
  parameters.splits_at_commas_ = false;
  for (const auto& member : json->GetObject()) {
    const std::string name(config::string_of(member.name));
    if (name == read_past) continue;
    if (auto ok = parameters.read_member(name, member.value, known); !ok) return fail(ok.error());
  }
  return parameters;
}

Result<void> Parameters::read_member(const std::string& name, const config::JsonValue& value,
                                     std::span<const std::string_view> known) {
  const auto is_inside = [&](std::string_view one) { return one.starts_with(name + "/"); };
  if (value.IsObject() && std::ranges::any_of(known, is_inside)) {
    for (const auto& member : value.GetObject())
      if (auto ok = read_member(name + "/" + std::string(config::string_of(member.name)), member.value, known); !ok)
        return ok;
    return {};
  }
  if (auto ok = check_known(name, known, "/" + name); !ok) return ok;
  std::vector<std::string>& values = values_[name];
  const bool is_member_of_member = name.find('/') != std::string::npos;
  if (is_member_of_member && value.IsNull()) return {};
  const auto add = [&](const config::JsonValue& one) {
    auto text = text_of_value(one);
    if (text) values.push_back(std::move(*text));
    return text.has_value();
  };
  if (value.IsArray() ? std::ranges::all_of(value.GetArray(), add) : add(value)) return {};
  return fail(ErrorCode::bad_request, "a text, a number, true or false is wanted, or a list of them", "/" + name);
}

std::vector<std::string> Parameters::list(std::string_view name) const {
  std::vector<std::string> values;
  const auto add = [&](std::string_view value) {
    if (!value.empty() && std::ranges::find(values, value) == values.end()) values.emplace_back(value);
  };
  const auto found = values_.find(name);
  if (found == values_.end()) return values;
  for (const std::string_view value : found->second) {
    std::size_t begin = 0;
    while (splits_at_commas_ && value.find(',', begin) != std::string_view::npos) {
      const std::size_t comma = value.find(',', begin);
      add(value.substr(begin, comma - begin));
      begin = comma + 1;
    }
    add(value.substr(begin));
  }
  return values;
}

Result<std::optional<std::string>> Parameters::text(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end() || found->second.empty()) return std::optional<std::string>{};
  if (found->second.size() > 1)
    return fail(ErrorCode::bad_request, fmt::format("'{}' is given more than once", name), place(name));
  return std::optional(found->second.front());
}

Result<bool> Parameters::flag(std::string_view name, bool otherwise) const {
  constexpr std::array<std::string_view, 2> names{"false", "true"};
  const auto chosen = choice(name, names, otherwise ? 1 : 0);
  if (!chosen) return fail(chosen.error());
  return *chosen == 1;
}

Result<std::size_t> Parameters::count(std::string_view name, std::size_t least, std::size_t most,
                                      std::size_t otherwise) const {
  const auto given = text(name);
  if (!given) return fail(given.error());
  if (!*given) return otherwise;
  const auto number = whole_number<std::size_t>(**given);
  if (!number || *number < least || *number > most)
    return fail(ErrorCode::bad_request, fmt::format("'{}' is not a whole number from {} to {}", **given, least, most),
                place(name));
  return *number;
}

Result<std::size_t> Parameters::choice(std::string_view name, std::span<const std::string_view> names,
                                       std::size_t otherwise) const {
  const auto given = text(name);
  if (!given) return fail(given.error());
  if (!*given) return otherwise;
  const auto found = std::ranges::find(names, **given);
  if (found == names.end())
    return fail(
        ErrorCode::bad_request,
        fmt::format("'{}' is none of {}{}", **given, fmt::join(names, ", "), config::did_you_mean(**given, names)),
        place(name));
  return static_cast<std::size_t>(found - names.begin());
}

Result<std::optional<stemming::Language>> Parameters::language(std::string_view name) const {
  const auto given = text(name);
  if (!given) return fail(given.error());
  if (!*given) return std::optional<stemming::Language>{};
  const auto language = stemming::parse_language(**given);
  if (!language) return fail(ErrorCode::bad_request, fmt::format("'{}' is none of fi, sv, en", **given), place(name));
  return language;
}

namespace {

// One choice of Accept-Language: "sv-FI;q=0.8". The weight in thousandths; 0 when it cannot be read.
struct LanguageRange {
  std::optional<stemming::Language> language{};
  int weight = 1'000;
};

LanguageRange parse_language_range(std::string_view text) {
  const auto trimmed = [](std::string_view word) {
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    return word;
  };
  const std::size_t semicolon = std::min(text.find(';'), text.size());
  LanguageRange range{.language = stemming::parse_language(trimmed(text.substr(0, semicolon)))};
  const std::string_view weight = trimmed(text.substr(std::min(semicolon + 1, text.size())));
  if (weight.empty()) return range;
  if (!weight.starts_with("q=") || weight.size() < 3) return {};
  range.weight = weight[2] == '1' ? 1'000 : 0;
  int digit_weight = 100;
  for (const char digit : weight.substr(std::min<std::size_t>(4, weight.size()))) {
    if (range.weight == 1'000 || digit < '0' || digit > '9') break;
    range.weight += (digit - '0') * digit_weight;
    digit_weight /= 10;
  }
  return range;
}

std::optional<stemming::Language> accepted_language(std::string_view header) {
  LanguageRange best{.weight = 0};
  while (!header.empty()) {
    const std::size_t comma = std::min(header.find(','), header.size());
    const LanguageRange range = parse_language_range(header.substr(0, comma));
    if (range.language && range.weight > best.weight) best = range;
    header.remove_prefix(std::min(comma + 1, header.size()));
  }
  return best.language;
}

}  // namespace

std::optional<stemming::Language> preferred_language(const HttpRequest& request) {
  if (const auto lang = request.find_query("lang"))
    if (const auto language = stemming::parse_language(*lang)) return language;
  return accepted_language(request.find_header("accept-language").value_or(""));
}

}  // namespace kohtaamo::server
