// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/document_table.h"

#include "indexer/schema.h"

namespace kohtaamo::server {
namespace {

template <class Note>
void for_each_with(const Xapian::Database& database, std::string_view field, std::string_view code, Note note) {
  const std::string term = indexer::exact_term(indexer::field(field), code);
  for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term); ++posting) note(*posting);
}

DocumentTable read_table(const Xapian::Database& database, const indexer::IndexState& state) {
  const std::size_t size = std::size_t{database.get_lastdocid()} + 1;
  DocumentTable table{.state = state,
                      .lengths = std::vector<std::uint32_t>(size, 0),
                      .types = std::vector<std::uint8_t>(size, DocumentTable::no_type),
                      .languages = std::vector<std::uint8_t>(size, 0),
                      .is_unlisted = std::vector<bool>(size, false),
                      .is_confidential = std::vector<bool>(size, false)};
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting)
    table.lengths[*posting] = posting.get_doclength();
  for (std::uint8_t type = 0; type < corpora::record_type_names.size(); ++type)
    for_each_with(database, "type", corpora::record_type_names.at(type),
                  [&](Xapian::docid document) { table.types[document] = type; });
  for (const stemming::Language language : stemming::all_languages)
    for_each_with(database, "language", to_text(language),
                  [&](Xapian::docid document) { table.languages[document] |= DocumentTable::bit_of(language); });
  for_each_with(database, "visibility", "unlisted",
                [&](Xapian::docid document) { table.is_unlisted[document] = true; });
  for_each_with(database, "visibility", "confidential",
                [&](Xapian::docid document) { table.is_confidential[document] = true; });
  return table;
}

}  // namespace

std::shared_ptr<const DocumentTable> DocumentTables::at(const Xapian::Database& database,
                                                        const indexer::IndexState& state) {
  const std::lock_guard lock(mutex_);
  if (!newest_ || newest_->state != state) newest_ = std::make_shared<DocumentTable>(read_table(database, state));
  return newest_;
}

}  // namespace kohtaamo::server
