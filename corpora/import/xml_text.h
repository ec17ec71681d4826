// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// xml_text.h — the only way in which XML from outside is parsed.
//
// Given   bytes that should be XML.
// Gives   the document. What it declares (entities, external parts) is never looked up or expanded.
// Fails   bad_record with "byte 17": other bytes than UTF-8, whatever they declare to be; a NUL byte;
//         broken XML; elements nested deeper than `most_xml_depth`.
// Threads safe from everywhere.

#include <cstddef>
#include <pugixml.hpp>
#include <string_view>

#include "config/error.h"

namespace kohtaamo::corpora {

inline constexpr std::size_t most_xml_depth = 128;

config::Result<void> parse_xml(std::string_view bytes, pugi::xml_document& document);

// Without the prefix of its namespace: "oai_dc:dc" -> "dc".
std::string_view local_name(const pugi::xml_node& node);
pugi::xml_node child_of(const pugi::xml_node& node, std::string_view local);
std::string_view text_of(const pugi::xml_node& node);  // all of it, without blanks around

}  // namespace kohtaamo::corpora
