// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/source_files.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace kohtaamo::tests {

std::string source_path(std::string_view file) { return KOHTAAMO_SOURCE_DIR "/" + std::string(file); }

std::string read_file(std::string_view file) {
  const std::string path = source_path(file);
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string read_case(std::string_view file) { return read_file("tests/cases/" + std::string(file)); }

}  // namespace kohtaamo::tests
