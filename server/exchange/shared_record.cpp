// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/shared_record.h"

#include <ranges>
#include <type_traits>

#include "corpora/record_fields.h"
#include "indexer/record_parts.h"

namespace kohtaamo::server::exchange {
namespace {

using corpora::LocalText;
using corpora::Record;
using corpora::Rule;

// A title names a record and the label of a concept belongs to its vocabulary; prose in a single language is
// the name of something: a programme, a journal.
class TextRemover {
 public:
  void operator()(std::string_view name, LocalText& text, const Rule& rule) {
    if (rule.kind == Rule::Kind::prose && name != "title" && name != "label") text = {};
  }
  template <class T>
  void operator()(std::string_view name, T& member, const Rule& rule) {
    if constexpr (std::is_same_v<T, std::vector<corpora::Quote>>) {
      member.clear();
    } else if constexpr (corpora::HasFields<T>) {
      visit_fields(member, *this);
    } else if constexpr (std::ranges::range<T> && !std::is_same_v<T, std::string>) {
      for (auto& one : member) (*this)(name, one, rule);
    }
  }
};

void remove_texts(Record& record) {
  TextRemover remove;
  visit_fields(record, remove);
  std::visit([&](auto& details) { visit_fields(details, remove); }, record.details);
  record.extra_json.clear();
}

}  // namespace

bool is_licence_known(const Record& record) { return !record.licence.empty() && record.licence != "unknown"; }

Record shared_record(Record record) {
  record = indexer::public_view(std::move(record));
  if (!is_licence_known(record)) remove_texts(record);
  return record;
}

}  // namespace kohtaamo::server::exchange
