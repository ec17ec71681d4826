// SPDX-License-Identifier: GPL-3.0-or-later
// Innovations with the fields of Social Innovation Match, whose case studies are in English. A text that is missing
// in English is told, never filled in.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "config/code_lists.h"
#include "corpora/export.h"
#include "server/exchange/bulk.h"

namespace kohtaamo::server::exchange {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Innovation;
using corpora::Record;

constexpr std::string_view innovations = "type:innovation";
constexpr std::size_t most_told = 50;

const std::vector<std::string> columns{"title",         "problem",         "proposed solution",  "lead organisation",
                                       "countries",     "level of action", "source of funding",  "budget (EUR)",
                                       "project start", "project end",     "type of initiative", "participants",
                                       "website",       "licence"};

// From the narrowest to the widest; a record acts on the widest level it names.
struct Level {
  std::string_view scheme{}, name{};
};
constexpr std::array levels{Level{"kunta", "local"},   Level{"mk", "regional"},       Level{"hva", "regional"},
                            Level{"nuts", "regional"}, Level{"national", "national"}, Level{"country", "national"},
                            Level{"eu", "EU"}};

std::string level_of(const Record& record) {
  std::size_t widest = 0;
  bool is_known = false;
  for (const corpora::Region& region : record.regions) {
    const auto level = std::ranges::find(levels, region.scheme, &Level::scheme);
    if (level == levels.end()) continue;
    widest = std::max(widest, static_cast<std::size_t>(level - levels.begin()));
    is_known = true;
  }
  return is_known ? std::string(levels.at(widest).name) : "";
}

std::string countries_of(const Record& record) {
  std::vector<std::string> countries;
  for (const corpora::Region& region : record.regions) {
    const bool is_finnish = region.scheme == "mk" || region.scheme == "hva" || region.scheme == "kunta";
    std::string country = is_finnish ? "FI" : "";
    if (region.scheme == "country" || region.scheme == "national") country = region.code;
    if (region.scheme == "nuts") country = region.code.substr(0, 2);
    if (!country.empty() && std::ranges::find(countries, country) == countries.end()) countries.push_back(country);
  }
  return fmt::format("{}", fmt::join(countries, "; "));
}

std::string names_of(Harvest& harvest, const std::vector<corpora::RecordId>& ids, std::size_t from) {
  std::vector<std::string> names;
  for (std::size_t i = from; i < ids.size(); ++i)
    if (std::string name = harvest.name_of(ids[i]); !name.empty()) names.push_back(std::move(name));
  return fmt::format("{}", fmt::join(names, "; "));
}

std::string day(const std::optional<corpora::Date>& date) { return date ? corpora::to_text(*date) : std::string(); }

std::string line_of(Harvest& harvest, const Addresses& addresses, const Record& record) {
  const auto& innovation = std::get<Innovation>(record.details);
  std::vector<corpora::RecordId> funders;
  for (const corpora::FunderShare& share : innovation.funders) funders.push_back(share.actor);
  const auto lead = std::span(innovation.developers).first(std::min<std::size_t>(innovation.developers.size(), 1));
  const std::string& website = record.provenance.url;
  return corpora::table_line(
      {record.title.en, innovation.problem.en, innovation.core_idea.en,
       names_of(harvest, {lead.begin(), lead.end()}, 0), countries_of(record), level_of(record),
       names_of(harvest, funders, 0),
       innovation.cost.setup_eur ? fmt::format("{:.0f}", *innovation.cost.setup_eur) : std::string(),
       day(record.dates.valid_from), day(record.dates.valid_to),
       std::string(config::label_of("novelty_types", innovation.novelty_type, "en")),
       names_of(harvest, innovation.developers, 1),
       website.empty() ? addresses.page(record.id, stemming::Language::en) : website, record.licence});
}

}  // namespace

std::vector<std::string_view> missing_for_sim(const Record& record) {
  const auto& innovation = std::get<Innovation>(record.details);
  std::vector<std::string_view> missing;
  if (record.title.en.empty()) missing.emplace_back("title");
  if (innovation.problem.en.empty()) missing.emplace_back("problem");
  if (innovation.core_idea.en.empty()) missing.emplace_back("core_idea");
  return missing;
}

Result<void> check_sim(Harvest& harvest) {
  std::vector<std::string> told;
  std::size_t count = 0;
  auto looked = harvest.each(innovations, [&](const HarvestedRecord& one) -> Result<void> {
    const auto missing = missing_for_sim(one.record);
    if (missing.empty() || ++count > most_told) return {};
    told.push_back(fmt::format("{} ({})", one.id, fmt::join(missing, ", ")));
    return {};
  });
  if (!looked || count == 0) return looked;
  return fail(
      ErrorCode::bad_record,
      fmt::format("{} innovations have no English text where SIM needs one: {}{}; complete=true leaves them out", count,
                  fmt::join(told, "; "), count > most_told ? "; …" : ""),
      "complete");
}

Result<void> write_sim(Harvest& harvest, const Addresses& addresses, const BodySink& sink) {
  if (auto begun = sink(corpora::table_line(columns)); !begun) return begun;
  return harvest.each(innovations, [&](const HarvestedRecord& one) -> Result<void> {
    if (!missing_for_sim(one.record).empty()) return {};
    return sink(line_of(harvest, addresses, one.record));
  });
}

}  // namespace kohtaamo::server::exchange
