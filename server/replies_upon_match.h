// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// replies_upon_match.h — what is built on matching, as the JSON of the API: see replies.h.

#include "server/match/bundle.h"
#include "server/match/consortium.h"
#include "server/match/lineage.h"
#include "server/match/mirror.h"
#include "server/match/overlap.h"
#include "server/replies.h"

namespace kohtaamo::server {

std::string to_json(const Bundle& bundle, const HitView& view, std::chrono::nanoseconds took);
std::string to_json(const Mirror& mirror, const HitView& view, std::chrono::nanoseconds took);
std::string to_json(const Lineage& lineage, const HitView& view);
std::string to_json(const Consortium& consortium, const HitView& view, std::chrono::nanoseconds took);
std::string to_json(const Overlap& overlap, const HitView& view, std::chrono::nanoseconds took);

}  // namespace kohtaamo::server
