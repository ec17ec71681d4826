// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/record_parts.h"

#include <algorithm>
#include <array>
#include <ranges>
#include <type_traits>
#include <variant>

#include "corpora/record_fields.h"

namespace kohtaamo::indexer {
namespace {

using corpora::LocalText;
using corpora::LocalWords;
using corpora::Record;
using corpora::Rule;
using stemming::Language;

// Plain texts that people search by: names and numbers of things.
constexpr std::array<std::string_view, 9> searched_names{
    "acronym", "call_identifier", "case_number", "container", "doi", "grant_doi", "name", "programme", "publisher"};

class TextCollector {
 public:
  explicit TextCollector(Language main_language) : main_language_(main_language) {}

  std::vector<RecordText> take() && { return std::move(texts_); }

  void operator()(std::string_view name, const LocalText& member, const Rule&) {
    for (const Language language : stemming::all_languages) add(name, member.in(language), language);
  }
  void operator()(std::string_view name, const LocalWords& member, const Rule&) {
    for (const Language language : stemming::all_languages)
      for (const std::string& word : member.in(language)) add(name, word, language);
  }
  void operator()(std::string_view name, const std::string& member, const Rule& rule) {
    const bool is_name =
        rule.kind == Rule::Kind::plain && std::ranges::find(searched_names, name) != searched_names.end();
    if (is_name || rule.kind == Rule::Kind::prose) add(name, member, main_language_);
  }
  template <class T>
  void operator()(std::string_view name, const std::vector<T>& member, const Rule& rule) {
    for (const T& one : member) (*this)(name, one, rule);
  }
  template <class T>
  void operator()(std::string_view name, const T& member, const Rule&) {
    // The provenance and the concepts are about the record, not in it.
    if constexpr (corpora::HasFields<const T> && !std::is_same_v<T, corpora::Provenance> &&
                  !std::is_same_v<T, corpora::Concept> && !std::is_same_v<T, corpora::Link>)
      visit_fields(member, *this);
    static_cast<void>(name);
  }

 private:
  static TextRole role_of(std::string_view name) {
    if (name == "title") return TextRole::title;
    return name == "summary" ? TextRole::summary : TextRole::body;
  }
  void add(std::string_view name, const std::string& text, Language language) {
    if (!text.empty()) texts_.push_back({&text, language, role_of(name), name});
  }

  Language main_language_;
  std::vector<RecordText> texts_{};
};

// Calls `take` with every member that holds the id of a record.
template <class Self, class Take>
class IdVisitor {
 public:
  explicit IdVisitor(Take& take) : take_(take) {}

  void operator()(std::string_view, std::conditional_t<std::is_const_v<Self>, const std::string, std::string>& member,
                  const Rule& rule) {
    if (rule.kind == Rule::Kind::record_id && !member.empty()) take_(member);
  }
  template <class T>
  void operator()(std::string_view name, T& member, const Rule& rule) {
    if constexpr (std::ranges::range<T>) {
      for (auto& one : member) (*this)(name, one, rule);
    } else if constexpr (corpora::HasFields<T>) {
      visit_fields(member, *this);
    }
  }

 private:
  Take& take_;
};

template <class Self, class Take>
void for_each_id(Self& record, Take take) {
  IdVisitor<Self, Take> visitor(take);
  visit_fields(record, visitor);
  std::visit([&](auto& details) { visit_fields(details, visitor); }, record.details);
}

// What people have not agreed to be shown with.
void honour_privacy(corpora::Decision& decision) {
  const corpora::Privacy& privacy = decision.privacy;
  if (privacy.hide_purpose.value_or(false)) decision.purpose = {};
  if (privacy.hide_applicant.value_or(false) || privacy.objected.value_or(false)) decision.recipients.clear();
}

void honour_privacy(Record& record) {
  if (auto* decision = std::get_if<corpora::Decision>(&record.details)) honour_privacy(*decision);
  if (const auto* actor = std::get_if<corpora::Actor>(&record.details))
    if (actor->privacy.hide_contact.value_or(false) || actor->privacy.objected.value_or(false)) record.contact = {};
}

}  // namespace

std::vector<RecordText> texts_of(const Record& record) {
  TextCollector collector(main_language(record));
  visit_fields(record, collector);
  std::visit([&](const auto& details) { visit_fields(details, collector); }, record.details);
  return std::move(collector).take();
}

Language main_language(const Record& record) {
  for (const std::string& code : record.lang)
    if (const auto language = stemming::parse_language(code)) return *language;
  for (const Language language : stemming::all_languages)
    if (!record.title.in(language).empty()) return language;
  return Language::fi;
}

std::vector<corpora::RecordId> references_of(const Record& record) {
  std::vector<corpora::RecordId> ids;
  for_each_id(record, [&](const std::string& id) {
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  });
  return ids;
}

bool is_confidential(const Record& record) { return record.visibility == "confidential"; }

Record public_view(Record record) {
  honour_privacy(record);
  if (!is_confidential(record)) return record;
  const std::vector<corpora::RecordId> themes = record.themes;  // the only ids that tell nothing of whose it is
  for_each_id(record, [](std::string& id) { id.clear(); });
  record.themes = themes;
  record.contact = {};
  record.links.clear();
  record.extra_json.clear();
  record.provenance.url.clear();
  return record;
}

}  // namespace kohtaamo::indexer
