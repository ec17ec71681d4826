// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/bulk.h"

#include "corpora/export.h"
#include "corpora/record_json.h"

namespace kohtaamo::server::exchange {

using config::Result;

Result<void> write_jsonl(Harvest& harvest, std::string_view set, const BodySink& sink) {
  return harvest.each(set, [&](const HarvestedRecord& one) { return sink(corpora::to_json(one.record) + "\n"); });
}

Result<void> write_csv(Harvest& harvest, std::string_view set, const BodySink& sink) {
  const corpora::JsonSource records = [&](const auto& take) {
    return harvest.each(set, [&](const HarvestedRecord& one) { return take(corpora::to_json(one.record)); });
  };
  return corpora::write_table(records, sink);
}

}  // namespace kohtaamo::server::exchange
