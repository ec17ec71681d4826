// SPDX-License-Identifier: GPL-3.0-or-later
// Applies a mapping profile to a row: picks values, changes them step by step, puts them in their place.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "config/code_lists.h"
#include "corpora/actor_identity.h"
#include "corpora/hash.h"
#include "corpora/import/mended_text.h"
#include "corpora/import/profile.h"
#include "corpora/import/record_tree.h"
#include "corpora/import/spelling.h"
#include "corpora/import/utf8.h"
#include "corpora/import/written_values.h"
#include "stemming/language.h"

namespace kohtaamo::corpora {
namespace {

using config::JsonValue;
using Values = std::vector<const JsonValue*>;
using Texts = std::vector<std::string>;

// --- picking ----------------------------------------------------------------------------------

bool is_nothing(const JsonValue& value) {
  return value.IsNull() ||
         (value.IsString() && config::string_of(value).find_first_not_of(" \t\r\n") == std::string_view::npos);
}

const JsonValue* find_member(const JsonValue& object, std::string_view name) {
  const JsonValue key(rapidjson::StringRef(name.data(), static_cast<rapidjson::SizeType>(name.size())));
  const auto member = object.FindMember(key);
  return member == object.MemberEnd() ? nullptr : &member->value;
}

// Members in the order of their names: years come out in order however the source wrote them.
std::vector<const JsonValue::Member*> sorted_members(const JsonValue& object) {
  std::vector<const JsonValue::Member*> members;
  for (const auto& member : object.GetObject()) members.push_back(&member);
  std::ranges::sort(members, {}, [](const auto* member) { return config::string_of(member->name); });
  return members;
}

void pick_all(const JsonValue& value, Values& found) {
  if (is_nothing(value)) return;
  if (!value.IsArray()) return found.push_back(&value);
  for (const JsonValue& item : value.GetArray())
    if (!is_nothing(item)) found.push_back(&item);
}

void pick(const JsonValue& value, std::string_view column, Values& found);

// Of a list the objects in which a member says so: "[type=Summary].value".
bool is_chosen(const JsonValue& item, std::string_view step) {
  const std::size_t equals = step.find('=');
  if (!item.IsObject() || equals == std::string_view::npos) return false;
  const JsonValue* member = find_member(item, step.substr(1, equals - 1));
  return member && member->IsString() &&
         config::string_of(*member) == step.substr(equals + 1, step.size() - equals - 2);
}

void pick_from_object(const JsonValue& object, std::string_view column, Values& found) {
  if (const JsonValue* whole = find_member(object, column)) return pick_all(*whole, found);  // "title.fi" of a table
  const std::size_t dot = column.find('.');
  const std::string_view step = column.substr(0, dot);
  const std::string_view rest = dot == std::string_view::npos ? std::string_view{} : column.substr(dot + 1);
  if (step.starts_with('[')) return is_chosen(object, step) ? pick(object, rest, found) : void();
  if (step == "@")
    for (const auto* member : sorted_members(object)) found.push_back(&member->name);
  else if (step == "*")
    for (const auto* member : sorted_members(object)) pick(member->value, rest, found);
  else if (const JsonValue* member = find_member(object, step); member && !rest.empty())
    pick(*member, rest, found);
}

void pick_from_array(const JsonValue& array, std::string_view column, Values& found) {
  const std::size_t dot = column.find('.');
  const std::string_view step = column.substr(0, dot);
  const std::string_view rest = dot == std::string_view::npos ? std::string_view{} : column.substr(dot + 1);
  rapidjson::SizeType index = 0;
  for (const JsonValue& item : array.GetArray())
    if (step == "*" || step == std::to_string(index++) || (step.starts_with('[') && is_chosen(item, step)))
      pick(item, rest, found);
}

void pick(const JsonValue& value, std::string_view column, Values& found) {
  if (column.empty() || column == ".")
    pick_all(value, found);
  else if (value.IsObject())
    pick_from_object(value, column, found);
  else if (value.IsArray())
    pick_from_array(value, column, found);
}

std::string text_of(const JsonValue& value) {
  return value.IsString() ? std::string(config::string_of(value)) : config::json_text(value);
}

std::string first_text(const JsonValue& row, std::string_view column) {
  Values found;
  pick(row, column, found);
  return found.empty() ? std::string{} : text_of(*found.front());
}

// --- changing ---------------------------------------------------------------------------------

std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(blanks) - begin + 1));
}

Texts split_text(std::string_view text, std::string_view delimiter) {
  Texts parts;
  while (true) {
    const std::size_t at = text.find(delimiter);
    parts.emplace_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + delimiter.size());
  }
}

