// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/journey_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "config/code_lists.h"
#include "server/pages/journeys/packed_text.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

constexpr std::array<std::string_view, 3> journey_names{"need", "develop", "fund"};
constexpr std::array journey_roles{Role::adopter, Role::developer, Role::funder};

constexpr std::array table{
    Correctable{"region", "regions", "regions", "regions", CorrectableKind::codes},
    Correctable{"group", "target_groups", "target_groups", "target_groups", CorrectableKind::codes},
    Correctable{"applicant", "applicant_type", "match_your_type", "actor_types", CorrectableKind::code},
    Correctable{"stage", "stage", "stage", "stages", CorrectableKind::code},
    Correctable{"amount", "amount_eur", "match_amount_needed", "", CorrectableKind::euros},
    Correctable{"own", "own_funding_eur", "journey_own_funding", "", CorrectableKind::euros},
    Correctable{"start", "start_by", "match_start_by", "", CorrectableKind::day},
    Correctable{"partners", "partners", "journey_partners", "", CorrectableKind::count},
    Correctable{"countries", "countries", "journey_countries", "", CorrectableKind::count},
};

// --- the members, by name -----------------------------------------------------------------------

// A member of the corrections as texts: nothing when it is not corrected, an empty list for "none of these".
using Values = std::optional<std::vector<std::string>>;

std::string text_of(double euros) { return fmt::format("{}", euros); }
std::string text_of(corpora::Date day) { return corpora::to_text(day); }
std::string text_of(std::int64_t count) { return fmt::format("{}", count); }

std::vector<std::string> texts_of(const std::vector<std::string>& codes) { return codes; }
std::vector<std::string> texts_of(const std::string& code) {
  return code.empty() ? std::vector<std::string>{} : std::vector<std::string>{code};
}
template <class Value>
std::vector<std::string> texts_of(const std::optional<Value>& value) {
  return value ? std::vector<std::string>{text_of(*value)} : std::vector<std::string>{};
}

// Calls `with` with the member of that name, of Corrections or of Asker.
template <class Members, class With>
auto with_member(Members& members, std::string_view name, With with) {
  if (name == "regions") return with(members.regions);
  if (name == "target_groups") return with(members.target_groups);
  if (name == "applicant_type") return with(members.applicant_type);
  if (name == "stage") return with(members.stage);
  if (name == "amount_eur") return with(members.amount_eur);
  if (name == "own_funding_eur") return with(members.own_funding_eur);
  if (name == "start_by") return with(members.start_by);
  if (name == "partners") return with(members.partners);
  return with(members.countries);
}

Values values_of(const Corrections& corrections, const Correctable& member) {
  return with_member(corrections, member.member, [](const auto& value) -> Values {
    if (!value) return std::nullopt;
    return texts_of(*value);
  });
}

// --- reading ------------------------------------------------------------------------------------

std::vector<std::string> values(const std::vector<NameValue>& fields, std::string_view name) {
  std::vector<std::string> found;
  for (const auto& [field, value] : fields)
    if (field == name) found.push_back(value);
  return found;
}

std::string trimmed(std::string text) {
  constexpr std::string_view white = " \t\r\n";
  text.erase(0, std::min(text.find_first_not_of(white), text.size()));
  text.erase(text.find_last_not_of(white) + 1);
  return text;
}

void erase_all(std::string& text, std::string_view part) {
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at)) text.erase(at, part.size());
}

// "40 000 €" as people write it: in English the comma parts thousands, elsewhere decimals.
std::optional<double> read_euros(std::string text, Language language) {
  constexpr double most = 1e12;
  constexpr std::size_t longest_sum = 40;
  if (text.size() > longest_sum) return std::nullopt;
  for (const std::string_view part : {" ", "\u00A0", "\u202F", "€", "EUR", "eur"}) erase_all(text, part);
  if (language == Language::en) erase_all(text, ",");
  std::ranges::replace(text, ',', '.');
  double euros = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), euros);
  if (problem != std::errc() || end != text.data() + text.size() || !(euros >= 0 && euros <= most)) return std::nullopt;
  return euros;
}

