// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/material.h"

#include "corpora/hash.h"
#include "corpora/record_json.h"

namespace kohtaamo::corpora {
namespace {

// Of the details of each type what is material; nothing of those where the title and the stage say it all.
struct MaterialPart {
  template <class Other>
  Details operator()(const Other&) const {
    return Other{};
  }
  Details operator()(const Innovation& innovation) const { return Innovation{.cost = innovation.cost}; }
  Details operator()(const Need& need) const { return Need{.constraints = need.constraints}; }
  Details operator()(const Resource& resource) const {
    return Resource{.price = resource.price, .eligibility = resource.eligibility, .valid_to = resource.valid_to};
  }
  Details operator()(const Call& call) const {
    return Call{.source_status = call.source_status,
                .opens = call.opens,
                .deadlines = call.deadlines,
                .deadline_model = call.deadline_model,
                .amount = call.amount,
                .eligibility = call.eligibility};
  }
};

}  // namespace

std::string material_hash(const Record& record) {
  Record material{.title = record.title, .stage = record.stage};
  material.details = std::visit(MaterialPart{}, record.details);
  return hash_of(to_json(material));
}

}  // namespace kohtaamo::corpora
