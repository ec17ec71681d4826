// SPDX-License-Identifier: GPL-3.0-or-later
// The attacks I03 and I04 of RELIABILITY.md section 7 stand here: addresses that are not public, and bodies without
// end.
#include "corpora/harvest/http_fetch.h"

#include <gmock/gmock.h>
#include <zlib.h>

#include "tests/support/loopback_server.h"

namespace kohtaamo::corpora::harvest {
namespace {

using config::ErrorCode;
using ::testing::HasSubstr;
using tests::LoopbackReply;
using tests::LoopbackRequest;
using tests::LoopbackServer;

constexpr std::int64_t most = 1 << 20;

std::string gzipped(const std::string& text) {
  z_stream zip{};
  deflateInit2(&zip, Z_BEST_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&zip, text.size()), '\0');
  std::string from = text;
  zip.next_in = reinterpret_cast<Bytef*>(from.data());
  zip.avail_in = static_cast<uInt>(from.size());
  zip.next_out = reinterpret_cast<Bytef*>(packed.data());
  zip.avail_out = static_cast<uInt>(packed.size());
  deflate(&zip, Z_FINISH);
  packed.resize(zip.total_out);
  deflateEnd(&zip);
  return packed;
}

HttpFetch fetch_of(const std::string& private_hosts) {
  return HttpFetch({.user_agent = "Kohtaamo/test (+mailto:a@example.invalid)",
                    .private_hosts = *PrivateHosts::parse(private_hosts)});
}

HttpAsk to(const std::string& url) {
  return {.url = url, .max_bytes = most, .timeout = std::chrono::milliseconds(5'000)};
}

TEST(HttpFetch, GivesStatusHeadersAndBodyAsTheyCame) {
  LoopbackServer server([](const LoopbackRequest& request) {
    return LoopbackReply{
        .status = request.target == "/no" ? 404 : 200, .headers = {"ETag: \"7\"", "X-Next: abc"}, .body = "body"};
  });
  HttpFetch http = fetch_of(server.host());
  const auto answer = http.fetch(to(server.url("/a?b=c")));
  ASSERT_TRUE(answer) << to_text(answer.error().error);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "body");
  EXPECT_EQ(answer->header("etag"), "\"7\"");
  EXPECT_EQ(answer->header("x-next"), "abc");
  EXPECT_EQ(answer->header("x-other"), "");
  EXPECT_EQ(http.fetch(to(server.url("/no")))->status, 404);
  EXPECT_EQ(server.requests().at(0).target, "/a?b=c");
  EXPECT_EQ(server.requests().at(0).header("user-agent"), "Kohtaamo/test (+mailto:a@example.invalid)");
}

TEST(HttpFetch, SendsAFormAsItsParts) {
  LoopbackServer server([](const LoopbackRequest&) { return LoopbackReply{}; });
  HttpFetch http = fetch_of(server.host());
  HttpAsk ask = to(server.url());
  ask.parts = {{.name = "query", .type = "application/json", .content = R"({"a":1})"},
               {.name = "languages", .content = "[\"en\"]"}};
  ASSERT_TRUE(http.fetch(ask));
  const auto request = server.requests().at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_THAT(request.header("content-type"), HasSubstr("multipart/form-data"));
  EXPECT_THAT(request.body, HasSubstr(R"(name="query")"));
  EXPECT_THAT(request.body, HasSubstr("Content-Type: application/json"));
  EXPECT_THAT(request.body, HasSubstr(R"({"a":1})"));
  EXPECT_THAT(request.body, HasSubstr("[\"en\"]"));
}

TEST(HttpFetch, SendsJsonAndSendsItNowhereElse) {
  LoopbackServer server([](const LoopbackRequest& request) {
    return request.target == "/" ? LoopbackReply{} : LoopbackReply{.status = 307, .headers = {"Location: /"}};
  });
  HttpFetch http = fetch_of(server.host());
  HttpAsk ask = to(server.url());
  ask.json = R"({"text":")" + std::string(1 << 20, 'x') + R"("})";
  ASSERT_TRUE(http.fetch(ask));
  const auto request = server.requests().at(0);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.header("content-type"), "application/json");
  EXPECT_EQ(request.header("expect"), "");
  EXPECT_EQ(request.body, ask.json);
  ask.url = server.url("/moved");
  const auto answer = http.fetch(ask);
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().error.message, HasSubstr("not sent on"));
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(HttpFetch, SendsATokenToTheHostOfTheAddressAlone) {
  LoopbackServer other([](const LoopbackRequest&) { return LoopbackReply{.body = "there"}; });
  LoopbackServer server([&](const LoopbackRequest& request) {
    if (request.target == "/here") return LoopbackReply{.body = "here"};
    return LoopbackReply{.status = 302,
                         .headers = {request.target == "/a" ? "Location: /here" : "Location: " + other.url()}};
  });
  HttpFetch http = fetch_of(server.host() + "," + other.host());
  HttpAsk ask = to(server.url("/a"));
  ask.token = "secret";
  EXPECT_EQ(http.fetch(ask)->body, "here");
  ask.url = server.url("/b");
  EXPECT_EQ(http.fetch(ask)->body, "there");
  for (const auto& request : server.requests()) EXPECT_EQ(request.header("authorization"), "Bearer secret");
  EXPECT_EQ(other.requests().at(0).header("authorization"), "");
}

TEST(HttpFetch, FollowsThreeRedirectsAndNoFourth) {
  LoopbackServer server([&](const LoopbackRequest& request) {
    const int left = request.target.back() - '0';
    if (left == 0) return LoopbackReply{.body = "arrived"};
    return LoopbackReply{.status = 301, .headers = {"Location: /" + std::to_string(left - 1)}};
  });
  HttpFetch http = fetch_of(server.host());
  EXPECT_EQ(http.fetch(to(server.url("/3")))->body, "arrived");
  const auto answer = http.fetch(to(server.url("/4")));
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().error.message, HasSubstr("more than 3 times"));
}

