// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/samples.h"

#include <filesystem>
#include <stdexcept>

#include "corpora/importer.h"

namespace kohtaamo::tests {
namespace {

template <class T>
T must(config::Result<T> result) {
  if (!result) throw std::runtime_error(config::to_text(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace

std::vector<corpora::Record> samples(corpora::Date today) {
  const auto importer = must(corpora::Importer::make({.format = "samples", .read = {.today = today}}));
  std::vector<corpora::Record> records;
  for (const auto& file : std::filesystem::directory_iterator(KOHTAAMO_SOURCE_DIR "/corpora/samples")) {
    if (file.path().extension() != ".jsonl") continue;
    corpora::ByteStream bytes = must(corpora::open_bytes(file.path().string()));
    must(importer.read(bytes, [&](corpora::ImportedRow row) -> config::Result<void> {
      records.push_back(must(std::move(row.record)).record);
      return {};
    }));
  }
  return records;
}

}  // namespace kohtaamo::tests
