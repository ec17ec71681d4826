// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/document_table.h"

#include <charconv>
#include <optional>

#include "indexer/schema.h"

namespace kohtaamo::server {
namespace {

using Visibility = DocumentTable::Visibility;

template <class Note>
void for_each_with(const Xapian::Database& database, std::string_view field, std::string_view code, Note note) {
  const std::string term = indexer::exact_term(indexer::field(field), code);
  for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term); ++posting) note(*posting);
}

template <class Note>
void for_each_value(const Xapian::Database& database, std::string_view field, Note note) {
  const Xapian::valueno slot = indexer::field(field).slot;
  for (auto value = database.valuestream_begin(slot); value != database.valuestream_end(slot); ++value)
    note(value.get_docid(), *value);
}

// "20261123", as the document builder writes days.
std::optional<corpora::Date> date_of(const std::string& value) {
  int number = 0;
  const char* end = value.data() + value.size();
  if (value.size() != 8 || std::from_chars(value.data(), end, number).ptr != end) return std::nullopt;
  const std::chrono::year_month_day day(std::chrono::year(number / 10'000),
                                        std::chrono::month(static_cast<unsigned>(number / 100 % 100)),
                                        std::chrono::day(static_cast<unsigned>(number % 100)));
  if (!day.ok()) return std::nullopt;
  return corpora::Date(day);
}

DocumentTable read_table(const Xapian::Database& database, const indexer::IndexState& state) {
  const std::size_t size = std::size_t{database.get_lastdocid()} + 1;
  DocumentTable table{.state = state,
                      .lengths = std::vector<std::uint32_t>(size, 0),
                      .types = std::vector<std::uint8_t>(size, DocumentTable::no_type),
                      .languages = std::vector<std::uint8_t>(size, 0),
                      .days = std::vector<DocumentTable::Day>(size, DocumentTable::no_day),
                      .completeness = std::vector<float>(size, 0),
                      .visibility = std::vector<Visibility>(size, Visibility::listed)};
  for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting)
    table.lengths[*posting] = posting.get_doclength();
  for (std::uint8_t type = 0; type < corpora::record_type_names.size(); ++type)
    for_each_with(database, "type", corpora::record_type_names.at(type),
                  [&](Xapian::docid document) { table.types[document] = type; });
  for (const stemming::Language language : stemming::all_languages)
    for_each_with(database, "language", to_text(language),
                  [&](Xapian::docid document) { table.languages[document] |= DocumentTable::bit_of(language); });
  for_each_with(database, "visibility", "unlisted",
                [&](Xapian::docid document) { table.visibility[document] = Visibility::unlisted; });
  for_each_with(database, "visibility", "confidential",
                [&](Xapian::docid document) { table.visibility[document] = Visibility::confidential; });
  for_each_value(database, "modified", [&](Xapian::docid document, const std::string& value) {
    if (const auto date = date_of(value)) table.days[document] = DocumentTable::day_of(*date);
  });
  for_each_value(database, "completeness", [&](Xapian::docid document, const std::string& value) {
    table.completeness[document] = static_cast<float>(Xapian::sortable_unserialise(value));
  });
  return table;
}

}  // namespace

std::shared_ptr<const DocumentTable> DocumentTables::at(const Xapian::Database& database,
                                                        const indexer::IndexState& state) {
  const std::lock_guard lock(mutex_);
  if (newest_ && newest_->state == state) return newest_;
  auto table = std::make_shared<const DocumentTable>(read_table(database, state));
  // Who still reads an older state does not make the others read theirs again.
  const bool is_older = newest_ && newest_->state.generation == state.generation && state.seq < newest_->state.seq;
  if (!is_older) newest_ = table;
  return table;
}

}  // namespace kohtaamo::server
