// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/wide.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace kohtaamo::stemming {

static_assert(sizeof(wchar_t) == sizeof(UChar32), "Voikko's letters are code points");

std::wstring to_wide(std::string_view utf8) {
  const icu::UnicodeString text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
  std::wstring wide;
  wide.reserve(utf8.size());
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    wide.push_back(static_cast<wchar_t>(text.char32At(i)));
  }
  return wide;
}

std::string to_utf8(std::wstring_view wide) {
  icu::UnicodeString text;
  for (const wchar_t letter : wide) text.append(static_cast<UChar32>(letter));
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

std::wstring to_lower(std::wstring_view wide) {
  std::wstring lower(wide);
  std::ranges::transform(lower, lower.begin(),
                         [](wchar_t letter) { return static_cast<wchar_t>(u_tolower(static_cast<UChar32>(letter))); });
  return lower;
}

}  // namespace kohtaamo::stemming
