// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// fixture.h — the whole service on a data directory of its own, without a socket.
//
// Given   records as JSON Lines (a file of tests/cases, or none) and settings to begin with.
// Gives   an App whose index has them all, on a day that never changes, and requests to it.
// Fails   by throwing, which ends the test.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/json.h"
#include "config/settings.h"
#include "corpora/date.h"
#include "server/app.h"
#include "tests/support/temporary_folder.h"

namespace kohtaamo::tests {

inline constexpr corpora::Date today{std::chrono::year{2026} / 11 / 23};

struct Sent {
  std::string method = "GET", target{}, body{};
  std::vector<server::NameValue> headers{};
};

class Fixture {
 public:
  explicit Fixture(std::string_view records_file = "server/records.jsonl", config::Settings settings = {},
                   const server::Face& face = {});

  server::App& app() { return *app_; }
  std::string data_directory() const { return folder_.path(); }

  server::HttpReply send(const Sent& sent);
  server::HttpReply get(std::string_view target) { return send({.target = std::string(target)}); }
  server::HttpReply post(std::string_view target, std::string_view json);

  // The header of a new key.
  server::NameValue authorization(const std::vector<std::string>& scopes, const std::string& source = "");

 private:
  TemporaryFolder folder_{};
  std::unique_ptr<server::App> app_{};
};

config::JsonDocument json_of(const server::HttpReply& reply);
// The value at a JSON pointer ("/hits/0/id"); it must be there.
const config::JsonValue& at(const config::JsonDocument& json, std::string_view pointer);
std::string text_at(const config::JsonDocument& json, std::string_view pointer);
std::string header_of(const server::HttpReply& reply, std::string_view name);  // empty when it has none

std::string json_string(std::string_view text);  // with its quotation marks

}  // namespace kohtaamo::tests
