// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// view.h — the values that a template is filled in with: texts, yes and no, lists, and objects that name values.
//
// Given   values, and values within values. What is moved in is not copied: a page is built from the inside
//         outwards, and a text that stands five levels deep would else be copied with each level around it.
// Gives   what kainjow's Mustache renders.
// Threads one View per thread.

#include <string>
#include <utility>
#include <vector>

#include <kainjow/mustache.hpp>

namespace kohtaamo::server {

class View : public kainjow::mustache::data {
 public:
  View() = default;  // an object without names
  // A value of a template is written as it is: view.set("label", label).
  // NOLINTBEGIN(google-explicit-constructor)
  View(const std::string& text) : basic_data(text) {}
  View(const char* text) : basic_data(text) {}
  View(bool is_so) : basic_data(is_so) {}
  View(type kind) : basic_data(kind) {}
  // NOLINTEND(google-explicit-constructor)
  explicit View(const kainjow::mustache::data& other) : basic_data(other) {}
  View(const std::string& name, View value) { set(name, std::move(value)); }

  void set(const std::string& name, View value) {
    kainjow::mustache::data& place = (*this)[name];
    place = std::move(value);
  }

  View& operator<<(View item) {
    // The library shows its list only as const, and a vector of what may throw when moved is copied when it grows.
    auto& items = const_cast<std::vector<kainjow::mustache::data>&>(list_value());
    if (items.size() == items.capacity()) {
      std::vector<kainjow::mustache::data> larger;
      larger.reserve(2 * items.size() + smallest_list);
      for (kainjow::mustache::data& one : items) larger.push_back(std::move(one));
      items.swap(larger);
    }
    items.push_back(std::move(item));
    return *this;
  }

 private:
  static constexpr std::size_t smallest_list = 8;
};

}  // namespace kohtaamo::server
