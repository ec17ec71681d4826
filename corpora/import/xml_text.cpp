// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/import/xml_text.h"

#include <fmt/format.h>

#include "corpora/import/utf8.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

std::string at_byte(std::size_t offset) { return fmt::format("byte {}", offset + 1); }

bool has_utf16_mark(std::string_view bytes) { return bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE"); }

// Walks without recursion: the tree may be as deep as the bytes are many.
bool is_too_deep(const pugi::xml_document& document) {
  std::size_t depth = 0;
  pugi::xml_node node = document.first_child();
  while (node) {
    if (pugi::xml_node child = node.first_child()) {
      if (++depth > most_xml_depth) return true;
      node = child;
      continue;
    }
    while (node && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    node = node.next_sibling();
  }
  return false;
}

}  // namespace

Result<void> parse_xml(std::string_view bytes, pugi::xml_document& document) {
  if (has_utf16_mark(bytes)) return fail(ErrorCode::bad_record, "the XML is UTF-16; only UTF-8 is read", at_byte(0));
  if (const auto at = find_bad_utf8(bytes))
    return fail(ErrorCode::bad_record, "not UTF-8, whatever the XML declares", at_byte(*at));
  if (const auto at = bytes.find('\0'); at != std::string_view::npos)
    return fail(ErrorCode::bad_record, "a NUL byte", at_byte(at));
  const pugi::xml_parse_result parsed =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed)
    return fail(ErrorCode::bad_record, fmt::format("the XML is broken: {}", parsed.description()),
                at_byte(static_cast<std::size_t>(parsed.offset)));
  if (is_too_deep(document))
    return fail(ErrorCode::bad_record, fmt::format("the XML is nested deeper than {} elements", most_xml_depth));
  return {};
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_of(const pugi::xml_node& node, std::string_view local) {
  for (const pugi::xml_node& child : node.children())
    if (local_name(child) == local) return child;
  return {};
}

std::string_view text_of(const pugi::xml_node& node) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::string_view text = node.text().get();
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

}  // namespace kohtaamo::corpora
