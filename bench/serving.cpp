// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way over HTTP, beside bare Xapian and beside a handler that only says hello on the same front.
#include <fmt/format.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <charconv>
#include <thread>

#include "bench/http_client.h"
#include "bench/library.h"
#include "bench/questions.h"
#include "bench/workloads.h"
#include "config/json.h"
#include "server/app.h"
#include "server/http_server.h"
#include "server/pages/facet_view.h"
#include "server/pages/pages.h"

namespace kohtaamo::bench {
namespace {

using config::fail;
using config::Result;

constexpr std::size_t questions_asked = 300;
constexpr std::size_t clients = 4;
constexpr std::string_view hello_path = "/hello";

// What a server logs is written, but nobody reads it.
void log_into_nothing() {
  if (!spdlog::get("bench")) spdlog::set_default_logger(spdlog::basic_logger_mt("bench", "/dev/null"));
}

config::Settings settings_of_server(const Library& library, const std::string& directory) {
  config::Settings settings = library.settings;
  settings.data.directory = directory;
  settings.server.port = 0;
  settings.server.writes = false;
  settings.server.keep_alive_requests = 1'000'000;  // connections are not what is measured
  return settings;
}

// A server over the corpus that also says hello.
class Service {
 public:
  static Result<std::unique_ptr<Service>> start(const Library& library, const std::string& directory) {
    log_into_nothing();
    const config::Settings settings = settings_of_server(library, directory);
    auto app = server::App::open(settings, server::pages_face());
    if (!app) return fail(app.error());
    auto* answering = app->get();
    auto http = server::HttpServer::start(settings.server, [answering](const server::HttpRequest& request) {
      if (request.path == hello_path) return server::HttpReply{.content_type = "text/plain", .body = "hello\n"};
      return answering->handle(request);
    });
    if (!http) return fail(http.error());
    return std::unique_ptr<Service>(new Service(std::move(*app), std::move(*http)));
  }
  int port() const { return http_->port(); }

