// SPDX-License-Identifier: GPL-3.0-or-later
// The mirror of a call as files: what its page shows, for tables and for machines.
#include <chrono>

#include "server/exchange/addresses.h"
#include "server/pages/journeys/journey_answers.h"
#include "server/pages/journeys/journey_handlers.h"
#include "server/pages/journeys/white_spot_view.h"
#include "server/pages/page_reply.h"
#include "server/replies_upon_match.h"

namespace kohtaamo::server::pages {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

Result<JourneyRequest> read_call(const RoutedRequest& request, const Reader& reader) {
  JourneyForm form = read_journey(Journey::fund, request.http.query, reader.language);
  if (!form.problems.empty())
    return fail(ErrorCode::bad_request, "this value is not understood", form.problems.front().field);
  if (form.asked.is_empty()) return fail(ErrorCode::bad_request, "give either a text or the id of a record", "text");
  return std::move(form.asked);
}

}  // namespace

Result<HttpReply> get_mirror_json(App& app, const RoutedRequest& request) {
  const auto began = std::chrono::steady_clock::now();
  const Reader reader = reader_of(app, request);
  const auto asked = read_call(request, reader);
  if (!asked) return fail(asked.error());
  const auto funding = answer_fund(app, *asked, nullptr);
  if (!funding) return fail(funding.error());
  return file_reply("application/json", "kohtaamo-mirror.json",
                    to_json(funding->mirror,
                            {.today = app.today(),
                             .language = reader.language,
                             .public_url = exchange::Addresses(app, request.http).base()},
                            std::chrono::steady_clock::now() - began));
}

Result<HttpReply> get_mirror_matches(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto asked = read_call(request, reader);
  if (!asked) return fail(asked.error());
  const auto funding = answer_fund(app, *asked, nullptr);
  if (!funding) return fail(funding.error());
  return table_reply("kohtaamo-matches.csv",
                     match_rows(funding->mirror, exchange::Addresses(app, request.http).base(), reader));
}

Result<HttpReply> get_white_spots(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  const auto asked = read_call(request, reader);
  if (!asked) return fail(asked.error());
  const auto funding = answer_fund(app, *asked, nullptr);
  if (!funding) return fail(funding.error());
  const auto region = matrix_region(request.http);
  if (!region) return fail(region.error());
  return table_reply(
      "kohtaamo-white-spots.csv",
      white_spot_rows(
          {.spots = funding->mirror.white_spots, .titles = funding->themes, .region = *region, .reader = reader}));
}

}  // namespace kohtaamo::server::pages
