// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <memory>
#include <string>

namespace kohtaamo::stemming {
namespace {

constexpr std::string_view space = " \t\r\n";
constexpr std::array<std::string_view, 6> bullets{"- ", "* ", "• ", "– ", "· ", "— "};

std::unique_ptr<icu::BreakIterator> make_breaks(Language language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(std::string(to_text(language)).c_str());
  std::unique_ptr<icu::BreakIterator> breaks(icu::BreakIterator::createSentenceInstance(locale, status));
  assert(U_SUCCESS(status) && "ICU's data holds the sentence rules of our languages");
  return breaks;
}

icu::BreakIterator& breaks_of(Language language) {
  thread_local std::array<std::unique_ptr<icu::BreakIterator>, 3> breaks;
  static_assert(all_languages.size() == breaks.size());
  std::unique_ptr<icu::BreakIterator>& kept = breaks.at(index_of(language));
  if (!kept) kept = make_breaks(language);
  return *kept;
}

ByteRange without_space(std::string_view utf8, ByteRange bytes) {
  const std::string_view text = utf8.substr(bytes.begin, bytes.end - bytes.begin);
  const std::size_t first = text.find_first_not_of(space);
  if (first == std::string_view::npos) return {bytes.begin, bytes.begin};
  return {bytes.begin + static_cast<std::uint32_t>(first),
          bytes.begin + static_cast<std::uint32_t>(text.find_last_not_of(space) + 1)};
}

// Whether `next` is a line of the list that `sentence` leads to.
bool is_listed(std::string_view utf8, ByteRange sentence, ByteRange next) {
  const std::string_view before = utf8.substr(sentence.begin, sentence.end - sentence.begin);
  const std::string_view line = utf8.substr(next.begin, next.end - next.begin);
  const bool is_bullet = std::ranges::any_of(bullets, [&](auto bullet) { return line.starts_with(bullet); });
  return is_bullet && (before.ends_with(':') || before.find(":\n") != std::string_view::npos);
}

}  // namespace

std::vector<ByteRange> sentences(std::string_view utf8, Language language) {
  utf8 = utf8.substr(0, std::numeric_limits<int32_t>::max());
  std::vector<ByteRange> found;
  if (utf8.empty()) return found;
  icu::BreakIterator& breaks = breaks_of(language);
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, utf8.data(), static_cast<int64_t>(utf8.size()), &status);
  breaks.setText(&text, status);
  int32_t begin = breaks.first();
  for (int32_t end = breaks.next(); end != icu::BreakIterator::DONE; begin = end, end = breaks.next()) {
    const ByteRange bytes = without_space(utf8, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    if (bytes.begin == bytes.end) continue;
    if (!found.empty() && is_listed(utf8, found.back(), bytes))
      found.back().end = bytes.end;
    else
      found.push_back(bytes);
  }
  utext_close(&text);
  return found;
}

}  // namespace kohtaamo::stemming
