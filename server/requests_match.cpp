// SPDX-License-Identifier: GPL-3.0-or-later
// What the asker corrects of what was understood: the members of "understood" in the body of a match.
#include <fmt/format.h>

#include <charconv>

#include "config/code_lists.h"
#include "config/nearest_name.h"
#include "server/requests.h"

namespace kohtaamo::server {

using config::ErrorCode;
using config::fail;
using config::Result;

namespace {

constexpr std::size_t most_partners = 1000;

bool is_code(std::string_view list, const std::string& code) {
  if (list == "regions" && code.starts_with("nuts:")) return config::region_ancestors(code).size() > 1;
  return config::code_list(list).find(code) != nullptr;
}

// Reads the members one after another; the first that is wrong is the error.
class CorrectionReading {
 public:
  explicit CorrectionReading(const Parameters& parameters) : parameters_(parameters) {}

  void codes(std::string_view member, std::string_view list, std::optional<std::vector<std::string>>& codes) {
    const std::string name = full(member);
    if (problem_ || !parameters_.is_given(name)) return;
    codes = parameters_.list(name);
    for (std::size_t i = 0; i < codes->size(); ++i)
      check_code(list, codes->at(i), fmt::format("{}/{}", parameters_.place(name), i));
  }

  void code(std::string_view member, std::string_view list, std::optional<std::string>& code) {
    const auto text = one(member);
    if (!text) return;
    code = *text;
    if (!code->empty()) check_code(list, *code, parameters_.place(full(member)));
  }

  void euros(std::string_view member, std::optional<std::optional<double>>& euros) {
    const auto text = one(member);
    if (!text) return;
    euros.emplace();
    if (text->empty()) return;
    double number = 0;
    const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (problem != std::errc() || end != text->data() + text->size() || !(number >= 0 && number <= 1e12))
      return refuse(member, fmt::format("'{}' is not an amount in euros", *text));
    euros = number;
  }

  void day(std::string_view member, std::optional<std::optional<corpora::Date>>& day) {
    const auto text = one(member);
    if (!text) return;
    day.emplace();
    if (text->empty()) return;
    const auto date = corpora::parse_date(*text);
    if (!date) return refuse(member, fmt::format("'{}' is not a day such as 2027-03-01", *text));
    day = *date;
  }

  void count(std::string_view member, std::optional<std::optional<std::int64_t>>& count) {
    const auto text = one(member);
    if (!text) return;
    count.emplace();
    if (text->empty()) return;
    const auto number = parameters_.count(full(member), 1, most_partners, 1);
    if (!number) {
      problem_ = number.error();
      return;
    }
    count = static_cast<std::int64_t>(*number);
  }

  const std::optional<config::Error>& problem() const { return problem_; }

 private:
  static std::string full(std::string_view member) { return "understood/" + std::string(member); }

  // The value, empty for null and for an empty list; nothing when the member is not given.
  std::optional<std::string> one(std::string_view member) {
    if (problem_ || !parameters_.is_given(full(member))) return std::nullopt;
    const auto text = parameters_.text(full(member));
    if (text) return text->value_or("");
    problem_ = text.error();
    return std::nullopt;
  }

  void check_code(std::string_view list, const std::string& code, const std::string& place) {
    if (problem_ || is_code(list, code)) return;
    problem_ = config::Error{ErrorCode::bad_request,
                             fmt::format("'{}' is not a code of {}{}", code, list,
                                         config::did_you_mean(code, config::code_list(list).names())),
                             place};
  }

  void refuse(std::string_view member, std::string sentence) {
    problem_ = config::Error{ErrorCode::bad_request, std::move(sentence), parameters_.place(full(member))};
  }

  const Parameters& parameters_;
  std::optional<config::Error> problem_{};
};

}  // namespace

Result<Corrections> parse_corrections(const Parameters& parameters) {
  Corrections corrections;
  CorrectionReading reading(parameters);
  reading.codes("target_groups", "target_groups", corrections.target_groups);
  reading.codes("regions", "regions", corrections.regions);
  reading.codes("partner_types", "actor_types", corrections.partner_types);
  reading.code("stage", "stages", corrections.stage);
  reading.code("applicant_type", "actor_types", corrections.applicant_type);
  reading.euros("amount_eur", corrections.amount_eur);
  reading.euros("own_funding_eur", corrections.own_funding_eur);
  reading.day("start_by", corrections.start_by);
  reading.count("partners", corrections.partners);
  reading.count("countries", corrections.countries);
  if (reading.problem()) return fail(*reading.problem());
  return corrections;
}

}  // namespace kohtaamo::server
