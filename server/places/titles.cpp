// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/titles.h"

#include "indexer/record_parts.h"
#include "server/search/find_document.h"

namespace kohtaamo::server {

Titles titles_of(const SearchEngine& engine, const std::vector<corpora::RecordId>& ids) {
  Titles titles;
  const auto add = [&](const Xapian::Database& database, const indexer::IndexState& state,
                       const corpora::RecordId& id) -> config::Result<void> {
    if (titles.contains(id)) return {};
    const Xapian::docid document = find_document(database, id);
    if (document == 0) return {};
    const auto record = engine.records().get(database, state, document);
    if (!record) return config::fail(record.error());
    if (indexer::is_listed(**record)) titles.emplace(id, (*record)->title);
    return {};
  };
  const auto read = engine.reader().read(
      [&](const Xapian::Database& database, const indexer::IndexState& state) -> config::Result<void> {
        for (const corpora::RecordId& id : ids)
          if (auto ok = add(database, state, id); !ok) return ok;
        return {};
      });
  if (!read) titles.clear();  // a page without names is better than none
  return titles;
}

}  // namespace kohtaamo::server
