// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// lineage_view.h — who took an innovation up and from whom: a small drawing, and the same as a list.
//
// Given   a lineage: adoptions, each after the one that it builds on.
// Gives   the values that lineage.mustache asks for. The numbers in the drawing are those of the list.
// Threads pure functions.
//
// Example   1 and 4 build on the innovation, 2 and 3 on 1
//           ●──①──②
//           │   └──③
//           └──④

#include "server/match/lineage.h"
#include "server/pages/record_page.h"

namespace kohtaamo::server {

// Sets "lineage", or false where there is nothing to tell.
void set_lineage(const RecordView& record, View& view);

}  // namespace kohtaamo::server