// "2027-03-01" of a date field, or "1.3.2027" as people write it.
std::optional<corpora::Date> read_day(const std::string& text) {
  int day = 0, month = 0, year = 0, length = 0;
  if (std::sscanf(text.c_str(), "%2d.%2d.%4d%n", &day, &month, &year, &length) == 3 &&
      static_cast<std::size_t>(length) == text.size()) {
    if (const auto date = corpora::parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day))) return *date;
    return std::nullopt;
  }
  if (const auto date = corpora::parse_date(text)) return *date;
  return std::nullopt;
}

std::optional<std::int64_t> read_count(const std::string& text) {
  constexpr std::int64_t most = 1000;
  std::int64_t count = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (problem != std::errc() || end != text.data() + text.size() || count < 1 || count > most) return std::nullopt;
  return count;
}

class FormReading {
 public:
  FormReading(const std::vector<NameValue>& fields, Language language, JourneyForm& form)
      : fields_(fields), language_(language), form_(form) {}

  void read_asker() {
    for (const std::string& id : values(fields_, "id")) form_.asked.id = trimmed(id);
    for (const std::string& text : values(fields_, "text")) form_.asked.text = trimmed(text);
    for (const std::string& packed : values(fields_, "packed")) {
      auto text = unpack_text(packed);
      if (!text)
        form_.problems.push_back({"text", "problem_broken_link"});
      else
        form_.asked.text = trimmed(std::move(*text));
    }
    if (!form_.asked.id.empty()) form_.asked.text.clear();
  }

  void read(const Correctable& member) {
    const std::vector<std::string> given = values(fields_, member.parameter);
    if (given.empty()) return;
    constexpr std::size_t most_texts = 1'000;
    std::vector<std::string> texts;
    for (const std::string& one : given)
      if (std::string text = trimmed(one);
          texts.size() < most_texts && !text.empty() && std::ranges::find(texts, text) == texts.end())
        texts.push_back(std::move(text));
    read(member, texts);
  }

 private:
  void read(const Correctable& member, const std::vector<std::string>& texts) {
    Corrections& corrections = form_.asked.corrections;
    switch (member.kind) {
      case CorrectableKind::codes:
        return read_codes(member, texts);
      case CorrectableKind::code:
        if (texts.empty() || is_code(member, texts.back()))
          return with_code(member, texts.empty() ? std::string() : texts.back());
        return refuse(member, texts.back(), "problem_unknown_code");
      case CorrectableKind::euros:
        return read_value(member, member.member == "amount_eur" ? corrections.amount_eur : corrections.own_funding_eur,
                          texts, "problem_amount",
                          [&](const std::string& text) { return read_euros(text, language_); });
      case CorrectableKind::day:
        return read_value(member, corrections.start_by, texts, "problem_day", read_day);
      case CorrectableKind::count:
        return read_value(member, member.member == "partners" ? corrections.partners : corrections.countries, texts,
                          "problem_count", read_count);
    }
  }

  static bool is_code(const Correctable& member, const std::string& code) {
    return config::code_list(member.list).find(code) != nullptr;
  }

  void read_codes(const Correctable& member, const std::vector<std::string>& texts) {
    auto& codes = member.member == "regions" ? form_.asked.corrections.regions : form_.asked.corrections.target_groups;
    codes.emplace();
    for (const std::string& text : texts) {
      if (is_code(member, text))
        codes->push_back(text);
      else
        refuse(member, text, "problem_unknown_code");
    }
  }

  void with_code(const Correctable& member, std::string code) {
    Corrections& corrections = form_.asked.corrections;
    (member.member == "stage" ? corrections.stage : corrections.applicant_type) = std::move(code);
  }

  template <class Value, class Read>
  void read_value(const Correctable& member, std::optional<std::optional<Value>>& into,
                  const std::vector<std::string>& texts, std::string_view problem, Read read_text) {
    if (texts.empty()) {
      into.emplace();
      return;
    }
    if (const auto value = read_text(texts.back()))
      into = value;
    else
      refuse(member, texts.back(), problem);
  }

  void refuse(const Correctable& member, const std::string& typed, std::string_view problem) {
    form_.problems.push_back({std::string(member.parameter), std::string(problem)});
    form_.typed[std::string(member.parameter)] = typed;
  }

  const std::vector<NameValue>& fields_;
  Language language_;
  JourneyForm& form_;
};

