// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// embedded.h — files of the project that live inside the program.
//
// Given   a path from the root of the project, as written in a CMakeLists.txt (kohtaamo_embed).
// Gives   its bytes; they live as long as the program.
// Threads safe from everywhere: read-only data.

#include <optional>
#include <span>
#include <string_view>

namespace kohtaamo::config {

struct EmbeddedFile {
  std::string_view path{};  // "config/lists/stages.json"
  std::string_view bytes{};
};

// The files of this folder; every folder that embeds files has its own function of this name.
std::span<const EmbeddedFile> embedded_files();

// The bytes of the file with this path, or nothing.
std::optional<std::string_view> find_embedded(std::span<const EmbeddedFile> files, std::string_view path);

}  // namespace kohtaamo::config
