// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// name_case.h — a name that its source wrote in capitals alone, as people write it.
//
// Given   a name in UTF-8.
// Gives   it with capitals at the beginnings of words; words of up to three letters stay (BV, THL), but for the little
//         words and legal forms that are written small. A name with a small letter, or of one short word, stays as it
//         is.
// Fails   never.
// Threads pure function.
//
// Example   ETELÄ-POHJANMAAN ENSI- JA TURVAKOTIYHDISTYS RY   ->   Etelä-Pohjanmaan Ensi- ja Turvakotiyhdistys ry
//           VRIJE UNIVERSITEIT BRUSSEL                       ->   Vrije Universiteit Brussel

#include <string>
#include <string_view>

namespace kohtaamo::stemming {

std::string in_name_case(std::string_view name);

}  // namespace kohtaamo::stemming
