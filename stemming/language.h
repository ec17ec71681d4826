// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// language.h — the three languages of the service, and telling which one a text is in.
//
// Given   a code ("fi", "fi-FI", "fin") or a text.
// Gives   a Language. A text too short or too foreign to tell gives nothing: unknown is never a guess.
// Threads safe from everywhere.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kohtaamo::stemming {

enum class Language : std::uint8_t { fi, sv, en };
inline constexpr std::array all_languages{Language::fi, Language::sv, Language::en};

// One of each language.
template <class T>
using PerLanguage = std::array<T, all_languages.size()>;
constexpr std::size_t index_of(Language language) { return static_cast<std::size_t>(language); }

std::string_view to_text(Language language);                    // "fi"
std::optional<Language> parse_language(std::string_view code);  // BCP 47 or ISO 639-2; nothing for others

// The language of a text (CLD2; for short texts also which dictionary knows its words).
std::optional<Language> detect_language(std::string_view utf8);

// The same, by what the analyzer has learnt of words: quicker where texts repeat them.
class Analyzer;
std::optional<Language> detect_language(std::string_view utf8, const Analyzer& analyzer);

}  // namespace kohtaamo::stemming
