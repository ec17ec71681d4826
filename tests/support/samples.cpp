// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/samples.h"

#include <filesystem>

#include "corpora/importer.h"
#include "tests/support/must.h"
#include "tests/support/source_files.h"

namespace kohtaamo::tests {

std::vector<corpora::Record> samples(corpora::Date today) {
  const auto importer = must(corpora::Importer::make({.format = "samples", .read = {.today = today}}));
  std::vector<corpora::Record> records;
  for (const auto& file : std::filesystem::directory_iterator(source_path("corpora/samples"))) {
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
