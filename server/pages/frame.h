// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// frame.h — what surrounds every page: title, navigation, choice of language, footer.
//
// Given   what a page says of itself.
// Gives   the values that page_begin.mustache and page_end.mustache ask for.
// Threads pure functions.
//
// The navigation is a table in frame.cpp; it points to pages that are there, and a test asks each.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/pages/templates.h"
#include "stemming/language.h"

namespace kohtaamo::server {

struct Frame {
  stemming::Language language{};
  std::string title{};       // of the page; the name of the service is added
  std::string rest{};        // of the address, after the language: "search?q=yksin%C3%A4isyys"
  std::string q{};           // stands in the search field
  bool is_indexable = true;  // whether search engines should keep the page
  // Files of server/web beside those of every page: "journeys.css", "compare.js".
  std::vector<std::string_view> styles{}, scripts{};
};

// "/fi/search?q=…"
std::string page_address(stemming::Language language, std::string_view rest);
// "/fi/records/sample:need-001"
std::string record_address(stemming::Language language, std::string_view id);

View frame_view(const Frame& frame);

// What is alike on all pages of a language, as a piece of a template: "navigation", "footer", "suggest_counts". Of a
// part that there is not nothing.
std::optional<std::string> frame_template(std::string_view part, stemming::Language language);

// What stands after the language in the addresses that the navigation and the footer point to.
std::vector<std::string_view> navigation_targets();

}  // namespace kohtaamo::server
