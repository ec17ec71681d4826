// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/corpora/any_record.h"

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "config/code_lists.h"
#include "corpora/record_fields.h"
#include "corpora/text_cleaning.h"
#include "corpora/validate.h"

namespace kohtaamo::corpora {
namespace {

constexpr std::array pieces{"hanke",  "äö",    "Å",     "a\u030a", "𝄞",   " ",    "\n",   "\t",    "\r\n", "\"",
                            "\\",     "<",     ">",     "<p>",     "</",  "<br>", "&",    "&amp;", ";",    "&lt;",
                            "&#228;", "&#59;", "&#x0;", "amp",     "!--", "--",   "\x01", "lt",    "/b",   "\u00a0"};

int below(int end) { return *rc::gen::inRange(0, end); }
bool one_in(int n) { return below(n) == 0; }

std::string any_code(std::string_view list) {
  const std::vector<config::Code>& codes = config::code_list(list).codes();
  return codes[static_cast<std::size_t>(below(static_cast<int>(codes.size())))].code;
}

class FieldFiller {
 public:
  template <class Member>
  void operator()(std::string_view, Member& member, const Rule& rule) {
    if (one_in(3)) fill(member, rule);
  }

 private:
  void fill(std::string& text, const Rule& rule) { text = any_text(rule); }
  void fill(std::optional<bool>& truth, const Rule&) { truth = one_in(2); }
  void fill(std::optional<Date>& day, const Rule&) {
    day_ += std::chrono::days(below(400));
    day = day_;
  }
  void fill(std::optional<double>& number, const Rule& rule) { number = any_number_of(rule); }
  void fill(std::optional<std::int64_t>& number, const Rule& rule) {
    number = static_cast<std::int64_t>(std::floor(any_number_of(rule)));
  }
  template <class ByLanguage>
  requires std::same_as<ByLanguage, LocalText> || std::same_as<ByLanguage, LocalWords>
  void fill(ByLanguage& texts, const Rule& rule) {
    (*this)("fi", texts.fi, rule);
    (*this)("sv", texts.sv, rule);
    (*this)("en", texts.en, rule);
  }
  template <class T>
  void fill(std::vector<T>& list, const Rule& rule) {
    list.resize(static_cast<std::size_t>(below(3)));
    for (T& item : list) fill(item, rule);
  }
  void fill(Region& region, const Rule&) {
    const std::string key = any_code("regions");
    const std::size_t colon = key.find(':');
    region.scheme = key.substr(0, colon);
    region.code = key.substr(colon + 1);
  }
  template <HasFields T>
  void fill(T& part, const Rule&) {
    visit_fields(part, *this);
  }

  std::string any_text(const Rule& rule) {
    switch (rule.kind) {
      case Rule::Kind::none:
      case Rule::Kind::number:
        break;
      case Rule::Kind::prose:
      case Rule::Kind::plain:
        return any_messy_text();
      case Rule::Kind::url:
        return "https://esimerkki.invalid/" + std::to_string(below(1000)) + "?ä=1&b=2";
      case Rule::Kind::code:
        return any_code(rule.list);
      case Rule::Kind::choice: {
        const auto end = std::ranges::find(rule.choices, std::string_view());
        return std::string(rule.choices[static_cast<std::size_t>(below(static_cast<int>(end - rule.choices.begin())))]);
      }
      case Rule::Kind::record_id:
        return "src:" + std::to_string(below(1000));
      case Rule::Kind::region:
        return one_in(2) ? any_code("regions") : "nuts:FI1D" + std::to_string(below(10));
      case Rule::Kind::language:
        return one_in(2) ? "fi" : "sv-FI";
      case Rule::Kind::currency:
        return one_in(2) ? "EUR" : "SEK";
      case Rule::Kind::time_of_day:
        return one_in(2) ? "16:15" : "00:00";
      case Rule::Kind::moment:
        return one_in(2) ? "2026-10-15" : "2026-10-15T13:15:00Z";
    }
    return {};
  }

  double any_number_of(const Rule& rule) {
    constexpr double large = 1e9;
    share_ += (1 - share_) * below(1000) / 1000;
    const double least = std::max(rule.least, -large);
    return least + (std::min(rule.most, large) - least) * share_;
  }

  Date day_ = std::chrono::year(2020) / 1 / 1;
  double share_ = 0;  // of the way from the least to the most
};

}  // namespace

std::string any_messy_text() {
  std::string text;
  for (int left = below(8); left > 0; --left) text += pieces[static_cast<std::size_t>(below(pieces.size()))];
  return text;
}

Record any_record() {
  Record record;
  record.details = details_of(static_cast<RecordType>(below(static_cast<int>(record_type_names.size()))));
  FieldFiller fill;
  visit_fields(record, fill);
  std::visit([&](auto& details) { visit_fields(details, fill); }, record.details);
  record.id = "src:" + std::to_string(below(1000));
  record.title.fi = "otsikko " + any_messy_text();
  record.licence = "unknown";
  record.provenance.source = "src";
  if (one_in(4)) record.extra_json = R"({"later":[1,{"a":"ä"}]})";
  clean_record(record);
  return record;
}

}  // namespace kohtaamo::corpora