std::string part_of(const std::string& text, const ProfileRule& rule) {
  if (!rule.after_last.empty()) {
    const std::size_t at = text.rfind(rule.after_last);
    return at == std::string::npos ? text : text.substr(at + rule.after_last.size());
  }
  if (!rule.before.empty()) {
    const std::size_t at = text.find(rule.before);
    return at == std::string::npos ? std::string{} : text.substr(0, at);
  }
  if (!rule.after.empty()) {
    const std::size_t at = text.find(rule.after);
    return at == std::string::npos ? std::string{} : text.substr(at + rule.after.size());
  }
  return text;
}

// Letters of the Finnish and Swedish alphabets in lower case, which is enough to compare labels by.
std::string folded(std::string_view label) {
  std::string text;
  for (std::size_t at = 0; at < label.size(); ++at) {
    const char c = label[at];
    const bool is_capital_of_two_bytes = at > 0 && label[at - 1] == '\xC3' && static_cast<unsigned char>(c) <= 0x9E;
    text.push_back(is_capital_of_two_bytes ? static_cast<char>(c + 0x20)
                   : c >= 'A' && c <= 'Z'  ? static_cast<char>(c + 32)
                                           : c);
  }
  return text;
}

using CodeByName = std::map<std::string, std::string>;

// Codes and labels of a list; of two codes with one label the first in the list is meant. A municipality
// is also known by its bare number, which has three digits as no other area's has.
CodeByName names_of_codes(const config::CodeList& list) {
  CodeByName names;
  for (const config::Code& code : list.codes()) {
    names.emplace(folded(code.code), code.code);
    if (code.scheme == "kunta") names.emplace(code.code.substr(code.code.find(':') + 1), code.code);
  }
  for (const config::Code& code : list.codes())
    for (const std::string& label : {code.fi, code.sv, code.en}) names.emplace(folded(label), code.code);
  return names;
}

const CodeByName& codes_by_name(const std::string& list) {
  static const std::map<std::string, CodeByName, std::less<>> all = [] {
    std::map<std::string, CodeByName, std::less<>> made;
    for (const std::string_view name : config::code_list_names())
      made.emplace(name, names_of_codes(config::code_list(name)));
    return made;
  }();
  return all.at(list);
}

// "see https://a.fi/b and http://c.fi" -> "https://a.fi/b"
std::string first_url(const std::string& text) {
  const std::size_t begin = std::min(text.find("https://"), text.find("http://"));
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_first_of(" \t\r\n,;<>\"", begin) - begin);
}

// The first sentence when it is short enough, else so many letters, cut between words.
std::string opening_of(std::string_view text, std::size_t letters) {
  constexpr std::string_view no_beginning = " \t\r\n\"!'*-.,;:";
  constexpr std::size_t shortest_sentence = 20;  // else "Dr." would be one
  text.remove_prefix(std::min(text.find_first_not_of(no_beginning), text.size()));
  const std::string_view window = first_letters(text, letters);
  for (std::size_t at = shortest_sentence; at < window.size(); ++at)
    if (std::string_view(".!?").find(window[at]) != std::string_view::npos &&
        (at + 1 == text.size() || text[at + 1] == ' '))
      return std::string(window.substr(0, at + (window[at] == '.' ? 0 : 1)));
  if (window.size() == text.size()) return std::string(text);
  const std::size_t space = window.find_last_of(" \n");
  return trimmed(window.substr(0, space)) + "…";
}

class Mapping {
 public:
  explicit Mapping(const Profile& profile) : profile_(profile), type_(*parse_record_type(profile.type)), tree_(type_) {}

  MappedRow map(const JsonValue& row) {
    tell_language(row);
    add_envelope(row);
    for (const ProfileRule& rule : profile_.rules) apply(rule, row, {}, tree_);
    if (type_ == RecordType::actor) name_actor_of_row();
    made_.record = tree_.to_json();
    return std::move(made_);
  }

 private:
  void tell_language(const JsonValue& row) {
    std::optional<stemming::Language> language = stemming::parse_language(profile_.language);
    if (!language && !profile_.language_from.empty())
      language = stemming::parse_language(first_text(row, profile_.language_from));
    if (!language && !profile_.language_of.empty())
      language = stemming::detect_language(first_text(row, profile_.language_of));
    language_ = language ? stemming::to_text(*language) : profile_.language_else;
  }

  void add_envelope(const JsonValue& row) {
    const std::string id = source_id_of(row, profile_);
    if (!id.empty()) {
      tree_.add("id", profile_.source + ":" + id_text(id));
      tree_.add("provenance.source_id", id);
    }
    add_origin(profile_.type, tree_);
  }

