// SPDX-License-Identifier: GPL-3.0-or-later
// Every address of the service is asked, and none tells whose a confidential need is. A new route is asked as well:
// where nothing of what is asked here makes it answer, the test says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <set>

#include "server/http_message.h"
#include "server/pages/assets.h"
#include "server/pages/pages.h"
#include "server/routes.h"
#include "tests/support/fixture.h"

namespace kohtaamo::server {
namespace {

using testing::HasSubstr;
using testing::Not;

// The owner of test:need-a is confidential as well, so its name may stand nowhere at all.
constexpr std::string_view owner = "zorkmid", rest_of_its_name = "salaseura", contacts = "piilo@";
constexpr std::string_view need = "test:need-a", need_in_address = "test%3aneed-a", word_of_need = "kvasaari";

const std::vector<std::string> ids{"test:zorkmid", "test:actor-open", "test:need-a",     "test:need-b",
                                   "test:need-c",  "test:inn-1",      "test:inn-2",      "test:adoption-1",
                                   "test:call-1",  "test:decision-1", "test:decision-2", "test:project-1",
                                   "test:theme-1"};
const std::vector<std::string> texts{"Yksinäisyys kvasaarikylässä, ikäihmiset jäävät yksin",
                                     "Zorkmidin salaseura",
                                     "zork",
                                     "kvas",
                                     "kvasaarikylässa",
                                     ""};

// What is asked under the name of a parameter; of the others, the first of these texts.
const std::map<std::string, std::vector<std::string>, std::less<>> values{
    {"lang", {"sv"}},
    {"q", texts},
    {"text", texts},
    {"id", ids},
    {"of", {"test:need-a"}},
    {"actor", ids},
    {"limit", {"50"}},
    {"explain", {"full"}},
    {"facets", {"type,theme,region,source,target_group"}},
    {"type", {"need", "actor", "decision"}},
    {"month", {"2026-12"}},
    {"complete", {"true"}},
    {"verb",
     {"ListRecords&metadataPrefix=oai_dc", "ListIdentifiers&metadataPrefix=oai_dc", "ListSets", "Identify",
      "GetRecord&metadataPrefix=oai_dc&identifier=test%3Aneed-a",
      "GetRecord&metadataPrefix=oai_dc&identifier=test%3Adecision-1"}},
};

bool is_one_of(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::ranges::any_of(endings, [&](std::string_view ending) { return path.ends_with(ending); });
}

// Where matches are shown, a confidential need is among them; elsewhere not even that is heard of.
bool shows_matches(std::string_view path) {
  return is_one_of(path, {"/match", "/bundle", "/mirror", "/consortium", "/overlap", "/need", "/develop", "/fund",
                          "/fund/matches.csv", "/fund/mirror.json", "/compare"});
}

std::string in_small_letters(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

class Secrets : public testing::Test {
 protected:
  void ask(const Route& route, const tests::Sent& sent) {
    const HttpReply reply = service_.send(sent);
    if (reply.status < 400) answered_.insert(name_of(route));
    std::string body = reply.body;
    if (reply.writes_body) {
      ASSERT_TRUE(reply.writes_body([&](std::string_view piece) -> config::Result<void> {
        body += piece;
        return {};
      }));
    }
    for (const auto& [name, value] : reply.headers) body += "\n" + name + ": " + value;
    check(route, in_small_letters(sent.target + " " + sent.body), in_small_letters(std::move(body)),
          sent.method + " " + sent.target + " " + sent.body);
  }

  void check(const Route& route, const std::string& asked, const std::string& told, const std::string& line) {
    const auto is_told = [&](std::string_view word) { return told.find(word) != std::string::npos; };
    const auto is_asked = [&](std::string_view word) { return asked.find(word) != std::string::npos; };
    const auto has = [&](std::string_view word) { return is_told(word) && !is_asked(word); };
    EXPECT_FALSE(is_told(contacts)) << line << "\n" << told;
    EXPECT_FALSE(has(owner)) << line << "\n" << told;
    EXPECT_FALSE(has(rest_of_its_name)) << line << "\n" << told;
    if (shows_matches(route.path)) {
      if (is_told(word_of_need) && !is_asked(word_of_need)) showed_need_.insert(name_of(route));
      if (!is_asked(owner) || is_asked("text")) return;
    }
    const bool is_need_asked = is_asked(need) || is_asked(need_in_address);
    EXPECT_FALSE(!is_need_asked && (is_told(need) || is_told(need_in_address))) << line << "\n" << told;
    EXPECT_FALSE(!is_asked("kvas") && is_told(word_of_need)) << line << "\n" << told;
  }

  static std::string name_of(const Route& route) { return std::string(route.method) + " " + std::string(route.path); }

  static std::vector<std::string> paths_of(const Route& route) {
    const std::string path(route.path);
    const std::size_t at = path.find("{id}");
    if (at == std::string::npos) return {path};
    std::vector<std::string> all;
    std::vector<std::string> names = ids;
    names.insert(names.end(),
                 {"stages", "1", asset_address("kohtaamo.css").substr(std::string_view("/assets/").size())});
    for (const std::string& id : names) {
      std::string one = path;
      one.replace(at, 4, percent_encode(id));
      if (const std::size_t record = one.find("{record}"); record != std::string::npos)
        one.replace(record, 8, percent_encode("test:inn-1"));
      all.push_back(std::move(one));
    }
    return all;
  }

  static std::vector<std::string> queries_of(const Route& route) {
    std::vector<std::string> queries{""};
    for (const std::string_view name : route.parameters) {
      const auto known = values.find(name);
      for (const std::string& value : known == values.end() ? std::vector{texts.front()} : known->second)
        queries.push_back("?" + std::string(name) + "=" + (name == "verb" ? value : percent_encode(value)));
    }
    if (std::ranges::find(route.parameters, "explain") != route.parameters.end())
      queries.emplace_back("?q=yksin%C3%A4isyys&explain=full&limit=100&facets=type,source,theme");
    if (std::ranges::find(route.parameters, "journey") != route.parameters.end())
      queries.emplace_back("?id=test%3Aneed-a&id=test%3Ainn-1&journey=develop&of=test%3Ainn-1");
    return queries;
  }

  static std::vector<std::string> json_bodies() {
    std::vector<std::string> bodies{R"({"q":"kvasaarikylässä"})", R"({"q":"yksinäisyys"})"};
    for (const std::string& id : ids) {
      bodies.push_back(R"({"id":")" + id + R"(","limit":20})");
      bodies.push_back(R"({"id":")" + id + "\"}");
      bodies.push_back(R"({"call":"test:call-1","actor":")" + id + "\"}");
    }
    for (const std::string& text : texts) {
      bodies.push_back(R"({"text":")" + text + R"(","types":["need","actor","decision","innovation","adoption"]})");
      bodies.push_back(R"({"text":")" + text + "\"}");
    }
    return bodies;
  }

