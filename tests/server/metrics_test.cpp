// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.h"

#include <string>

#include <gtest/gtest.h>

namespace kohtaamo::server {
namespace {

using std::chrono::milliseconds;

bool has_line(const Metrics& metrics, const std::string& line) {
  return ("\n" + metrics.text()).find("\n" + line + "\n") != std::string::npos;
}

TEST(Metrics, CountRequestsByRouteMethodAndCode) {
  Metrics metrics("0.1.0", "abc");
  metrics.count_request("/api/v1/search", "GET", 200, milliseconds(3));
  metrics.count_request("/api/v1/search", "GET", 200, milliseconds(30));
  metrics.count_request("/api/v1/search", "BREW", 405, milliseconds(1));
  const auto text = metrics.text();
  EXPECT_TRUE(has_line(metrics, R"(kohtaamo_http_requests_total{code="200",method="GET",route="/api/v1/search"} 2)"))
      << text;
  EXPECT_TRUE(has_line(metrics, R"(kohtaamo_http_requests_total{code="405",method="other",route="/api/v1/search"} 1)"))
      << text;
  EXPECT_TRUE(has_line(metrics, R"(kohtaamo_http_request_duration_seconds_count{route="/api/v1/search"} 3)")) << text;
  EXPECT_TRUE(
      has_line(metrics, R"(kohtaamo_http_request_duration_seconds_bucket{route="/api/v1/search",le="0.005"} 2)"))
      << text;
}

TEST(Metrics, CountWhatWasTurnedAwayAndWhatFoundNothing) {
  Metrics metrics("0.1.0", "abc");
  metrics.count_shed("no_permit");
  metrics.count_zero_hit_search("sv");
  metrics.count_zero_hit_search("tlh");
  EXPECT_TRUE(has_line(metrics, R"(kohtaamo_shed_total{reason="no_permit"} 1)"));
  EXPECT_TRUE(has_line(metrics, R"(kohtaamo_zero_hit_searches_total{lang="sv"} 1)"));
  EXPECT_TRUE(has_line(metrics, R"(kohtaamo_zero_hit_searches_total{lang="other"} 1)"));
}

TEST(Metrics, ShowWhereStoreAndIndexStand) {
  Metrics metrics("0.1.0", "abc");
  metrics.set_index_documents(1'234'567);
  metrics.set_index_seq(41);
  metrics.set_store_seq(42);
  const auto text = metrics.text();
  EXPECT_TRUE(has_line(metrics, "kohtaamo_index_documents 1234567")) << text;
  EXPECT_TRUE(has_line(metrics, "kohtaamo_index_seq 41")) << text;
  EXPECT_TRUE(has_line(metrics, "kohtaamo_store_seq 42")) << text;
  EXPECT_TRUE(has_line(metrics, R"(kohtaamo_build_info{commit="abc",version="0.1.0"} 1)")) << text;
}

}  // namespace
}  // namespace kohtaamo::server
