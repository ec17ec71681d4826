// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/embedded.h"

#include <algorithm>

namespace kohtaamo::config {

std::optional<std::string_view> find_embedded(std::span<const EmbeddedFile> files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &EmbeddedFile::path);
  if (found == files.end()) return std::nullopt;
  return found->bytes;
}

}  // namespace kohtaamo::config