  void ask_all(const Route& route) {
    std::vector<NameValue> headers;
    if (route.scope != Scope::open) headers.push_back(service_.authorization({"records:write"}));
    const bool is_again = route.path.starts_with("/sv/") || route.path.starts_with("/en/");
    for (const std::string& path : paths_of(route)) {
      if (route.method == "GET") {
        const auto queries = is_again
                                 ? std::vector<std::string>{"", "?id=test%3Aneed-a", "?q=kvasaari", "?id=test%3Acall-1"}
                                 : queries_of(route);
        for (const std::string& query : queries) ask(route, {.target = path + query, .headers = headers});
        continue;
      }
      headers.emplace_back("content-type", "application/json");
      for (const std::string& body : json_bodies())
        ask(route, {.method = "POST", .target = path, .body = body, .headers = headers});
      headers.back().second = "application/x-www-form-urlencoded";
      for (const char* body : {"text=Yksin%C3%A4isyys+kvasaarikyl%C3%A4ss%C3%A4", "id=test%3Aneed-a", "verb=ListSets"})
        ask(route, {.method = "POST", .target = path, .body = body, .headers = headers});
      headers.pop_back();
    }
  }

  std::set<std::string> answered_{}, showed_need_{};
  tests::Fixture service_{"server/secrets.jsonl", {}, pages_face()};
};

TEST_F(Secrets, StandAtNoAddress) {
  const HttpReply kept =
      service_.send({.method = "PUT",
                     .target = "/api/v1/needs/test%3Aneed-c/feedback/test%3Ainn-1",
                     .body = R"({"verdict":"fits"})",
                     .headers = {service_.authorization({"records:write"}), {"content-type", "application/json"}}});
  ASSERT_LT(kept.status, 300) << kept.body;
  for (const Route& route : service_.app().routes()) {
    const bool writes = route.method == "PUT" || route.method == "DELETE" || route.path.ends_with("/import");
    if (writes) continue;
    ask_all(route);
    EXPECT_TRUE(answered_.contains(name_of(route)))
        << name_of(route) << " answers nothing of what is asked here: add what it does answer";
  }
  for (const char* route : {"POST /api/v1/match", "POST /api/v1/mirror", "POST /api/v1/bundle", "GET /fi/fund",
                            "GET /fi/develop", "GET /fi/fund/matches.csv"})
    EXPECT_TRUE(showed_need_.contains(route)) << route << " is to show the need, without its owner";
}

TEST_F(Secrets, WhoIsToBeHiddenIsTakenFromNoDecision) {
  for (const char* target : {"/api/v1/records/test%3Aactor-open/links", "/fi/records/test%3Aactor-open",
                             "/fi/actors/network?actor=test%3Aactor-open"})
    EXPECT_THAT(service_.get(target).body, Not(HasSubstr("decision-2"))) << target;
  for (const char* target :
       {"/api/v1/records/test%3Adecision-2", "/fi/records/test%3Adecision-2", "/records/test%3Adecision-2/json-ld"}) {
    const std::string body = service_.get(target).body;
    EXPECT_THAT(body, HasSubstr("toisesta kohtaamispaikasta")) << target;
    EXPECT_THAT(body, Not(HasSubstr("actor-open"))) << target;
  }
  EXPECT_THAT(service_.get("/api/v1/search?q=zorkmidin").body, HasSubstr(R"("value":0)"));
}

// What is shown of a confidential need leads nowhere, for it has no page.
TEST_F(Secrets, NoLinkLeadsToAConfidentialNeed) {
  for (const char* target : {"/fi/develop?id=test%3Ainn-1", "/fi/fund?id=test%3Acall-1", "/fi/need?id=test%3Aneed-c",
                             "/fi/fund/matches.csv?id=test%3Acall-1"}) {
    const std::string body = service_.get(target).body;
    EXPECT_THAT(body, HasSubstr("kvasaari")) << target;
    EXPECT_THAT(body, Not(HasSubstr("records/test:need-a"))) << target;
    EXPECT_THAT(body, Not(HasSubstr("records/test%3Aneed-a"))) << target;
  }
}

}  // namespace
}  // namespace kohtaamo::server
