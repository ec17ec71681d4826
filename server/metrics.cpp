// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.h"

#include <algorithm>
#include <array>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace kohtaamo::server {
namespace {

// Seconds. Finer where a search usually lies, coarser towards the longest wait for a permit.
const prometheus::Histogram::BucketBoundaries duration_buckets{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                               0.1,    0.25,  0.5,    1,     2.5,  5};

constexpr std::array methods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
constexpr std::array languages = {"fi", "sv", "en"};

std::string one_of_or_other(std::string_view value, const auto& known) {
  return std::find(known.begin(), known.end(), value) == known.end() ? "other" : std::string(value);
}

template <class T>
prometheus::Family<T>& add_family(prometheus::detail::Builder<T> builder, prometheus::Registry& registry,
                                  std::string name, std::string meaning) {
  return builder.Name(std::move(name)).Help(std::move(meaning)).Register(registry);
}

}  // namespace

class Metrics::Families {
 public:
  prometheus::Registry registry{};
  prometheus::Family<prometheus::Counter>& requests =
      add_family(prometheus::BuildCounter(), registry, "kohtaamo_http_requests_total", "Requests answered.");
  prometheus::Family<prometheus::Histogram>& durations =
      add_family(prometheus::BuildHistogram(), registry, "kohtaamo_http_request_duration_seconds",
                 "From the whole request read to the reply made.");
  prometheus::Family<prometheus::Counter>& shed = add_family(
      prometheus::BuildCounter(), registry, "kohtaamo_shed_total", "Requests turned away to keep the others fast.");
  prometheus::Family<prometheus::Counter>& zero_hits = add_family(
      prometheus::BuildCounter(), registry, "kohtaamo_zero_hit_searches_total", "Searches that found nothing.");
  prometheus::Gauge& index_documents = gauge("kohtaamo_index_documents", "Documents in the index.");
  prometheus::Gauge& index_seq = gauge("kohtaamo_index_seq", "The last change of the store that the index has.");
  prometheus::Gauge& store_seq = gauge("kohtaamo_store_seq", "The last change of the store.");

 private:
  prometheus::Gauge& gauge(std::string name, std::string meaning) {
    return add_family(prometheus::BuildGauge(), registry, std::move(name), std::move(meaning)).Add({});
  }
};

Metrics::Metrics(std::string_view version, std::string_view commit) : families_(std::make_unique<Families>()) {
  add_family(prometheus::BuildGauge(), families_->registry, "kohtaamo_build_info", "What this program was built from.")
      .Add({{"version", std::string(version)}, {"commit", std::string(commit)}})
      .Set(1);
}

Metrics::~Metrics() = default;

// Add() gives the child that these labels already have, or makes it.
void Metrics::count_request(std::string_view route, std::string_view method, int status,
                            std::chrono::nanoseconds took) {
  families_->requests
      .Add({{"route", std::string(route)},
            {"method", one_of_or_other(method, methods)},
            {"code", std::to_string(status)}})
      .Increment();
  families_->durations.Add({{"route", std::string(route)}}, duration_buckets)
      .Observe(std::chrono::duration<double>(took).count());
}

void Metrics::count_shed(std::string_view reason) {
  families_->shed.Add({{"reason", std::string(reason)}}).Increment();
}

void Metrics::count_zero_hit_search(std::string_view language) {
  families_->zero_hits.Add({{"lang", one_of_or_other(language, languages)}}).Increment();
}

void Metrics::set_index_documents(std::uint64_t documents) {
  families_->index_documents.Set(static_cast<double>(documents));
}
void Metrics::set_index_seq(std::uint64_t seq) { families_->index_seq.Set(static_cast<double>(seq)); }
void Metrics::set_store_seq(std::uint64_t seq) { families_->store_seq.Set(static_cast<double>(seq)); }

std::string Metrics::text() const { return prometheus::TextSerializer().Serialize(families_->registry.Collect()); }

}  // namespace kohtaamo::server
