// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/licence_text.h"

#include <algorithm>
#include <array>

namespace kohtaamo::corpora {
namespace {

// Small letters and digits, with one '-' for all between.
std::string folded(std::string_view text) {
  std::string made;
  for (const char c : text) {
    const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool is_kept = (small >= 'a' && small <= 'z') || (small >= '0' && small <= '9');
    if (is_kept)
      made.push_back(small);
    else if (!made.empty() && made.back() != '-')
      made.push_back('-');
  }
  return made + "-";
}

constexpr std::array kinds{"by-nc-nd", "by-nc-sa", "by-nc", "by-nd", "by-sa", "by"};  // the longer ones first
constexpr std::array versions{"1-0", "2-0", "2-5", "3-0", "4-0"};

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return text;
}

}  // namespace

std::optional<std::string> spdx_of(std::string_view rights) {
  const std::string text = folded(rights);
  if (text.find("publicdomain-zero-1-0") != std::string::npos || text.find("cc0-") != std::string::npos)
    return "CC0-1.0";
  for (const std::string kind : kinds)
    for (const std::string version : versions)
      for (const std::string begin : {"cc-", "licenses-"})
        if (text.find(begin + kind + "-" + version + "-") != std::string::npos)
          return "CC-" + upper(kind) + "-" + version.substr(0, 1) + "." + version.substr(2);
  return std::nullopt;
}

}  // namespace kohtaamo::corpora
