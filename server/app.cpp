// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/app.h"

#include <spdlog/spdlog.h>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <tuple>

#include "corpora/hash.h"
#include "server/commit.h"
#include "server/problems.h"
#include "server/requests.h"

namespace kohtaamo::server {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;

namespace {

constexpr std::size_t tag_digits = 16;
constexpr std::string_view api_path = "/api/";
constexpr std::string_view no_route = "none";  // in metrics, so that addresses made up by outsiders are one

bool is_known_tag(std::string_view if_none_match, std::string_view tag) {
  if (if_none_match == "*") return true;
  const auto opaque = [](std::string_view one) { return one.starts_with("W/") ? one.substr(2) : one; };
  while (!if_none_match.empty()) {
    const std::size_t comma = std::min(if_none_match.find(','), if_none_match.size());
    std::string_view one = if_none_match.substr(0, comma);
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    if (opaque(one) == opaque(tag)) return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

bool is_fresh_at_asker(const HttpRequest& request, std::string_view tag) {
  const auto known = request.find_header("if-none-match");
  return known && is_known_tag(*known, tag);
}

HttpReply not_modified(const std::string& tag) {
  return {.status = 304, .headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Language"}}};
}

bool has_header(const HttpReply& reply, std::string_view name) {
  return std::ranges::any_of(reply.headers,
                             [&](const NameValue& header) { return is_same_header_name(header.first, name); });
}

void add_header(HttpReply& reply, std::string_view name, std::string_view value) {
  if (!has_header(reply, name)) reply.headers.emplace_back(name, value);
}

std::string allowed_text(const std::vector<std::string_view>& methods) {
  std::string text = fmt::format("{}", fmt::join(methods, ", "));
  if (std::ranges::find(methods, "GET") != methods.end()) text += ", HEAD";
  return text;
}

std::vector<Route> all_routes(std::span<const Route> of_face) {
  const auto api = api_routes();
  std::vector<Route> routes(api.begin(), api.end());
  routes.insert(routes.end(), of_face.begin(), of_face.end());
  return routes;
}

bool wants_page(const HttpRequest& request) {
  return !request.path.starts_with(api_path) &&
         request.find_header("accept").value_or("").find("text/html") != std::string_view::npos;
}

}  // namespace

struct App::Opened {
  config::Settings settings{};
  Face face{};
  Calendar calendar{};
  std::unique_ptr<const indexer::Pipeline> pipeline{};
  std::unique_ptr<Writes> writes{};
  std::unique_ptr<IndexingThread> indexing{};
  std::unique_ptr<const indexer::IndexReader> reader{};
  std::unique_ptr<FeedbackBook> feedback{};
  std::optional<RegionOutlines> outlines{};
};

Result<std::unique_ptr<App>> App::open(const config::Settings& settings, const Face& face, Calendar calendar) {
  Opened opened{.settings = settings, .face = face, .calendar = std::move(calendar)};
  const std::string& directory = settings.data.directory;
  auto pipeline = indexer::Pipeline::make(settings);
  if (!pipeline) return fail(pipeline.error());
  opened.pipeline = std::move(*pipeline);
  const indexer::Fingerprint& fingerprint = opened.pipeline->fingerprint;
  if (settings.server.writes) {
    auto writes = Writes::open(directory, settings.import, opened.pipeline->builder);
    if (!writes) return fail(writes.error());
    opened.writes = std::move(*writes);
    auto indexing = IndexingThread::start(directory, fingerprint, opened.pipeline->builder, settings.index);
    if (!indexing) return fail(indexing.error());
    opened.indexing = std::move(*indexing);
  }
  auto reader = indexer::IndexReader::open(directory, fingerprint);
  if (!reader) return fail(reader.error());
  opened.reader = std::move(*reader);
  auto feedback = FeedbackBook::open(
      directory, settings.server.writes ? corpora::Store::Mode::read_write : corpora::Store::Mode::read_only);
  if (!feedback) return fail(feedback.error());
  opened.feedback = std::move(*feedback);
  if (const std::string& file = settings.service.region_outlines; !file.empty()) {
    auto outlines = read_region_outlines(file);
    if (!outlines) return fail(outlines.error());
    opened.outlines = std::move(*outlines);
  }
  return std::unique_ptr<App>(new App(std::move(opened)));
}

App::App(Opened opened)
    : settings_(std::move(opened.settings)),
      face_(opened.face),
      calendar_(std::move(opened.calendar)),
      settings_sum_(corpora::hash_of(config::settings_text({.settings = settings_}) + KOHTAAMO_VERSION)),
      pipeline_(std::move(opened.pipeline)),
      reader_(std::move(opened.reader)),
      search_(*reader_, pipeline_->analyzer, &pipeline_->knowledge, settings_),
      suggest_(*reader_, pipeline_->analyzer, &pipeline_->knowledge.vocabulary()),
      matcher_(search_),
      networks_(search_),
      outlines_(std::move(opened.outlines)),
      feedback_(std::move(opened.feedback)),
      permits_(settings_.server.permits, std::chrono::milliseconds(settings_.server.permit_wait_ms)),
      metrics_(KOHTAAMO_VERSION, built_commit()),
      routes_(all_routes(face_.routes)),
      indexing_(std::move(opened.indexing)),
      writes_(std::move(opened.writes)) {}

namespace {

// A match in each language, and one as a call, read what all others need: dictionaries, lists of cues, facets, and what
// calls have in common.
void warm_up_matching(const Matcher& matcher, corpora::Date today) {
  using stemming::Language;
  constexpr std::array<std::tuple<std::string_view, Language, Role>, 4> asked{
      {{"yksinäisyys", Language::fi, Role::adopter},
       {"ensamhet", Language::sv, Role::adopter},
       {"loneliness", Language::en, Role::developer},
       {"yksinäisyyden vähentäminen", Language::fi, Role::funder}}};
  for (const auto& [text, language, role] : asked) {
    const auto result =
        matcher.match({.text = std::string(text), .language = language, .role = role, .limit = 1, .today = today});
    if (!result) return spdlog::warn("{}", config::to_text(result.error()));
  }
}

}  // namespace

void App::start_warming_up() {
  is_warming_up_ = true;
  warming_ = std::jthread([this] {
    const auto began = std::chrono::steady_clock::now();
    warm_up();
    is_warming_up_ = false;
    spdlog::info(R"({{"event":"warm","took_ms":{:.0f}}})",
                 std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
    if (auto ok = networks_.warm_up(); !ok) spdlog::warn("{}", config::to_text(ok.error()));
  });
}

// As handle() would, but nobody is counted.
void App::ask_ahead(std::string_view target) {
  auto parsed = parse_target(target);
  if (!parsed) return spdlog::warn("{}", config::to_text(parsed.error()));
  const HttpRequest request{.method = "GET",
                            .target = std::string(target),
                            .path = std::move(parsed->path),
                            .query = std::move(parsed->query)};
  if (const auto reply = answer(request, find_route(routes_, request.method, request.target)); !reply)
    spdlog::warn("{}", config::to_text(reply.error()));
}

void App::warm_up() {
  {
    // Dictionaries and index have nothing to do with each other.
    const std::jthread dictionaries([this] {
      pipeline_->knowledge.translator();
      search_.spelling().speller().warnings();
      analyzer().terms_of("barnskydd", stemming::Language::sv);  // a compound: the dictionary is read
    });
    for (const stemming::Language language : stemming::all_languages) suggest_.warm_up(language);
  }
  warm_up_matching(matcher_, today());
  for (const std::string_view target : face_.first_targets) ask_ahead(target);
  if (!analyzer().has_finnish_dictionary()) spdlog::warn("{}", finnish_dictionary_missing);
  if (!analyzer().has_swedish_dictionary()) spdlog::warn("{}", swedish_dictionary_missing);
  for (const std::string& warning : pipeline_->knowledge.warnings()) spdlog::warn("{}", warning);
  for (const std::string& warning : search_.spelling().speller().warnings()) spdlog::warn("{}", warning);
}

Error App::no_record(const corpora::RecordId& id) const {
  if (writes_)
    if (const auto erased = writes_->was_erased(id); erased && *erased)
      return {ErrorCode::gone, "the record has been deleted", id};
  return {ErrorCode::not_found, "no record has this id", id};
}

HttpReply App::problem(const Error& error, const HttpRequest& request) const {
  if (face_.problem != nullptr && wants_page(request)) return face_.problem(*this, error, request);
  return problem_reply(error, request, preferred_language(request).value_or(stemming::Language::en));
}

HttpReply App::handle(const HttpRequest& request) {
  const auto began = std::chrono::steady_clock::now();
  const FoundRoute found = find_route(routes_, request.method, request.target);
  const auto answered = answer(request, found);
  HttpReply reply = answered ? *answered : problem(answered.error(), request);
  if (reply.status == 405) add_header(reply, "Allow", allowed_text(found.allowed));
  if (request.path.starts_with(api_path)) {
    add_header(reply, "Access-Control-Allow-Origin", "*");
    add_header(reply, "Cross-Origin-Resource-Policy", "cross-origin");
  }
  add_header(reply, "Vary", "Accept-Language");
  metrics_.count_request(found.route == nullptr ? no_route : found.route->path, request.method, reply.status,
                         std::chrono::steady_clock::now() - began);
  return reply;
}

Result<HttpReply> App::answer(const HttpRequest& request, const FoundRoute& found) {
  if (found.route == nullptr && found.allowed.empty())
    return fail(ErrorCode::not_found, "there is nothing at this address; /api/v1 lists what there is");
  if (found.route == nullptr)
    return fail(ErrorCode::method_not_allowed, fmt::format("this address knows {}", allowed_text(found.allowed)));
  for (const auto& [name, value] : request.query) {
    if (found.route->words_own_errors) break;
    if (auto ok = check_known(name, found.route->parameters, name); !ok) return fail(ok.error());
  }
  auto holder = admit(*found.route, request);
  if (!holder) return fail(holder.error());
  return serve(*found.route, {.http = request,
                              .id = found.id,
                              .record = found.record,
                              .language = preferred_language(request).value_or(stemming::Language::en),
                              .holder = std::move(*holder)});
}

Result<KeyHolder> App::admit(const Route& route, const HttpRequest& request) {
  if (route.scope == Scope::open) return KeyHolder{};
  if (!writes_) return fail(ErrorCode::forbidden, "this server only reads");
  return writes_->admit(request.find_header("authorization"), route.scope);
}

// The tag that the asker has of an earlier reply may spare the work.
Result<HttpReply> App::serve(const Route& route, const RoutedRequest& request) {
  std::string tag;
  if (route.freshness == Freshness::index) {
    auto index = index_tag(request);
    if (!index) return fail(index.error());
    tag = std::move(*index);
    if (is_fresh_at_asker(request.http, tag)) return not_modified(tag);
  }
  auto reply = work(route, request);
  if (!reply || reply->status != 200) return reply;
  if (route.freshness == Freshness::body) {
    tag = tag_of(reply->body);
    if (is_fresh_at_asker(request.http, tag)) return not_modified(tag);
  }
  if (!tag.empty()) add_header(*reply, "ETag", tag);
  add_header(*reply, "Cache-Control", tag.empty() ? "no-store" : "no-cache");
  return reply;
}

Result<HttpReply> App::work(const Route& route, const RoutedRequest& request) {
  if (!route.needs_permit) return route.handler(*this, request);
  const auto permit = permits_.acquire();
  if (!permit) {
    metrics_.count_shed("no_permit");
    return fail(permit.error());
  }
  return route.handler(*this, request);
}

// Weak: the time that a search took stands in its reply.
Result<std::string> App::index_tag(const RoutedRequest& request) const {
  const auto state = index_state();
  if (!state) return fail(state.error());
  const std::string asked = fmt::format("{}\n{}\n{}\n{}", settings_sum_, corpora::to_text(today()),
                                        to_text(request.language), request.http.target);
  return fmt::format("W/\"{}-{}\"", state->tag(), corpora::hash_of(asked).substr(0, tag_digits));
}

}  // namespace kohtaamo::server