// Every way to write this machine that a resolver understands, and names that lead to it.
const std::vector<std::string> spellings_of_here{
    "127.0.0.1", "127.1", "0x7f000001", "0x7f.1", "0177.0.0.1",         "2130706433",  "localhost",
    "0.0.0.0",   "0",     "[::1]",      "[::]",   "[::ffff:127.0.0.1]", "127.99.99.99"};

TEST(HttpFetch, NeverConnectsToThisMachineHoweverItIsWritten) {
  LoopbackServer server([](const LoopbackRequest&) { return LoopbackReply{.body = "secret"}; });
  for (const std::string& host : spellings_of_here) {
    HttpFetch http = fetch_of("");
    const auto answer = http.fetch(to("http://" + host + ":" + std::to_string(server.port()) + "/"));
    ASSERT_FALSE(answer) << host;
    EXPECT_EQ(answer.error().error.code, ErrorCode::source_refused) << host << " " << answer.error().error.message;
    EXPECT_FALSE(answer.error().may_pass);
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(HttpFetch, NeverFollowsARedirectToAPrivateAddress) {
  LoopbackServer inside([](const LoopbackRequest&) { return LoopbackReply{.body = "secret"}; });
  std::vector<std::string> targets{"http://169.254.169.254/latest/meta-data/",
                                   "http://[::ffff:10.0.0.1]/",
                                   "http://2130706433:" + std::to_string(inside.port()) + "/",
                                   "http://10.0.0.1/",
                                   "http://100.64.0.1/",
                                   "http://[fd00::1]/",
                                   "http://[fe80::1]/",
                                   "http://224.0.0.1/",
                                   "//127.0.0.1:" + std::to_string(inside.port()) + "/"};
  for (const std::string& host : spellings_of_here)
    targets.push_back("http://" + host + ":" + std::to_string(inside.port()) + "/");
  for (const std::string& target : targets) {
    LoopbackServer outside(
        [&](const LoopbackRequest&) { return LoopbackReply{.status = 302, .headers = {"Location: " + target}}; });
    HttpFetch http = fetch_of(outside.host());  // this one host, as if it were public
    const auto answer = http.fetch(to(outside.url()));
    ASSERT_FALSE(answer) << target;
    EXPECT_EQ(answer.error().error.code, ErrorCode::source_refused) << target << " " << answer.error().error.message;
  }
  EXPECT_TRUE(inside.requests().empty());
}

TEST(HttpFetch, NeverFollowsARedirectToAnotherProtocol) {
  for (const std::string target : {"file:///etc/passwd", "gopher://127.0.0.1:70/_x", "ftp://127.0.0.1/",
                                   "dict://127.0.0.1/", "javascript:alert(1)", "data:text/plain,x"}) {
    LoopbackServer outside(
        [&](const LoopbackRequest&) { return LoopbackReply{.status = 302, .headers = {"Location: " + target}}; });
    HttpFetch http = fetch_of(outside.host());
    const auto answer = http.fetch(to(outside.url()));
    ASSERT_FALSE(answer) << target;
    EXPECT_THAT(answer.error().error.message, HasSubstr("no address with http or https")) << target;
  }
}

TEST(HttpFetch, TakesNoOtherProtocolOrUserInAnAddress) {
  HttpFetch http = fetch_of("");
  for (const std::string url : {"file:///etc/passwd", "gopher://example.invalid/", "http://user:word@example.invalid/",
                                "http://", "example.invalid", ""})
    EXPECT_FALSE(http.fetch(to(url))) << url;
}

// What a name leads to is decided when the socket is opened. A name that led elsewhere when it was looked up before is
// of no use: there is no look-up before. Each of many attempts meets the same decision.
TEST(HttpFetch, DecidesAtEachConnectionAnew) {
  LoopbackServer server([](const LoopbackRequest&) { return LoopbackReply{.body = "secret"}; });
  HttpFetch http = fetch_of(server.host());  // the name localhost is not on the list, although it leads to the same
  EXPECT_TRUE(http.fetch(to(server.url())));
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(http.fetch(to("http://localhost:" + std::to_string(server.port()) + "/")));
  EXPECT_EQ(server.requests().size(), 1U);
}

TEST(HttpFetch, UnpacksABodyAndCountsWhatComesOutOfIt) {
  const std::string text(100'000, 'a');
  LoopbackServer server([&](const LoopbackRequest&) {
    return LoopbackReply{.headers = {"Content-Encoding: gzip"}, .body = gzipped(text)};
  });
  HttpFetch http = fetch_of(server.host());
  EXPECT_EQ(http.fetch(to(server.url()))->body, text);
  EXPECT_THAT(server.requests().at(0).header("accept-encoding"), HasSubstr("gzip"));
}

TEST(HttpFetch, CutsAGzipBombAtTheLimit) {
  const std::string bomb = gzipped(std::string(200 << 20, '\0'));
  ASSERT_LT(bomb.size(), 300'000U);
  LoopbackServer server(
      [&](const LoopbackRequest&) { return LoopbackReply{.headers = {"Content-Encoding: gzip"}, .body = bomb}; });
  HttpFetch http = fetch_of(server.host());
  const auto answer = http.fetch(to(server.url()));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.code, ErrorCode::source_broken);
  EXPECT_THAT(answer.error().error.message, HasSubstr("longer than 1048576 bytes"));
  EXPECT_FALSE(answer.error().may_pass);
}

TEST(HttpFetch, CutsABodyWithoutEndAtTheLimit) {
  LoopbackServer server([](const LoopbackRequest&) {
    return LoopbackReply{.body = std::string(65'536, 'x'), .end = LoopbackReply::End::endless};
  });
  HttpFetch http = fetch_of(server.host());
  const auto answer = http.fetch(to(server.url()));
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().error.message, HasSubstr("longer than 1048576 bytes"));
}

TEST(HttpFetch, CutsHeadersWithoutEnd) {
  LoopbackServer server([](const LoopbackRequest&) {
    return LoopbackReply{.headers = std::vector<std::string>(2'000, "X-Long: " + std::string(100, 'x'))};
  });
  HttpFetch http = fetch_of(server.host());
  const auto answer = http.fetch(to(server.url()));
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().error.message, HasSubstr("headers"));
}

TEST(HttpFetch, GivesUpOnABodyThatDoesNotComeToItsEnd) {
  LoopbackServer server([](const LoopbackRequest&) {
    return LoopbackReply{.body = "a", .announced_bytes = 100, .end = LoopbackReply::End::hold};
  });
  HttpFetch http = fetch_of(server.host());
  HttpAsk ask = to(server.url());
  ask.timeout = std::chrono::milliseconds(100);
  const auto answer = http.fetch(ask);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.code, ErrorCode::source_unavailable);
  EXPECT_TRUE(answer.error().may_pass);
}

TEST(HttpFetch, SeesThatABodyWasCutShort) {
  LoopbackServer server([](const LoopbackRequest&) { return LoopbackReply{.body = "half", .announced_bytes = 100}; });
  HttpFetch http = fetch_of(server.host());
  const auto answer = http.fetch(to(server.url()));
  ASSERT_FALSE(answer);
  EXPECT_TRUE(answer.error().may_pass);
}

TEST(HttpFetch, EndsWhenAStopIsAskedFor) {
  LoopbackServer server([](const LoopbackRequest&) { return LoopbackReply{.end = LoopbackReply::End::hold}; });
  HttpFetch http({.private_hosts = *PrivateHosts::parse(server.host()), .should_stop = [] { return true; }});
  const auto answer = http.fetch(to(server.url()));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().error.code, ErrorCode::locked);
}

TEST(HttpFetch, ReadsBothWaysToSayWhenToComeBack) {
  using std::chrono::seconds;
  const auto now = std::chrono::system_clock::from_time_t(1'795'802'400);  // 2026-11-27T18:00:00Z
  EXPECT_EQ(retry_after("120", now), seconds(120));
  EXPECT_EQ(retry_after(" 0 ", now), seconds(0));
  EXPECT_EQ(retry_after("Fri, 27 Nov 2026 18:01:30 GMT", now), seconds(90));
  EXPECT_EQ(retry_after("Fri, 27 Nov 2026 17:00:00 GMT", now), seconds(0));
  for (const char* text : {"", "soon", "-5", "1.5"}) EXPECT_EQ(retry_after(text, now), std::nullopt) << text;
  EXPECT_GT(retry_after("99999999999999999999", now), seconds(1'000'000));
}

}  // namespace
}  // namespace kohtaamo::corpora::harvest
