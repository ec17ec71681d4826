// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/record.h"

#include <algorithm>
#include <cassert>

namespace kohtaamo::corpora {
namespace {

// The member of a struct with fi, sv and en that belongs to the language.
template <class ByLanguage>
auto& member_in(ByLanguage& texts, stemming::Language language) {
  switch (language) {
    case stemming::Language::fi:
      return texts.fi;
    case stemming::Language::sv:
      return texts.sv;
    case stemming::Language::en:
      break;
  }
  assert(language == stemming::Language::en && "a language that has no text of its own");
  return texts.en;
}

}  // namespace

const std::string& LocalText::in(stemming::Language language) const { return member_in(*this, language); }
std::string& LocalText::in(stemming::Language language) { return member_in(*this, language); }

const std::string& LocalText::best(stemming::Language language) const {
  if (!in(language).empty()) return in(language);
  if (!fi.empty()) return fi;
  return en.empty() ? sv : en;
}

const std::vector<std::string>& LocalWords::in(stemming::Language language) const { return member_in(*this, language); }

std::optional<RecordType> parse_record_type(std::string_view name) {
  const auto found = std::ranges::find(record_type_names, name);
  if (found == record_type_names.end()) return std::nullopt;
  return static_cast<RecordType>(found - record_type_names.begin());
}

Details details_of(RecordType type) {
  switch (type) {
    case RecordType::innovation:
      return Innovation{};
    case RecordType::need:
      return Need{};
    case RecordType::resource:
      return Resource{};
    case RecordType::call:
      return Call{};
    case RecordType::decision:
      return Decision{};
    case RecordType::project:
      return Project{};
    case RecordType::paper:
      return Paper{};
    case RecordType::actor:
      return Actor{};
    case RecordType::theme:
      return Theme{};
    case RecordType::adoption:
      return Adoption{};
    case RecordType::signal:
      return Signal{};
    case RecordType::event:
      return Event{};
    case RecordType::indicator:
      break;
  }
  assert(type == RecordType::indicator && "a type that has no details");
  return Indicator{};
}

}  // namespace kohtaamo::corpora
