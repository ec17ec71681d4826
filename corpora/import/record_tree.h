// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// record_tree.h — a record's JSON made from pairs of a dotted name and a text.
//
// Given   "title.fi" = "Kylätupakyyti", "regions.0.code" = "12", "granted_eur" = "5000", …
// Gives   {"title":{"fi":"Kylätupakyyti"},"regions":[{"code":"12"}],"granted_eur":5000}
//         Numbers, booleans and lists are told by record_shape.h. A text that is no number where one
//         should stand stays a text, for the reader of records to refuse in its own words.
// Threads values.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/json.h"
#include "corpora/record.h"

namespace kohtaamo::corpora {

class RecordTree {
 public:
  explicit RecordTree(RecordType type) : type_(type) {}

  // Adds to what stands under the name: a list gets all, anything else keeps the first. "{}" where an
  // object belongs is an empty one.
  void add(std::string_view dotted_name, std::string text);
  void add_once(std::string_view dotted_name, std::string text);  // unless it stands there already
  void set(std::string_view dotted_name, std::string text);       // in the place of what stands there; empty: nothing
  std::string text_at(std::string_view dotted_name) const;        // the first; empty when there is none
  std::size_t end_of(std::string_view dotted_name) const;         // of the list of objects there: the index of the next
  std::string to_json() const;

 private:
  struct Node {
    std::string step{};
    std::vector<std::string> texts{};
    std::vector<Node> members{};
  };
  Node& node_at(std::string_view dotted_name);
  const Node* find_node(std::string_view dotted_name) const;  // null: there is none
  void write(const Node& node, const std::string& name, config::JsonWriter& writer) const;
  void write_texts(const Node& node, const std::string& name, config::JsonWriter& writer) const;

  RecordType type_;
  Node root_{};
};

}  // namespace kohtaamo::corpora