// As percent_encode, with what may stand in a query as it is: spaces as +, and the colon of ids.
std::string encoded(std::string_view text) {
  std::string result = percent_encode(text);
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = result.find(from); at != std::string::npos; at = result.find(from, at + to.size()))
      result.replace(at, from.size(), to);
  };
  replace("%20", "+");
  replace("%3A", ":");
  return result;
}

}  // namespace

std::string_view to_text(Journey journey) { return journey_names.at(static_cast<std::size_t>(journey)); }

std::optional<Journey> parse_journey(std::string_view name) {
  const auto found = std::ranges::find(journey_names, name);
  if (found == journey_names.end()) return std::nullopt;
  return static_cast<Journey>(found - journey_names.begin());
}

Role role_of(Journey journey) { return journey_roles.at(static_cast<std::size_t>(journey)); }

std::span<const Correctable> correctables() { return table; }

JourneyForm read_journey(Journey journey, const std::vector<NameValue>& fields, Language language) {
  JourneyForm form{.asked = {.journey = journey}};
  FormReading reading(fields, language, form);
  reading.read_asker();
  for (const Correctable& member : table) reading.read(member);
  if (form.problems.empty() && !fits_into_address(form.asked))
    form.problems.push_back({"text", "problem_text_too_long"});
  return form;
}

std::vector<NameValue> fields_of(const Corrections& corrections) {
  std::vector<NameValue> fields;
  for (const Correctable& member : table) {
    const Values given = values_of(corrections, member);
    if (!given) continue;
    for (const std::string& value : *given) fields.emplace_back(member.parameter, value);
    if (given->empty()) fields.emplace_back(member.parameter, "");
  }
  return fields;
}

std::vector<NameValue> fields_of(const JourneyRequest& asked, std::string_view asker_field) {
  constexpr std::size_t short_enough = 1'000;  // for a link that is sent in a letter
  std::vector<NameValue> fields;
  if (!asked.id.empty())
    fields.emplace_back(asker_field, asked.id);
  else if (!asked.text.empty() && asked.text.size() <= short_enough && encoded(asked.text).size() <= short_enough)
    fields.emplace_back("text", asked.text);
  else if (!asked.text.empty())
    fields.emplace_back("packed", pack_text(asked.text));
  for (NameValue& field : fields_of(asked.corrections)) fields.push_back(std::move(field));
  return fields;
}

std::string address_with(std::string_view path, const std::vector<NameValue>& fields) {
  std::string address(path);
  for (std::size_t i = 0; i < fields.size(); ++i)
    address += fmt::format("{}{}={}", i == 0 ? '?' : '&', fields[i].first, encoded(fields[i].second));
  return address;
}

std::string journey_address(const JourneyRequest& asked) {
  return address_with(to_text(asked.journey), fields_of(asked));
}

bool fits_into_address(const JourneyRequest& asked) {
  return asked.text.size() <= longest_packed_text && journey_address(asked).size() <= longest_address;
}

MatchRequest match_request_of(const JourneyRequest& asked, corpora::Date today) {
  return {.text = asked.text,
          .id = asked.id,
          .role = role_of(asked.journey),
          .today = today,
          .corrections = asked.corrections};
}

std::vector<std::string> values_of(const Asker& asker, const Correctable& member) {
  return with_member(asker, member.member, [](const auto& value) { return texts_of(value); });
}

Corrections needed_corrections(Corrections corrections, const Asker& read) {
  for (const Correctable& member : table) {
    Values given = values_of(corrections, member);
    if (!given) continue;
    std::vector<std::string> was_read = values_of(read, member);
    std::ranges::sort(*given);
    std::ranges::sort(was_read);
    if (*given == was_read) with_member(corrections, member.member, [](auto& value) { value.reset(); });
  }
  return corrections;
}

JourneyRequest without_value(JourneyRequest asked, const Asker& understood, const Correctable& member,
                             std::string_view value) {
  Corrections& corrections = asked.corrections;
  if (member.kind == CorrectableKind::codes) {
    const bool is_region = member.member == "regions";
    std::vector<std::string> kept = is_region ? understood.regions : understood.target_groups;
    std::erase(kept, value);
    (is_region ? corrections.regions : corrections.target_groups) = std::move(kept);
  } else {
    with_member(corrections, member.member, [](auto& one) { one.emplace(); });
  }
  return asked;
}

}  // namespace kohtaamo::server
