// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/http_server.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <unistd.h>
#include <algorithm>
#include <fstream>
#include <future>
#include <latch>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/server/http_fixture.h"
#include "tests/support/raw_client.h"

namespace kohtaamo::server {
namespace {

using std::chrono::milliseconds;
using tests::ask;
using tests::RawClient;
using Steady = std::chrono::steady_clock;

// Instrumented programs take more time and memory.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr int allowance = 20;
#else
constexpr int allowance = 1;
#endif

std::size_t resident_bytes() {
  std::size_t total = 0;
  std::size_t resident = 0;
  std::ifstream("/proc/self/statm") >> total >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

// H05, H06: the sender goes on for as long as it is let.
TEST_F(HttpServerTest, KeepsNothingOfAnEndlessHead) {
  start();
  for (const auto& piece : {repeat("a", 65'536), repeat("a: b\r\n", 10'000)}) {
    RawClient client(port());
    const auto before = resident_bytes();
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: ");
    for (int i = 0; i < 3'200 && client.send(piece);) ++i;
    EXPECT_LT(resident_bytes(), before + allowance * (1 << 20));
  }
  EXPECT_EQ(ask(port(), get("/")).status, 200);
}

// ------------------------------------------------------------------------------------------------ what is answered

TEST_F(HttpServerTest, AnswersWithTheHeadersOfEveryReply) {
  start();
  const auto reply = ask(port(), get("/fi"));
  const std::vector<std::pair<std::string, std::string>> expected{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
       "'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
       "require-trusted-types-for 'script'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Permissions-Policy", "geolocation=(), camera=(), microphone=()"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Content-Type", "text/plain; charset=utf-8"},
      {"Content-Length", "8"}};
  for (const auto& [name, value] : expected) {
    EXPECT_EQ(reply.header(name), value);
    EXPECT_EQ(reply.count(name), 1U) << name;
  }
  EXPECT_EQ(reply.body, "GET /fi\n");
  EXPECT_EQ(reply.header("Date")->size(), std::string("Mon, 01 Jan 2024 00:00:00 GMT").size());
  EXPECT_EQ(reply.header("X-Request-Id")->size(), 16U);
  EXPECT_EQ(reply.header("Connection"), std::nullopt);
  EXPECT_EQ(reply.header("EXCEPTION_WHAT"), std::nullopt);
}

TEST_F(HttpServerTest, LetsOtherOriginsReadTheApi) {
  start();
  EXPECT_EQ(ask(port(), get("/api/v1/search")).header("Cross-Origin-Resource-Policy"), "cross-origin");
}

TEST_F(HttpServerTest, LeavesAHeaderThatTheReplySetsItself) {
  start(quick_settings(), [](const HttpRequest&) {
    return HttpReply{.status = 200, .content_type = "", .headers = {{"referrer-policy", "origin"}}, .body = ""};
  });
  const auto reply = ask(port(), get("/"));
  EXPECT_EQ(reply.header("Referrer-Policy"), "origin");
  EXPECT_EQ(reply.count("Referrer-Policy"), 1U);
  EXPECT_EQ(reply.header("Content-Type"), std::nullopt);
}

TEST_F(HttpServerTest, TakesTheRequestIdOnlyWhenItIsHarmless) {
  start();
  const auto id_for = [&](std::string_view sent) {
    return ask(port(), get("/", fmt::format("X-Request-Id: {}\r\n", sent))).header("X-Request-Id");
  };
  EXPECT_EQ(id_for("abc_DEF-123"), "abc_DEF-123");
  for (const std::string& odd : {std::string("short"), std::string("with space"), std::string("%0d%0aX:y"),
                                 std::string("quote\"quote"), repeat("a", 65)})
    EXPECT_NE(id_for(odd), odd);
}

TEST_F(HttpServerTest, ReadsBodiesUpToTheLimitOfTheirAddress) {
  start();
  const auto normal = repeat("b", 4'096);
  const auto large = repeat("b", 65'536);
  EXPECT_EQ(ask(port(), post("/api/v1/match", normal)).body, "POST /api/v1/match\n" + normal);
  EXPECT_EQ(ask(port(), post("/api/v1/import", large)).body, "POST /api/v1/import\n" + large);
  EXPECT_EQ(ask(port(), post("/api/v1/import", large + "b")).status, 413);
}

TEST_F(HttpServerTest, AnswersHeadAsGetWithoutTheBody) {  // H26
  start();
  RawClient client(port());
  client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/b"));
  const auto head = client.read_reply(false);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), "7");
  EXPECT_EQ(client.read_reply().body, "GET /b\n");
}

HttpReply long_reply(const HttpRequest& request) {
  const bool is_cut_off = request.path == "/broken";
  return {
      .status = 200, .content_type = "text/plain", .writes_body = [=](const BodySink& sink) -> config::Result<void> {
        for (int line = 0; line < 20'000; ++line)
          if (auto taken = sink("0123456789"); !taken) return taken;
        if (is_cut_off) return config::fail(config::ErrorCode::store_unavailable, "the disk is gone");
        return {};
      }};
}

TEST_F(HttpServerTest, WritesLongBodiesInChunksAndSaysWhenTheyAreWhole) {
  start(quick_settings(), long_reply);
  const std::string all = repeat("0123456789", 20'000);
  RawClient client(port());
  client.send(get("/"));
  const auto reply = client.read_reply(false);
  EXPECT_EQ(reply.header("Transfer-Encoding"), "chunked");
  EXPECT_FALSE(reply.header("Content-Length"));
  std::string body;
  for (std::size_t size = 1; size > 0;) {
    std::string line;
    while (!line.ends_with("\r\n")) line += client.read_bytes(1);
    size = std::stoul(line, nullptr, 16);
    body += client.read_bytes(size);
    EXPECT_EQ(client.read_bytes(2), "\r\n");
  }
  EXPECT_EQ(body, all);
  client.send(get("/again"));  // the connection goes on
  EXPECT_EQ(client.read_reply(false).status, 200);
}

TEST_F(HttpServerTest, EndsALongBodyForOldClientsWithTheConnection) {
  start(quick_settings(), long_reply);
  RawClient client(port());
  client.send("GET / HTTP/1.0\r\n\r\n");
  EXPECT_FALSE(client.read_reply(false).header("Transfer-Encoding"));
  EXPECT_EQ(client.read_bytes(1'000'000), repeat("0123456789", 20'000));
}

TEST_F(HttpServerTest, NeverEndsABodyAsWholeThatWasCutOff) {
  start(quick_settings(), long_reply);
  RawClient client(port());
  client.send(get("/broken"));
  EXPECT_EQ(client.read_reply(false).status, 200);
  EXPECT_EQ(client.read_bytes(1'000'000).find("0\r\n\r\n"), std::string::npos);
}

TEST_F(HttpServerTest, SendsNoBodyWhereThereIsNone) {  // H26
  start(quick_settings(), [](const HttpRequest& request) {
    return HttpReply{.status = request.path == "/304" ? 304 : 204, .content_type = "", .headers = {}, .body = "odd"};
  });
  RawClient client(port());
  client.send(get("/304") + get("/204"));
  EXPECT_EQ(client.read_reply().status, 304);
  EXPECT_EQ(client.read_reply().status, 204);
}

TEST_F(HttpServerTest, IgnoresRanges) {  // H14
  start();
  for (const auto& range :
       {"bytes=" + repeat("0-,", 1'300), std::string("bytes=5-2"), std::string("bytes=0-99999999999")}) {
    const auto reply = ask(port(), get("/whole", "Range: " + range + "\r\n"));
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "GET /whole\n");
  }
}

TEST_F(HttpServerTest, IgnoresUpgrades) {
  start();
  EXPECT_EQ(ask(port(), get("/", "Connection: Upgrade\r\nUpgrade: websocket\r\n")).status, 200);
}

TEST_F(HttpServerTest, LeavesNothingOfAGetBodyToTheNextRequest) {  // H15
  start();
  for (const std::size_t size : {std::size_t{4}, std::size_t{4'000}}) {
    RawClient client(port());
    client.send(get("/first", fmt::format("Content-Length: {}\r\n", size)) + get("/smuggled"));
    EXPECT_EQ(client.read_reply().status, 400);
    EXPECT_TRUE(client.is_at_end());
  }
  RawClient client(port());
  client.send(get("/empty", "Content-Length: 0\r\n") + get("/next"));
  EXPECT_EQ(client.read_reply().body, "GET /empty\n");
  EXPECT_EQ(client.read_reply().body, "GET /next\n");
}

TEST_F(HttpServerTest, AnswersPipelinedRequestsInOrder) {  // H16
  start();
  std::string requests;
  for (int i = 0; i < 100; ++i)
    requests += i % 2 == 0 ? get(fmt::format("/{}", i)) : post(fmt::format("/{}", i), "body");
  RawClient client(port());
  client.send(requests);
  for (int i = 0; i < 100; ++i)
    EXPECT_EQ(client.read_reply().body, i % 2 == 0 ? fmt::format("GET /{}\n", i) : fmt::format("POST /{}\nbody", i));
}

TEST_F(HttpServerTest, DecodesNoHeaderValues) {  // H18
  start();
  EXPECT_EQ(ask(port(), get("/", "X: a%0d%0ab%00\r\n")).body, "GET /\nx=a%0d%0ab%00");
}

TEST_F(HttpServerTest, SendsNoHeaderThatEndsItsLine) {  // H18
  start(quick_settings(), [](const HttpRequest&) {
    return HttpReply{.status = 303, .content_type = "", .headers = {{"Location", "/a\r\nSet-Cookie: b"}}, .body = ""};
  });
  const auto reply = ask(port(), get("/"));
  EXPECT_EQ(reply.status, 500);
  EXPECT_EQ(reply.header("Set-Cookie"), std::nullopt);
}

TEST_F(HttpServerTest, BelievesNoHeaderAboutTheSender) {  // H19
  start(quick_settings(), [](const HttpRequest& request) {
    return HttpReply{.status = 200, .content_type = "text/plain", .headers = {}, .body = request.remote_address};
  });
  EXPECT_EQ(ask(port(), get("/", "REMOTE_ADDR: 10.9.9.9\r\nX-Forwarded-For: 10.9.9.9\r\n")).body, "127.0.0.1");
}

TEST_F(HttpServerTest, ClosesAfterOldOrUnwillingClients) {
  start();
  for (const auto* request : {"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n"}) {
    RawClient client(port());
    client.send(request);
    const auto reply = client.read_reply();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.header("Connection"), "close");
    EXPECT_TRUE(client.is_at_end());
  }
}

TEST_F(HttpServerTest, AsksForTheBodyThatWaitsToBeAskedFor) {  // H24
  start();
  RawClient client(port());
  client.send("POST /p HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-Continue\r\n\r\n");
  EXPECT_EQ(client.read_bytes(25), "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("body");
  EXPECT_EQ(client.read_reply().body, "POST /p\nbody");
}

TEST_F(HttpServerTest, TellsNobodyWhatWasThrown) {  // H25
  start(quick_settings(), [](const HttpRequest& request) -> HttpReply {
    if (request.path == "/std") throw std::runtime_error("secret");
    throw 17;
  });
  for (const auto* path : {"/std", "/other"}) {
    RawClient client(port());
    client.send(get(path, "X-Request-Id: test-request\r\n"));
    const auto reply = client.read_reply();
    EXPECT_EQ(reply.status, 500);
    EXPECT_EQ(reply.header("Content-Type"), "application/problem+json");
    EXPECT_EQ(
        reply.body,
        R"({"type":"about:blank","title":"Something went wrong in the service.","status":500,"code":"internal","request_id":"test-request"})");
    for (const auto& [name, value] : reply.headers) EXPECT_EQ(value.find("secret"), std::string::npos) << name;
  }
}

TEST_F(HttpServerTest, WordsRefusalsAsToldAndSurvivesWhenThatFails) {
  const auto problem = [](const config::Error& error, const HttpRequest& request) -> HttpReply {
    if (request.find_header("x")) throw std::runtime_error("secret");
    return {.status = 418, .content_type = "text/plain", .headers = {}, .body = error.where + " " + request.target};
  };
  auto server = HttpServer::start(quick_settings(), echo, problem);
  ASSERT_TRUE(server);
  EXPECT_EQ(ask((*server)->port(), get("/a?q=%ff")).body, "q /a?q=%ff");
  const auto plain = ask((*server)->port(), get("/a?q=%ff", "X: y\r\n"));
  EXPECT_EQ(plain.status, 400);
  EXPECT_EQ(plain.body.find("secret"), std::string::npos);
}

TEST_F(HttpServerTest, LogsNeitherTheQueryNorTheAddress) {
  std::ostringstream log;
  const auto before = spdlog::default_logger();
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(log)));
  spdlog::set_level(spdlog::level::info);
  start();
  ask(port(), get("/haku?q=salaisuus", "X-Request-Id: test-request\r\n"));
  start().stop();  // the first one ends here, and all it logs is written
  spdlog::set_default_logger(before);
  spdlog::set_level(spdlog::level::off);
  const auto text = log.str();
  EXPECT_NE(text.find(R"("event":"request","method":"GET","status":200,"took_ms":)"), std::string::npos) << text;
  EXPECT_NE(text.find(R"("request_id":"test-request","bytes":10})"), std::string::npos) << text;
  EXPECT_EQ(text.find("salaisuus"), std::string::npos) << text;
  EXPECT_EQ(text.find("127.0.0.1"), std::string::npos) << text;
}

// ------------------------------------------------------------------------------------------------ many and slow ones

TEST_F(HttpServerTest, EndsSlowHeadsAndBodiesAtTheirDeadline) {  // H01, H02
  auto settings = quick_settings();
  settings.read_timeout_ms = 200;
  start(settings);
  for (const auto* begin : {"GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n"}) {
    RawClient client(port());
    client.send(begin);
    const auto started = Steady::now();
    while (!client.has_something(milliseconds(20)) && Steady::now() - started < RawClient::patience) client.send("a");
    EXPECT_EQ(client.read_reply().status, 408);
    EXPECT_LT(Steady::now() - started, std::chrono::seconds(3));
  }
}

TEST_F(HttpServerTest, SaysNothingToThoseWhoSayNothing) {
  auto settings = quick_settings();
  settings.read_timeout_ms = 50;
  settings.keep_alive_timeout_ms = 50;
  start(settings);
  EXPECT_TRUE(RawClient(port()).is_at_end());
  RawClient kept(port());
  kept.send(get("/"));
  EXPECT_EQ(kept.read_reply().status, 200);
  EXPECT_TRUE(kept.is_at_end());
}

TEST_F(HttpServerTest, LetsSlowClientsDelayNobody) {  // H01, H02
  start();
  std::vector<RawClient> slow;
  for (int i = 0; i < 8; ++i) {
    slow.emplace_back(port());
    slow.back().send(i % 2 == 0 ? "GET / HTTP/1.1\r\nX: "
                                : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab");
  }
  const auto started = Steady::now();
  EXPECT_EQ(ask(port(), get("/")).status, 200);
  EXPECT_LT(Steady::now() - started, allowance * milliseconds(500));
  for (const auto& client : slow) EXPECT_FALSE(client.has_something(milliseconds(0)));
}

TEST_F(HttpServerTest, LetsGoOfThoseWhoDoNotRead) {  // H03
  auto settings = quick_settings();
  settings.write_timeout_ms = 100;
  settings.connection_threads = 1;
  const std::string large(32 << 20, 'a');
  start(settings, [&](const HttpRequest& request) {
    return HttpReply{
        .status = 200, .content_type = "text/plain", .headers = {}, .body = request.path == "/large" ? large : ""};
  });
  RawClient slow(port(), 4'096);
  slow.send(get("/large"));
  EXPECT_TRUE(slow.has_something(RawClient::patience));
  const auto started = Steady::now();
  int status = 503;
  while (status != 200 && Steady::now() - started < RawClient::patience) status = ask(port(), get("/")).status;
  EXPECT_EQ(status, 200);
  EXPECT_LT(slow.read_bytes(large.size()).size(), large.size());
}

TEST_F(HttpServerTest, TurnsAwayWhoFindsNoThread) {  // H04
  auto settings = quick_settings();
  settings.connection_threads = 1;
  std::latch go_on(1);
  std::promise<void> entered;
  start(settings, [&](const HttpRequest& request) {
    entered.set_value();
    go_on.wait();
    return echo(request);
  });
  RawClient first(port());
  first.send(get("/first"));
  entered.get_future().wait();
  RawClient second(port());
  const auto turned_away = second.read_reply();
  EXPECT_EQ(turned_away.status, 503);
  EXPECT_EQ(turned_away.header("Retry-After"), "1");
  EXPECT_EQ(turned_away.header("Connection"), "close");
  go_on.count_down();
  const auto served = first.read_reply();
  EXPECT_EQ(served.status, 200);
  EXPECT_EQ(served.header("Connection"), "close") << "a crowded server keeps nobody";
}

TEST_F(HttpServerTest, TakesTwoHundredAtOnce) {  // H28: a backlog of 5 costs some of them a second or more
  start();
  const auto started = Steady::now();
  std::vector<RawClient> clients;
  for (int i = 0; i < 200; ++i) {
    clients.emplace_back(port());
    ASSERT_TRUE(clients.back().is_connected());
  }
  for (auto& client : clients) client.send(get("/"));
  for (auto& client : clients) EXPECT_EQ(client.read_reply().status, 200);
  EXPECT_LT(Steady::now() - started, allowance * milliseconds(900));
}

TEST_F(HttpServerTest, AnswersOverOneConnectionWithoutDelay) {  // H28: Nagle's delay is 40 ms a request
  start();
  RawClient client(port());
  const auto started = Steady::now();
  for (int i = 0; i < 500; ++i) {
    client.send(post("/", "a"));
    ASSERT_EQ(client.read_reply().status, 200);
  }
  EXPECT_LT(Steady::now() - started, std::chrono::seconds(5));
}

TEST_F(HttpServerTest, ClosesAfterItsNumberOfRequests) {
  auto settings = quick_settings();
  settings.keep_alive_requests = 3;
  start(settings);
  RawClient client(port());
  client.send(repeat(get("/"), 5));
  EXPECT_EQ(client.read_reply().header("Connection"), std::nullopt);
  EXPECT_EQ(client.read_reply().header("Connection"), std::nullopt);
  EXPECT_EQ(client.read_reply().header("Connection"), "close");
  EXPECT_TRUE(client.is_at_end());
}

// ------------------------------------------------------------------------------------------------ start and stop

TEST_F(HttpServerTest, WillNotShareAPort) {
  start();
  auto settings = quick_settings();
  settings.port = port();
  const auto second = HttpServer::start(settings, echo);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, config::ErrorCode::cannot_write);
  EXPECT_EQ(second.error().where, fmt::format("127.0.0.1:{}", port()));
}

TEST_F(HttpServerTest, FinishesWhatIsUnderWayWhenStopped) {  // D21
  std::latch go_on(1);
  std::promise<void> entered;
  auto& server = start(quick_settings(), [&](const HttpRequest& request) {
    entered.set_value();
    go_on.wait();
    return echo(request);
  });
  RawClient idle(port());
  RawClient busy(port());
  busy.send(get("/busy"));
  entered.get_future().wait();
  auto stopped = std::async(std::launch::async, [&] { server.stop(); });
  EXPECT_TRUE(idle.is_at_end());
  while (RawClient(port()).is_connected()) std::this_thread::yield();
  go_on.count_down();
  const auto reply = busy.read_reply();
  EXPECT_EQ(reply.body, "GET /busy\n");
  EXPECT_EQ(reply.header("Connection"), "close");
  EXPECT_TRUE(busy.is_at_end());
  stopped.get();
  server.stop();  // once more, for nothing
}

TEST_F(HttpServerTest, StopsAtOnceWhenJustStarted) {
  for (int i = 0; i < 20; ++i) start().stop();
}

}  // namespace
}  // namespace kohtaamo::server
