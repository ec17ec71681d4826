// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/find_document.h"

#include "indexer/schema.h"

namespace kohtaamo::server {

Xapian::docid find_document(const Xapian::Database& database, const corpora::RecordId& id) {
  if (id.empty()) return 0;
  const std::string term = indexer::exact_term(indexer::field("id"), id);
  if (term.size() > indexer::max_xapian_term_bytes) return 0;
  const auto posting = database.postlist_begin(term);
  return posting == database.postlist_end(term) ? 0 : *posting;
}

}  // namespace kohtaamo::server
