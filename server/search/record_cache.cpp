// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/record_cache.h"

#include <string>
#include <utility>

#include "corpora/record_json.h"

namespace kohtaamo::server {
namespace {

config::Result<corpora::Record> read(const std::string& json) {
  auto record = corpora::read_own_record(json);
  if (!record)
    return config::fail(config::ErrorCode::internal,
                        "a document of the index holds no record: " + config::to_text(record.error()));
  return record;
}

}  // namespace

config::Result<corpora::Record> record_of(const Xapian::Document& document) { return read(document.get_data()); }

config::Result<std::shared_ptr<const corpora::Record>> RecordCache::get(const Xapian::Database& database,
                                                                        const indexer::IndexState& state,
                                                                        Xapian::docid document) {
  if (auto known = find(state, document)) return known;
  const std::string json = database.get_document(document).get_data();
  auto record = read(json);
  if (!record) return config::fail(std::move(record.error()));
  Entry entry{std::make_shared<const corpora::Record>(std::move(*record)), json.size()};
  auto shared = entry.record;
  add(state, document, std::move(entry));
  return shared;
}

std::shared_ptr<const corpora::Record> RecordCache::find(const indexer::IndexState& state, Xapian::docid document) {
  const std::scoped_lock lock(mutex_);
  if (state_ != state) return nullptr;
  if (const auto young = young_.find(document); young != young_.end()) return young->second.record;
  const auto old = old_.find(document);
  if (old == old_.end()) return nullptr;
  young_json_bytes_ += old->second.json_bytes;
  return young_.insert(old_.extract(old)).position->second.record;
}

void RecordCache::add(const indexer::IndexState& state, Xapian::docid document, Entry entry) {
  const std::scoped_lock lock(mutex_);
  if (state_ != state) {
    state_ = state;
    young_.clear();
    old_.clear();
    young_json_bytes_ = 0;
  }
  if (young_json_bytes_ + entry.json_bytes > max_json_bytes_ / 2) {
    old_ = std::exchange(young_, {});
    young_json_bytes_ = 0;
  }
  young_json_bytes_ += entry.json_bytes;
  young_.insert_or_assign(document, std::move(entry));
}

}  // namespace kohtaamo::server
