// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/templates.h"

#include <map>
#include <stdexcept>
#include <utility>

#include "config/messages.h"
#include "server/pages/assets.h"
#include "server/pages/embedded_files.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

constexpr std::string_view folder = "server/web/templates/", ending = ".mustache";
constexpr std::string_view text_prefix = "t.", asset_prefix = "asset.", frame_prefix = "frame.", partial_prefix = ">";

// A template may hold templates, but none holds itself.
constexpr int most_nested = 8;

constexpr std::size_t usual_page_bytes = 32 * 1024;

std::string_view escaped_sign(char sign) {
  switch (sign) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return "&apos;";
  }
}

std::string_view source_of(std::string_view name) {
  const std::string path = std::string(folder) + std::string(name) + std::string(ending);
  if (const auto bytes = config::find_embedded(pages::embedded_files(), path)) return *bytes;
  throw std::logic_error("there is no template " + path);
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::string expanded(std::string_view name, std::string_view language, int depth);

// What stands for a tag from the start; or the tag itself, to be filled in at each rendering.
std::string replacement(std::string_view tag, std::string_view language, int depth) {
  if (tag.starts_with('{') || tag.starts_with('&'))
    throw std::logic_error("a template wants a value unescaped: {{" + std::string(tag));
  if (tag.starts_with(partial_prefix)) return expanded(trimmed(tag.substr(1)), language, depth + 1);
  if (tag == "page_lang") return std::string(language);
  if (tag.starts_with(text_prefix)) return escaped(config::message(tag.substr(text_prefix.size()), language));
  if (tag.starts_with(asset_prefix)) return asset_address(tag.substr(asset_prefix.size()));
  if (tag.starts_with(frame_prefix))
    return frame_template(tag.substr(frame_prefix.size()), *stemming::parse_language(language)).value();
  return "{{" + std::string(tag) + "}}";
}

std::string expanded(std::string_view name, std::string_view language, int depth) {
  if (depth > most_nested) throw std::logic_error("the template " + std::string(name) + " holds itself");
  std::string text;
  std::string_view rest = source_of(name);
  for (std::size_t begin = rest.find("{{"); begin != std::string_view::npos; begin = rest.find("{{")) {
    const std::size_t end = rest.find("}}", begin);
    if (end == std::string_view::npos) throw std::logic_error("a tag without end in template " + std::string(name));
    text += rest.substr(0, begin);
    text += replacement(rest.substr(begin + 2, end - begin - 2), language, depth);
    rest.remove_prefix(end + 2);
  }
  return text.append(rest);
}

using Name = std::pair<std::string, Language>;

std::map<Name, kainjow::mustache::mustache> read_templates() {
  std::map<Name, kainjow::mustache::mustache> templates;
  for (const std::string& name : template_names())
    for (const Language language : stemming::all_languages) {
      kainjow::mustache::mustache parsed(expanded(name, stemming::to_text(language), 0));
      parsed.set_custom_escape([](const std::string& text) { return escaped(text); });
      if (!parsed.is_valid()) throw std::logic_error("template " + name + ": " + parsed.error_message());
      templates.emplace(Name(name, language), std::move(parsed));
    }
  return templates;
}

}  // namespace

std::vector<std::string> template_names() {
  std::vector<std::string> names;
  for (const config::EmbeddedFile& file : pages::embedded_files()) {
    if (!file.path.starts_with(folder) || !file.path.ends_with(ending)) continue;
    names.emplace_back(file.path.substr(folder.size(), file.path.size() - folder.size() - ending.size()));
  }
  return names;
}

std::string render(std::string_view name, Language language, const View& values) {
  static std::map<Name, kainjow::mustache::mustache> templates = read_templates();
  const auto found = templates.find(Name(name, language));
  if (found == templates.end()) throw std::logic_error("there is no template " + std::string(name));
  std::string html;
  html.reserve(usual_page_bytes);
  found->second.render(values, [&html](const std::string& piece) { html += piece; });
  return html;
}

std::string escaped(std::string_view text) {
  constexpr std::string_view special = "&<>\"'";
  std::string html;
  std::size_t begin = 0;
  for (std::size_t at = text.find_first_of(special); at != std::string_view::npos;
       at = text.find_first_of(special, begin)) {
    html += text.substr(begin, at - begin);
    html += escaped_sign(text[at]);
    begin = at + 1;
  }
  return html.append(text.substr(begin));
}

View optional_text(std::string_view text) { return text.empty() ? View(false) : View(std::string(text)); }

}  // namespace kohtaamo::server
