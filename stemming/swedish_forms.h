// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// swedish_forms.h — which words of Hunspell's dictionary a Swedish form is an inflection of.
//
// Given   the texts of sv_SE.dic and sv_SE.aff, and a list of irregular forms of our own (words/sv/irregular.txt).
// Gives   of a form, the words it is made of by the rules of number, definiteness, case, gender, comparison and tense;
//         whether a word stands in the dictionary; and whether it may end a compound.
// Fails   never: of texts in no shape we know, no form is known.
// Never   goes back to what a word is derived from: "lärare" is no form of "lära".
// Threads constant once built.
//
// Example       rummet -> rum      numren -> nummer      psykiskt -> psykisk      drömmar -> dröm
//               planet -> plan     though "planet" is a word as well: both are told

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace kohtaamo::stemming {

class SwedishForms {
 public:
  SwedishForms() = default;
  SwedishForms(std::string_view dic, std::string_view aff);

  // Irregular forms are none, though the dictionary lists some: "böcker" is a form of "bok".
  bool is_word(std::string_view word) const;
  bool may_end_compound(std::string_view word) const;

  // In the order of the rules, each once; never the form itself.
  std::vector<std::string> words_of(std::string_view form) const;

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the library asks for this name
  };
  struct Condition {
    std::uint32_t flag = 0;  // what the word must have
    std::string end{};       // and how it must end
  };
  struct Rule {
    std::string strip{}, add{};
    std::vector<Condition> conditions{};  // one of them is enough
  };
  void add_irregular();
  std::uint32_t flags_of(std::string_view word) const;
  void add_words(std::string_view form, const std::vector<Rule>& rules, std::vector<std::string>& words) const;

  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> flags_{};  // a bit for each flag we know
  std::unordered_map<std::string, std::vector<std::string>, Hash, std::equal_to<>> irregular_{};  // form -> words
  std::vector<Rule> bare_rules_{};                                                                // that add nothing
  std::array<std::vector<Rule>, 256> rules_by_last_byte_{};                                       // of what they add
};

}  // namespace kohtaamo::stemming
