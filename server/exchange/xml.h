// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// xml.h — XML documents as they leave this service.
//
// Given   a tree of pugixml, and texts.
// Gives   UTF-8 with its declaration and no white space added. What XML cannot hold is left out of texts.
// Threads pure functions.

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace kohtaamo::server::exchange {

// Without control characters, U+FFFE and U+FFFF.
std::string xml_text(std::string_view text);

pugi::xml_node add_element(pugi::xml_node parent, const char* name, std::string_view text = {});
void add_attribute(pugi::xml_node node, const char* name, std::string_view value);

std::string to_text(const pugi::xml_document& document);
// Of a longer text, one element alone.
std::string element_text(const pugi::xml_document& document);

}  // namespace kohtaamo::server::exchange
