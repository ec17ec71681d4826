// SPDX-License-Identifier: GPL-3.0-or-later
// What tells programs their way around: a search for browsers, maps of the site for crawlers, the vocabulary.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "config/code_lists.h"
#include "config/messages.h"
#include "corpora/listing.h"
#include "server/exchange/addresses.h"
#include "server/exchange/handlers.h"
#include "server/exchange/harvest.h"
#include "server/exchange/skos.h"
#include "server/exchange/xml.h"
#include "stemming/embedded_files.h"

namespace kohtaamo::server::exchange {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Seq;

constexpr std::string_view turtle = "text/turtle; charset=utf-8";
constexpr const char* sitemap_namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";
// A part holds the records of so many change numbers, each in three languages: at most 30,000 addresses, where
// 50,000 are allowed. Parts keep their place, so that a change is seen in the last one alone.
constexpr Seq changes_a_part = 10'000;

HttpReply xml_reply(const pugi::xml_document& document, std::string_view type) {
  return {.content_type = fmt::format("{}; charset=utf-8", type), .body = to_text(document)};
}

std::optional<Seq> part_number(std::string_view text) {
  Seq number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

void add_addresses(pugi::xml_node list, const HarvestedRecord& record, const Addresses& addresses) {
  for (const auto language : stemming::all_languages) {
    const pugi::xml_node url = add_element(list, "url");
    add_element(url, "loc", addresses.page(record.id, language));
    add_element(url, "lastmod", record.changed_at);
  }
}

// A part whose records have all changed since, or gone, is empty: a map without an address is none.
Result<bool> has_records(Harvest& harvest, corpora::SeqRange range) {
  while (true) {
    const auto page = harvest.page(corpora::set_of_all, range);
    if (!page) return fail(page.error());
    if (!std::ranges::all_of(page->records, &HarvestedRecord::is_gone)) return true;
    if (!page->has_more) return false;
    range.after = page->records.back().seq;
  }
}

corpora::SeqRange range_of(Seq part) { return {.after = (part - 1) * changes_a_part, .until = part * changes_a_part}; }

}  // namespace

Reply get_opensearch(App& app, const RoutedRequest& request) {
  const Addresses addresses(app, request.http);
  const std::string language(to_text(request.language));
  pugi::xml_document document;
  const pugi::xml_node root = add_element(document.root(), "OpenSearchDescription");
  add_attribute(root, "xmlns", "http://a9.com/-/spec/opensearch/1.1/");
  add_element(root, "ShortName", config::message("site_name", language));
  add_element(root, "Description", config::message("tagline", language));
  const auto add_url = [&](std::string_view type, const std::string& path) {
    const pugi::xml_node url = add_element(root, "Url");
    add_attribute(url, "type", type);
    add_attribute(url, "template", addresses.at(path));
  };
  add_url("text/html", fmt::format("/{}/search?q={{searchTerms}}", language));
  add_url("application/atom+xml", "/feed?q={searchTerms}&lang=" + language);
  add_url("application/json", "/api/v1/search?q={searchTerms}&limit={count?}&offset={startIndex?}");
  add_element(root, "Language", language);
  add_element(root, "InputEncoding", "UTF-8");
  return xml_reply(document, "application/opensearchdescription+xml");
}

Reply get_sitemaps(App& app, const RoutedRequest& request) {
  auto harvest = Harvest::open(app);
  if (!harvest) return fail(harvest.error());
  const auto last = harvest->store().last_seq();
  if (!last) return fail(last.error());
  const Addresses addresses(app, request.http);
  pugi::xml_document document;
  const pugi::xml_node index = add_element(document.root(), "sitemapindex");
  add_attribute(index, "xmlns", sitemap_namespace);
  for (Seq part = 1; (part - 1) * changes_a_part < *last; ++part) {
    const auto is_there = has_records(*harvest, range_of(part));
    if (!is_there) return fail(is_there.error());
    if (!*is_there) continue;
    add_element(add_element(index, "sitemap"), "loc", addresses.at(fmt::format("/sitemaps/{}", part)));
  }
  return xml_reply(document, "application/xml");
}

Reply get_sitemap(App& app, const RoutedRequest& request) {
  const auto part = part_number(request.id);
  auto harvest = Harvest::open(app);
  if (!harvest) return fail(harvest.error());
  const auto last = harvest->store().last_seq();
  if (!last) return fail(last.error());
  if (!part || (*part - 1) * changes_a_part >= *last)
    return fail(ErrorCode::not_found, "there is no such part", request.id);
  const Addresses addresses(app, request.http);
  pugi::xml_document document;
  const pugi::xml_node list = add_element(document.root(), "urlset");
  add_attribute(list, "xmlns", sitemap_namespace);
  corpora::SeqRange range = range_of(*part);
  for (bool has_more = true; has_more;) {
    const auto page = harvest->page(corpora::set_of_all, range);
    if (!page) return fail(page.error());
    for (const HarvestedRecord& record : page->records)
      if (!record.is_gone) add_addresses(list, record, addresses);
    has_more = page->has_more;
    if (has_more) range.after = page->records.back().seq;
  }
  return xml_reply(document, "application/xml");
}

// Records may be crawled; searches and their endless combinations of filters not.
Reply get_robots(App& app, const RoutedRequest& request) {
  const Addresses addresses(app, request.http);
  return HttpReply{.content_type = "text/plain; charset=utf-8",
                   .body = fmt::format("User-agent: *\nDisallow: /api/\nDisallow: /*/search\nDisallow: /*?\n"
                                       "Sitemap: {}\n",
                                       addresses.at("/sitemap.xml"))};
}

Reply get_vocabulary(App&, const RoutedRequest&) {
  const auto vocabulary = config::find_embedded(stemming::embedded_files(), "stemming/vocabulary/kohtaamo.ttl");
  return HttpReply{.content_type = std::string(turtle), .body = std::string(vocabulary.value())};
}

Reply get_code_list(App&, const RoutedRequest& request) {
  const auto names = config::code_list_names();
  if (std::ranges::find(names, request.id) == names.end())
    return fail(ErrorCode::not_found, "there is no such code list; /api/v1/code-lists names them", request.id);
  return HttpReply{.content_type = std::string(turtle), .body = to_skos(config::code_list(request.id))};
}

}  // namespace kohtaamo::server::exchange
