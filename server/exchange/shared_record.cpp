// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/shared_record.h"

#include <ranges>
#include <type_traits>

#include "corpora/record_fields.h"

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

void honour_privacy(corpora::Decision& decision) {
  if (decision.privacy.hide_purpose.value_or(false)) decision.purpose = {};
  if (decision.privacy.hide_applicant.value_or(false)) decision.recipients.clear();
}

}  // namespace

bool is_licence_known(const Record& record) { return !record.licence.empty() && record.licence != "unknown"; }

Record without_what_it_hides(Record record) {
  if (auto* decision = std::get_if<corpora::Decision>(&record.details)) honour_privacy(*decision);
  if (const auto* actor = std::get_if<corpora::Actor>(&record.details))
    if (actor->privacy.hide_contact.value_or(false)) record.contact = {};
  return record;
}

Record shared_record(Record record) {
  record = without_what_it_hides(std::move(record));
  if (!is_licence_known(record)) remove_texts(record);
  return record;
}

}  // namespace kohtaamo::server::exchange
