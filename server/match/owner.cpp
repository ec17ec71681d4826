// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/owner.h"

namespace kohtaamo::server {

corpora::RecordId owner_of(const corpora::Record& record) {
  if (const auto* need = std::get_if<corpora::Need>(&record.details)) return need->owner;
  if (const auto* innovation = std::get_if<corpora::Innovation>(&record.details))
    return innovation->developers.empty() ? corpora::RecordId() : innovation->developers.front();
  if (const auto* resource = std::get_if<corpora::Resource>(&record.details)) return resource->offered_by;
  return {};
}

}  // namespace kohtaamo::server
