// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/commands/server_question.h"

#include <fmt/format.h>

#include <chrono>
#include <optional>

#include "config/error_names.h"
#include "config/json_members.h"
#include "corpora/harvest/http_fetch.h"

namespace kohtaamo::indexer {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::JsonValue;
using config::Result;
using config::text_member;

constexpr std::int64_t most_answer_bytes = 64 << 20;
constexpr std::chrono::minutes patience{5};

Error stranger(int status, const std::string& url) {
  return {ErrorCode::bad_request, fmt::format("no answer of Kohtaamo came from here (status {})", status), url};
}

// What application/problem+json says (RFC 9457), as the error that it was at the server.
Error error_of(const corpora::harvest::HttpAnswer& answer, const std::string& server, const std::string& url) {
  const auto problem = config::parse_json(answer.body);
  const auto code = problem ? config::find_error_code(text_member(*problem, "code")) : std::nullopt;
  if (!code) return stranger(answer.status, url);
  Error error{*code, text_member(*problem, "detail"), server};
  if (!problem->HasMember("errors") || !(*problem)["errors"].IsArray() || (*problem)["errors"].Empty()) return error;
  const JsonValue& first = (*problem)["errors"][0];
  const std::string place = text_member(first, "pointer") + text_member(first, "parameter");
  if (!place.empty()) error.where += " " + place;
  if (const std::string detail = text_member(first, "detail"); !detail.empty()) error.message = detail;
  return error;
}

}  // namespace

Result<std::string> ask_server(const ServerQuestion& question) {
  std::string server = question.server;
  while (server.ends_with('/')) server.pop_back();
  const auto parts = corpora::harvest::url_parts(server);
  if (!parts)
    return fail(ErrorCode::usage, fmt::format("'{}' is no address such as http://127.0.0.1:8080", question.server),
                "--server");
  // The person named this host, so it may be one of the house.
  const auto hosts = corpora::harvest::PrivateHosts::parse(fmt::format("{}:{}", parts->host, parts->port));
  if (!hosts) return fail(hosts.error());
  corpora::harvest::HttpFetch http(
      {.user_agent = fmt::format("kohtaamo-indexer/{}", KOHTAAMO_VERSION), .private_hosts = *hosts});
  const std::string url = server + question.path;
  const auto answer =
      http.fetch({.url = url, .json = question.json, .max_bytes = most_answer_bytes, .timeout = patience});
  if (!answer) return fail(answer.error().error);
  if (answer->status != 200) return fail(error_of(*answer, server, url));
  if (!answer->header("content-type").starts_with("application/json")) return fail(stranger(answer->status, url));
  return answer->body;
}

}  // namespace kohtaamo::indexer
