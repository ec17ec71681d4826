// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/exchange/addresses.h"

#include <fmt/format.h>

#include <algorithm>

#include "indexer/record_parts.h"

namespace kohtaamo::server::exchange {
namespace {

constexpr std::string_view domain_of_nobody = "kohtaamo.invalid";

std::string base_of(const App& app, const HttpRequest& request) {
  std::string base = app.public_url();
  while (base.ends_with('/')) base.pop_back();
  if (!base.empty()) return base;
  const config::ServerSettings& server = app.settings().server;
  const auto host = request.find_header("host");
  return host ? fmt::format("http://{}", *host) : fmt::format("http://{}:{}", server.host, server.port);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// "https://kohtaamo.example:8443/x" -> "kohtaamo.example"; an address of numbers names nobody for long.
std::string domain_of(std::string_view public_url) {
  const std::size_t scheme = public_url.find("://");
  if (scheme == std::string_view::npos) return std::string(domain_of_nobody);
  std::string_view host = public_url.substr(scheme + 3);
  host = host.substr(0, std::min(host.find_first_of(":/"), host.size()));
  const std::size_t last_dot = host.rfind('.');
  if (last_dot == std::string_view::npos || !std::ranges::all_of(host.substr(last_dot + 1), is_letter))
    return std::string(domain_of_nobody);
  return std::string(host);
}

}  // namespace

std::string encoded_id(std::string_view id) {
  constexpr std::string_view encoded_colon = "%3A";
  std::string encoded = percent_encode(id);
  for (std::size_t at = encoded.find(encoded_colon); at != std::string::npos; at = encoded.find(encoded_colon, at))
    encoded.replace(at, encoded_colon.size(), 1, ':');
  return encoded;
}

Addresses::Addresses(const App& app, const HttpRequest& request)
    : base_(base_of(app, request)), domain_(domain_of(app.public_url())) {}

std::string Addresses::page(const corpora::Record& record) const {
  return page(record.id, indexer::main_language(record));
}

std::string Addresses::page(const corpora::RecordId& id, stemming::Language language) const {
  return fmt::format("{}/{}/records/{}", base_, to_text(language), encoded_id(id));
}

}  // namespace kohtaamo::server::exchange
