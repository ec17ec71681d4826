// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// source_table.h — the declared sources: config/sources.toml, which is inside the program, and the operator's file.
//
// Given   the path of the operator's file, or none. What it says of a source of config/sources.toml changes that one.
// Gives   the sources in the order of their names, and what holds for all of them.
// Fails   bad_config with file and line, and the nearest known word for one that is not: "ours.toml:7".
// Never   looks whether the source is there.
// Threads values.
//
// docs/harvest.md explains the format; config/sources.toml has an example of everything.

#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"
#include "corpora/harvest/harvest_settings.h"
#include "corpora/harvest/source.h"

namespace kohtaamo::corpora::harvest {

struct Declarations {
  HarvestSettings settings{};
  std::vector<Source> sources{};
};
config::Result<Declarations> load_sources(const std::string& operators_file);

struct SourceFile {
  std::string_view toml{};
  std::string name{};  // for places
};
// Later files change what earlier ones say.
config::Result<Declarations> parse_sources(const std::vector<SourceFile>& files);

// `usage` with the nearest name when there is none.
config::Result<Source> find_source(const std::vector<Source>& sources, std::string_view name);

}  // namespace kohtaamo::corpora::harvest
