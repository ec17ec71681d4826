// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/record_fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "config/code_lists.h"
#include "tests/corpora/field_kinds.h"
#include "tests/support/source_files.h"

namespace kohtaamo::corpora {
namespace {

// Every type with the fields that only it has.
std::map<std::string, std::vector<FieldKind>> fields_by_type() {
  std::map<std::string, std::vector<FieldKind>> fields;
  for (std::size_t i = 0; i < record_type_names.size(); ++i) {
    FieldKinds kinds;
    std::visit([&](const auto& details) { visit_fields(details, kinds); }, details_of(static_cast<RecordType>(i)));
    fields.emplace(record_type_names[i], std::move(kinds.rows));
  }
  return fields;
}

std::vector<FieldKind> fields_of_envelope() {
  FieldKinds kinds;
  kinds.rows = {{"id", "record id"}, {"type", "code of `record_types`"}};
  const Record record;
  visit_fields(record, kinds);
  return std::move(kinds.rows);
}

// The tables of docs/records.md: under "### need", rows of "| `owner` | record id | who … |".
std::map<std::string, std::vector<FieldKind>> documented_fields() {
  std::ifstream file(tests::source_path("docs/records.md"));
  EXPECT_TRUE(file);
  std::map<std::string, std::vector<FieldKind>> tables;
  std::string heading;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("### ")) heading = line.substr(4);
    if (heading.empty() || !line.starts_with("| `")) continue;
    const std::size_t name_end = line.find("` |");
    const std::size_t kind_end = line.find(" |", name_end + 4);
    tables[heading].push_back({line.substr(3, name_end - 3), line.substr(name_end + 4, kind_end - name_end - 4)});
  }
  return tables;
}

std::string as_text(const std::vector<FieldKind>& rows) {
  std::string text;
  for (const FieldKind& row : rows) text += "| `" + row.path + "` | " + row.kind + " |\n";
  return text;
}

TEST(RecordFields, AreThoseOfTheDocument) {
  auto expected = fields_by_type();
  expected.emplace("Every record", fields_of_envelope());
  const auto documented = documented_fields();
  EXPECT_EQ(documented.size(), expected.size());
  for (const auto& [heading, rows] : expected) {
    const auto found = documented.find(heading);
    ASSERT_NE(found, documented.end()) << "docs/records.md has no table under ### " << heading;
    EXPECT_EQ(as_text(found->second), as_text(rows)) << heading;
  }
}

TEST(RecordFields, HaveOneNameEachInARecord) {
  for (const auto& [type, rows] : fields_by_type()) {
    std::set<std::string> names{"id", "type"};
    FieldKinds envelope;
    Record record;
    record.details = details_of(*parse_record_type(type));
    visit_fields(record, envelope);
    for (const std::vector<FieldKind>* part :
         std::initializer_list<const std::vector<FieldKind>*>{&envelope.rows, &rows})
      for (const FieldKind& row : *part) EXPECT_TRUE(names.insert(row.path).second) << type << " has two " << row.path;
  }
}

// Gathers the lists that rules of codes name.
class ListsUsed {
 public:
  std::set<std::string_view> names{};

  template <class Member>
  void operator()(std::string_view, const Member& member, const Rule& rule) {
    if (rule.kind == Rule::Kind::code) names.insert(rule.list);
    go_down(member);
  }

 private:
  template <HasFields T>
  void go_down(const T& part) {
    visit_fields(part, *this);
  }
  template <HasFields T>
  void go_down(const std::vector<T>&) {
    go_down(T{});
  }
  template <class T>
  void go_down(const T&) {}
};

TEST(RecordFields, NameListsThatExist) {
  ListsUsed used;
  const Record record;
  visit_fields(record, used);
  for (std::size_t i = 0; i < record_type_names.size(); ++i)
    std::visit([&](const auto& details) { visit_fields(details, used); }, details_of(static_cast<RecordType>(i)));
  for (const std::string_view name : used.names) EXPECT_NO_THROW(config::code_list(name)) << name;
  EXPECT_GT(used.names.size(), 10U);
}

TEST(RecordTypes, AreThoseOfTheCodeList) {
  const std::vector<std::string_view> codes = config::code_list("record_types").names();
  EXPECT_TRUE(std::ranges::equal(codes, record_type_names));
  for (const std::string_view name : record_type_names) EXPECT_EQ(to_text(*parse_record_type(name)), name);
  EXPECT_EQ(parse_record_type("solution"), std::nullopt);
}

}  // namespace
}  // namespace kohtaamo::corpora
