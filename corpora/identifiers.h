// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// identifiers.h — what organisations, people and works are known by everywhere, in one spelling each.
//
// Given   an identifier as a source spells it: with its address before it, with blanks, in capitals.
// Gives   its one spelling. Check digits are reckoned where there are any.
// Fails   nothing comes of what is no such identifier: a wrong digit would merge two organisations.
// Threads safe from everywhere.
//
// Example   y_tunnus  "FI12345671"                                -> "1234567-1"
//           ror       "https://ror.org/040af2s02"                 -> "040af2s02"
//           pic       "999885022"                                 -> "999885022"
//           doi       "https://doi.org/10.1000/ABC"               -> "10.1000/abc"

#include <optional>
#include <string>
#include <string_view>

namespace kohtaamo::corpora {

std::optional<std::string> y_tunnus_of(std::string_view text);         // mod 11; also a Finnish VAT number
std::optional<std::string> ror_of(std::string_view text);              // base 32, mod 97-10
std::optional<std::string> pic_of(std::string_view text);              // nine digits, no check digit
std::optional<std::string> oid_of(std::string_view text);              // numbers with dots, from 0, 1 or 2
std::optional<std::string> isni_of(std::string_view text);             // mod 11-2
std::optional<std::string> orcid_of(std::string_view text);            // the same, written in groups
std::optional<std::string> doi_of(std::string_view text);              // in small letters
std::optional<std::string> wikidata_of(std::string_view text);         // "Q33"
std::optional<std::string> crossref_funder_of(std::string_view text);  // "10.13039/501100002341"

}  // namespace kohtaamo::corpora