  void add_origin(const std::string& type, RecordTree& tree) const {
    tree.add("type", type);
    tree.add("lang", language_);
    tree.add("licence", profile_.licence);
    tree.add("provenance.source", profile_.source);
    tree.add("provenance.importer", profile_.name);
  }

  void apply(const ProfileRule& rule, const JsonValue& context, const std::string& inside, RecordTree& tree) {
    if (!is_meant(rule, context)) return;
    const std::string to = inside + with_language(rule.to);
    if (rule.members.empty() && rule.makes.empty()) return put(rule, context, to, tree);
    std::size_t index = tree.end_of(to);  // what an earlier rule has put there stays
    if (Values objects = picked(rule, context); !objects.empty() && objects.front()->IsObject()) {
      if (rule.pick == "first") objects.resize(1);
      for (const JsonValue* object : objects)
        if (object->IsObject()) apply_to_one(rule, *object, to, index++, tree);
    } else {
      for (const std::string& text : changed(rule, context))
        apply_to_one(rule, JsonValue(rapidjson::StringRef(text)), to, index++, tree);
    }
  }

  void put(const ProfileRule& rule, const JsonValue& context, const std::string& to, RecordTree& tree) const {
    for (std::string& text : changed(rule, context)) {
      const std::string place = with_language_of(text, to);
      place == "licence" ? tree.set(place, std::move(text)) : tree.add_once(place, std::move(text));
    }
  }

  void apply_to_one(const ProfileRule& rule, const JsonValue& context, const std::string& to, std::size_t index,
                    RecordTree& tree) {
    if (!rule.makes.empty()) {
      const std::string id = make_actor(profile_.actors.at(rule.makes), context);
      if (!id.empty() && !rule.to.empty()) tree.add_once(to, id);
      return;
    }
    for (const ProfileRule& member : rule.members) apply(member, context, fmt::format("{}.{}.", to, index), tree);
  }

  // The id of the actor that the rules make of a value; empty when they find no name for it.
  std::string make_actor(const std::vector<ProfileRule>& rules, const JsonValue& context) {
    RecordTree tree(RecordType::actor);
    add_origin("actor", tree);
    for (const ProfileRule& rule : rules) apply(rule, context, {}, tree);
    const std::string name = name_in(tree);
    if (name.empty()) return {};
    if (const std::string own = tree.text_at("id"); !own.empty()) tree.set("id", profile_.source + ":" + id_text(own));
    name_actor(tree);
    if (tree.text_at("id").empty()) tree.set("id", id_by_name(register_of_names(), name));
    tree.set("provenance.source_id", tree.text_at("id"));
    std::string json = tree.to_json();
    if (std::ranges::find(made_.actors, json) == made_.actors.end()) made_.actors.push_back(std::move(json));
    return tree.text_at("id");
  }

  // A row that is an actor of a register which other sources name actors from is known there by its name.
  void name_actor_of_row() {
    if (const std::string name = name_in(tree_); !name.empty() && !profile_.register_of_names.empty())
      tree_.set("id", id_by_name(register_of_names(), name));
    name_actor(tree_);
  }

  const std::string& register_of_names() const {
    return profile_.register_of_names.empty() ? profile_.source : profile_.register_of_names;
  }

  static std::string name_in(const RecordTree& tree) {
    std::string name;
    for (const char* member : {"title.fi", "title.sv", "title.en"})
      if (name.empty()) name = tree.text_at(member);
    return name;
  }

  // Identifiers that can be right stay, and the strongest of them names the actor.
  static void name_actor(RecordTree& tree) {
    Actor actor;
    for (const auto& [name, member] : identifier_members)
      actor.identifiers.*member = tree.text_at(fmt::format("identifiers.{}", name));
    clean_identifiers(actor.identifiers);
    for (const auto& [name, member] : identifier_members)
      if (!tree.text_at(fmt::format("identifiers.{}", name)).empty())
        tree.set(fmt::format("identifiers.{}", name), actor.identifiers.*member);
    if (const auto identities = identities_of(actor); !identities.empty()) tree.set("id", identities.front());
  }

  struct IdentifierMember {
    std::string_view name{};
    std::string Identifiers::*member{};
  };
  static constexpr std::array identifier_members{IdentifierMember{"y_tunnus", &Identifiers::y_tunnus},
                                                 IdentifierMember{"ror", &Identifiers::ror},
                                                 IdentifierMember{"isni", &Identifiers::isni},
                                                 IdentifierMember{"oid", &Identifiers::oid},
                                                 IdentifierMember{"pic", &Identifiers::pic},
                                                 IdentifierMember{"crossref_funder", &Identifiers::crossref_funder},
                                                 IdentifierMember{"wikidata", &Identifiers::wikidata}};

