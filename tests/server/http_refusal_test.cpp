// SPDX-License-Identifier: GPL-3.0-or-later
// Requests that never reach a handler, by the case of RELIABILITY.md section 7 that they are.
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "config/json.h"
#include "tests/server/http_fixture.h"
#include "tests/support/raw_client.h"

namespace kohtaamo::server {
namespace {

using tests::RawClient;

struct Refused {
  std::string_view id{};  // of RELIABILITY.md section 7
  std::string name{};
  std::string request{};
  int status = 0;
  std::string_view code{};
};

std::ostream& operator<<(std::ostream& out, const Refused& row) { return out << row.id << " " << row.name; }

std::vector<Refused> refused() {
  using namespace std::string_literals;
  const auto with = [](std::string_view headers) {
    return fmt::format("POST / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", headers);
  };
  const auto line = [](std::string_view first) { return fmt::format("{}\r\nHost: localhost\r\n\r\n", first); };
  return {
      {"H05", "HeaderLineWithoutEnd", "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + repeat("a", 40'000), 431,
       "headers_too_large"},
      {"H06", "TooManyHeaders", get("/", repeat("a: b\r\n", 200)), 431, "headers_too_large"},
      {"H06", "TooManyBytesOfHeaders", get("/", repeat("a: " + repeat("b", 500) + "\r\n", 40)), 431,
       "headers_too_large"},
      {"H07", "LongAddress", get("/" + repeat("a", 9'000)), 414, "uri_too_long"},
      {"H07", "AddressWithoutEnd", "GET /" + repeat("a", 40'000), 414, "uri_too_long"},
      {"H08", "BodyOverTheLimit", with("Content-Length: 4097\r\n"), 413, "payload_too_large"},
      {"H08", "LengthPastAllNumbers", with("Content-Length: 99999999999999999999\r\n"), 413, "payload_too_large"},
      {"H08", "LengthOfTwoToTheSixtyThree", with("Content-Length: 9223372036854775808\r\n"), 413, "payload_too_large"},
      {"H08", "NegativeLength", with("Content-Length: -1\r\n"), 400, "bad_request"},
      {"H08", "LengthWithAPlus", with("Content-Length: +5\r\n"), 400, "bad_request"},
      {"H08", "ListOfLengths", with("Content-Length: 5,5\r\n"), 400, "bad_request"},
      {"H08", "LengthInLetters", with("Content-Length: abc\r\n"), 400, "bad_request"},
      {"H08", "EmptyLength", with("Content-Length:\r\n"), 400, "bad_request"},
      {"H08", "LengthInHexadecimal", with("Content-Length: 0x10\r\n"), 400, "bad_request"},
      {"H09", "TwoLengths", with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400, "bad_request"},
      {"H10", "LengthAndChunks", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 411, "length_required"},
      {"H10", "ChunksAlone", with("Transfer-Encoding: chunked\r\n"), 411, "length_required"},
      {"H10", "ChunksOnAGet", get("/", "Transfer-Encoding: chunked\r\n"), 411, "length_required"},
      {"H10", "UnknownTransferCoding", with("Transfer-Encoding: xchunked\r\n"), 411, "length_required"},
      {"H10", "SpaceBeforeTheColon", with("Transfer-Encoding : chunked\r\n"), 400, "bad_request"},
      {"H11", "NegativeChunk", with("Transfer-Encoding: chunked\r\n") + "-2\r\nabc", 411, "length_required"},
      {"H11", "EndlessChunk", with("Transfer-Encoding: chunked\r\n") + "ffffffffffffffff\r\n", 411, "length_required"},
      {"H12", "BodyWithoutLength", with("") + "{}", 411, "length_required"},
      {"H13", "GzipBody", with("Content-Encoding: gzip\r\nContent-Length: 5\r\n"), 415, "unsupported_media_type"},
      {"H13", "BrotliBody", with("Content-Encoding: br\r\nContent-Length: 5\r\n"), 415, "unsupported_media_type"},
      {"H15", "GetWithABody", get("/", "Content-Length: 4\r\n") + "abcd", 400, "bad_request"},
      {"H15", "GetWithALongBody", get("/", "Content-Length: 12288\r\n") + repeat("a", 12'288), 413,
       "payload_too_large"},
      {"H15", "DeleteWithABody", "DELETE / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nabcd", 400,
       "bad_request"},
      {"H17", "BareLineFeeds", "GET / HTTP/1.1\nHost: localhost\n\n", 400, "bad_request"},
      {"H17", "OneBareLineFeed", "GET / HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n", 400, "bad_request"},
      {"H17", "FoldedHeader", get("/", "X: a\r\n b\r\n"), 400, "bad_request"},
      {"H17", "NulInAValue", get("/", "X: a\0b\r\n"s), 400, "bad_request"},
      {"H17", "DeleteInAValue", get("/", "X: a\x7f\r\n"), 400, "bad_request"},
      {"H17", "CarriageReturnInAValue", get("/", "X: a\rb\r\n"), 400, "bad_request"},
      {"H17", "LettersPastAsciiInAName", get("/", "X\xc3\xa4: a\r\n"), 400, "bad_request"},
      {"H17", "NulInAName", get("/", "X\0: a\r\n"s), 400, "bad_request"},
      {"H17", "NoColon", get("/", "nonsense\r\n"), 400, "bad_request"},
      {"H17", "NoName", get("/", ": a\r\n"), 400, "bad_request"},
      {"H17", "NulInTheAddress", line("GET /a\0b HTTP/1.1"s), 400, "bad_request"},
      {"H17", "LettersPastAsciiInTheAddress", line("GET /\xc3\xa4 HTTP/1.1"), 400, "bad_request"},
      {"H20", "NoHost", "GET / HTTP/1.1\r\n\r\n", 400, "bad_request"},
      {"H20", "TwoHosts", get("/", "Host: elsewhere\r\n"), 400, "bad_request"},
      {"H20", "OddHost", "GET / HTTP/1.1\r\nHost: a/b@c\r\n\r\n", 400, "bad_request"},
      {"H20", "AbsoluteAddress", line("GET http://localhost/ HTTP/1.1"), 400, "bad_request"},
      {"H20", "OptionsOfEverything", line("OPTIONS * HTTP/1.1"), 400, "bad_request"},
      {"H20", "Connect", line("CONNECT localhost:443 HTTP/1.1"), 405, "method_not_allowed"},
      {"H20", "Trace", line("TRACE / HTTP/1.1"), 405, "method_not_allowed"},
      {"H20", "UnknownMethod", line("BREW / HTTP/1.1"), 405, "method_not_allowed"},
      {"H20", "Http2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "bad_request"},
      {"H20", "NoVersion", "GET /\r\n\r\n", 400, "bad_request"},
      {"H20", "TwoSpaces", line("GET  / HTTP/1.1"), 400, "bad_request"},
      {"H20", "EmptyFirstLine", "\r\n\r\n", 400, "bad_request"},
      {"H21", "TlsGreeting", "\x16\x03\x01\x02\x00\x01"s, 400, "bad_request"},
      {"H22", "Upwards", get("/%2e%2e/etc/passwd"), 400, "bad_request"},
      {"H22", "NulInThePath", get("/a.txt%00.html"), 400, "bad_request"},
      {"H22", "BrokenPercent", get("/?q=%zz"), 400, "bad_request"},
      {"H23", "Multipart", with("Content-Type: Multipart/form-data; boundary=x\r\nContent-Length: 5\r\n"), 415,
       "unsupported_media_type"},
      {"H24", "UnknownExpectation", with("Expect: miracles\r\nContent-Length: 5\r\n"), 417, "expectation_failed"},
  };
}

class RefusedTest : public HttpServerTest, public testing::WithParamInterface<Refused> {};

TEST_P(RefusedTest, WithAProblemAndTheConnectionClosed) {
  start(quick_settings(), [](const HttpRequest&) -> HttpReply {
    ADD_FAILURE() << "the handler was asked";
    return {};
  });
  RawClient client(port());
  client.send(GetParam().request);
  const auto reply = client.read_reply();
  EXPECT_EQ(reply.status, GetParam().status) << reply.body;
  EXPECT_EQ(reply.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(reply.header("Connection"), "close");
  const auto problem = config::parse_json(reply.body);
  ASSERT_TRUE(problem) << reply.body;
  EXPECT_EQ(config::string_of((*problem)["code"]), GetParam().code);
  EXPECT_EQ(reply.header("X-Request-Id"), config::string_of((*problem)["request_id"]));
  EXPECT_TRUE(client.is_at_end());
}

INSTANTIATE_TEST_SUITE_P(Http, RefusedTest, testing::ValuesIn(refused()),
                         [](const auto& row) { return fmt::format("{}{}", row.param.id, row.param.name); });

}  // namespace
}  // namespace kohtaamo::server
