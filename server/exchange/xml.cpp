// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/xml.h"

#include <cstdint>

namespace kohtaamo::server::exchange {
namespace {

constexpr std::string_view beyond_xml = "\xEF\xBF\xBE";       // U+FFFE
constexpr std::string_view last_beyond_xml = "\xEF\xBF\xBF";  // U+FFFF

bool is_control(char c) { return static_cast<std::uint8_t>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

class Writer final : public pugi::xml_writer {
 public:
  void write(const void* bytes, std::size_t size) override { text_.append(static_cast<const char*>(bytes), size); }
  std::string take() { return std::move(text_); }

 private:
  std::string text_{};
};

}  // namespace

std::string xml_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(beyond_xml) || rest.starts_with(last_beyond_xml))
      at += beyond_xml.size() - 1;
    else if (!is_control(rest.front()))
      clean += rest.front();
  }
  return clean;
}

pugi::xml_node add_element(pugi::xml_node parent, const char* name, std::string_view text) {
  const pugi::xml_node node = parent.append_child(name);
  if (!text.empty()) node.text().set(xml_text(text).c_str());
  return node;
}

void add_attribute(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(xml_text(value).c_str());
}

std::string to_text(const pugi::xml_document& document) {
  return R"(<?xml version="1.0" encoding="UTF-8"?>)" + element_text(document);
}

std::string element_text(const pugi::xml_document& document) {
  Writer writer;
  document.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
  return writer.take();
}

}  // namespace kohtaamo::server::exchange
