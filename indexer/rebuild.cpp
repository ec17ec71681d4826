// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/rebuild.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "corpora/record_json.h"
#include "corpora/store.h"
#include "indexer/generations.h"
#include "indexer/index_writer.h"
#include "indexer/xapian_guard.h"

namespace kohtaamo::indexer {
namespace {

namespace fs = std::filesystem;
using config::fail;
using config::Result;

// Each open database holds some six file descriptors; a thousand is a common limit.
constexpr std::size_t max_merged_at_once = 32;
constexpr int build_flags = Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;

// Deals out the store's records in batches to the building threads.
class Batches {
 public:
  Batches(corpora::Store& store, corpora::Seq target, std::int64_t size)
      : store_(store), target_(target), size_(size) {}

  // The next batch; empty when there is none.
  Result<std::vector<corpora::StoredRecord>> next() {
    const std::lock_guard lock(mutex_);
    if (done_ >= target_) return std::vector<corpora::StoredRecord>{};
    auto changes = store_.changes_after(done_, size_);
    if (!changes || changes->empty()) return changes;
    done_ = changes->back().seq;
    // A record changed since the build began would come again at its end: that change is the follower's.
    std::erase_if(*changes, [&](const corpora::StoredRecord& change) { return change.seq > target_; });
    return changes;
  }

 private:
  corpora::Store& store_;
  std::mutex mutex_{};
  corpora::Seq done_ = 0, target_;
  std::int64_t size_;
};

// What the building threads share.
class Build {
 public:
  Build(std::string folder, const DocumentBuilder& builder, RebuildProgress progress, const RebuildCallback& callback)
      : folder_(std::move(folder)), builder_(builder), progress_(progress), callback_(callback) {}

  // One thread's work: batch after batch into small databases of its own.
  void run(Batches& batches) {
    while (!has_failed()) {
      auto batch = batches.next();
      if (!batch) return fail_with(batch.error());
      if (batch->empty()) return;
      if (auto ok = build_part(*batch); !ok) return fail_with(ok.error());
    }
  }

  std::optional<config::Error> failure() const { return failure_; }
  std::vector<std::string> parts() const { return parts_; }
  std::int64_t documents() const { return progress_.documents; }

 private:
  Result<void> build_part(const std::vector<corpora::StoredRecord>& batch) {
    const std::string path = fmt::format("{}/part-{:05}", folder_, next_part_++);
    std::int64_t built = 0;
    const auto done = guarded(path, [&]() -> Result<void> {
      Xapian::WritableDatabase part(path, build_flags);
      for (const corpora::StoredRecord& stored : batch) {
        if (stored.deleted) continue;
        const auto record = corpora::read_own_record(stored.json);
        if (!record) return fail(record.error().code, record.error().message, "store, record " + stored.id);
        part.add_document(builder_.build(*record, stored.seq).document);
        ++built;
      }
      part.commit();
      return {};
    });
    if (!done) return done;
    const std::lock_guard lock(mutex_);
    parts_.push_back(path);
    progress_.documents += built;
    if (callback_) callback_(progress_);
    return {};
  }

  bool has_failed() const {
    const std::lock_guard lock(mutex_);
    return failure_.has_value();
  }
  void fail_with(const config::Error& error) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = error;
  }