  // "currency=EUR": the first value of the column is this one.
  static bool is_meant(const ProfileRule& rule, const JsonValue& context) {
    const std::size_t equals = rule.when.find('=');
    return rule.when.empty() || first_text(context, rule.when.substr(0, equals)) == rule.when.substr(equals + 1);
  }

  std::string with_language(const std::string& name) const {
    constexpr std::string_view place = "{lang}";
    const std::size_t at = name.find(place);
    return at == std::string::npos ? name : name.substr(0, at) + language_ + name.substr(at + place.size());
  }

  // "title.{detected}" is in the language of the text itself, as far as that can be told.
  std::string with_language_of(std::string_view text, const std::string& name) const {
    constexpr std::string_view place = "{detected}";
    const std::size_t at = name.find(place);
    if (at == std::string::npos) return name;
    const auto detected = stemming::detect_language(text);
    return name.substr(0, at) + (detected ? std::string(stemming::to_text(*detected)) : language_) +
           name.substr(at + place.size());
  }

  static Values picked(const ProfileRule& rule, const JsonValue& context) {
    Values found;
    for (const std::string& column : rule.from) pick(context, column, found);
    return found;
  }

  // The order of the steps is that of ProfileRule.
  Texts changed(const ProfileRule& rule, const JsonValue& context) const {
    if (!rule.value.empty()) return {rule.value};
    Texts texts;
    for (const JsonValue* value : picked(rule, context))
      if (std::string text = mended(text_of(*value)); rule.skip.empty() || text != rule.skip)
        texts.push_back(std::move(text));
    if (rule.pick == "first" && texts.size() > 1) texts.resize(1);
    if (rule.pick == "last" && texts.size() > 1) texts.erase(texts.begin(), texts.end() - 1);
    if (!rule.join.empty() && !texts.empty()) texts = {fmt::format("{}", fmt::join(texts, rule.join))};
    for (const std::string& delimiter : rule.split) texts = split_all(texts, delimiter);
    Texts made;
    for (const std::string& text : texts)
      if (std::string one = changed(rule, trimmed(part_of(text, rule)));
          !one.empty() && std::ranges::find(made, one) == made.end())
        made.push_back(std::move(one));
    return made;
  }

  static Texts split_all(const Texts& texts, std::string_view delimiter) {
    Texts parts;
    for (const std::string& text : texts) std::ranges::move(split_text(text, delimiter), std::back_inserter(parts));
    return parts;
  }

  // One value; an empty one is dropped.
  std::string changed(const ProfileRule& rule, std::string text) const {
    if (text.empty()) return text;
    if (!rule.table.empty()) {
      const auto& table = profile_.tables.at(rule.table);
      auto known = table.find(text);
      if (known == table.end()) known = table.find("*");
      if (known != table.end()) text = known->second;
    }
    if (!rule.codes.empty()) {
      const CodeByName& codes = codes_by_name(rule.codes);
      const auto known = codes.find(folded(text));
      if (known == codes.end()) return {};
      text = known->second;
    }
    if (rule.number == "comma") text = number_with_comma(text);
    if (!rule.date.empty()) text = iso_date(text, rule.date);
    if (rule.url == "first") text = first_url(text);
    if (!rule.as.empty()) text = spelled_as(rule.as, text);
    if (rule.sentence > 0) text = opening_of(text, static_cast<std::size_t>(rule.sentence));
    return text.empty() ? text : rule.prefix + text + rule.suffix;
  }

  const Profile& profile_;
  RecordType type_;
  RecordTree tree_;
  MappedRow made_{};
  std::string language_{};
};

}  // namespace

MappedRow mapped(const JsonValue& row, const Profile& profile) { return Mapping(profile).map(row); }

bool is_of_kind(const JsonValue& row, const Profile& profile) {
  return profile.known_by.empty() || std::ranges::any_of(profile.known_by, [&](const std::string& column) {
           return !first_text(row, column).empty();
         });
}

std::string source_id_of(const JsonValue& row, const Profile& profile) {
  for (const std::string& column : profile.id)
    if (std::string id = first_text(row, column); !id.empty()) return id;
  constexpr std::size_t digits = 24;
  std::string all;
  for (const std::string& column : profile.id_of) all += first_text(row, column) + "\x1f";
  return all.size() == profile.id_of.size() ? std::string{} : hash_of(all).substr(0, digits);
}

}  // namespace kohtaamo::corpora
