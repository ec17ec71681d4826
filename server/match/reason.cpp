// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/reason.h"

#include <fmt/format.h>

#include <cmath>

#include "config/code_lists.h"
#include "config/messages.h"

namespace kohtaamo::server {
namespace {

constexpr std::string_view no_break_space = "\u00a0";

// "40 000 €" in Finnish and Swedish, "€40,000" in English.
std::string money(double euros, std::string_view language) {
  const std::string digits = fmt::format("{:.0f}", std::round(euros));
  const std::string_view group = language == "en" ? "," : no_break_space;
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += group;
    text += digits[i];
  }
  return language == "en" ? "€" + text : text + std::string(no_break_space) + "€";
}

std::string day_text(corpora::Date day, std::string_view language) {
  const std::chrono::year_month_day date(day);
  const auto d = static_cast<unsigned>(date.day()), m = static_cast<unsigned>(date.month());
  const int y = static_cast<int>(date.year());
  if (language != "en") return fmt::format("{}.{}.{}", d, m, y);
  constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                              "July",    "August",   "September", "October", "November", "December"};
  return fmt::format("{} {} {}", d, months.at(m - 1), y);
}

std::string joined_labels(const std::vector<corpora::LocalText>& labels, std::string_view language) {
  std::string text;
  for (const corpora::LocalText& label : labels)
    text +=
        (text.empty() ? "" : ", ") + label.best(stemming::parse_language(language).value_or(stemming::Language::fi));
  return text;
}

std::string value_text(const ReasonValue& value, std::string_view language) {
  switch (value.kind) {
    case ReasonValue::Kind::euros:
      return money(value.number, language);
    case ReasonValue::Kind::day:
      return day_text(value.day, language);
    case ReasonValue::Kind::labels:
      return joined_labels(value.labels, language);
    case ReasonValue::Kind::count:
    case ReasonValue::Kind::words:
    case ReasonValue::Kind::codes:
      break;
  }
  std::string text;
  for (const std::string& one : value.texts) {
    if (!text.empty()) text += ", ";
    text += value.kind == ReasonValue::Kind::codes ? std::string(config::label_of(value.list, one, language)) : one;
  }
  return text;
}

}  // namespace

ReasonValue words_value(std::string name, std::vector<std::string> words) {
  return {.name = std::move(name), .texts = std::move(words)};
}
ReasonValue codes_value(std::string name, std::vector<std::string> codes, std::string list) {
  return {
      .name = std::move(name), .texts = std::move(codes), .kind = ReasonValue::Kind::codes, .list = std::move(list)};
}
ReasonValue labels_value(std::string name, std::vector<corpora::LocalText> labels) {
  return {.name = std::move(name), .kind = ReasonValue::Kind::labels, .labels = std::move(labels)};
}
ReasonValue euros_value(std::string name, double euros) {
  return {.name = std::move(name), .kind = ReasonValue::Kind::euros, .number = euros};
}
ReasonValue day_value(std::string name, corpora::Date day) {
  return {.name = std::move(name), .kind = ReasonValue::Kind::day, .day = day};
}
ReasonValue count_value(std::string name, double count) {
  return {.name = std::move(name), .kind = ReasonValue::Kind::count, .number = count};
}

std::string sentence(const Reason& reason, std::string_view language) {
  std::vector<std::string> texts;
  texts.reserve(reason.values.size());
  std::vector<config::MessageValue> values;
  for (const ReasonValue& value : reason.values) {
    if (value.kind == ReasonValue::Kind::count) {
      values.emplace_back(value.name, static_cast<std::int64_t>(value.number));
      continue;
    }
    texts.push_back(value_text(value, language));
    values.emplace_back(value.name, texts.back());
  }
  return config::message(reason.key, language, values);
}

}  // namespace kohtaamo::server