  std::string folder_;
  const DocumentBuilder& builder_;
  mutable std::mutex mutex_{};
  RebuildProgress progress_;
  const RebuildCallback& callback_;
  std::vector<std::string> parts_{};
  std::optional<config::Error> failure_{};
  std::atomic<int> next_part_{0};
};

// Held on the folder of the index while a rebuild runs, so that a second one does not take its parts away.
// The system lets go of it when the program ends, however it ends.
class RebuildLock {
 public:
  static Result<RebuildLock> take(const std::string& directory) {
    std::error_code problem;
    fs::create_directories(directory, problem);
    RebuildLock lock(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (lock.file_ < 0) return fail(config::ErrorCode::cannot_write, std::strerror(errno), directory);
    if (::flock(lock.file_, LOCK_EX | LOCK_NB) == 0) return lock;
    return fail(config::ErrorCode::locked, "another rebuild is under way on this folder", directory);
  }
  RebuildLock(RebuildLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  RebuildLock& operator=(RebuildLock&&) = delete;
  ~RebuildLock() {
    if (file_ >= 0) ::close(file_);
  }

 private:
  explicit RebuildLock(int file) : file_(file) {}
  int file_;
};

Result<void> merge(const std::vector<std::string>& parts, const std::string& target) {
  return guarded(target, [&] {
    Xapian::Database all;
    for (const std::string& part : parts) all.add_database(Xapian::Database(part));
    all.compact(target);
  });
}

// Merges in rounds, so that only so many databases are open at once; the last round makes `target`.
Result<void> merge_all(std::vector<std::string> parts, const std::string& folder, const std::string& target) {
  std::ranges::sort(parts);
  for (int round = 0; parts.size() > max_merged_at_once; ++round) {
    std::vector<std::string> merged;
    for (std::size_t begin = 0; begin < parts.size(); begin += max_merged_at_once) {
      const std::size_t end = std::min(parts.size(), begin + max_merged_at_once);
      const std::vector<std::string> group(parts.begin() + static_cast<std::ptrdiff_t>(begin),
                                           parts.begin() + static_cast<std::ptrdiff_t>(end));
      const std::string path = fmt::format("{}/round-{}-{:05}", folder, round, merged.size());
      if (auto ok = merge(group, path); !ok) return ok;
      for (const std::string& part : group) fs::remove_all(part);
      merged.push_back(path);
    }
    parts = std::move(merged);
  }
  return merge(parts, target);
}

Result<void> seal(const std::string& path, const Fingerprint& fingerprint, corpora::Seq seq) {
  return guarded(path, [&] {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OPEN);
    write_fingerprint(database, fingerprint);
    write_seq(database, seq);
    database.commit();
  });
}

Result<void> check_generation(const std::string& path, std::int64_t documents) {
  return guarded(path, [&]() -> Result<void> {
    const Xapian::Database database(path);
    if (database.get_doccount() == documents && Xapian::Database::check(path) == 0) return {};
    return fail(config::ErrorCode::internal, "the new generation does not pass its check; the old one stays", path);
  });
}

}  // namespace

Result<RebuildReport> rebuild(const std::string& data_directory, const DocumentBuilder& builder,
                              const Fingerprint& fingerprint, const config::IndexSettings& settings,
                              const RebuildCallback& progress) {
  auto store = corpora::Store::open(data_directory, corpora::Store::Mode::read_only);
  if (!store) return fail(store.error());
  const auto target_seq = store->last_seq();
  if (!target_seq) return fail(target_seq.error());
  const auto total = store->count();
  if (!total) return fail(total.error());
  const auto lock = RebuildLock::take(index_directory(data_directory));
  if (!lock) return fail(lock.error());
  const auto generation = next_generation(data_directory);
  if (!generation) return fail(generation.error());

  const std::string target = index_directory(data_directory) + "/" + *generation;
  const std::string folder = index_directory(data_directory) + "/building";
  std::error_code problem;
  fs::remove_all(folder, problem);  // what a killed rebuild left
  fs::create_directories(folder, problem);
  if (problem) return fail(config::ErrorCode::cannot_write, problem.message(), folder);

  Batches batches(*store, *target_seq, settings.rebuild_batch);
  Build build(folder, builder, {.documents = 0, .total = *total}, progress);
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
      threads.emplace_back([&] { build.run(batches); });
  }
  if (build.failure()) return fail(*build.failure());
  if (progress) progress({.documents = build.documents(), .total = *total, .is_merging = true});
  if (!build.parts().empty())
    if (auto ok = merge_all(build.parts(), folder, target); !ok) return fail(ok.error());
  if (auto ok = seal(target, fingerprint, *target_seq); !ok) return fail(ok.error());
  if (auto ok = check_generation(target, build.documents()); !ok) return fail(ok.error());
  fs::remove_all(folder, problem);
  if (auto ok = publish(data_directory, *generation); !ok) return fail(ok.error());
  if (auto ok = remove_old_generations(data_directory, static_cast<std::size_t>(settings.keep_generations)); !ok)
    return fail(ok.error());
  return RebuildReport{.generation = *generation, .documents = build.documents()};
}

}  // namespace kohtaamo::indexer
