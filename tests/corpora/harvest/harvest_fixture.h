// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// harvest_fixture.h — whole runs against a source that a test plays, without a network or a clock.

#include "corpora/harvest/harvest_run.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>

#include "corpora/harvest/harvest_folder.h"
#include "tests/corpora/harvest/fake_time.h"
#include "tests/support/temporary_folder.h"

namespace kohtaamo::corpora::harvest {

using namespace std::chrono_literals;
using config::ErrorCode;
using config::Result;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Answered = tl::expected<HttpAnswer, FetchFailure>;

inline HttpAnswer xml(std::string body) {
  return {.status = 200, .headers = {{"content-type", "text/xml; charset=utf-8"}}, .body = std::move(body)};
}
inline HttpAnswer json(std::string body, std::vector<std::pair<std::string, std::string>> headers = {}) {
  headers.emplace_back("content-type", "application/json");
  return {.status = 200, .headers = std::move(headers), .body = std::move(body)};
}
inline HttpAnswer status(int number) { return {.status = number}; }

inline std::string row(const std::string& number, const std::string& title = "Otsikko",
                       const std::string& source = "t") {
  return fmt::format(R"({{"id":"{0}:{1}","type":"paper","title":{{"fi":"{2}"}},"lang":["fi"],"licence":"CC0-1.0",)"
                     R"("provenance":{{"source":"{0}","source_id":"{1}"}}}})",
                     source, number, title);
}

inline std::string oai_reply(const std::string& inner) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">)"
         "<responseDate>2026-11-27T17:59:00Z</responseDate>" +
         inner + "</OAI-PMH>";
}
inline std::string oai_record(const std::string& number, const std::string& title = "Otsikko") {
  return fmt::format(
      "<record><header><identifier>oai:there.invalid:t:{0}</identifier><datestamp>2026-11-20T10:00:00Z</datestamp>"
      R"(</header><metadata><record xmlns="https://kohtaamo.invalid/record/1.0/">{1}</record></metadata></record>)",
      number, row(number, title));
}
inline std::string oai_gone(const std::string& number) {
  return fmt::format(R"(<record><header status="deleted"><identifier>oai:there.invalid:t:{}</identifier>)"
                     "<datestamp>2026-11-20T10:00:00Z</datestamp></header></record>",
                     number);
}
inline std::string oai_page(const std::string& records, const std::string& token = "") {
  return oai_reply("<ListRecords>" + records +
                   (token.empty() ? "" : "<resumptionToken>" + token + "</resumptionToken>") + "</ListRecords>");
}
inline std::string oai_error(const std::string& code) { return oai_reply("<error code=\"" + code + "\">no</error>"); }
inline std::string oai_identity(const std::string& granularity = "YYYY-MM-DDThh:mm:ssZ",
                                const std::string& deleted = "persistent") {
  return oai_reply(
      fmt::format("<Identify><protocolVersion>2.0</protocolVersion><deletedRecord>{}</deletedRecord>"
                  "<granularity>{}</granularity></Identify>",
                  deleted, granularity));
}

class HarvestTest : public ::testing::Test {
 protected:
  // A run in which the source answers a request by its address.
  Result<HarvestReport> run(const Source& source, const std::function<Answered(const HttpAsk&)>& answer,
                            const HarvestRequest& request = {}) {
    asked.clear();
    PoliteFetch fetch(
        [&](const HttpAsk& ask) {
          asked.push_back(ask.url);
          headers.insert(headers.end(), ask.headers.begin(), ask.headers.end());
          return answer(ask);
        },
        time.pace());
    const Pace pace = time.pace();
    return harvest(store, source, request,
                   {.fetch = fetch, .pace = pace, .settings = settings, .harvest = limits, .should_stop = [this] {
                      return stops_after_requests > 0 && asked.size() >= stops_after_requests;
                    }});
  }

  // An OAI-PMH source that plays pages by token; "" is the first.
  Result<HarvestReport> run_oai(const std::map<std::string, std::string>& pages, const HarvestRequest& request = {}) {
    return run(
        oai, [&](const HttpAsk& ask) { return oai_answer(ask, pages); }, request);
  }
  Answered oai_answer(const HttpAsk& ask, const std::map<std::string, std::string>& pages) const {
    if (ask.url.find("verb=Identify") != std::string::npos) return xml(identity);
    const std::size_t at = ask.url.find("resumptionToken=");
    const std::string token = at == std::string::npos ? "" : ask.url.substr(at + 16);
    const auto page = pages.find(token);
    return xml(page == pages.end() ? oai_error("badResumptionToken") : page->second);
  }

  std::vector<RecordId> ids() { return store.ids_of_source("t").value(); }
  HarvestState state(const std::string& name = "there") {
    const auto states = harvest_states(folder.path());
    for (const HarvestState& one : states.value())
      if (one.source == name) return one;
    return {};
  }
  std::string title_of(const std::string& id) {
    const auto found = store.find(id);
    const std::string& text = found.value().value().json;
    const std::size_t at = text.find(R"("fi":")") + 6;
    return text.substr(at, text.find('"', at) - at);
  }

  tests::TemporaryFolder folder;
  Store store = std::move(*Store::open(folder.path()));
  config::Settings settings{.data = {.directory = folder.path()}};
  HarvestSettings limits{};
  FakeTime time{};
  std::vector<std::string> asked{}, headers{};
  std::size_t stops_after_requests = 0;
  std::string identity = oai_identity();
  Source oai{.name = "there",
             .url = "http://there.invalid/oai",
             .protocol = Protocol::oai_pmh,
             .format = "oai-kohtaamo",
             .licence = "unknown",
             .may_write = {"t"},
             .prefix = "kohtaamo"};
  Source cursor{.name = "there",
                .url = "http://there.invalid/calls?size=2",
                .protocol = Protocol::json,
                .format = "jsonl",
                .licence = "unknown",
                .may_write = {"t"},
                .next_header = "x-next-page-token",
                .cursor_parameter = "nextPageToken"};
  Source file{.name = "there",
              .url = "http://there.invalid/all.jsonl",
              .protocol = Protocol::file,
              .format = "jsonl",
              .licence = "unknown",
              .may_write = {"t"}};
};

}  // namespace kohtaamo::corpora::harvest
