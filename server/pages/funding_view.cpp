// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/funding_view.h"

#include <algorithm>

#include "config/messages.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {
namespace {

using config::message;

const corpora::Decision& decision_of(const corpora::Record& record) {
  return std::get<corpora::Decision>(record.details);
}

View title_view(const corpora::Record& record, const Reader& reader) {
  const ReadableText title = readable(record.title, reader.language);
  View link;
  link.set("address", record_address(reader.language, record.id));
  link.set("title", title.text.empty() ? record.id : title.text);
  link.set("title_lang", foreign(title.language, reader.language));
  return link;
}

View decision_view(const corpora::Record& record, const RecordView& page) {
  const Reader& reader = page.reader;
  const std::string_view language = to_text(reader.language);
  const corpora::Decision& decision = decision_of(record);
  const auto funder = page.related.find(decision.funder);
  View item = title_view(record, reader);
  item.set("day",
           decision.decided_on ? format_day(*decision.decided_on, reader.language) : message("unknown", language));
  item.set("funder", funder == page.related.end() ? View(false) : title_view(funder->second, reader));
  item.set("granted",
           decision.granted_eur ? format_euros(*decision.granted_eur, reader.language) : message("unknown", language));
  const std::string result = "decision_" + decision.result;
  item.set("result", config::has_message(result) ? message(result, language) : message("unknown", language));
  return item;
}

}  // namespace

void set_funding_history(const RecordView& record, View& view) {
  std::vector<const corpora::Record*> decisions;
  for (const corpora::Record& other : record.referring)
    if (other.type() == corpora::RecordType::decision) decisions.push_back(&other);
  std::ranges::stable_sort(decisions, [](const corpora::Record* a, const corpora::Record* b) {
    return decision_of(*a).decided_on > decision_of(*b).decided_on;
  });
  View list(View::type::list);
  for (const corpora::Record* decision : decisions) list << decision_view(*decision, record);
  view.set("has_decisions", View(!decisions.empty()));
  view.set("decisions", std::move(list));
}

}  // namespace kohtaamo::server
