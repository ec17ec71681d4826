// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/fold.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "stemming/analyzer.h"

namespace kohtaamo::stemming {
namespace {

constexpr UChar32 right_single_quote = 0x2019, left_single_quote = 0x2018, modifier_apostrophe = 0x02BC;
constexpr UChar32 unicode_hyphen = 0x2010, no_break_hyphen = 0x2011;

// Nearly all words are ASCII and the letters of Latin-1. False: there is something else in it, and
// `folded` holds rubbish.
bool fold_latin1(std::string_view word, std::string& folded) {
  folded.resize(word.size());
  char* out = folded.data();
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<unsigned char>(word[i]);
    if (byte >= 'A' && byte <= 'Z') {
      *out++ = static_cast<char>(byte + ('a' - 'A'));
    } else if (byte > ' ' && byte < 0x7F) {
      *out++ = static_cast<char>(byte);
    } else if (byte == 0xC3 && i + 1 < word.size()) {
      const auto second = static_cast<unsigned char>(word[++i]);
      if (second < 0x80 || second > 0xBF) return false;
      const bool is_capital = second <= 0x9E && second != 0x97;  // À…Þ but ×
      *out++ = static_cast<char>(byte);
      *out++ = static_cast<char>(is_capital ? second + 0x20 : second);
    } else {
      return false;
    }
  }
  return true;
}

UChar32 plain_form(UChar32 c) {
  switch (c) {
    case right_single_quote:
    case left_single_quote:
    case modifier_apostrophe:
      return '\'';
    case unicode_hyphen:
    case no_break_hyphen:
      return '-';
    default:
      return c;
  }
}

// White space is met inside numbers only: words hold none.
bool is_dropped(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 || u_isUWhiteSpace(c) != 0 ||
         u_iscntrl(c) != 0;
}

void fold_unicode(std::string_view word, std::string& folded) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  icu::UnicodeString text = icu::UnicodeString::fromUTF8({word.data(), static_cast<int32_t>(word.size())});
  text.toLower(icu::Locale::getRoot());
  icu::UnicodeString kept;
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (!is_dropped(c)) kept.append(plain_form(c));
  }
  folded.clear();
  if (U_SUCCESS(status)) kept = nfc->normalize(kept, status);
  kept.toUTF8String(folded);
}

// The hyphen of a suspended compound ("sosiaali-") and of a loose tail ("-palvelu").
void trim_hyphens(std::string& word) {
  const std::size_t begin = word.find_first_not_of('-');
  if (begin == std::string::npos) return word.clear();
  word.resize(word.find_last_not_of('-') + 1);
  if (begin > 0) word.erase(0, begin);
}

}  // namespace

void cut_at_code_point(std::string& utf8, std::size_t max_bytes) {
  if (utf8.size() <= max_bytes) return;
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) --end;
  utf8.resize(end);
}

void fold_word(std::string_view word, std::string& folded) {
  // Longer than any word: the rest is cut off anyway, and may be megabytes.
  const std::string_view start = word.substr(0, 8 * max_term_bytes);
  if (!fold_latin1(start, folded)) fold_unicode(start, folded);
  if (const std::size_t colon = folded.find(':'); colon != std::string::npos) folded.resize(colon);
  if (!folded.empty() && (folded.front() == '-' || folded.back() == '-')) trim_hyphens(folded);
  cut_at_code_point(folded, max_term_bytes);
}

}  // namespace kohtaamo::stemming
