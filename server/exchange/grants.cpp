// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions in the 360Giving Data Standard. What the standard requires and a decision does not say is not made up:
// such a decision is left out.
#include <fmt/format.h>

#include "config/code_lists.h"
#include "config/json.h"
#include "indexer/record_parts.h"
#include "server/exchange/bulk.h"

namespace kohtaamo::server::exchange {
namespace {

using config::Result;
using config::write_key;
using corpora::Decision;
using corpora::Record;
using corpora::RecordId;

void write_text(config::JsonWriter& writer, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  write_key(writer, name);
  config::write_string(writer, text);
}

void write_number(config::JsonWriter& writer, std::string_view name, const std::optional<double>& number) {
  if (!number) return;
  write_key(writer, name);
  writer.Double(*number);
}

struct Organization {
  std::string id{}, name{};
};

// By its number in the Finnish business register, where it has one: FI-PRO is its name at org-id.guide.
Organization organization_of(Harvest& harvest, const RecordId& id) {
  Organization organization{.id = id, .name = id.empty() ? "" : harvest.name_of(id)};
  const auto found = harvest.find(id);
  if (!found || !*found || (*found)->is_gone) return organization;
  const auto* actor = std::get_if<corpora::Actor>(&(*found)->record.details);
  if (actor != nullptr && !actor->identifiers.y_tunnus.empty())
    organization.id = "FI-PRO-" + actor->identifiers.y_tunnus;
  return organization;
}

struct Grant {
  const HarvestedRecord& harvested;
  const Decision& decision;
  Organization funder{};
  std::vector<Organization> recipients{};
};

std::optional<Grant> grant_of(Harvest& harvest, const HarvestedRecord& one) {
  const auto* decision = std::get_if<Decision>(&one.record.details);
  if (decision == nullptr || !decision->granted_eur || !decision->decided_on || decision->result == "rejected")
    return std::nullopt;
  Grant grant{.harvested = one, .decision = *decision, .funder = organization_of(harvest, decision->funder)};
  for (const corpora::Recipient& recipient : decision->recipients)
    if (Organization known = organization_of(harvest, recipient.actor); !known.name.empty())
      grant.recipients.push_back(std::move(known));
  if (grant.funder.name.empty() || grant.recipients.empty()) return std::nullopt;
  return grant;
}

void write_organizations(config::JsonWriter& writer, std::string_view name, const std::vector<Organization>& all) {
  write_key(writer, name);
  writer.StartArray();
  for (const Organization& one : all) {
    writer.StartObject();
    write_text(writer, "id", one.id);
    write_text(writer, "name", one.name);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_places(config::JsonWriter& writer, const Record& record) {
  write_key(writer, "beneficiaryLocation");
  writer.StartArray();
  for (const corpora::Region& region : record.regions) {
    writer.StartObject();
    write_text(writer, "name", config::label_of("regions", region.key(), "fi"));
    write_text(writer, "geoCode", region.code);
    write_text(writer, "geoCodeType", region.scheme);
    writer.EndObject();
  }
  writer.EndArray();
}

void write_period(config::JsonWriter& writer, const corpora::Period& period) {
  write_key(writer, "plannedDates");
  writer.StartArray();
  writer.StartObject();
  if (period.start) write_text(writer, "startDate", corpora::to_text(*period.start));
  if (period.end) write_text(writer, "endDate", corpora::to_text(*period.end));
  writer.EndObject();
  writer.EndArray();
}

void write_programme(config::JsonWriter& writer, const std::string& title) {
  write_key(writer, "grantProgramme");
  writer.StartArray();
  writer.StartObject();
  write_text(writer, "title", title);
  writer.EndObject();
  writer.EndArray();
}

std::string to_json(const Grant& grant, Harvest& harvest, const Addresses& addresses) {
  const Record& record = grant.harvested.record;
  const Decision& decision = grant.decision;
  const auto language = indexer::main_language(record);
  const std::string& purpose = decision.purpose.best(language);
  const std::string& text = purpose.empty() ? record.summary.best(language) : purpose;
  config::JsonBuffer json;
  config::JsonWriter writer(json);
  writer.StartObject();
  write_text(writer, "id", record.id);
  write_text(writer, "title", record.title.best(language));
  write_text(writer, "description", text.empty() ? record.title.best(language) : text);
  write_text(writer, "currency", "EUR");
  write_number(writer, "amountAppliedFor", decision.applied_eur);
  write_number(writer, "amountAwarded", decision.granted_eur);
  write_number(writer, "amountDisbursed", decision.disbursed_eur);
  write_text(writer, "awardDate", corpora::to_text(*decision.decided_on));
  if (decision.period.start || decision.period.end) write_period(writer, decision.period);
  write_organizations(writer, "recipientOrganization", grant.recipients);
  if (!record.regions.empty()) write_places(writer, record);
  write_organizations(writer, "fundingOrganization", {grant.funder});
  if (const std::string call = decision.call.empty() ? "" : harvest.name_of(decision.call); !call.empty()) {
    write_programme(writer, call);
    write_key(writer, "fromOpenCall");
    config::write_string(writer, "Yes");
  }
  write_text(writer, "dataSource", addresses.page(record));
  write_text(writer, "dateModified", grant.harvested.changed_at);
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace

Result<void> write_grants(Harvest& harvest, const Addresses& addresses, const BodySink& sink) {
  if (auto begun = sink("{\"grants\":["); !begun) return begun;
  std::string_view between;
  auto written = harvest.each("type:decision", [&](const HarvestedRecord& one) -> Result<void> {
    const auto grant = grant_of(harvest, one);
    if (!grant) return {};
    auto taken = sink(fmt::format("{}{}", between, to_json(*grant, harvest, addresses)));
    between = ",\n";
    return taken;
  });
  return written ? sink("]}\n") : written;
}

}  // namespace kohtaamo::server::exchange
