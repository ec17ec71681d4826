// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// code_lists.h — the codes that records use, with their labels: stages, target groups, regions, …
//
// Given   the files of config/lists, which live inside the program.
// Gives   lists by name; codes with labels in fi, sv, en and what belongs to them (group, hierarchy,
//         containment and neighbours of regions). Read once, at first use.
// Fails   never at run time: a broken list is our own mistake, and a test walks them all.
// Threads safe from everywhere: constant after the first call.

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kohtaamo::config {

struct Labels {
  std::string fi{}, sv{}, en{};
  const std::string& in(std::string_view language) const;  // "fi", "sv", "en"
};

struct Code {
  std::string code{};
  std::string fi{}, sv{}, en{};
  std::string group{};                    // stages: existing, emerging
  std::vector<std::string> broader{};     // target groups: the wider group
  std::vector<std::string> expands_to{};  // generic actor types
  std::vector<std::string> within{};      // regions: what contains this one
  std::vector<std::string> contains{};    // regions: what this one contains
  std::vector<std::string> neighbours{};  // regions
  std::vector<std::string> equals{};      // regions: the same area in another scheme
  std::vector<std::string> aliases{};     // other spellings of the code: "UK" is GB
  std::vector<std::string> groups{};      // countries: eu, candidate, …
  std::string part_of{};                  // countries: AX is part of FI
  std::string scheme{};                   // regions: mk, hva, kunta, country, national, eu
  Labels plural{};                        // record types
  Labels inverse{};                       // link relations: the label seen from the other end
  std::string inverse_code{};             // link relations: the code of the inverse, where it has one
  std::string own_name{};                 // languages: "svenska"

  const std::string& label(std::string_view language) const;  // "fi", "sv", "en"
};

class CodeList {
 public:
  CodeList(std::string name, std::vector<Code> codes);
  const std::string& name() const { return name_; }
  const std::vector<Code>& codes() const { return codes_; }
  const Code* find(std::string_view code) const;  // by code or alias; null when unknown
  std::vector<std::string_view> names() const;    // all codes, for did_you_mean

 private:
  std::string name_;
  std::vector<Code> codes_;
  std::map<std::string, std::size_t, std::less<>> by_code_{};
};

// "stages", "target_groups", "regions", …: the names of the files. Asking for another is our mistake
// (std::logic_error). "regions" also holds every country, as "country:SE".
const CodeList& code_list(std::string_view name);
std::vector<std::string_view> code_list_names();

// The label, or the code itself when it is unknown.
std::string_view label_of(std::string_view list, std::string_view code, std::string_view language);

// Regions by key ("mk:01", "hva:08", "kunta:091", "country:SE", "nuts:FI1D").
enum class RegionFit : std::uint8_t { same, contains, contained, neighbour, national, apart, unknown };
// How `offered` serves `wanted`: same < contains/contained < neighbour < national (SCHEMA 3.7).
RegionFit region_fit(std::string_view offered, std::string_view wanted);
// The region, those equal to it and all that contain it, nearest first: "kunta:091" -> kunta:091, hva:90, mk:01,
// country:FI …
std::vector<std::string> region_ancestors(std::string_view key);

}  // namespace kohtaamo::config
