// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// http_fixture.h — a server on a free port with small limits, and requests to send to it.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "server/http_server.h"

namespace kohtaamo::server {

inline std::string repeat(std::string_view text, std::size_t times) {
  std::string result;
  result.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

inline std::string get(std::string_view target, std::string_view headers = "") {
  return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", target, headers);
}

inline std::string post(std::string_view target, std::string_view body) {
  return fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{}", target, body.size(), body);
}

inline config::ServerSettings quick_settings() {
  config::ServerSettings settings;
  settings.port = 0;
  settings.max_body_bytes = 4'096;
  settings.max_import_bytes = 65'536;
  return settings;
}

// Says what reached it: "GET /path", the body, and the header X when there is one.
inline HttpReply echo(const HttpRequest& request) {
  std::string body = request.method + " " + request.path + "\n" + request.body;
  if (const auto x = request.find_header("x")) body += std::string("x=") + std::string(*x);
  return {.status = 200, .content_type = "text/plain; charset=utf-8", .headers = {}, .body = body};
}

class HttpServerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { spdlog::set_level(spdlog::level::off); }

  HttpServer& start(config::ServerSettings settings = quick_settings(), Handler handler = echo) {
    auto server = HttpServer::start(settings, std::move(handler));
    EXPECT_TRUE(server) << to_text(server.error());
    server_ = std::move(*server);
    return *server_;
  }
  int port() const { return server_->port(); }

 private:
  std::unique_ptr<HttpServer> server_{};
};

}  // namespace kohtaamo::server
