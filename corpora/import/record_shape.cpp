// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/record_shape.h"

#include <algorithm>

#include "corpora/record_fields.h"

namespace kohtaamo::corpora {
namespace {

bool is_index(std::string_view step) {
  return !step.empty() && std::ranges::all_of(step, [](char c) { return c >= '0' && c <= '9'; });
}

template <class T>
concept IsNumber = std::same_as<T, std::optional<double>> || std::same_as<T, std::optional<std::int64_t>>;
template <class T>
concept IsTextual = std::same_as<T, std::string> || std::same_as<T, std::optional<Date>>;
template <class T>
concept HasLanguages = std::same_as<T, LocalText> || std::same_as<T, LocalWords>;

template <class Member>
Shape shape_in(const Member& member, std::string_view rest);

template <class Item>
Shape shape_in(const std::vector<Item>&, std::string_view rest) {
  if (rest.empty()) return std::same_as<Item, std::string> ? Shape::texts : Shape::objects;
  const std::size_t dot = rest.find('.');
  if (!is_index(rest.substr(0, dot))) return Shape::unknown;
  return shape_in(Item{}, dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1));
}

// Looks one step of the name up among the members of a struct.
struct Finder {
  std::string_view step{}, rest{};
  Shape found = Shape::unknown;

  explicit Finder(std::string_view name) {
    const std::size_t dot = name.find('.');
    step = name.substr(0, dot);
    if (dot != std::string_view::npos) rest = name.substr(dot + 1);
  }
  void operator()(std::string_view name, const auto& member, const Rule&) {
    if (name == step) found = shape_in(member, rest);
  }
};

template <class Member>
Shape shape_in(const Member& member, std::string_view rest) {
  if constexpr (HasLanguages<Member>) {
    if (rest != "fi" && rest != "sv" && rest != "en") return Shape::unknown;
    return std::same_as<Member, LocalWords> ? Shape::texts : Shape::text;
  } else if constexpr (HasFields<const Member>) {
    Finder finder(rest);
    visit_fields(member, finder);
    return finder.found;
  } else {
    if (!rest.empty()) return Shape::unknown;
    if constexpr (IsTextual<Member>) return Shape::text;
    if constexpr (IsNumber<Member>) return Shape::number;
    if constexpr (std::same_as<Member, std::optional<bool>>) return Shape::boolean;
    return Shape::unknown;
  }
}

}  // namespace

Shape shape_of(RecordType type, std::string_view dotted_name) {
  if (dotted_name == "id" || dotted_name == "type") return Shape::text;
  Record record;
  record.details = details_of(type);
  Finder finder(dotted_name);
  visit_fields(record, finder);
  if (finder.found != Shape::unknown) return finder.found;
  std::visit([&](const auto& details) { visit_fields(details, finder); }, record.details);
  return finder.found;
}

}  // namespace kohtaamo::corpora
