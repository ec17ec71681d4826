// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/harvest.h"

#include "corpora/record_json.h"
#include "indexer/record_parts.h"
#include "server/app.h"
#include "server/exchange/shared_record.h"

namespace kohtaamo::server::exchange {

using config::fail;
using config::Result;
using corpora::ListedRecord;

namespace {

constexpr std::size_t page_records = 100, page_bytes = 1 << 20;
constexpr std::int64_t step_records = 25;  // read at once: a page ends at a step that makes it large
constexpr std::size_t most_names = 10'000;

Result<HarvestedRecord> harvested(const ListedRecord& listed) {
  const corpora::StoredRecord& stored = listed.record;
  HarvestedRecord harvested{.id = stored.id,
                            .seq = stored.seq,
                            .changed_at = stored.modified_at,
                            .sets = listed.sets,
                            .is_gone = stored.deleted};
  if (stored.deleted) return harvested;
  auto record = corpora::read_own_record(stored.json);
  if (!record) return fail(record.error());
  harvested.record = shared_record(std::move(*record));
  return harvested;
}

}  // namespace

Result<Harvest> Harvest::open(const App& app) {
  auto store = corpora::Store::open(app.settings().data.directory, corpora::Store::Mode::read_only);
  if (!store) return fail(store.error());
  return Harvest(std::move(*store));
}

Result<HarvestPage> Harvest::page(std::string_view set, corpora::SeqRange range) {
  HarvestPage page;
  for (std::size_t bytes = 0; page.records.size() < page_records && bytes < page_bytes;) {
    const auto step = store_.listed(set, range, step_records);
    if (!step) return fail(step.error());
    for (const ListedRecord& listed : *step) {
      bytes += listed.record.json.size();
      auto record = harvested(listed);
      if (!record) return fail(record.error());
      page.records.push_back(std::move(*record));
    }
    if (step->size() < static_cast<std::size_t>(step_records)) return page;
    range.after = step->back().record.seq;
  }
  const auto next = store_.listed(set, range, 1);
  if (!next) return fail(next.error());
  page.has_more = !next->empty();
  return page;
}

Result<std::optional<HarvestedRecord>> Harvest::find(const corpora::RecordId& id) {
  const auto listed = store_.find_listed(id);
  if (!listed) return fail(listed.error());
  if (!*listed) return std::optional<HarvestedRecord>{};
  auto record = harvested(**listed);
  if (!record) return fail(record.error());
  return std::move(*record);
}

Result<void> Harvest::each(std::string_view set, const std::function<Result<void>(HarvestedRecord&)>& take) {
  for (corpora::SeqRange range;;) {
    auto read = page(set, range);
    if (!read) return fail(read.error());
    for (HarvestedRecord& record : read->records)
      if (!record.is_gone)
        if (auto taken = take(record); !taken) return taken;
    if (!read->has_more) return {};
    range.after = read->records.back().seq;
  }
}

std::string Harvest::name_of(const corpora::RecordId& id) {
  if (const auto known = names_.find(id); known != names_.end()) return known->second;
  if (names_.size() == most_names) names_.clear();
  const auto found = find(id);
  std::string name;
  if (found && *found && !(*found)->is_gone) {
    const corpora::Record& record = (*found)->record;
    name = record.title.best(indexer::main_language(record));
  }
  return names_.emplace(id, std::move(name)).first->second;
}

}  // namespace kohtaamo::server::exchange
