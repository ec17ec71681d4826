// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// frame.h — what surrounds every page: title, navigation, search field, choice of language.
//
// Given   what a page says of itself.
// Gives   the values that page_begin.mustache and page_end.mustache ask for.
// Threads pure functions.

#include <string>
#include <string_view>
#include <vector>

#include "server/pages/templates.h"
#include "stemming/language.h"

namespace kohtaamo::server {

enum class Place : std::uint8_t { none, search, match, about };

struct Frame {
  stemming::Language language{};
  std::string title{};  // of the page; the name of the service is added
  std::string rest{};   // of the address, after the language: "search?q=yksin%C3%A4isyys"
  Place place = Place::none;
  std::string q{};           // stands in the search field
  bool is_indexable = true;  // whether search engines should keep the page
};

// "/fi/search?q=…"
std::string page_address(stemming::Language language, std::string_view rest);
// "/fi/records/sample:need-001"
std::string record_address(stemming::Language language, std::string_view id);

View frame_view(const Frame& frame);

}  // namespace kohtaamo::server
