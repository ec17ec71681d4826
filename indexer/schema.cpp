// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace kohtaamo::indexer {
namespace {

constexpr bool slots_are_taken_once() {
  for (std::size_t i = 0; i < field_table.size(); ++i)
    for (std::size_t j = i + 1; j < field_table.size(); ++j)
      if (field_table[i].slot != no_slot && field_table[i].slot == field_table[j].slot) return false;
  return true;
}
static_assert(slots_are_taken_once());

constexpr bool prefixes_are_taken_once() {
  for (std::size_t i = 0; i < field_table.size(); ++i)
    for (std::size_t j = i + 1; j < field_table.size(); ++j)
      if (!field_table[i].prefix.empty() && field_table[i].prefix == field_table[j].prefix) return false;
  return true;
}
static_assert(prefixes_are_taken_once());

std::string_view kind_name(FieldKind kind) {
  constexpr std::array<std::string_view, 5> names{"text", "code", "id", "date", "number"};
  return names.at(static_cast<std::size_t>(kind));
}

}  // namespace

const Field* find_field(std::string_view name) {
  const auto found = std::ranges::find(field_table, name, &Field::name);
  return found == field_table.end() ? nullptr : &*found;
}

const Field& field(std::string_view name) {
  if (const Field* found = find_field(name)) return *found;
  throw std::logic_error("schema.h has no field '" + std::string(name) + "'");
}

std::string exact_term(const Field& row, std::string_view value) {
  return std::string(row.prefix) + std::string(value);
}

std::string neighbours_term(std::string_view one, std::string_view other) {
  const auto [first, second] = std::minmax(one, other);
  return fmt::format("{}{} {}", field("neighbours").prefix, first, second);  // base forms hold no space
}

Fingerprint make_fingerprint(std::string_view analysis, std::string_view vocabulary, const TextWeights& weights) {
  return {.schema = fmt::format("{}", schema_version),
          .analysis = std::string(analysis),
          .vocabulary = std::string(vocabulary),
          .weights = fmt::format("title={} summary={} body={}", weights.title, weights.summary, weights.body)};
}

std::string describe_fields() {
  std::string text =
      fmt::format("{:<14} {:<13} {:>4}  {:<6}  {:<5}  {}\n", "field", "prefix", "slot", "kind", "facet", "meaning");
  for (const Field& row : field_table)
    text += fmt::format("{:<14} {:<13} {:>4}  {:<6}  {:<5}  {}\n", row.name, row.prefix.empty() ? "-" : row.prefix,
                        row.slot == no_slot ? std::string("-") : fmt::format("{}", row.slot), kind_name(row.kind),
                        row.is_facet ? "yes" : "no", row.meaning);
  return text;
}

}  // namespace kohtaamo::indexer
