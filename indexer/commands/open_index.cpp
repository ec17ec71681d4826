// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/commands/open_index.h"

namespace kohtaamo::indexer {

using config::fail;
using config::Result;

Result<std::unique_ptr<const OpenIndex>> open_index(const config::Settings& settings) {
  auto pipeline = Pipeline::make(settings);
  if (!pipeline) return fail(pipeline.error());
  auto open = std::make_unique<OpenIndex>();
  open->pipeline = std::move(*pipeline);
  auto reader = IndexReader::open(settings.data.directory, open->pipeline->fingerprint);
  if (!reader) return fail(reader.error());
  open->reader = std::move(*reader);
  open->search = std::make_unique<server::SearchEngine>(*open->reader, open->pipeline->analyzer,
                                                        &open->pipeline->knowledge, settings);
  open->matcher = std::make_unique<server::Matcher>(*open->search);
  return open;
}

}  // namespace kohtaamo::indexer
