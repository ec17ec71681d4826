// SPDX-License-Identifier: GPL-3.0-or-later
// The six verbs of OAI-PMH 2.0. What a harvester got wrong is answered inside the protocol, with status 200.
#include <fmt/format.h>

#include <algorithm>

#include "config/code_lists.h"
#include "corpora/date.h"
#include "corpora/listing.h"
#include "server/embedded_files.h"
#include "server/exchange/gzip.h"
#include "server/exchange/handlers.h"
#include "server/exchange/oai_reply.h"

namespace kohtaamo::server::exchange {
namespace {

using config::fail;
using config::Result;

// A verb gives what stands in the reply; an error of the protocol is told in the reply as well.
class OaiAnswer {
 public:
  OaiAnswer(Harvest& harvest, const Addresses& addresses, OaiReply& reply, const OaiRequest& asked)
      : harvest_(harvest), addresses_(addresses), reply_(reply), asked_(asked) {}

  Result<void> give() {
    switch (asked_.verb) {
      case OaiVerb::identify:
        return identify();
      case OaiVerb::list_metadata_formats:
        return list_formats();
      case OaiVerb::list_sets:
        return list_sets();
      case OaiVerb::get_record:
        return get_record();
      case OaiVerb::list_identifiers:
      case OaiVerb::list_records:
        return list();
    }
    return {};
  }

 private:
  Result<void> refuse(std::string_view code, std::string message) {
    reply_.add_error({code, std::move(message)});
    return {};
  }
  NameOf names() {
    return [this](const corpora::RecordId& id) { return harvest_.name_of(id); };
  }

  std::string name_of_set(std::string_view set);
  Result<std::optional<HarvestedRecord>> find();
  Result<void> identify();
  Result<void> list_formats();
  Result<void> list_sets();
  Result<void> get_record();
  Result<void> list();
  Result<corpora::SeqRange> range();

  Harvest& harvest_;
  const Addresses& addresses_;
  OaiReply& reply_;
  const OaiRequest& asked_;
};

Result<std::optional<HarvestedRecord>> OaiAnswer::find() {
  const auto id = id_of_oai(addresses_, asked_.identifier);
  if (!id) return std::optional<HarvestedRecord>{};
  return harvest_.find(*id);
}

Result<void> OaiAnswer::identify() {
  const auto earliest = harvest_.store().earliest_change_at();
  if (!earliest) return fail(earliest.error());
  reply_.add_identity(earliest->empty() ? corpora::now_as_timestamp() : *earliest);
  return {};
}

Result<void> OaiAnswer::list_formats() {
  if (!asked_.identifier.empty()) {
    const auto record = find();
    if (!record) return fail(record.error());
    if (!*record) return refuse("idDoesNotExist", "no record has this identifier");
  }
  reply_.add_formats();
  return {};
}

// A theme that may not be seen any more keeps its id for a name.
std::string OaiAnswer::name_of_set(std::string_view set) {
  if (set == corpora::set_of_all) return "All records";
  if (set == "theme") return "All records of a theme";
  const std::string inner(set.substr(set.find(':') + 1));
  if (set.starts_with("type:")) return config::code_list("record_types").find(inner)->plural.en;
  const std::string title = harvest_.name_of(inner);
  return title.empty() ? inner : title;
}

Result<void> OaiAnswer::list_sets() {
  const auto sets = harvest_.store().sets();
  if (!sets) return fail(sets.error());
  if (sets->empty()) reply_.add_set(corpora::set_of_all, name_of_set(corpora::set_of_all));
  for (const std::string& set : *sets) reply_.add_set(set, name_of_set(set));
  return {};
}

Result<void> OaiAnswer::get_record() {
  const auto record = find();
  if (!record) return fail(record.error());
  if (!*record) return refuse("idDoesNotExist", "no record has this identifier");
  reply_.add_record(**record, asked_.selection.format, names());
  return {};
}

Result<corpora::SeqRange> OaiAnswer::range() {
  const OaiSelection& selection = asked_.selection;
  corpora::SeqRange range{.after = selection.after};
  if (!selection.from.empty()) {
    const auto before = harvest_.store().seq_before(first_moment(selection.from));
    if (!before) return fail(before.error());
    range.after = std::max(range.after, *before);
  }
  if (!selection.until.empty()) {
    const auto last = harvest_.store().seq_before(moment_after(selection.until));
    if (!last) return fail(last.error());
    range.until = *last;
  }
  return range;
}

Result<void> OaiAnswer::list() {
  const auto last = harvest_.store().last_seq();
  if (!last) return fail(last.error());
  if (asked_.selection.after > *last) return refuse("badResumptionToken", "this token was not given here");
  const auto wanted = range();
  if (!wanted) return fail(wanted.error());
  const auto page = harvest_.page(asked_.selection.set, *wanted);
  if (!page) return fail(page.error());
  if (page->records.empty()) return refuse("noRecordsMatch", "nothing has changed within these bounds");
  for (const HarvestedRecord& record : page->records)
    if (asked_.verb == OaiVerb::list_records)
      reply_.add_record(record, asked_.selection.format, names());
    else
      reply_.add_header(record);
  OaiSelection next = asked_.selection;
  next.after = page->records.back().seq;
  next.given += static_cast<std::int64_t>(page->records.size());
  if (page->has_more)
    reply_.add_token(oai_token(next), asked_.selection.given);
  else if (asked_.is_resumed)
    reply_.add_token("", asked_.selection.given);
  return {};
}

Reply answer(const App& app, const HttpRequest& request, const std::vector<NameValue>& arguments) {
  const Addresses addresses(app, request);
  OaiReply reply(addresses, corpora::now_as_timestamp(), arguments);
  const auto asked = parse_oai(arguments);
  if (!asked) {
    reply.add_error(asked.error());
  } else {
    auto harvest = Harvest::open(app);
    if (!harvest) return fail(harvest.error());
    if (auto given = OaiAnswer(*harvest, addresses, reply, *asked).give(); !given) return fail(given.error());
  }
  return compressed({.content_type = "text/xml; charset=utf-8", .body = reply.text()}, request);
}

}  // namespace

Reply get_oai(App& app, const RoutedRequest& request) { return answer(app, request.http, request.http.query); }

Reply post_oai(App& app, const RoutedRequest& request) {
  const std::string_view type = request.http.find_header("content-type").value_or("");
  if (!is_same_header_name(type.substr(0, type.find(';')), "application/x-www-form-urlencoded"))
    return fail(config::ErrorCode::unsupported_media_type,
                "send the header Content-Type: application/x-www-form-urlencoded", "content-type");
  const auto arguments = parse_query_text(request.http.body);
  if (!arguments) return fail(arguments.error());
  return answer(app, request.http, *arguments);
}

Reply get_oai_schema(App&, const RoutedRequest&) {
  const auto schema = config::find_embedded(embedded_files(), "server/exchange/kohtaamo.xsd");
  return HttpReply{.content_type = "text/xml; charset=utf-8", .body = std::string(schema.value())};
}

}  // namespace kohtaamo::server::exchange
