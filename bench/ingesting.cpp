// SPDX-License-Identifier: GPL-3.0-or-later
// Analysing text, importing records, building the index.
#include <filesystem>

#include "bench/corpus.h"
#include "bench/workloads.h"
#include "corpora/record_json.h"
#include "corpora/store.h"
#include "indexer/generations.h"
#include "indexer/rebuild.h"
#include "stemming/segmenter.h"

namespace kohtaamo::bench {
namespace {

using config::fail;
using config::Result;

constexpr std::size_t texts_analysed = 4'000;
constexpr double bytes_per_mb = 1e6;

// One pass over the texts; gives the number of words.
std::size_t analyse(const stemming::Analyzer& analyzer, const std::vector<std::string>& texts,
                    stemming::Language language) {
  std::size_t words = 0;
  for (const std::string& text : texts) words += analyzer.analyze(text, language).size();
  return words;
}

// Cold: with an empty cache. Warm: the same texts again. Floor: only finding where words are.
Result<Figures> analyse_language(stemming::Language language) {
  const auto texts = read_texts(language, texts_analysed);
  if (!texts) return fail(texts.error());
  double megabytes = 0;
  for (const std::string& text : *texts) megabytes += static_cast<double>(text.size()) / bytes_per_mb;
  const stemming::Analyzer analyzer;
  const Stopwatch cold;
  const auto words = static_cast<double>(analyse(analyzer, *texts, language));
  const double cold_seconds = cold.cpu_seconds();
  const Work warm = [&](std::size_t) -> Result<void> {
    analyse(analyzer, *texts, language);
    return {};
  };
  stemming::Segmenter segmenter(language);
  const Work floor = [&](std::size_t) -> Result<void> {
    std::vector<stemming::Segment> segments;
    for (const std::string& text : *texts) segmenter.segment(text, segments);
    return {};
  };
  constexpr std::size_t passes = 3;
  const auto times = time_in_turn({warm, floor}, passes, Seconds(0));
  if (!times) return fail(times.error());
  const double warm_seconds = quantile((*times)[0].cpu_ms, 0.5) / 1e3,
               floor_seconds = quantile((*times)[1].cpu_ms, 0.5) / 1e3;
  return Figures{{"cold_mb_per_s", megabytes / cold_seconds},   {"cold_tokens_per_s", words / cold_seconds},
                 {"warm_mb_per_s", megabytes / warm_seconds},   {"warm_tokens_per_s", words / warm_seconds},
                 {"floor_tokens_per_s", words / floor_seconds}, {"ratio_cpu", warm_seconds / floor_seconds}};
}

// A folder of its own, gone afterwards.
class Folder {
 public:
  explicit Folder(std::string path) : path_(std::move(path)) { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::uint64_t bytes_in(const std::string& directory) {
  std::uint64_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
    if (entry.is_regular_file()) bytes += entry.file_size();
  return bytes;
}

// All that a rebuild reads, built beforehand: what remains is Xapian's part of the work.
struct Built {
  std::vector<Xapian::Document> documents{};
  std::uint64_t json_bytes = 0;
};

Result<Built> build_all(const std::string& directory, const indexer::DocumentBuilder& builder) {
  auto store = corpora::Store::open(directory, corpora::Store::Mode::read_only);
  if (!store) return fail(store.error());
  constexpr std::int64_t page = 1'000;
  Built built;
  for (corpora::Seq after = 0;;) {
    const auto changes = store->changes_after(after, page);
    if (!changes) return fail(changes.error());
    if (changes->empty()) return built;
    for (const corpora::StoredRecord& stored : *changes) {
      auto record = corpora::read_record(stored.json);
      if (!record) return fail(record.error());
      built.documents.push_back(builder.build(record->record, stored.seq).document);
      built.json_bytes += stored.json.size();
    }
    after = changes->back().seq;
  }
}

// Small databases merged, as rebuild() makes them, on one core.
double bare_cpu_seconds(const Built& built, const std::string& directory, std::size_t batch) {
  std::filesystem::create_directories(directory);
  const Stopwatch whole;
  Xapian::Database all;
  for (std::size_t begin = 0; begin < built.documents.size(); begin += batch) {
    const std::string path = directory + "/" + std::to_string(begin);
    Xapian::WritableDatabase part(path, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    for (std::size_t i = begin; i < std::min(built.documents.size(), begin + batch); ++i)
      part.add_document(built.documents[i]);
    part.commit();
    all.add_database(Xapian::Database(path));
  }
  all.compact(directory + "/all");
  return whole.cpu_seconds();
}

}  // namespace

Result<Figures> analyse_finnish(const Scene&) { return analyse_language(stemming::Language::fi); }
Result<Figures> analyse_swedish(const Scene&) { return analyse_language(stemming::Language::sv); }
Result<Figures> analyse_english(const Scene&) { return analyse_language(stemming::Language::en); }

Result<Figures> import_records(const Scene& scene) {
  const auto parts = read_parts(scene.documents);
  if (!parts) return fail(parts.error());
  double megabytes = 0;
  for (const CorpusPart& part : *parts) megabytes += static_cast<double>(part.lines.size()) / bytes_per_mb;
  const Folder folder(scene.folder + "/import");
  const Stopwatch watch;
  const auto imported = import_parts(*parts, folder.path(), scene.settings.import);
  if (!imported) return fail(imported.error());
  const auto records = static_cast<double>(imported->records);
  return Figures{{"records", records},
                 {"rejected", static_cast<double>(imported->rejected)},
                 {"records_per_s", records / watch.wall_seconds()},
                 {"records_per_cpu_s", records / watch.cpu_seconds()},
                 {"mb_per_cpu_s", megabytes / watch.cpu_seconds()}};
}

Result<Figures> rebuild_index(const Scene& scene) {
  const auto made = indexer::Pipeline::make(scene.settings);
  if (!made) return fail(made.error());
  const indexer::Pipeline& pipeline = **made;
  const auto directory = corpus_with(scene.documents, scene.folder, pipeline, scene.settings);
  if (!directory) return fail(directory.error());
  const Stopwatch watch;
  const auto report = indexer::rebuild(*directory, pipeline.builder, pipeline.fingerprint, scene.settings.index);
  if (!report) return fail(report.error());
  const auto documents = static_cast<double>(report->documents);
  const double wall = watch.wall_seconds(), cpu = watch.cpu_seconds();
  const auto built = build_all(*directory, pipeline.builder);
  if (!built) return fail(built.error());
  const Folder folder(scene.folder + "/bare");
  const double floor =
      bare_cpu_seconds(*built, folder.path(), static_cast<std::size_t>(scene.settings.index.rebuild_batch));
  const auto index_bytes =
      static_cast<double>(bytes_in(indexer::index_directory(*directory) + "/" + report->generation));
  return Figures{{"records", documents},
                 {"documents_per_s", documents / wall},
                 {"documents_per_cpu_s", documents / cpu},
                 {"floor_per_cpu_s", documents / floor},
                 {"ratio_cpu", cpu / floor},
                 {"index_mb", index_bytes / bytes_per_mb},
                 {"index_to_json", index_bytes / static_cast<double>(built->json_bytes)}};
}

}  // namespace kohtaamo::bench
