// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// named_groups.h — the target groups that a sentence names, by the words that people have for them.
//
// Given   a sentence with its cues; the words are the rows `group` of server/match/words/<language>.tsv.
// Gives   named_groups: every group that is named, with the words that it was read from. meant_groups: those
//         that the sentence is about. A group that is denied ("ei nuorille vaan ikäihmisille"), excepted
//         ("paitsi lapset") or only compared with ("toisin kuin opiskelijat") is not, nor is the name of an
//         organisation ("Pelastakaa Lapset"). Of whom something else is denied is meant: "nuoret eivät hae apua".
// Threads pure functions.
//
// Example (fi)  "Emme etsi tukea nuorille vaan yksinäisille eläkeläisille."
//   named       youth, lonely, older
//   meant       lonely, older

#include <vector>

#include "server/match/label_finder.h"

namespace kohtaamo::server {

std::vector<LabelPlace> named_groups(const CuedText& sentence);
std::vector<LabelPlace> meant_groups(const CuedText& sentence);

}  // namespace kohtaamo::server
