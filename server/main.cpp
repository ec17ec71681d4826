// SPDX-License-Identifier: GPL-3.0-or-later
// kohtaamo-server: serves the pages and /api/v1, and keeps the index up with the store.
#include <fmt/format.h>
#include <signal.h>
#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unicode/uversion.h>
#include <xapian.h>

#include <chrono>
#include <cstdlib>
#include <future>
#include <iostream>
#include <thread>

#include "config/command_line.h"
#include "server/app.h"
#include "server/http_server.h"
#include "server/pages/pages.h"
#include "stemming/finnish.h"

namespace {

using namespace kohtaamo;  // NOLINT(google-build-using-namespace): main() stands outside

constexpr const char* program_name = "kohtaamo-server";

config::ProgramText program_text() {
  return {.name = program_name,
          .about = "Serves the pages and the API of Kohtaamo.",
          .examples =
              "Examples:\n"
              "  kohtaamo-server --data data                 serve what the folder holds, on http://127.0.0.1:8080\n"
              "  kohtaamo-server --data data --writes false  only read: the index alone is needed\n",
          .version = fmt::format("Xapian {}, ICU {}, Voikko {}", Xapian::version_string(), U_ICU_VERSION,
                                 stemming::Finnish::voikko_version())};
}

constexpr std::size_t lines_kept = 8'192;
constexpr std::chrono::seconds patience_with_log{2};

// One JSON object a line: what is logged is itself JSON text. A thread of its own writes, so that a reader who is slow
// holds up no request; then the oldest lines give way.
void start_log(const std::string& level) {
  spdlog::init_thread_pool(lines_kept, 1);
  auto log = spdlog::create_async_nb<spdlog::sinks::stderr_sink_mt>("kohtaamo");
  log->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","entry":%v})");
  log->set_level(spdlog::level::from_str(level));
  log->flush_on(spdlog::level::info);
  spdlog::set_default_logger(std::move(log));
}

// Lets the last lines out. Where nobody reads them, the program ends without.
void end_log(int exit_code) {
  std::promise<void> promise;
  const std::future<void> is_out = promise.get_future();
  std::thread([promise = std::move(promise)]() mutable {
    spdlog::shutdown();
    promise.set_value();
  }).detach();
  if (is_out.wait_for(patience_with_log) == std::future_status::timeout) std::_Exit(exit_code);
}

// Threads that are started later inherit that these wait for the one who asks.
sigset_t block_end_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

void say_where(const config::ServerSettings& settings, int port, const config::OutputFlags& output) {
  const std::string url = fmt::format("http://{}:{}", settings.host, port);
  if (output.json) {
    fmt::print(stderr, "{{\"url\":\"{}\"}}\n", url);
  } else if (!output.quiet) {
    fmt::print(stderr, "Kohtaamo serves {}\n", url);
  }
}

int run(const config::Settings& settings, const config::OutputFlags& output, const sigset_t& end_signals) {
  auto app = server::App::open(settings, server::pages_face());
  if (!app) return config::report(app.error(), program_name, std::cerr);
  (*app)->start_warming_up();
  auto http = server::HttpServer::start(
      settings.server, [&](const server::HttpRequest& request) { return (*app)->handle(request); },
      [&](const config::Error& error, const server::HttpRequest& request) { return (*app)->problem(error, request); });
  if (!http) return config::report(http.error(), program_name, std::cerr);
  say_where(settings.server, (*http)->port(), output);
  int signal_number = 0;
  sigwait(&end_signals, &signal_number);
  spdlog::info(R"({{"event":"stopping","signal":{}}})", signal_number);
  (*http)->stop();
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  config::CommandLine command_line(program_text());
  const auto loaded = command_line.parse(argc, argv, {std::cout, std::cerr});
  if (!loaded) return loaded.error();
  const config::OutputFlags& output = command_line.output();
  const std::string& level = loaded->settings.log.level;
  const sigset_t end_signals = block_end_signals();
  start_log(output.quiet ? "error" : output.verbose ? "debug" : level);
  const int exit_code = run(loaded->settings, output, end_signals);
  end_log(exit_code);
  return exit_code;
}
