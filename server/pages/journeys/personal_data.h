// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// personal_data.h — what in a text looks as if it told who somebody is.
//
// Given   a text that somebody is about to ask with.
// Gives   Finnish identity codes, e-mail addresses and telephone numbers, in the order of the text.
// Never   knows that there are none: names and illnesses look like any other words.
// Threads pure function.
//
// Example   "Soita 040 123 4567, asiakas 131052-308T"   ->   phone "040 123 4567", identity_code "131052-308T"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kohtaamo::server {

enum class PersonalKind : std::uint8_t { identity_code, email, phone };
inline constexpr std::array all_personal_kinds{PersonalKind::identity_code, PersonalKind::email, PersonalKind::phone};
std::string_view to_text(PersonalKind kind);

struct PersonalData {
  PersonalKind kind = PersonalKind::identity_code;
  std::string words{};
};

std::vector<PersonalData> find_personal_data(std::string_view text);

}  // namespace kohtaamo::server
