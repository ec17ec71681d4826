// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/code_lists.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "config/embedded.h"
#include "config/json_members.h"

namespace kohtaamo::config {
namespace {

constexpr std::string_view lists_folder = "config/lists/";
constexpr std::string_view json_ending = ".json";

[[noreturn]] void our_mistake(const std::string& sentence) { throw std::logic_error(sentence); }

// The value of a member; null when it is absent, or null in the file.
const JsonValue* member_of(const JsonValue& object, const char* name) {
  const auto member = object.FindMember(name);
  return member == object.MemberEnd() || member->value.IsNull() ? nullptr : &member->value;
}

// A list of texts; one text stands for a list of one.
std::vector<std::string> texts_member(const JsonValue& object, const char* name) {
  const JsonValue* value = member_of(object, name);
  if (value == nullptr) return {};
  if (value->IsString()) return {std::string(string_of(*value))};
  std::vector<std::string> texts;
  for (const JsonValue& item : value->GetArray()) texts.emplace_back(string_of(item));
  return texts;
}

Labels labels_member(const JsonValue& object, const char* name) {
  const JsonValue* value = member_of(object, name);
  if (value == nullptr) return {};
  return {.fi = text_member(*value, "fi"), .sv = text_member(*value, "sv"), .en = text_member(*value, "en")};
}

Code read_code(const JsonValue& object) {
  Code code;
  code.code = text_member(object, "code");
  code.fi = text_member(object, "fi");
  code.sv = text_member(object, "sv");
  code.en = text_member(object, "en");
  code.group = text_member(object, "group");
  code.broader = texts_member(object, "broader");
  code.expands_to = texts_member(object, "expands_to");
  code.within = texts_member(object, "within");
  code.contains = texts_member(object, "contains");
  code.neighbours = texts_member(object, "neighbours");
  code.equals = texts_member(object, "equals");
  code.aliases = texts_member(object, "aliases");
  code.groups = texts_member(object, "groups");
  code.part_of = text_member(object, "part_of");
  code.scheme = text_member(object, "scheme");
  code.plural = labels_member(object, "plural");
  code.inverse = labels_member(object, "inverse");
  code.inverse_code = text_member(object, "inverse_code");
  code.own_name = text_member(object, "own_name");
  return code;
}

CodeList read_list(std::string name, std::string_view json) {
  const Result<JsonDocument> document = parse_json(json);
  if (!document) our_mistake("the code list " + name + " is no JSON: " + to_text(document.error()));
  std::vector<Code> codes;
  for (const JsonValue& object : (*document)["codes"].GetArray()) codes.push_back(read_code(object));
  return CodeList(std::move(name), std::move(codes));
}

bool has(const std::vector<std::string>& texts, std::string_view text) {
  return std::ranges::find(texts, text) != texts.end();
}

void add_if_new(std::vector<std::string>& texts, const std::string& text) {
  if (!has(texts, text)) texts.push_back(text);
}

// A country as a region, so that one list answers for every region key. Åland lies in Finland, but
// Greenland and the Faroe Islands not in Denmark: what reaches Denmark through the EU does not reach them.
Code country_as_region(const Code& country) {
  const bool is_in_eu = has(country.groups, "eu");
  Code region;
  region.code = "country:" + country.code;
  region.scheme = "country";
  region.fi = country.fi;
  region.sv = country.sv;
  region.en = country.en;
  for (const std::string& alias : country.aliases) region.aliases.push_back("country:" + alias);
  if (is_in_eu && !country.part_of.empty()) region.within.push_back("country:" + country.part_of);
  if (is_in_eu) region.within.emplace_back("eu:EU");
  return region;
}

// The file says of a region that it equals a country, and not the other way round; here both say so.
void state_both_ways(std::vector<Code>& regions) {
  std::map<std::string_view, Code*> by_key;
  for (Code& region : regions) by_key.emplace(region.code, &region);
  for (const Code& region : regions) {
    for (const std::string& equal : region.equals) add_if_new(by_key.at(equal)->equals, region.code);
    if (region.scheme != "country") continue;
    for (const std::string& above : region.within) add_if_new(by_key.at(above)->contains, region.code);
  }
}

CodeList with_countries(const CodeList& regions, const CodeList& countries) {
  std::vector<Code> all = regions.codes();
  for (const Code& country : countries.codes())
    if (Code region = country_as_region(country); regions.find(region.code) == nullptr)
      all.push_back(std::move(region));
  state_both_ways(all);
  return CodeList(regions.name(), std::move(all));
}

using Lists = std::map<std::string, CodeList, std::less<>>;

Lists read_lists() {
  Lists lists;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.path.starts_with(lists_folder) || !file.path.ends_with(json_ending)) continue;
    std::string_view name = file.path.substr(lists_folder.size());
    name.remove_suffix(json_ending.size());
    lists.emplace(std::string(name), read_list(std::string(name), file.bytes));
  }
  lists.at("regions") = with_countries(lists.at("regions"), lists.at("countries"));
  return lists;
}