 private:
  Service(std::unique_ptr<server::App> app, std::unique_ptr<server::HttpServer> http)
      : app_(std::move(app)), http_(std::move(http)) {}
  std::unique_ptr<server::App> app_;
  std::unique_ptr<server::HttpServer> http_;  // stopped first
};

struct Served {
  std::unique_ptr<Library> library{};
  std::unique_ptr<Service> service{};
  std::vector<std::string> questions{}, targets{};  // three words each
};

Result<Served> serve(const Scene& scene) {
  auto library = Library::open(scene);
  if (!library) return fail(library.error());
  auto service = Service::start(**library, fmt::format("{}/{}", scene.folder, scene.documents));
  if (!service) return fail(service.error());
  Served served{.library = std::move(*library), .service = std::move(*service)};
  served.questions = Questions(*served.library).words(questions_asked, 3, 3);
  for (const std::string& question : served.questions)
    served.targets.push_back("/api/v1/search?limit=10&q=" + server::percent_encode(question));
  return served;
}

Result<void> done(const Result<std::size_t>& length) {
  if (!length) return fail(length.error());
  return {};
}

// Requests a second that some clients get answered, each on its own connection.
Result<double> requests_per_second(int port, const std::vector<std::string>& targets, Seconds bound) {
  std::atomic<std::size_t> answered{0};
  std::atomic<bool> has_failed{false};
  const Stopwatch watch;
  {
    std::vector<std::jthread> threads;
    for (std::size_t first = 0; first < clients; ++first)
      threads.emplace_back([&, first] {
        HttpClient client(port);
        for (std::size_t i = first; watch.wall_seconds() < bound.count() && !has_failed; ++i) {
          if (client.get(targets[i % targets.size()]))
            ++answered;
          else
            has_failed = true;
        }
      });
  }
  if (has_failed) return fail(config::ErrorCode::internal, "a request under load was not answered");
  return static_cast<double>(answered) / watch.wall_seconds();
}

}  // namespace

Result<Figures> http_latency(const Scene& scene) {
  const auto served = serve(scene);
  if (!served) return fail(served.error());
  std::vector<std::vector<std::string>> terms;
  for (const std::string& question : served->questions) terms.push_back(served->library->terms_of_words(question));
  HttpClient client(served->service->port());
  const Work search = [&](std::size_t piece) { return done(client.get(served->targets[piece])); };
  const Work bare = [&](std::size_t piece) -> Result<void> {
    served->library->ten_best(terms[piece]);
    return {};
  };
  const Work hello = [&](std::size_t) { return done(client.get(hello_path)); };
  const auto times = time_in_turn({search, bare, hello}, terms.size(), scene.seconds);
  if (!times) return fail(times.error());
  Figures figures = figures_of((*times)[0], (*times)[1]);
  const double hello_ms = quantile((*times)[2].wall_ms, 0.5), bare_ms = quantile((*times)[1].wall_ms, 0.5);
  figures.push_back({"hello_p50_ms", hello_ms});
  figures.push_back({"ratio_with_front", quantile((*times)[0].wall_ms, 0.5) / (bare_ms + hello_ms)});
  return figures;
}

// The page of a search beside the JSON of the same search: with the same facets, hits and marked passages.
Result<Figures> http_page(const Scene& scene) {
  const auto served = serve(scene);
  if (!served) return fail(served.error());
  std::vector<std::string> pages, replies;
  const std::string facets = server::percent_encode(fmt::format("{}", fmt::join(server::page_facets(), ",")));
  for (const std::string& question : served->questions) {
    const std::string asked = "search?limit=20&q=" + server::percent_encode(question);
    pages.push_back("/fi/" + asked);
    replies.push_back("/api/v1/" + asked + "&highlight=true&facets=" + facets);
  }
  HttpClient client(served->service->port());
  const Work page = [&](std::size_t piece) { return done(client.get(pages[piece])); };
  const Work json = [&](std::size_t piece) { return done(client.get(replies[piece])); };
  const auto times = time_in_turn({page, json}, pages.size(), scene.seconds);
  if (!times) return fail(times.error());
  return figures_of((*times)[0], (*times)[1]);
}

Result<Figures> http_match(const Scene& scene) {
  constexpr std::size_t needs_asked = 100, need_words = 150;
  const auto served = serve(scene);
  if (!served) return fail(served.error());
  std::vector<std::vector<std::string>> terms;
  std::vector<std::string> bodies;
  for (const std::string& need : Questions(*served->library).needs(needs_asked, need_words)) {
    terms.push_back(served->library->terms_of_long_text(need));
    config::JsonBuffer buffer;
    config::JsonWriter writer(buffer);
    writer.StartObject();
    config::write_key(writer, "text");
    config::write_string(writer, need);
    config::write_key(writer, "limit");
    writer.Int(10);
    writer.EndObject();
    bodies.emplace_back(config::text_of(buffer));
  }
  HttpClient client(served->service->port());
  const Work match = [&](std::size_t piece) { return done(client.post("/api/v1/match?lang=en", bodies[piece])); };
  const Work bare = [&](std::size_t piece) -> Result<void> {
    served->library->ten_best(terms[piece]);
    return {};
  };
  const auto times = time_in_turn({match, bare}, terms.size(), scene.seconds);
  if (!times) return fail(times.error());
  Figures figures = figures_of((*times)[0], (*times)[1]);
  figures.push_back({"p95_ms", quantile((*times)[0].wall_ms, 0.95)});
  figures.push_back({"cpu_p95_ms", quantile((*times)[0].cpu_ms, 0.95)});
  return figures;
}

Result<Figures> http_throughput(const Scene& scene) {
  const auto served = serve(scene);
  if (!served) return fail(served.error());
  constexpr int rounds = 5;
  std::vector<double> searches, hellos;
  for (int round = 0; round < rounds; ++round) {
    const auto search = requests_per_second(served->service->port(), served->targets, scene.seconds / rounds);
    if (!search) return fail(search.error());
    const auto hello = requests_per_second(served->service->port(), {std::string(hello_path)}, scene.seconds / rounds);
    if (!hello) return fail(hello.error());
    searches.push_back(*search);
    hellos.push_back(*hello);
  }
  const double search = quantile(searches, 0.5), hello = quantile(hellos, 0.5);
  return Figures{{"searches_per_s", search}, {"hello_per_s", hello}, {"ratio", hello / search}};
}

}  // namespace kohtaamo::bench
