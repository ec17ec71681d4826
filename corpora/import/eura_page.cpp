// SPDX-License-Identifier: GPL-3.0-or-later
// The page of EURA 2021 with its calls: its JSON stands in a script element, encoded as in an address.
// The bare JSON is read as well.
#include <algorithm>
#include <string>

#include "corpora/import/json_pages.h"
#include "corpora/import/percent.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::string_view mark = "__PREACT_CLI_DATA__";

Result<std::string> read_whole(ByteStream& bytes) {
  std::string text;
  auto read = for_each_piece(bytes, [&](std::string_view piece) -> Result<void> {
    if (text.size() + piece.size() > most_page_bytes)
      return fail(ErrorCode::payload_too_large, "the page is longer than any of its kind", bytes.name);
    text += piece;
    return {};
  });
  if (!read) return fail(std::move(read.error()));
  return text;
}

// The JSON of a page; the text itself when it is no page.
Result<std::string> json_of_page(std::string text, const std::string& name) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (begin == std::string::npos || text[begin] != '<') return text;
  const std::size_t at = text.find(mark);
  const std::size_t open = at == std::string::npos ? at : text.find('>', at);
  const std::size_t close = open == std::string::npos ? open : text.find("</script", open);
  if (close == std::string::npos)
    return fail(ErrorCode::bad_request, "the page has no script element with the calls; its form has changed", name);
  const std::string within = text.substr(open + 1, close - open - 1);
  return within.find_first_not_of(" \t\r\n") != std::string::npos && within.find('{') == std::string::npos
             ? percent_decoded(within)
             : within;
}

}  // namespace

Result<void> read_eura_page(ByteStream& bytes, const ReadOptions& options, const RowSink& sink) {
  auto text = read_whole(bytes);
  if (!text) return fail(std::move(text.error()));
  const auto json = json_of_page(std::move(*text), bytes.name);
  if (!json) return fail(json.error());
  ByteStream stream = bytes_of_text(bytes.name, *json);
  return read_json_pages(stream, options, sink);
}

}  // namespace kohtaamo::corpora
