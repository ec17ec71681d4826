// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/corpus.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "config/json.h"
#include "corpora/import/line_reader.h"
#include "corpora/import_run.h"
#include "indexer/index_reader.h"
#include "indexer/progress_bar.h"
#include "indexer/rebuild.h"

namespace kohtaamo::bench {
namespace {

using config::fail;
using config::Result;

struct CorpusFile {
  std::string_view path{}, profile{};
  std::size_t rows = 0;
};
constexpr std::array corpus_files{
    CorpusFile{"finna/abstracts_fi.jsonl.gz", "finna", 16'978},
    CorpusFile{"finna/abstracts_sv.jsonl.gz", "finna", 4'082},
    CorpusFile{"finna/abstracts_en.jsonl.gz", "finna", 17'476},
    CorpusFile{"stea/projects.jsonl.gz", "stea", 16'197},
    CorpusFile{"cordis/projects.jsonl.gz", "cordis-projects", 24'725},
    CorpusFile{"papers/papers.jsonl.gz", "bench/papers.toml", 30'000},
};
constexpr std::size_t max_line_bytes = 16 << 20;

std::string data_path(std::string_view file) {
  const char* named = std::getenv("KOHTAAMO_DATA");
  return fmt::format("{}/{}", named == nullptr || *named == '\0' ? "../shared/data" : named, file);
}

// Calls `take` with each of the first `rows` lines.
template <class Take>
Result<std::size_t> read_lines(std::string_view file, std::size_t rows, Take&& take) {
  auto bytes = corpora::open_bytes(data_path(file));
  if (!bytes) return fail(bytes.error());
  corpora::LineReader lines(*bytes, max_line_bytes);
  std::size_t read = 0;
  for (; read < rows; ++read) {
    const auto line = lines.next();
    if (!line) return fail(line.error());
    if (!*line) break;
    take((*line)->text);
  }
  return read;
}

bool has_sound_index(const std::string& directory, const indexer::Pipeline& pipeline) {
  const auto reader = indexer::IndexReader::open(directory, pipeline.fingerprint);
  return reader.has_value();
}

// Written when the import is complete, so that one that was broken off is not taken for one.
std::string mark_of(const std::string& directory) { return directory + "/imported"; }

Result<void> import_once(std::size_t documents, const std::string& directory, const config::Settings& settings) {
  if (std::filesystem::exists(mark_of(directory))) return {};
  const auto parts = read_parts(documents);
  if (!parts) return fail(parts.error());
  if (const auto imported = import_parts(*parts, directory, settings.import); !imported) return fail(imported.error());
  std::ofstream(mark_of(directory)) << documents << "\n";
  return {};
}

}  // namespace

Result<std::vector<CorpusPart>> read_parts(std::size_t documents) {
  std::size_t all_rows = 0;
  for (const CorpusFile& file : corpus_files) all_rows += file.rows;
  std::vector<CorpusPart> parts;
  for (const CorpusFile& file : corpus_files) {
    CorpusPart part{.name = std::string(file.path), .profile = std::string(file.profile)};
    const std::size_t share = file.rows * documents / all_rows;
    const auto rows = read_lines(file.path, share, [&](std::string_view line) { part.lines.append(line) += '\n'; });
    if (!rows) return fail(rows.error());
    part.rows = *rows;
    parts.push_back(std::move(part));
  }
  return parts;
}

Result<std::vector<std::string>> read_texts(stemming::Language language, std::size_t count) {
  std::vector<std::string> texts;
  const std::string file = fmt::format("finna/abstracts_{}.jsonl.gz", stemming::to_text(language));
  const auto rows = read_lines(file, count, [&](std::string_view line) {
    if (const auto json = config::parse_json(line)) texts.emplace_back(config::string_of((*json)["text"]));
  });
  if (!rows) return fail(rows.error());
  return texts;
}

Result<Imported> import_parts(const std::vector<CorpusPart>& parts, const std::string& directory,
                              const config::ImportSettings& settings) {
  auto store = corpora::Store::open(directory);
  if (!store) return fail(store.error());
  indexer::Progress at;
  for (const CorpusPart& part : parts) at.total += part.rows;
  indexer::ProgressBar bar("importing", "records", false);
  Imported all;
  for (const CorpusPart& part : parts) {
    const corpora::ImportRequest request{.inputs = {{.path = part.name, .bytes = part.lines}},
                                         .importer = {.format = "jsonl", .profile = part.profile}};
    const auto report = corpora::run_import(*store, request, settings);
    if (!report) return fail(report.error());
    all.records += report->total.added;
    all.rejected += report->total.rejected;
    at.done += part.rows;
    at.count += report->total.rows;
    bar.show(at);
  }
  return all;
}

Result<std::string> corpus_with(std::size_t documents, const std::string& folder, const indexer::Pipeline& pipeline,
                                const config::Settings& settings) {
  std::string directory = fmt::format("{}/{}", folder, documents);
  if (auto ok = import_once(documents, directory, settings); !ok) return fail(ok.error());
  if (has_sound_index(directory, pipeline)) return directory;
  indexer::ProgressBar bar("indexing", "documents", false);
  const auto report = indexer::rebuild(directory, pipeline.builder, pipeline.fingerprint, settings.index,
                                       [&](const indexer::RebuildProgress& at) {
                                         bar.show({.done = static_cast<std::uint64_t>(at.documents),
                                                   .total = static_cast<std::uint64_t>(at.total),
                                                   .count = at.documents});
                                       });
  if (!report) return fail(report.error());
  return directory;
}

}  // namespace kohtaamo::bench
