// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_reader.h"

#include "indexer/index_writer.h"

namespace kohtaamo::indexer {

using config::fail;
using config::Result;

Result<std::unique_ptr<IndexReader>> IndexReader::open(const std::string& data_directory,
                                                       const Fingerprint& fingerprint) {
  std::unique_ptr<IndexReader> reader(new IndexReader(data_directory, fingerprint));
  auto handle = reader->acquire();
  if (!handle) return fail(handle.error());
  reader->release(std::move(*handle));
  return reader;
}

Result<std::unique_ptr<IndexReader::Handle>> IndexReader::acquire() const {
  std::unique_ptr<Handle> handle;
  Result<std::string> generation;
  {
    const std::lock_guard lock(mutex_);
    generation = served_.name(data_directory_);
    if (!generation) return fail(generation.error());
    while (!idle_.empty() && !handle) {
      if (idle_.back()->state.generation == *generation) handle = std::move(idle_.back());
      idle_.pop_back();  // a handle on an older generation is closed
    }
  }
  if (!handle) return open_handle(*generation);
  const auto refreshed = guarded(data_directory_, [&] {
    if (handle->database.reopen()) {
      handle->state.revision = handle->database.get_revision();
      handle->state.seq = read_seq(handle->database);
      handle->state.documents = handle->database.get_doccount();
    }
  });
  if (!refreshed) return fail(refreshed.error());
  return handle;
}

Result<std::unique_ptr<IndexReader::Handle>> IndexReader::open_handle(const std::string& generation) const {
  const std::string path = index_directory(data_directory_) + "/" + generation;
  return guarded(path, [&]() -> Result<std::unique_ptr<Handle>> {
    auto handle = std::make_unique<Handle>();
    handle->database = Xapian::Database(path);
    if (auto ok = check_fingerprint(handle->database, fingerprint_, path); !ok) return fail(ok.error());
    handle->state = {.generation = generation,
                     .revision = handle->database.get_revision(),
                     .seq = read_seq(handle->database),
                     .documents = handle->database.get_doccount()};
    return handle;
  });
}

void IndexReader::release(std::unique_ptr<Handle> handle) const {
  const std::lock_guard lock(mutex_);
  idle_.push_back(std::move(handle));
}

Result<IndexState> IndexReader::state() const {
  return read([](const Xapian::Database&, const IndexState& state) -> Result<IndexState> { return state; });
}

}  // namespace kohtaamo::indexer
