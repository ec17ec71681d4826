// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/segmenter.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <string>

#include "stemming/analyzer.h"

namespace kohtaamo::stemming {
namespace {

constexpr std::array<std::string_view, 3> hyphens{"-", "\u2010", "\u2011"};
constexpr std::array<std::string_view, 4> spaces{" ", "\u00A0", "\u2009", "\u202F"};

// Finnish cases with a possessive and a clitic are no longer ("EU:ssakin"); after that it is a sentence
// with its space forgotten ("Tavoite:osallisuus").
constexpr std::size_t max_colon_ending_bytes = 7;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view text_of(std::string_view utf8, ByteRange bytes) {
  return utf8.substr(bytes.begin, bytes.end - bytes.begin);
}

bool is_one_of(std::string_view text, const auto& choices) { return std::ranges::find(choices, text) != choices.end(); }

// "sosiaali-" before a space or a comma; not "a - b", and not the hyphen inside "e-resepti".
bool is_suspended_before(std::string_view rest) {
  for (const std::string_view hyphen : hyphens) {
    if (!rest.starts_with(hyphen)) continue;
    const std::string_view after = rest.substr(hyphen.size());
    return after.starts_with(' ') || after.starts_with(',') || after.starts_with('\n') || after.starts_with("\u00A0");
  }
  return false;
}

// 1 to 3 digits that may begin a number written in groups; a phone number begins with 0.
bool is_first_group(std::string_view digits) {
  return digits.size() <= 3 && digits.front() != '0' && std::ranges::all_of(digits, is_digit);
}

bool is_next_group(std::string_view digits) { return digits.size() == 3 && std::ranges::all_of(digits, is_digit); }

// Joins a new piece to the segment before it, where the two are one word or one number.
class Joiner {
 public:
  Joiner(std::string_view utf8, std::vector<Segment>& segments) : utf8_(utf8), segments_(segments) {}

  void add(const Segment& piece) {
    if (!segments_.empty() && (joins_by_hyphen(piece) || joins_by_space(piece))) {
      segments_.back().bytes.end = piece.bytes.end;
      segments_.back().is_number = segments_.back().is_number && piece.is_number;
      return;
    }
    in_groups_ = piece.is_number && is_first_group(text_of(utf8_, piece.bytes));
    segments_.push_back(piece);
  }

 private:
  // Not a range of years, and not a chain without end.
  bool joins_by_hyphen(const Segment& piece) const {
    const Segment& last = segments_.back();
    const std::size_t gap = piece.bytes.begin - last.bytes.end;
    if (gap == 0 || gap > 3 || (last.is_number && piece.is_number)) return false;
    return is_one_of(text_of(utf8_, {last.bytes.end, piece.bytes.begin}), hyphens) &&
           piece.bytes.end - last.bytes.begin <= max_term_bytes;
  }

  bool joins_by_space(const Segment& piece) const {
    const Segment& last = segments_.back();
    return in_groups_ && piece.is_number && last.is_number && is_next_group(text_of(utf8_, piece.bytes)) &&
           is_one_of(text_of(utf8_, {last.bytes.end, piece.bytes.begin}), spaces);
  }

  std::string_view utf8_;
  std::vector<Segment>& segments_;
  bool in_groups_ = false;  // the last segment is a number of groups so far
};

// ICU keeps "EU:n" together, and "Tavoite:osallisuus" as well: the latter is given as two pieces.
void add_pieces(std::string_view utf8, Segment rest, Joiner& joiner) {
  const std::string_view text = text_of(utf8, rest.bytes);
  std::size_t begin = 0;
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos; colon = text.find(':', begin)) {
    if (text.size() - colon - 1 <= max_colon_ending_bytes) break;
    const std::uint32_t end = rest.bytes.begin + static_cast<std::uint32_t>(colon - begin);
    joiner.add({.bytes = {rest.bytes.begin, end}});
    rest.bytes.begin = end + 1;
    begin = colon + 1;
  }
  joiner.add(rest);
}

}  // namespace

Segmenter::Segmenter(Language language) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale(std::string(to_text(language)).c_str());
  breaks_.reset(icu::BreakIterator::createWordInstance(locale, status));
  assert(U_SUCCESS(status) && "ICU's data holds the word rules of our languages");
}

void Segmenter::segment(std::string_view utf8, std::vector<Segment>& segments) {
  segments.clear();
  utf8 = utf8.substr(0, std::numeric_limits<int32_t>::max());
  UErrorCode status = U_ZERO_ERROR;
  UText text = UTEXT_INITIALIZER;
  utext_openUTF8(&text, utf8.data() == nullptr ? "" : utf8.data(), static_cast<int64_t>(utf8.size()), &status);
  breaks_->setText(&text, status);
  Joiner joiner(utf8, segments);
  int32_t begin = breaks_->first();
  for (int32_t end = breaks_->next(); end != icu::BreakIterator::DONE; begin = end, end = breaks_->next()) {
    const int32_t kind = breaks_->getRuleStatus();
    if (kind < UBRK_WORD_NONE_LIMIT) continue;
    add_pieces(utf8,
               {.bytes = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                .is_number = kind < UBRK_WORD_NUMBER_LIMIT},
               joiner);
  }
  for (Segment& segment : segments) segment.is_suspended = is_suspended_before(utf8.substr(segment.bytes.end));
  utext_close(&text);
}

}  // namespace kohtaamo::stemming
