// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// freedict.h — the FreeDict dictionaries as Debian packs them (dict-freedict-fin-eng, dict-freedict-swe-fin, …).
//
// Given   a dictionary of dictd: NAME.index (headword, place and length in base 64) and NAME.dict.dz (the
//         entries, gzip with a table of contents that we have no use for).
// Gives   pairs of a headword and one translation, in the order of the dictionary.
// Fails   file_missing when one of the files is not there, which is no fault: the package is not
//         installed, and we do without; bad_record with file:line for a broken index or archive.
// Never   judges words: an entry in no shape we know gives no pairs.
// Threads safe from everywhere.
//
// Example   clock /klok/ <n>
//           1. kello, aikarauta
//           an instrument
//           2. mittari
//   pairs   clock – kello (sense 1, order 1, "n"), clock – aikarauta (1, 2), clock – mittari (2, 3)

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "stemming/translation.h"

namespace kohtaamo::stemming {

struct DictionaryPair {
  std::string headword{}, translation{};
  int sense = 1;                 // 1, 2, 3 … in the entry
  int order = 1;                 // 1, 2, 3 … in the entry, over all its senses
  std::string part_of_speech{};  // "n", "v", "adj", "suffix"; empty: not told
  bool operator==(const DictionaryPair&) const = default;
};

std::vector<DictionaryPair> parse_dictionary_entry(std::string_view entry);

// `index_name` is for the place of an error.
config::Result<std::vector<DictionaryPair>> parse_dictionary(std::string_view index, std::string_view entries,
                                                             std::string_view index_name);

// `path` without its endings.
config::Result<std::vector<DictionaryPair>> read_dictionary(const std::string& path);

// As the Translator wants them: earlier senses and translations are surer; affixes are left out.
std::vector<TextPair> to_text_pairs(std::span<const DictionaryPair> pairs);

// Where Debian's packages put their files.
inline constexpr std::string_view freedict_fin_eng = "/usr/share/dictd/freedict-fin-eng";
inline constexpr std::string_view freedict_eng_fin = "/usr/share/dictd/freedict-eng-fin";
inline constexpr std::string_view freedict_fin_swe = "/usr/share/dictd/freedict-fin-swe";
inline constexpr std::string_view freedict_swe_fin = "/usr/share/dictd/freedict-swe-fin";
inline constexpr std::string_view freedict_eng_swe = "/usr/share/dictd/freedict-eng-swe";
inline constexpr std::string_view freedict_swe_eng = "/usr/share/dictd/freedict-swe-eng";

}  // namespace kohtaamo::stemming