const Lists& lists() {
  static const Lists all = read_lists();
  return all;
}

bool is_all_of_finland(std::string_view key) { return key == "national:FI" || key == "country:FI"; }

// "nuts:FI1D3" lies in FI1D, FI1, and Finland; the table of NUTS changes too often to be kept here.
std::vector<std::string> nuts_within(std::string_view code) {
  if (code.size() > 2) return {"nuts:" + std::string(code.substr(0, code.size() - 1))};
  const Code* country = code_list("countries").find(code == "EL" ? "GR" : code);
  return country == nullptr ? std::vector<std::string>{} : std::vector<std::string>{"country:" + country->code};
}

// What stands one step above the key, areas equal to it first.
std::vector<std::string> one_step_up(std::string_view key) {
  if (key.starts_with("nuts:")) return nuts_within(key.substr(5));
  const Code* region = code_list("regions").find(key);
  if (region == nullptr) return {};
  std::vector<std::string> above = region->equals;
  above.insert(above.end(), region->within.begin(), region->within.end());
  return above;
}

bool is_known_region(std::string_view key) {
  return key.starts_with("nuts:") ? region_ancestors(key).size() > 1 : code_list("regions").find(key) != nullptr;
}

// The region itself or the one of the scheme that it lies in; null when there is none.
const Code* in_scheme(const std::vector<std::string>& ancestors, std::string_view scheme) {
  for (const std::string& key : ancestors)
    if (const Code* region = code_list("regions").find(key); region != nullptr && region->scheme == scheme)
      return region;
  return nullptr;
}

// Neighbours are stated for mk and for hva; smaller areas are as near as the hva they lie in,
// and two areas of one mk are always near.
bool are_near(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  const Code* one_mk = in_scheme(one, "mk");
  const Code* other_mk = in_scheme(other, "mk");
  if (one_mk == nullptr || other_mk == nullptr) return false;
  if (one_mk == other_mk) return true;
  const Code* one_hva = in_scheme(one, "hva");
  const Code* other_hva = in_scheme(other, "hva");
  if (one_hva != nullptr && other_hva != nullptr) return has(one_hva->neighbours, other_hva->code);
  return has(one_mk->neighbours, other_mk->code);
}

}  // namespace

const std::string& Labels::in(std::string_view language) const {
  return language == "fi" ? fi : language == "sv" ? sv : en;
}

const std::string& Code::label(std::string_view language) const {
  return language == "fi" ? fi : language == "sv" ? sv : en;
}

CodeList::CodeList(std::string name, std::vector<Code> codes) : name_(std::move(name)), codes_(std::move(codes)) {
  for (std::size_t i = 0; i < codes_.size(); ++i) {
    by_code_.emplace(codes_[i].code, i);
    for (const std::string& alias : codes_[i].aliases) by_code_.emplace(alias, i);
  }
}

const Code* CodeList::find(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : &codes_[found->second];
}

std::vector<std::string_view> CodeList::names() const {
  std::vector<std::string_view> all;
  for (const Code& code : codes_) all.push_back(code.code);
  return all;
}

const CodeList& code_list(std::string_view name) {
  const auto found = lists().find(name);
  if (found == lists().end()) our_mistake("there is no code list '" + std::string(name) + "' in config/lists");
  return found->second;
}

std::vector<std::string_view> code_list_names() {
  std::vector<std::string_view> names;
  for (const auto& [name, list] : lists()) names.push_back(name);
  return names;
}

std::string_view label_of(std::string_view list, std::string_view code, std::string_view language) {
  const Code* found = code_list(list).find(code);
  return found == nullptr ? code : std::string_view(found->label(language));
}

std::vector<std::string> region_ancestors(std::string_view key) {
  std::vector<std::string> found{std::string(key)};
  for (std::size_t i = 0; i < found.size(); ++i)
    for (std::string& above : one_step_up(found[i]))
      if (!has(found, above)) found.push_back(std::move(above));
  return found;
}

RegionFit region_fit(std::string_view offered, std::string_view wanted) {
  if (!is_known_region(offered) || !is_known_region(wanted)) return RegionFit::unknown;
  const std::vector<std::string> above_offered = region_ancestors(offered);
  const std::vector<std::string> above_wanted = region_ancestors(wanted);
  const bool contains = has(above_wanted, offered);
  const bool is_contained = has(above_offered, wanted);
  if (contains && is_contained) return RegionFit::same;
  if (contains) return is_all_of_finland(offered) ? RegionFit::national : RegionFit::contains;
  if (is_contained) return RegionFit::contained;
  return are_near(above_offered, above_wanted) ? RegionFit::neighbour : RegionFit::apart;
}

}  // namespace kohtaamo::config
