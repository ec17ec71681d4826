// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/oai_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <vector>

#include "corpora/date.h"
#include "corpora/listing.h"

namespace kohtaamo::server::exchange {
namespace {

using corpora::Seq;

constexpr std::array formats{
    OaiFormatRow{OaiFormat::oai_dc, "oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
                 "http://www.openarchives.org/OAI/2.0/oai_dc/"},
    OaiFormatRow{OaiFormat::kohtaamo, "kohtaamo", "/oai/kohtaamo.xsd", "https://kohtaamo.invalid/record/1.0/"},
};

constexpr std::string_view token_argument = "resumptionToken";

struct VerbRow {
  std::string_view name{};
  OaiVerb verb{};
  std::array<std::string_view, 2> required{};
  std::array<std::string_view, 3> optional{};
  bool is_list = false;  // may be resumed
};
constexpr std::array verbs{
    VerbRow{"Identify", OaiVerb::identify},
    VerbRow{"ListMetadataFormats", OaiVerb::list_metadata_formats, {}, {"identifier"}},
    VerbRow{"ListSets", OaiVerb::list_sets, {}, {}, true},
    VerbRow{"GetRecord", OaiVerb::get_record, {"identifier", "metadataPrefix"}},
    VerbRow{"ListIdentifiers", OaiVerb::list_identifiers, {"metadataPrefix"}, {"from", "until", "set"}, true},
    VerbRow{"ListRecords", OaiVerb::list_records, {"metadataPrefix"}, {"from", "until", "set"}, true},
};

using Arguments = std::map<std::string, std::string, std::less<>>;

std::string value_of(const Arguments& arguments, std::string_view name) {
  const auto found = arguments.find(name);
  return found == arguments.end() ? std::string() : found->second;
}

OaiResult<Arguments> each_once(std::span<const NameValue> arguments) {
  Arguments each;
  for (const auto& [name, value] : arguments) {
    if (each.contains(name)) return oai_fail("badArgument", fmt::format("'{}' is there more than once", name));
    each.emplace(name, value);
  }
  return each;
}

OaiResult<const VerbRow*> verb_of(std::span<const NameValue> arguments) {
  if (std::ranges::count(arguments, "verb", &NameValue::first) != 1)
    return oai_fail("badVerb", "give the argument 'verb' once");
  const auto given = std::ranges::find(arguments, "verb", &NameValue::first);
  const auto row = std::ranges::find(verbs, given->second, &VerbRow::name);
  if (row == verbs.end()) return oai_fail("badVerb", fmt::format("'{}' is no verb of OAI-PMH", given->second));
  return &*row;
}

template <std::size_t Count>
bool has(const std::array<std::string_view, Count>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

OaiResult<void> check_names(const Arguments& arguments, const VerbRow& verb) {
  for (const auto& [name, value] : arguments) {
    const bool is_known = !name.empty() && (name == "verb" || has(verb.required, name) || has(verb.optional, name) ||
                                            (verb.is_list && name == token_argument));
    if (!is_known) return oai_fail("badArgument", fmt::format("{} does not take '{}'", verb.name, name));
  }
  if (arguments.contains(token_argument)) {
    if (arguments.size() == 2) return {};
    return oai_fail("badArgument", "resumptionToken stands alone beside the verb");
  }
  for (const std::string_view name : verb.required)
    if (!name.empty() && value_of(arguments, name).empty())
      return oai_fail("badArgument", fmt::format("{} needs '{}'", verb.name, name));
  return {};
}

// The reply says back what was asked for, and its schema has no other letters there.
bool is_prefix(std::string_view text) {
  constexpr std::string_view marks = "-_.!~*'()";
  return std::ranges::all_of(text, [&](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
  });
}

OaiResult<OaiFormat> parse_format(const std::string& prefix) {
  if (!is_prefix(prefix)) return oai_fail("badArgument", "'metadataPrefix' has a letter that no prefix has");
  const auto row = std::ranges::find(formats, prefix, &OaiFormatRow::prefix);
  if (row == formats.end())
    return oai_fail("cannotDisseminateFormat", fmt::format("'{}' is not given here; oai_dc and kohtaamo are", prefix));
  return row->format;
}

constexpr std::size_t day_bytes = 10;

// "2026-01-31" or "2026-01-31T23:59:59Z", and nothing else.
bool is_datestamp(std::string_view text) {
  if (text.size() != day_bytes && text.size() != day_bytes + 10) return false;
  if (!corpora::parse_date(text)) return false;
  return text.size() == day_bytes || (text[10] == 'T' && text[13] == ':' && text[16] == ':' && text.ends_with('Z'));
}

OaiResult<void> check_range(const std::string& from, const std::string& until) {
  for (const std::string& bound : {from, until})
    if (!bound.empty() && !is_datestamp(bound))
      return oai_fail("badArgument", fmt::format("'{}' is neither a day (2026-01-31) nor a second in UTC", bound));
  if (from.empty() || until.empty()) return {};
  if (from.size() != until.size())
    return oai_fail("badArgument", "'from' and 'until' must both be days or both be seconds");
  if (from > until) return oai_fail("badArgument", "'from' is later than 'until'");
  return {};
}

OaiResult<OaiSelection> parse_selection(const Arguments& arguments) {
  OaiSelection selection{.from = value_of(arguments, "from"), .until = value_of(arguments, "until")};
  const auto format = parse_format(value_of(arguments, "metadataPrefix"));
  if (!format) return tl::unexpected(format.error());
  selection.format = *format;
  if (auto ok = check_range(selection.from, selection.until); !ok) return tl::unexpected(ok.error());
  if (!arguments.contains("set")) return selection;
  const auto set = set_of_spec(value_of(arguments, "set"));
  if (!set) return oai_fail("badArgument", "'set' is not the name of a set");
  selection.set = *set;
  return selection;
}

std::vector<std::string> parts_of(std::string_view token) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= token.size();) {
    const std::size_t end = std::min(token.find('~', begin), token.size());
    parts.emplace_back(token.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<std::int64_t> parse_count(std::string_view text) {
  std::int64_t count = -1;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || count < 0) return std::nullopt;
  return count;
}

OaiResult<OaiSelection> parse_token(const std::string& token) {
  const auto bad = [] { return oai_fail("badResumptionToken", "this token was not given here"); };
  const std::vector<std::string> parts = parts_of(token);
  if (parts.size() != 6) return bad();
  Arguments arguments{{"metadataPrefix", parts[0]}, {"set", parts[1]}, {"from", parts[2]}, {"until", parts[3]}};
  auto selection = parse_selection(arguments);
  const auto after = parse_count(parts[4]), given = parse_count(parts[5]);
  if (!selection || !after || !given) return bad();
  selection->after = *after;
  selection->given = *given;
  return selection;
}

// Moments are compared as texts, and one in the year 10000 would come before all others.
std::string next_day(const std::string& day) {
  if (day == "9999-12-31") return "9999-12-32";
  return corpora::to_text(*corpora::parse_date(day) + std::chrono::days(1));
}

// "2026-12-31T23:59:59Z" -> "2027-01-01T00:00:00Z"
std::string next_second(const std::string& moment) {
  const auto two = [&](std::size_t at) { return (moment[at] - '0') * 10 + (moment[at + 1] - '0'); };
  const int second = two(11) * 3600 + two(14) * 60 + two(17) + 1;
  const std::string day = moment.substr(0, day_bytes);
  constexpr int seconds_a_day = 86'400;
  if (second >= seconds_a_day) return next_day(day) + "T00:00:00Z";
  return fmt::format("{}T{:02}:{:02}:{:02}Z", day, second / 3600, second / 60 % 60, second % 60);
}

bool is_plain(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

}  // namespace

std::span<const OaiFormatRow> oai_formats() { return formats; }
const OaiFormatRow& row_of(OaiFormat format) { return formats.at(static_cast<std::size_t>(format)); }

OaiResult<OaiRequest> parse_oai(std::span<const NameValue> given) {
  const auto verb = verb_of(given);
  if (!verb) return tl::unexpected(verb.error());
  const auto arguments = each_once(given);
  if (!arguments) return tl::unexpected(arguments.error());
  if (auto ok = check_names(*arguments, **verb); !ok) return tl::unexpected(ok.error());
  OaiRequest request{.verb = (*verb)->verb, .identifier = value_of(*arguments, "identifier")};
  request.is_resumed = arguments->contains(token_argument);
  if (request.is_resumed && request.verb == OaiVerb::list_sets)
    return oai_fail("badResumptionToken", "all sets are given at once");
  if (request.is_resumed || !value_of(*arguments, "metadataPrefix").empty()) {
    auto selection =
        request.is_resumed ? parse_token(value_of(*arguments, token_argument)) : parse_selection(*arguments);
    if (!selection) return tl::unexpected(selection.error());
    request.selection = std::move(*selection);
  }
  return request;
}

std::string oai_token(const OaiSelection& selection) {
  return fmt::format("{}~{}~{}~{}~{}~{}", row_of(selection.format).prefix, set_spec(selection.set), selection.from,
                     selection.until, selection.after, selection.given);
}

std::string first_moment(const std::string& from) { return from.size() == day_bytes ? from + "T00:00:00Z" : from; }

std::string moment_after(const std::string& until) {
  return until.size() == day_bytes ? next_day(until) + "T00:00:00Z" : next_second(until);
}

std::string set_spec(std::string_view set) {
  const std::size_t colon = std::min(set.find(':'), set.size());
  std::string spec(set.substr(0, colon));
  if (colon == set.size()) return spec;
  spec += ':';
  for (const char c : set.substr(colon + 1))
    if (is_plain(c))
      spec += c;
    else
      spec += fmt::format("!{:02X}", static_cast<std::uint8_t>(c));
  return spec;
}

std::optional<std::string> set_of_spec(std::string_view spec) {
  const std::size_t colon = std::min(spec.find(':'), spec.size());
  std::string set(spec.substr(0, std::min(colon + 1, spec.size())));
  for (std::size_t at = colon + 1; at < spec.size(); ++at) {
    if (is_plain(spec[at])) {
      set += spec[at];
      continue;
    }
    if (spec[at] != '!' || at + 2 >= spec.size()) return std::nullopt;
    const auto high = hex_digit(spec[at + 1]), low = hex_digit(spec[at + 2]);
    if (!high || !low) return std::nullopt;
    set += static_cast<char>(*high * 16 + *low);
    at += 2;
  }
  if (set.empty() || set.ends_with(':') || set_spec(set) != spec) return std::nullopt;
  return set;
}

}  // namespace kohtaamo::server::exchange
