// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/percent.h"

#include <fmt/format.h>

namespace kohtaamo::corpora {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool stays(char c) {
  constexpr std::string_view others = "-._~:";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         others.find(c) != std::string_view::npos;
}

}  // namespace

std::string percent_encoded(std::string_view text) {
  std::string made;
  for (const char c : text) {
    if (stays(c))
      made.push_back(c);
    else
      made += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return made;
}

std::string percent_decoded(std::string_view text) {
  std::string made;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int high = text[at] == '%' && at + 2 < text.size() ? digit_of(text[at + 1]) : -1;
    const int low = high >= 0 ? digit_of(text[at + 2]) : -1;
    made.push_back(low >= 0 ? static_cast<char>(high * 16 + low) : text[at]);
    if (low >= 0) at += 2;
  }
  return made;
}

}  // namespace kohtaamo::corpora
