// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// corpus.h — real records to measure on.
//
// Given   the development data (KOHTAAMO_DATA, else ../shared/data) and a number of documents.
// Gives   the first rows of each file, each file in proportion; and a data directory with store and
//         index made of them, made once and kept. When the program has changed in what it stores, the
//         index is made anew; when the import has changed, delete the folder.
// Fails   file_missing without the data; as import and rebuild do.
// Threads one at a time.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "config/settings.h"
#include "indexer/pipeline.h"
#include "stemming/language.h"

namespace kohtaamo::bench {

struct CorpusPart {
  std::string name{}, profile{};
  std::string lines{};  // JSON Lines
  std::size_t rows = 0;
};

config::Result<std::vector<CorpusPart>> read_parts(std::size_t documents);

// Texts of a language, for analysis alone.
config::Result<std::vector<std::string>> read_texts(stemming::Language language, std::size_t count);

struct Imported {
  std::int64_t records = 0, rejected = 0;
};
config::Result<Imported> import_parts(const std::vector<CorpusPart>& parts, const std::string& directory,
                                      const config::ImportSettings& settings);

// The data directory with so many documents.
config::Result<std::string> corpus_with(std::size_t documents, const std::string& folder,
                                        const indexer::Pipeline& pipeline, const config::Settings& settings);

}  // namespace kohtaamo::bench
