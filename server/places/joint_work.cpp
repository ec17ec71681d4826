// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/joint_work.h"

#include <algorithm>

namespace kohtaamo::server {
namespace {

using corpora::RecordId;

// In a project of more, each works with the one that leads it: pairs of all would drown what is close.
constexpr std::size_t most_at_centre = 30;

class Reading {
 public:
  explicit Reading(const RecordId& id) : id_(id) {}

  void operator()(const corpora::Innovation& innovation) {
    for (const RecordId& actor : innovation.developers) add(work.centre, {.actor = actor});
    for (const corpora::FunderShare& funder : innovation.funders) add(work.around, {.actor = funder.actor});
  }
  void operator()(const corpora::Project& project) {
    add(work.centre, {.actor = project.coordinator});
    for (const corpora::Partner& partner : project.partners)
      if (partner.role == "coordinator") add(work.centre, {.actor = partner.actor, .name = partner.name});
    const bool is_large = project.partners.size() > most_at_centre && !work.centre.empty();
    for (const corpora::Partner& partner : project.partners)
      add(is_large ? work.around : work.centre, {.actor = partner.actor, .name = partner.name});
  }
  void operator()(const corpora::Decision& decision) {
    const corpora::Privacy& privacy = decision.privacy;
    if (decision.result == "rejected" || privacy.hide_applicant.value_or(false) || privacy.objected.value_or(false))
      return;
    add(work.centre, {.actor = decision.funder});
    for (const corpora::Recipient& recipient : decision.recipients) add(work.around, {.actor = recipient.actor});
  }
  void operator()(const corpora::Call& call) {
    for (const RecordId& funder : call.funder) add(work.centre, {.actor = funder});
  }
  void operator()(const corpora::Adoption& adoption) {
    work.innovation = adoption.innovation;
    add(work.around, {.actor = adoption.adopter});
  }
  void operator()(const corpora::Actor& actor) {
    if (actor.privacy.objected.value_or(false)) return;
    add(work.centre, {.actor = id_});
    add(work.around, {.actor = actor.parent});
    for (const RecordId& network : actor.networks) add(work.around, {.actor = network});
  }
  void operator()(const auto&) {}  // the others join nobody

  JointWork work{};

 private:
  void add(std::vector<Participant>& to, Participant one) const {
    if (one.actor.empty() && one.name.empty()) return;
    const auto is_same = [&](const Participant& other) { return other.actor == one.actor && other.name == one.name; };
    const auto is_actor = [&](const Participant& other) { return !one.actor.empty() && other.actor == one.actor; };
    for (const std::vector<Participant>* there : {&work.centre, &work.around})
      if (std::ranges::any_of(*there, is_same) || std::ranges::any_of(*there, is_actor)) return;
    to.push_back(std::move(one));
  }

  const RecordId& id_;
};

}  // namespace

JointWork joint_work_of(const corpora::Record& record) {
  Reading reading(record.id);
  std::visit(reading, record.details);
  return std::move(reading.work);
}

}  // namespace kohtaamo::server
