// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record_page.h — one record as a page.
//
// Given   a record as the outside may see it, and the records around it.
// Gives   HTML: summary, facts, texts, who and what it is linked to, where it comes from.
// Threads pure function.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/match/lineage.h"
#include "server/pages/card.h"

namespace kohtaamo::server {

using Related = std::map<corpora::RecordId, corpora::Record>;

struct RecordView {
  const corpora::Record& record;
  Reader reader{};
  Related related{};                         // those it refers to, as far as they can be shown
  std::vector<corpora::Record> referring{};  // those that refer to it, newest first
  std::vector<Hit> similar{};
  std::optional<Lineage> lineage{};  // of innovations and adoptions
  std::string json_ld{};             // the record for search engines: json_ld.h
};

std::string render_record_page(const RecordView& view);

}  // namespace kohtaamo::server
