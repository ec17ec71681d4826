// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// page_reply.h — whom a page is for, and the page as a reply.
//
// Given   a routed request whose address begins with the language of the page; HTML.
// Gives   the reader; the reply; a table or another file to be kept, as a reply.
// Threads pure functions.

#include <string>
#include <vector>

#include "corpora/export.h"
#include "server/app.h"
#include "server/pages/card.h"
#include "server/routes.h"

namespace kohtaamo::server::pages {

inline Reader reader_of(const App& app, const RoutedRequest& request) {
  return {.language = stemming::parse_language(request.http.path.substr(1, 2)).value_or(stemming::Language::fi),
          .today = app.today()};
}

inline HttpReply html(std::string body, const Reader& reader) {
  return {.content_type = "text/html; charset=utf-8",
          .headers = {{"Content-Language", std::string(to_text(reader.language))}},
          .body = std::move(body)};
}

inline HttpReply file_reply(std::string content_type, std::string_view name, std::string body) {
  return {.content_type = std::move(content_type),
          .headers = {{"Content-Disposition", "attachment; filename=\"" + std::string(name) + "\""}},
          .body = std::move(body)};
}

inline HttpReply table_reply(std::string_view name, const std::vector<std::vector<std::string>>& rows) {
  std::string body;
  for (const std::vector<std::string>& row : rows) body += corpora::table_line(row);
  return file_reply("text/csv; charset=utf-8; header=present", name, std::move(body));
}

}  // namespace kohtaamo::server::pages
