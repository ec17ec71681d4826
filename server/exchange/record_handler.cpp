// SPDX-License-Identifier: GPL-3.0-or-later
// One record as machines take it: for search engines, for a table, for a calendar.
#include "config/messages.h"
#include "corpora/export.h"
#include "corpora/record_json.h"
#include "server/exchange/handlers.h"
#include "server/exchange/icalendar.h"
#include "server/exchange/json_ld.h"
#include "server/exchange/shared_record.h"
#include "server/requests.h"

namespace kohtaamo::server::exchange {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

Result<corpora::Record> find_shared(const App& app, const corpora::RecordId& id) {
  auto record = app.search().find(id);
  if (!record) return fail(record.error());
  if (!*record) return fail(app.no_record(id));
  return shared_record(std::move(**record));
}

}  // namespace

Reply get_record_json_ld(App& app, const RoutedRequest& request) {
  const auto record = find_shared(app, request.id);
  if (!record) return fail(record.error());
  const Addresses addresses(app, request.http);
  const auto name_of = [&](const corpora::RecordId& id) {
    const auto other = app.search().find(id);
    return other && *other ? (*other)->title.best(request.language) : std::string();
  };
  return HttpReply{
      .content_type = "application/ld+json",
      .body = to_json_ld(*record, {.page = addresses.page(*record), .language = request.language, .name_of = name_of})};
}

Reply get_record_csv(App& app, const RoutedRequest& request) {
  const auto record = find_shared(app, request.id);
  if (!record) return fail(record.error());
  HttpReply reply{.content_type = "text/csv; charset=utf-8; header=present",
                  .headers = {{"Content-Disposition", "attachment; filename=\"kohtaamo-record.csv\""}},
                  .body = {}};
  const corpora::JsonSource one = [&](const auto& take) { return take(corpora::to_json(*record)); };
  const auto written = corpora::write_table(one, [&](std::string_view piece) -> Result<void> {
    reply.body += piece;
    return {};
  });
  if (!written) return fail(written.error());
  return reply;
}

Reply get_record_calendar(App& app, const RoutedRequest& request) {
  auto harvest = Harvest::open(app);
  if (!harvest) return fail(harvest.error());
  const auto found = harvest->find(request.id);
  if (!found) return fail(found.error());
  if (!*found || (*found)->is_gone) return fail(app.no_record(request.id));
  const corpora::Record& record = (*found)->record;
  if (record.type() != corpora::RecordType::call)
    return fail(ErrorCode::not_found, "only calls have deadlines", request.id);
  const Addresses addresses(app, request.http);
  return HttpReply{.content_type = "text/calendar; charset=utf-8",
                   .headers = {{"Content-Disposition", "attachment; filename=\"kohtaamo.ics\""}},
                   .body = to_icalendar({&**found, 1}, {.addresses = addresses,
                                                        .name = record.title.best(request.language),
                                                        .language = request.language,
                                                        .today = app.today()})};
}

}  // namespace kohtaamo::server::exchange
