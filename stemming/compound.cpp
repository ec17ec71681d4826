// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/compound.h"

#include <algorithm>

namespace kohtaamo::stemming {
namespace {

bool begins_a_slice(const std::vector<Slice>& slices, std::size_t begin) {
  return std::ranges::find(slices, begin, &Slice::begin) != slices.end();
}

// A piece that starts a part and is followed by another part or nothing: not "suojel" before "u".
bool is_part(const std::vector<WordBase>& bases, std::size_t index, const std::vector<Slice>& slices) {
  if (bases[index].text.empty() || !begins_a_slice(slices, bases[index].begin)) return false;
  if (index + 1 == bases.size()) return bases[index].begin > 0;
  return begins_a_slice(slices, bases[index + 1].begin);
}

// The last part is inflected in the word, so it is cut from the base form; where an earlier part is
// inflected as well (isonvarpaan, isovarvas) the two do not run side by side, and nothing is cut.
std::wstring_view text_of(const Slice& slice, bool is_last, const Reading& reading) {
  if (!is_last) return reading.surface.substr(slice.begin, slice.end - slice.begin);
  const bool is_aligned = reading.base.size() > slice.begin &&
                          reading.base.substr(0, slice.begin) == reading.surface.substr(0, slice.begin);
  return is_aligned ? reading.base.substr(slice.begin) : std::wstring_view{};
}

}  // namespace

std::vector<Slice> parse_structure(std::wstring_view structure, std::size_t word_length) {
  std::vector<Slice> slices;
  std::size_t letter = 0;
  for (const wchar_t mark : structure) {
    if (mark == L'=') {
      slices.push_back({letter, letter});
    } else if (letter < word_length) {
      ++letter;
      if (mark != L'-' && !slices.empty()) slices.back().end = letter;
    }
  }
  std::erase_if(slices, [](const Slice& slice) { return slice.begin == slice.end; });
  return slices;
}

std::vector<WordBase> parse_word_bases(std::wstring_view word_bases) {
  std::vector<WordBase> bases;
  std::size_t letter = 0;
  while (word_bases.starts_with(L'+')) {
    word_bases.remove_prefix(1);
    const std::wstring_view piece = word_bases.substr(0, word_bases.find_first_of(L"+("));
    word_bases.remove_prefix(piece.size());
    if (piece == L"-") {
      ++letter;
      continue;
    }
    std::wstring text(piece);  // a prefix ("vertais") is its own base form
    if (word_bases.starts_with(L'(')) {
      const std::size_t close = std::min(word_bases.find(L')'), word_bases.size());
      text = word_bases.substr(1, close - 1);
      word_bases.remove_prefix(std::min(close + 1, word_bases.size()));
    }
    if (text.starts_with(L'+')) text.clear();
    std::erase(text, L'=');
    bases.push_back({.begin = letter, .end = letter + piece.size(), .text = std::move(text)});
    letter += piece.size();
  }
  return bases;
}

std::vector<std::wstring> compound_parts(const Reading& reading, bool with_base_forms) {
  const std::vector<Slice> slices = parse_structure(reading.structure, reading.surface.size());
  if (slices.size() < 2) return {};
  const std::vector<WordBase> bases = with_base_forms ? parse_word_bases(reading.word_bases) : std::vector<WordBase>{};
  std::vector<std::wstring> parts;
  std::vector<std::size_t> covered;  // begins of the slices that a base form stands for
  for (std::size_t i = 0; i < bases.size(); ++i) {
    if (!is_part(bases, i, slices)) continue;
    parts.push_back(bases[i].text);
    const auto slice = std::ranges::find(slices, bases[i].begin, &Slice::begin);
    if (slice->begin == slices.back().begin || slice->end == bases[i].end) covered.push_back(slice->begin);
  }
  for (const Slice& slice : slices) {
    if (std::ranges::find(covered, slice.begin) != covered.end()) continue;
    parts.emplace_back(text_of(slice, slice.begin == slices.back().begin, reading));
  }
  return parts;
}

}  // namespace kohtaamo::stemming
