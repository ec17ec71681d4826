// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// profile.h — how the rows of a foreign source become records, as data: corpora/profiles/*.toml.
//
// Given   a profile by name (those inside the program) or path, and rows as JSON.
// Gives   the record's JSON for a row, and that of the actors it names. Whether they are good records
//         is for record_json.h to say.
// Fails   bad_config for a wrong profile, with its line: "stea.toml:12 /rule/3". A row never fails.
// Threads a Profile is constant after loading.
//
// docs/import.md explains the format and all transforms with examples.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "config/json.h"

namespace kohtaamo::corpora {

// One value or list of a record, and where it comes from. What is set is done in this order, once
// `when` has been looked at.
struct ProfileRule {
  std::string to{};                  // "title.{lang}", "title.{detected}", "partners", "granted_eur"
  std::vector<std::string> from{};   // columns: "objective", "years.*.1", "years.@", "." (the value itself)
  std::string value{};               // a constant instead
  std::string when{};                // "column=value": only of rows in which the column has this value
  std::string pick{};                // of several values: "first" or "last"
  std::string join{};                // several values as one text with this between
  std::vector<std::string> split{};  // one text as several values, wherever one of these stands
  std::string after_last{};          // what stands after the last of these; all if there is none
  std::string before{}, after{};     // what stands before and after the first of these; nothing if there is none
  std::string skip{};                // this value is as good as none: "0", "N/A"
  std::string table{};               // value -> table of the profile; else what "*" has there; else as it is
  std::string codes{};               // value -> code of this list, by code or label; others are dropped
  std::string number{};              // "comma": 1.200.000,5
  std::string date{};                // how days are written: "d.m.y", "y/m/d", "y-m-d", "year_begins", "year_ends"
  std::string url{};                 // "first": the first http or https address in the text; dropped without one
  std::string as{};                  // read as this and written in its one spelling, or dropped: "doi", "time"
  std::int64_t sentence = 0;         // the first sentence, or as many letters, cut between words
  std::string prefix{}, suffix{};
  std::vector<ProfileRule> members{};  // each value becomes an object, made by these
  std::string makes{};                 // each value becomes an actor, made by [[actor.NAME]]; its id is put
};

struct Profile {
  std::string name{}, about{}, source{}, type{}, licence{};
  std::string register_of_names{};                         // whose organisations its names are; empty: its source's own
  std::vector<std::string> id{};                           // columns of the source's own id: the first that is there
  std::vector<std::string> id_of{};                        // of a source without ids: what together makes one
  std::string language{}, language_from{}, language_of{};  // always; by a column; by a column's text
  std::string language_else = "en";                        // when neither tells
  std::vector<std::string> rows{};                         // of a JSON document: where its rows lie
  std::vector<std::string> known_by{};                     // columns; a row with none of them is of another kind
  std::vector<ProfileRule> rules{};
  std::map<std::string, std::vector<ProfileRule>> actors{};
  std::map<std::string, std::map<std::string, std::string>> tables{};
};

std::vector<std::string> profile_names();
config::Result<Profile> load_profile(const std::string& name_or_path);
config::Result<Profile> parse_profile(std::string_view toml, const std::string& file);

struct MappedRow {
  std::string record{};               // as JSON
  std::vector<std::string> actors{};  // likewise; the record refers to them by their ids
};
MappedRow mapped(const config::JsonValue& row, const Profile& profile);
// The id that the row has at its source; empty when it does not say.
std::string source_id_of(const config::JsonValue& row, const Profile& profile);
// Whether the row is of the kind that the profile is of: replies of some sources mix several.
bool is_of_kind(const config::JsonValue& row, const Profile& profile);

}  // namespace kohtaamo::corpora
