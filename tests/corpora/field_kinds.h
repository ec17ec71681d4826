// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// field_kinds.h — the fields of a struct as docs/records.md shows them.
//
// Given   a struct of record.h.
// Gives   its fields and those of its parts, in order: "cost.setup_eur", "number, at least 0".

#include <fmt/format.h>

#include <string>
#include <vector>

#include "corpora/record_fields.h"

namespace kohtaamo::corpora {

struct FieldKind {
  std::string path{}, kind{};
  bool operator==(const FieldKind&) const = default;
};

// Visits every field, going down into parts and lists of parts.
class FieldKinds {
 public:
  std::vector<FieldKind> rows{};

  template <class Member>
  void operator()(std::string_view name, const Member& member, const Rule& rule) {
    const std::string path = prefix_ + std::string(name);
    rows.push_back({path, kind_of(member, rule)});
    go_down(path, member);
  }

 private:
  static std::string range_of(const Rule& rule) {
    if (rule.most != unlimited) return fmt::format(" {}–{}", rule.least, rule.most);
    return rule.least == -unlimited ? "" : fmt::format(", at least {}", rule.least);
  }

  static std::string kind_of(const std::string&, const Rule& rule) {
    switch (rule.kind) {
      case Rule::Kind::none:
      case Rule::Kind::number:
        break;
      case Rule::Kind::prose:
        return "text";
      case Rule::Kind::plain:
        return "text kept as it is";
      case Rule::Kind::url:
        return "web address";
      case Rule::Kind::code:
        return fmt::format("code of `{}`", rule.list);
      case Rule::Kind::choice:
        return "one of " + choices_of(rule);
      case Rule::Kind::record_id:
        return "record id";
      case Rule::Kind::region:
        return "region key";
      case Rule::Kind::language:
        return "language code";
      case Rule::Kind::currency:
        return "currency code";
      case Rule::Kind::time_of_day:
        return "time of day";
      case Rule::Kind::moment:
        return "date or timestamp";
    }
    return "a text without a rule";
  }
  static std::string choices_of(const Rule& rule) {
    std::string choices;
    for (const std::string_view choice : rule.choices)
      if (!choice.empty()) choices += (choices.empty() ? "`" : ", `") + std::string(choice) + "`";
    return choices;
  }
  static std::string kind_of(const LocalText&, const Rule& rule) {
    return kind_of(std::string(), rule) + " by language";
  }
  static std::string kind_of(const LocalWords&, const Rule&) { return "lists of texts by language"; }
  static std::string kind_of(const std::optional<double>&, const Rule& rule) { return "number" + range_of(rule); }
  static std::string kind_of(const std::optional<std::int64_t>&, const Rule& rule) {
    return "whole number" + range_of(rule);
  }
  static std::string kind_of(const std::optional<bool>&, const Rule&) { return "true or false"; }
  static std::string kind_of(const std::optional<Date>&, const Rule&) { return "date"; }
  template <class T>
  static std::string kind_of(const std::vector<T>&, const Rule& rule) {
    return "list: " + kind_of(T{}, rule);
  }
  template <HasFields T>
  static std::string kind_of(const T&, const Rule&) {
    return "object";
  }

  template <HasFields T>
  void go_down(const std::string& path, const T& part) {
    FieldKinds below;
    below.prefix_ = path + ".";
    visit_fields(part, below);
    rows.insert(rows.end(), below.rows.begin(), below.rows.end());
  }
  template <HasFields T>
  void go_down(const std::string& path, const std::vector<T>&) {
    go_down(path + "[]", T{});
  }
  template <class T>
  void go_down(const std::string&, const T&) {}

  std::string prefix_{};
};

}  // namespace kohtaamo::corpora
