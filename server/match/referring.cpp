// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/referring.h"

#include "indexer/schema.h"
#include "server/search/search.h"

namespace kohtaamo::server {

config::Result<Referring> find_referring(const Xapian::Database& database, const corpora::RecordId& id,
                                         corpora::RecordType type, std::size_t most) {
  Referring found;
  const std::string link = indexer::exact_term(indexer::field("link"), id);
  if (link.size() > indexer::max_xapian_term_bytes) return found;
  const Xapian::Query of_type(indexer::exact_term(indexer::field("type"), to_text(type)));
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(indexer::field("id").slot, false);
  enquire.set_query(only_listed(Xapian::Query(Xapian::Query::OP_AND, Xapian::Query(link), of_type)));
  // Asked to look at all, Xapian counts exactly.
  const Xapian::MSet matches = enquire.get_mset(0, static_cast<Xapian::doccount>(most), database.get_doccount());
  found.total = matches.get_matches_estimated();
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    auto record = record_of(match.get_document());
    if (!record) return config::fail(record.error());
    found.records.push_back(std::move(*record));
  }
  return found;
}

}  // namespace kohtaamo::server
