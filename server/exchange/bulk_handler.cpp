// SPDX-License-Identifier: GPL-3.0-or-later
// Long replies: made while they are written, on the thread of their connection. Few at once, so that searches have
// the machine.
#include <fmt/format.h>

#include <atomic>
#include <functional>
#include <memory>

#include "corpora/listing.h"
#include "indexer/schema.h"
#include "server/exchange/addresses.h"
#include "server/exchange/bulk.h"
#include "server/exchange/handlers.h"
#include "server/places/actor_list.h"
#include "server/requests.h"

namespace kohtaamo::server::exchange {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

constexpr int most_at_once = 2;

// One of the places for long replies, given back when the reply is gone.
class Place {
 public:
  static std::shared_ptr<Place> take() {
    if (taken_.fetch_add(1) < most_at_once) return std::shared_ptr<Place>(new Place);
    taken_.fetch_sub(1);
    return nullptr;
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { taken_.fetch_sub(1); }

 private:
  Place() = default;
  static inline std::atomic<int> taken_ = 0;
};

config::Error busy() { return {ErrorCode::overloaded, "others are being given all records; try again in a while", ""}; }

struct LongBody {
  std::string content_type{}, file_name{};
  std::function<Result<void>(const BodySink&)> write{};
};

HttpReply long_reply(LongBody body, std::shared_ptr<Place> place) {
  return HttpReply{.content_type = body.content_type,
                   .headers = {{"Content-Disposition", fmt::format("attachment; filename=\"{}\"", body.file_name)},
                               {"Access-Control-Allow-Origin", "*"},
                               {"Cross-Origin-Resource-Policy", "cross-origin"}},
                   .writes_body = [place = std::move(place), write = std::move(body.write)](const BodySink& sink) {
                     return write(sink);
                   }};
}

struct Bulk {
  std::string content_type{}, file_name{};
  std::function<Result<void>(Harvest&, const BodySink&)> write{};
};

Reply bulk_reply(const App& app, Bulk bulk) {
  auto place = Place::take();
  if (!place) return fail(busy());
  auto opened = Harvest::open(app);
  if (!opened) return fail(opened.error());
  auto harvest = std::make_shared<Harvest>(std::move(*opened));
  return long_reply(
      {.content_type = std::move(bulk.content_type),
       .file_name = std::move(bulk.file_name),
       .write = [harvest, write = std::move(bulk.write)](const BodySink& sink) { return write(*harvest, sink); }},
      std::move(place));
}

// "type=call" -> type:call
Result<std::string> set_of(const RoutedRequest& request) {
  const auto type = Parameters::of_query(request.http).text("type");
  if (!type) return fail(type.error());
  if (!*type) return std::string(corpora::set_of_all);
  if (!corpora::parse_record_type(**type))
    return fail(ErrorCode::bad_request, fmt::format("'{}' is no type of records", **type), "type");
  return "type:" + **type;
}

// The actors that a search finds; none are chosen of a request that asks for nothing in particular.
Result<std::optional<std::vector<corpora::RecordId>>> chosen_actors(const App& app, const RoutedRequest& request) {
  auto search = parse_search(Parameters::of_query(request.http), app.settings().search, app.today());
  if (!search) return fail(search.error());
  search->facets.clear();
  if (search->q.empty() && search->filters.empty()) return std::optional<std::vector<corpora::RecordId>>{};
  const SearchEngine& engine = app.search();
  return engine.reader().read(
      [&](const Xapian::Database& database,
          const indexer::IndexState& state) -> Result<std::optional<std::vector<corpora::RecordId>>> {
        const auto selection = select(engine, search_of_actors(*search), database, state);
        if (!selection) return fail(selection.error());
        std::vector<corpora::RecordId> ids;
        const Xapian::valueno slot = indexer::field("id").slot;
        for (const Xapian::docid document : selection->documents)
          ids.push_back(database.get_document(document, Xapian::DOC_ASSUME_VALID).get_value(slot));
        return std::optional(std::move(ids));
      });
}

}  // namespace

Reply get_jsonl(App& app, const RoutedRequest& request) {
  const auto set = set_of(request);
  if (!set) return fail(set.error());
  return bulk_reply(
      app, {.content_type = "application/jsonl; charset=utf-8",
            .file_name = "kohtaamo.jsonl",
            .write = [set = *set](Harvest& harvest, const BodySink& sink) { return write_jsonl(harvest, set, sink); }});
}

Reply get_csv(App& app, const RoutedRequest& request) {
  const auto set = set_of(request);
  if (!set) return fail(set.error());
  return bulk_reply(
      app, {.content_type = "text/csv; charset=utf-8; header=present",
            .file_name = "kohtaamo.csv",
            .write = [set = *set](Harvest& harvest, const BodySink& sink) { return write_csv(harvest, set, sink); }});
}

Reply get_grants(App& app, const RoutedRequest& request) {
  return bulk_reply(app, {.content_type = "application/json",
                          .file_name = "kohtaamo-360giving.json",
                          .write = [addresses = Addresses(app, request.http)](Harvest& harvest, const BodySink& sink) {
                            return write_grants(harvest, addresses, sink);
                          }});
}

Reply get_sim(App& app, const RoutedRequest& request) {
  const auto complete = Parameters::of_query(request.http).flag("complete", false);
  if (!complete) return fail(complete.error());
  if (!*complete) {
    auto harvest = Harvest::open(app);
    if (!harvest) return fail(harvest.error());
    if (auto checked = check_sim(*harvest); !checked) return fail(checked.error());
  }
  return bulk_reply(app, {.content_type = "text/csv; charset=utf-8; header=present",
                          .file_name = "kohtaamo-sim.csv",
                          .write = [addresses = Addresses(app, request.http)](Harvest& harvest, const BodySink& sink) {
                            return write_sim(harvest, addresses, sink);
                          }});
}

Reply get_actor_points(App& app, const RoutedRequest& request) {
  auto chosen = chosen_actors(app, request);
  if (!chosen) return fail(chosen.error());
  return bulk_reply(app, {.content_type = "application/geo+json",
                          .file_name = "kohtaamo-actors.geojson",
                          .write = [addresses = Addresses(app, request.http), chosen = std::move(*chosen)](
                                       Harvest& harvest, const BodySink& sink) {
                            return write_actor_points(harvest, chosen, addresses, sink);
                          }});
}

// Drawn before anything is written, so that a graph that is too large is an error and no half of one.
Reply get_actor_graph(App& app, const RoutedRequest& request) {
  auto search = parse_search(Parameters::of_query(request.http), app.settings().search, app.today());
  if (!search) return fail(search.error());
  search->facets.clear();
  auto place = Place::take();
  if (!place) return fail(busy());
  auto drawn = app.networks().graph(*search);
  if (!drawn) return fail(drawn.error());
  return long_reply({.content_type = "application/graphml+xml",
                     .file_name = "kohtaamo-actors.graphml",
                     .write = [graph = std::make_shared<const ActorGraph>(std::move(*drawn))](
                                  const BodySink& sink) { return write_actor_graph(*graph, sink); }},
                    std::move(place));
}

}  // namespace kohtaamo::server::exchange
