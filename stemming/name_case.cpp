// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/name_case.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>

namespace kohtaamo::stemming {
namespace {

constexpr int longest_kept_word = 3, least_letters = 7;

// Of the languages that names in the sources are in: Finnish, Swedish, English, German, Dutch, French, Spanish,
// Italian.
constexpr std::array<std::string_view, 36> small_words{"JA", "SEKÄ", "OCH",  "I",     "AND", "OF",  "THE", "FOR", "IN",
                                                       "ON", "AT",   "UND",  "FÜR",   "DER", "DIE", "DAS", "ZUR", "VAN",
                                                       "EN", "HET",  "VOOR", "DE",    "DES", "DU",  "LA",  "LE",  "LES",
                                                       "ET", "DEL",  "DI",   "DELLA", "Y",   "E",   "RY",  "RF",  "SR"};

struct LegalForm {
  std::string_view written{}, usual{};
};
constexpr std::array legal_forms{LegalForm{"OY", "Oy"}, LegalForm{"AB", "Ab"}, LegalForm{"GMBH", "GmbH"},
                                 LegalForm{"APS", "ApS"}, LegalForm{"LTD", "Ltd"}};

std::string to_utf8(const icu::UnicodeString& text) {
  std::string bytes;
  return text.toUTF8String(bytes);
}

struct Letters {
  int all = 0;
  bool has_small = false;
};

Letters letters_of(const icu::UnicodeString& name) {
  Letters letters;
  for (std::int32_t at = 0; at < name.length() && !letters.has_small; at = name.moveIndex32(at, 1)) {
    const UChar32 one = name.char32At(at);
    letters.has_small = u_islower(one) != 0;
    if (u_isalpha(one) != 0) ++letters.all;
  }
  return letters;
}

icu::UnicodeString word_in_case(const icu::UnicodeString& word, bool is_first) {
  const std::string bytes = to_utf8(word);
  const auto form = std::ranges::find(legal_forms, bytes, &LegalForm::written);
  if (form != legal_forms.end() && !is_first) return icu::UnicodeString::fromUTF8(std::string(form->usual));
  icu::UnicodeString small = word;
  small.toLower(icu::Locale::getRoot());
  if (std::ranges::find(small_words, bytes) != small_words.end()) {
    if (!is_first) return small;
  } else if (word.countChar32() <= longest_kept_word) {
    return word;
  }
  icu::UnicodeString first(small, 0, small.moveIndex32(0, 1));
  return first.toUpper(icu::Locale::getRoot()) + small.tempSubString(small.moveIndex32(0, 1));
}

}  // namespace

std::string in_name_case(std::string_view name) {
  if (std::ranges::any_of(name, [](char letter) { return letter >= 'a' && letter <= 'z'; })) return std::string(name);
  const icu::UnicodeString given =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  const Letters letters = letters_of(given);
  if (letters.has_small || letters.all < least_letters) return std::string(name);
  icu::UnicodeString text, word;
  const auto end_word = [&] {
    if (!word.isEmpty()) text += word_in_case(word, text.isEmpty());
    word.remove();
  };
  for (std::int32_t at = 0; at < given.length(); at = given.moveIndex32(at, 1)) {
    const UChar32 one = given.char32At(at);
    if (u_isalnum(one) != 0) {
      word += one;
    } else {
      end_word();
      text += one;
    }
  }
  end_word();
  return to_utf8(text);
}

}  // namespace kohtaamo::stemming
