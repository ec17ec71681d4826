// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/check.h"

#include <fmt/format.h>

#include <sstream>
#include <unordered_map>

#include "corpora/store.h"
#include "indexer/generations.h"
#include "indexer/index_writer.h"
#include "indexer/xapian_guard.h"

namespace kohtaamo::indexer {
namespace {

using config::fail;
using config::Result;

constexpr std::size_t max_complaints = 100;
constexpr std::int64_t page = 10'000;

class Complaints {
 public:
  explicit Complaints(std::vector<std::string>& list) : list_(list) {}
  void add(std::string complaint) {
    if (list_.size() < max_complaints) list_.push_back(std::move(complaint));
  }

 private:
  std::vector<std::string>& list_;
};

using SeqById = std::unordered_map<std::string, corpora::Seq>;

Result<SeqById> documents_of(const Xapian::Database& database) {
  SeqById seq_by_id;
  const Xapian::valueno id_slot = field("id").slot;
  const Xapian::valueno seq_slot = field("seq").slot;
  Xapian::ValueIterator seq = database.valuestream_begin(seq_slot);
  for (auto id = database.valuestream_begin(id_slot); id != database.valuestream_end(id_slot); ++id) {
    seq.skip_to(id.get_docid());
    seq_by_id.emplace(*id, static_cast<corpora::Seq>(Xapian::sortable_unserialise(*seq)));
  }
  return seq_by_id;
}

// Holds every record of the store against the documents; what is left over is a document too many.
Result<void> compare(corpora::Store& store, SeqById documents, corpora::Seq indexed_seq, Complaints& complaints) {
  for (corpora::Seq done = 0;;) {
    const auto changes = store.changes_after(done, page);
    if (!changes) return fail(changes.error());
    if (changes->empty()) break;
    for (const corpora::StoredRecord& record : *changes) {
      done = record.seq;
      if (record.seq > indexed_seq) {
        documents.erase(record.id);  // a change still to be applied
        continue;
      }
      const auto document = documents.find(record.id);
      if (record.deleted) {
        if (document != documents.end())
          complaints.add(fmt::format("{}: deleted in the store, but still in the index", record.id));
      } else if (document == documents.end()) {
        complaints.add(fmt::format("{}: in the store, but not in the index", record.id));
      } else if (document->second != record.seq) {
        complaints.add(
            fmt::format("{}: change {} in the store, {} in the index", record.id, record.seq, document->second));
      }
      if (document != documents.end()) documents.erase(document);
    }
  }
  for (const auto& [id, seq] : documents) complaints.add(fmt::format("{}: in the index, but not in the store", id));
  return {};
}

}  // namespace

Result<CheckReport> check(const std::string& data_directory, const Fingerprint& fingerprint) {
  auto store = corpora::Store::open(data_directory, corpora::Store::Mode::read_only);
  if (!store) return fail(store.error());
  CheckReport report;
  Complaints complaints(report.complaints);
  if (auto sound = store->check(); !sound) complaints.add("store: " + config::to_text(sound.error()));
  const auto records = store->count();
  const auto last_seq = store->last_seq();
  const auto quarantined = store->quarantine_count("");
  if (!records) return fail(records.error());
  if (!last_seq) return fail(last_seq.error());
  if (!quarantined) return fail(quarantined.error());
  report.records = *records;
  report.last_seq = *last_seq;
  report.quarantined = *quarantined;

  const auto generation = current_generation(data_directory);
  if (!generation) return fail(generation.error());
  const std::string path = index_directory(data_directory) + "/" + *generation;
  const auto compared = guarded(path, [&]() -> Result<void> {
    std::ostringstream said;
    if (const auto errors = Xapian::Database::check(path, 0, &said); errors != 0)
      complaints.add(fmt::format("index: {} errors found by Xapian: {}", errors, said.str()));
    const Xapian::Database database(path);
    if (auto ok = check_fingerprint(database, fingerprint, path); !ok) complaints.add(config::to_text(ok.error()));
    report.documents = database.get_doccount();
    report.indexed_seq = read_seq(database);
    auto documents = documents_of(database);
    if (!documents) return fail(documents.error());
    return compare(*store, std::move(*documents), report.indexed_seq, complaints);
  });
  if (!compared) return fail(compared.error());
  return report;
}

}  // namespace kohtaamo::indexer
