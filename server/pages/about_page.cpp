// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/about_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "config/code_lists.h"
#include "config/messages.h"
#include "corpora/date.h"
#include "server/match/signals.h"
#include "server/pages/facet_view.h"
#include "server/pages/fact.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/search_address.h"

namespace kohtaamo::server {
namespace {

using config::message;
using stemming::Language;

// Of the authority that supervises digital services since 2025.
constexpr std::string_view authority = "https://www.saavutettavuusvaatimukset.fi";

std::string_view language_of(const AboutView& about) { return to_text(about.reader.language); }

View signals_view(const AboutView& about) {
  const config::MatchSettings& match = about.settings.match;
  const auto number = [&](double weight) { return format_number(weight, about.reader.language); };
  View list(View::type::list);
  for (const std::string_view name : signal_names()) {
    View row;
    row.set("label", message("reason_" + std::string(name), language_of(about)));
    row.set("adopter", number(weight_of(name, match.adopter)));
    row.set("developer", number(weight_of(name, match.developer)));
    row.set("funder", number(weight_of(name, match.funder)));
    list << std::move(row);
  }
  return list;
}

// "projektit 24 725, haut 1 412": most first.
std::string counts_words(const Counts& counts, std::string_view field, std::string_view list, const Reader& reader) {
  constexpr std::size_t most = 6;
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::greater{}, &std::pair<std::string, std::size_t>::second);
  std::vector<std::string> words;
  for (const auto& [code, count] : sorted) {
    if (words.size() == most) break;
    std::string label = code;
    if (field == "type")
      label = facet_label("type", code, {}, reader.language);
    else if (!list.empty())
      label = config::label_of(list, code, to_text(reader.language));
    else if (code == "unknown")
      label = message("coverage_licence_unknown", to_text(reader.language));
    words.push_back(sorted.size() == 1 ? label
                                       : label + " " + format_number(static_cast<double>(count), reader.language));
  }
  if (sorted.size() > most)
    words.push_back(message("and_so_many_more", to_text(reader.language), {{"count", sorted.size() - most}}));
  return fmt::format("{}", fmt::join(words, ", "));
}

// The day of a timestamp as people write it.
std::string day_words(const std::string& timestamp, const Reader& reader) {
  const auto day = corpora::parse_date(timestamp);
  return day ? format_day(*day, reader.language) : timestamp;
}

std::string run_words(const corpora::SourceHealth& health, const AboutView& about) {
  if (health.last_run_at.empty()) return {};
  std::string words = day_words(health.last_run_at, about.reader);
  if (health.last_counts.rejected > 0)
    words += ", " + message("coverage_rejected", language_of(about), {{"count", health.last_counts.rejected}});
  return words;
}

View source_view(const SourceCoverage& source, const AboutView& about) {
  const SearchRequest search{.filters = {{.field = "source", .codes = {source.source}}}, .limit = hits_per_page};
  View row;
  row.set("name", std::string(config::label_of("sources", source.source, to_text(about.reader.language))));
  row.set("address",
          source.records == 0 ? View(false) : View(page_address(about.reader.language, search_address(search))));
  row.set("count", format_number(static_cast<double>(source.records), about.reader.language));
  row.set("types", counts_words(source.types, "type", "record_types", about.reader));
  row.set("languages", counts_words(source.languages, "language", "languages", about.reader));
  row.set("licences", counts_words(source.licences, "licence", "", about.reader));
  row.set("run", optional_text(source.health ? run_words(*source.health, about) : ""));
  const bool has_failed = source.health && !source.health->last_outcome.empty() && source.health->last_outcome != "ok";
  row.set("trouble", has_failed ? View(message("coverage_failed", language_of(about))) : View(false));
  return row;
}

void set_missing(const AboutView& about, View& values) {
  std::vector<std::string> types, regions;
  for (const std::string& type : about.coverage.missing_types)
    types.push_back(facet_label("type", type, {}, about.reader.language));
  for (const std::string& region : about.coverage.missing_regions)
    regions.emplace_back(config::label_of("regions", region, language_of(about)));
  const auto words = [&](std::string_view key, const std::vector<std::string>& names) {
    return names.empty()
               ? View(false)
               : View(message(key, language_of(about), {{"names", fmt::format("{}", fmt::join(names, ", "))}}));
  };
  values.set("missing_types", words("coverage_missing_types", types));
  values.set("missing_regions", words("coverage_missing_regions", regions));
}

View feedback_view(const std::string& address) {
  if (address.empty()) return View(false);
  const bool is_mail = !is_web_address(address);
  View feedback;
  feedback.set("address", is_mail ? "mailto:" + address : address);
  feedback.set("words", address);
  return feedback;
}

}  // namespace

std::string render_about_page(const AboutView& about) {
  const Language language = about.reader.language;
  View values = frame_view({.language = language,
                            .title = message("footer_about", to_text(language)),
                            .rest = "about",
                            .styles = {"places.css"}});
  View sources(View::type::list);
  for (const SourceCoverage& source : about.coverage.sources) sources << source_view(source, about);
  values.set("signals", signals_view(about));
  values.set("thresholds", message("weights_thresholds", to_text(language),
                                   {{"strong", format_number(about.settings.match.strong_from, language)},
                                    {"possible", format_number(about.settings.match.possible_from, language)}}));
  values.set("records", message("records_count", to_text(language), {{"count", about.coverage.records}}));
  values.set("sources", std::move(sources));
  set_missing(about, values);
  values.set("operator", optional_text(about.settings.service.operator_name));
  values.set("feedback", feedback_view(about.settings.service.feedback_address));
  values.set("authority_address", std::string(authority));
  values.set("authority_words", std::string("saavutettavuusvaatimukset.fi"));
  values.set("api_address", page_address(language, "api"));
  return render(fmt::format("about_{}", to_text(language)), language, values);
}

}  // namespace kohtaamo::server
