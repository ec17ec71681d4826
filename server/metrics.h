// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// metrics.h — counts and durations for those who run the service, as Prometheus text.
//
// Given   what happened, named by the route's template ("/api/v1/records/{id}"), never by a raw path.
// Gives   the text of /metrics.
// Never   holds a label that an outsider can choose; a method or language that is not ours counts as "other".
// Threads any.

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace kohtaamo::server {

class Metrics {
 public:
  Metrics(std::string_view version, std::string_view commit);
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;
  ~Metrics();

  void count_request(std::string_view route, std::string_view method, int status, std::chrono::nanoseconds took);
  void count_shed(std::string_view reason);               // "no_permit", "no_connection", …: words of our own code
  void count_zero_hit_search(std::string_view language);  // "fi", "sv", "en"; anything else counts as "other"

  void set_index_documents(std::uint64_t documents);
  void set_index_seq(std::uint64_t seq);
  void set_store_seq(std::uint64_t seq);

  std::string text() const;

 private:
  class Families;
  std::unique_ptr<Families> families_;
};

}  // namespace kohtaamo::server
