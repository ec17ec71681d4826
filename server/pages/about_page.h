// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// about_page.h — how the service works and what it knows: ranking, sources, accessibility, privacy, licences.
//
// Given   the settings in force, and what is covered.
// Gives   HTML: prose in the language of the page, with the weights and the sources as tables.
// Threads pure function.

#include <string>

#include "config/settings.h"
#include "server/pages/card.h"
#include "server/places/coverage.h"

namespace kohtaamo::server {

struct AboutView {
  Reader reader{};
  const config::Settings& settings;
  const Coverage& coverage;
};
std::string render_about_page(const AboutView& about);

}  // namespace kohtaamo::server
