// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// source_import.h — a declared source as the importers see it.
//
// Threads pure functions, but for the day of today.

#include <string>
#include <vector>

#include "config/settings.h"
#include "corpora/harvest/source.h"
#include "corpora/importer.h"

namespace kohtaamo::corpora::harvest {

ImporterOptions importer_options(const Source& source, const config::Settings& settings, const std::string& began_at);

// The sources that its rows may speak for (write_scope.h); none: the profile decides that.
std::vector<std::string> write_scope_of(const Source& source);

// The one source of all its rows, where the declaration or the profile decides it; else empty.
std::string own_source_of(const Source& source);

// A hash of what decides what its replies are: with another one, what was harvested before says nothing.
std::string definition_of(const Source& source);

}  // namespace kohtaamo::corpora::harvest
