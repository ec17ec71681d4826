// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// api_page.h — the interface for programs, made from its own description.
//
// Given   the outline of openapi.json, and where the service is found.
// Gives   HTML: each operation with its parameters and an example for curl; every error code. The frame is in the
// language
//         of the page, the texts of the description are English and marked so.
// Threads pure function.

#include <string>

#include "server/pages/card.h"
#include "server/places/api_outline.h"

namespace kohtaamo::server {

struct ApiView {
  Reader reader{};
  const ApiOutline& outline;
  std::string base{};  // "https://kohtaamo.example"
};
std::string render_api_page(const ApiView& view);

}  // namespace kohtaamo::server
