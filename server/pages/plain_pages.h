// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// plain_pages.h — the front page, and what went wrong.
//
// Given   values to show.
// Gives   HTML.
// Threads pure functions.

#include <string>
#include <vector>

#include "config/error.h"
#include "server/pages/card.h"

namespace kohtaamo::server {

struct FrontTheme {
  corpora::RecordId id{};
  corpora::LocalText title{};
  std::size_t count = 0;  // of records that belong to it
};
struct FrontView {
  Reader reader{};
  std::vector<FacetCount> types{};
  std::vector<FrontTheme> themes{};
  std::vector<FacetFilter> newest_filters{};  // what the newest are among
  std::vector<Hit> newest{}, closing{};       // closing: calls, the nearest deadline first
};
std::vector<FacetFilter> open_calls();  // calls that can be applied to today
std::string render_front_page(const FrontView& front);

struct ErrorView {
  stemming::Language language{};
  config::Error error{};
  std::string request_id{};
  std::string q{};  // what was searched for stays in the search field
};
std::string render_error_page(const ErrorView& view);

}  // namespace kohtaamo::server
