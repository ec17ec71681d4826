// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "config/code_lists.h"
#include "corpora/record_fields.h"
#include "corpora/text_cleaning.h"
#include "corpora/validate.h"

namespace kohtaamo::corpora {
namespace {

// The short name of a scheme that SCHEMA also spells out.
std::string short_scheme(const std::string& scheme) {
  if (scheme == "maakunta") return "mk";
  if (scheme == "hyvinvointialue") return "hva";
  return scheme;
}

// "UK" becomes "GB"; a code that is not known is left for validate.
std::string without_alias(std::string_view list, const std::string& code) {
  const config::Code* known = config::code_list(list).find(code);
  return known == nullptr ? code : known->code;
}

std::string clean_region_key(const std::string& key) {
  const std::size_t colon = key.find(':');
  if (colon == std::string::npos) return key;
  return without_alias("regions", short_scheme(key.substr(0, colon)) + key.substr(colon));
}

std::string clean(const std::string& text, const Rule& rule) {
  if (rule.kind == Rule::Kind::prose) return clean_prose(text);
  std::string plain = clean_plain(text);
  if (rule.kind == Rule::Kind::region) return clean_region_key(plain);
  if (rule.kind == Rule::Kind::code) return without_alias(rule.list, plain);
  return plain;
}

class FieldCleaner {
 public:
  template <class Member>
  void operator()(std::string_view, Member& member, const Rule& rule) {
    visit(member, rule);
  }

 private:
  void visit(std::string& text, const Rule& rule) {
    if (!text.empty()) text = clean(text, rule);
  }
  void visit(std::vector<std::string>& list, const Rule& rule) {
    for (std::string& text : list) visit(text, rule);
    std::erase_if(list, [](const std::string& text) { return text.empty(); });
  }
  template <class ByLanguage>
  requires std::same_as<ByLanguage, LocalText> || std::same_as<ByLanguage, LocalWords>
  void visit(ByLanguage& texts, const Rule& rule) {
    visit(texts.fi, rule);
    visit(texts.sv, rule);
    visit(texts.en, rule);
  }
  template <class T>
  void visit(std::optional<T>&, const Rule&) {}
  template <class T>
  void visit(std::vector<T>& list, const Rule& rule) {
    for (T& item : list) visit(item, rule);
  }
  void visit(Region& region, const Rule&) {
    visit_fields(region, *this);
    region.scheme = short_scheme(region.scheme);
    if (region.scheme == "country") region.code = without_alias("countries", region.code);
  }
  template <HasFields T>
  void visit(T& part, const Rule&) {
    visit_fields(part, *this);
  }
};

// The languages of the title that are not said to be translations; with none left, all of the title.
std::vector<std::string> languages_of_title(const Record& record) {
  std::vector<std::string> original, all;
  const auto look_at = [&](std::string_view code, const std::string& title, const std::string& translation) {
    if (title.empty()) return;
    all.emplace_back(code);
    if (translation.empty() || translation == "none") original.emplace_back(code);
  };
  look_at("fi", record.title.fi, record.translation.fi);
  look_at("sv", record.title.sv, record.translation.sv);
  look_at("en", record.title.en, record.translation.en);
  return original.empty() ? all : original;
}

}  // namespace

void clean_record(Record& record) {
  FieldCleaner clean_field;
  clean_field("id", record.id, record_id());
  visit_fields(record, clean_field);
  std::visit([&](auto& details) { visit_fields(details, clean_field); }, record.details);
  if (record.lang.empty()) record.lang = languages_of_title(record);
}

}  // namespace kohtaamo::corpora
