// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/record_tree.h"

#include <algorithm>
#include <charconv>

#include "corpora/import/record_shape.h"

namespace kohtaamo::corpora {
namespace {

bool is_index(std::string_view step) {
  return !step.empty() && std::ranges::all_of(step, [](char c) { return c >= '0' && c <= '9'; });
}

// As JSON writes it: "5", "-0.25", "1e6"; not "+5", "05", "0x5" or "5,0".
bool is_json_number(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return false;
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  const bool has_leading_zero = digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9';
  return !has_leading_zero && digits[0] >= '0' && digits[0] <= '9' && digits.back() != '.' &&
         digits.find(".e") == std::string_view::npos && digits.find(".E") == std::string_view::npos;
}

}  // namespace

RecordTree::Node& RecordTree::node_at(std::string_view dotted_name) {
  Node* node = &root_;
  while (true) {
    const std::size_t dot = dotted_name.find('.');
    const std::string_view step = dotted_name.substr(0, dot);
    const auto known = std::ranges::find(node->members, step, &Node::step);
    node = known != node->members.end() ? &*known : &node->members.emplace_back(Node{.step = std::string(step)});
    if (dot == std::string_view::npos) return *node;
    dotted_name.remove_prefix(dot + 1);
  }
}

void RecordTree::add(std::string_view dotted_name, std::string text) {
  node_at(dotted_name).texts.push_back(std::move(text));
}

void RecordTree::add_once(std::string_view dotted_name, std::string text) {
  std::vector<std::string>& texts = node_at(dotted_name).texts;
  if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
}

void RecordTree::set(std::string_view dotted_name, std::string text) {
  std::vector<std::string>& texts = node_at(dotted_name).texts;
  texts.clear();
  if (!text.empty()) texts.push_back(std::move(text));
}

const RecordTree::Node* RecordTree::find_node(std::string_view dotted_name) const {
  const Node* node = &root_;
  while (true) {
    const std::size_t dot = dotted_name.find('.');
    const auto known = std::ranges::find(node->members, dotted_name.substr(0, dot), &Node::step);
    if (known == node->members.end()) return nullptr;
    node = &*known;
    if (dot == std::string_view::npos) return node;
    dotted_name.remove_prefix(dot + 1);
  }
}

std::string RecordTree::text_at(std::string_view dotted_name) const {
  const Node* node = find_node(dotted_name);
  return node == nullptr || node->texts.empty() ? std::string{} : node->texts.front();
}

std::size_t RecordTree::end_of(std::string_view dotted_name) const {
  const Node* node = find_node(dotted_name);
  std::size_t end = 0;
  if (node == nullptr) return end;
  for (const Node& member : node->members) {
    std::size_t index = 0;
    std::from_chars(member.step.data(), member.step.data() + member.step.size(), index);
    end = std::max(end, index + 1);
  }
  return end;
}

void RecordTree::write_texts(const Node& node, const std::string& name, config::JsonWriter& writer) const {
  const std::string& first = node.texts.front();
  switch (shape_of(type_, name)) {
    case Shape::texts:
      writer.StartArray();
      for (const std::string& text : node.texts) config::write_string(writer, text);
      writer.EndArray();
      return;
    case Shape::number:
      if (is_json_number(first))
        writer.RawValue(first.data(), first.size(), rapidjson::kNumberType);
      else
        config::write_string(writer, first);
      return;
    case Shape::boolean:
      if (first == "true" || first == "false")
        writer.Bool(first == "true");
      else
        config::write_string(writer, first);
      return;
    case Shape::objects:
    case Shape::unknown:
      if (first != "{}") return config::write_string(writer, first);
      writer.StartObject();
      writer.EndObject();
      return;
    case Shape::text:
      config::write_string(writer, first);
  }
}

void RecordTree::write(const Node& node, const std::string& name, config::JsonWriter& writer) const {
  if (node.members.empty()) return write_texts(node, name, writer);
  const bool is_list = std::ranges::all_of(node.members, [](const Node& member) { return is_index(member.step); });
  is_list ? writer.StartArray() : writer.StartObject();
  for (const Node& member : node.members) {
    if (member.members.empty() && member.texts.empty()) continue;
    if (!is_list) config::write_key(writer, member.step);
    write(member, name.empty() ? member.step : name + "." + member.step, writer);
  }
  is_list ? writer.EndArray() : writer.EndObject();
}

std::string RecordTree::to_json() const {
  config::JsonBuffer buffer;
  config::JsonWriter writer(buffer);
  if (root_.members.empty()) return "{}";
  write(root_, {}, writer);
  return std::string(config::text_of(buffer));
}

}  // namespace kohtaamo::corpora
