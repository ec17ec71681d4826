// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// templates.h — the Mustache templates of server/web/templates, filled in.
//
// Given   the name of a template, a language and the values it names.
// Gives   HTML in which every value is escaped.
// Fails   never at run time: a template that is not there, names a text that is not there or wants a value
//         unescaped is our own mistake (std::logic_error, when templates are first read).
// Threads safe from everywhere: templates are read once and not changed by rendering.
//
// These are filled in when a template is read, once for each language:
//   {{> card}}            another template
//   {{t.search_button}}   a text of config/messages.*.json
//   {{asset.search.js}}   the address of a file of server/web
//   {{page_lang}}         "fi"
//   {{frame.footer}}      what is alike on all pages of the language (frame.h)
// A section looks for a name outside itself when it has none, as Mustache does: items of lists set every
// name that their template asks for, with `false` for what there is not.

#include <string>
#include <string_view>
#include <vector>

#include "server/pages/view.h"
#include "stemming/language.h"

namespace kohtaamo::server {

std::string render(std::string_view name, stemming::Language language, const View& values);

std::vector<std::string> template_names();

// A text, or `false` when it is empty, so that {{#name}} asks whether there is one.
View optional_text(std::string_view text);

// As it may stand in HTML, between tags and in attributes.
std::string escaped(std::string_view text);

}  // namespace kohtaamo::server
