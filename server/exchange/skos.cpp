// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/skos.h"

#include <fmt/format.h>

#include "server/http_message.h"

namespace kohtaamo::server::exchange {
namespace {

constexpr std::string_view schemes = "https://kohtaamo.invalid/code-lists/";

std::string quoted(std::string_view text) {
  std::string turtle = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') turtle += '\\';
    turtle += c;
  }
  return turtle + "\"";
}

std::string name_of(const config::CodeList& list, std::string_view code) {
  return fmt::format("<{}{}/{}>", schemes, list.name(), percent_encode(code));
}

std::string concept_of(const config::CodeList& list, const config::Code& code) {
  std::string turtle = fmt::format("\n{} a skos:Concept ;\n  skos:inScheme <{}{}> ;\n  skos:notation {} ;\n",
                                   name_of(list, code.code), schemes, list.name(), quoted(code.code));
  for (const std::string& wider : code.broader) turtle += fmt::format("  skos:broader {} ;\n", name_of(list, wider));
  return turtle +
         fmt::format("  skos:prefLabel {}@fi, {}@sv, {}@en .\n", quoted(code.fi), quoted(code.sv), quoted(code.en));
}

}  // namespace

std::string to_skos(const config::CodeList& list) {
  std::string turtle =
      fmt::format("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n<{}{}> a skos:ConceptScheme .\n", schemes,
                  list.name());
  for (const config::Code& code : list.codes()) turtle += concept_of(list, code);
  return turtle;
}

}  // namespace kohtaamo::server::exchange
