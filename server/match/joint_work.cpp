// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/joint_work.h"

#include <algorithm>
#include <cmath>

namespace kohtaamo::server {
namespace {

// Of the best ten, each by how near it comes to the first; nothing when none of them says it.
std::optional<double> share_of_joint(const std::vector<Scored>& best_first,
                                     const std::vector<std::optional<bool>>& is_joint) {
  constexpr std::size_t asked = 10;
  constexpr double fading_share = 0.3;  // a record that falls so far short of the best counts for 1/e
  double together = 0, known = 0;
  for (std::size_t i = 0; i < std::min(asked, best_first.size()); ++i) {
    if (!is_joint[i]) continue;
    const double best = best_first.front().score;
    const double trust = std::exp((best_first[i].score - best) / (fading_share * best));
    known += trust;
    if (*is_joint[i]) together += trust;
  }
  if (known <= 0) return std::nullopt;
  return together / known;
}

}  // namespace

std::optional<bool> is_joint_work(const corpora::Record& record) {
  const auto* project = std::get_if<corpora::Project>(&record.details);
  if (project == nullptr || project->partners.empty()) return std::nullopt;
  const bool names_coordinator =
      std::ranges::find(project->partners, "coordinator", &corpora::Partner::role) != project->partners.end();
  const bool is_led_from_beside = !project->coordinator.empty() && !names_coordinator;
  return project->partners.size() + (is_led_from_beside ? 1 : 0) > 1;
}

double prefer_joint_work(std::vector<Scored>& candidates, const std::vector<std::optional<bool>>& is_joint,
                         double most) {
  if (candidates.empty() || candidates.front().score <= 0) return 0;
  const auto share = share_of_joint(candidates, is_joint);
  if (!share) return 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const double fit = is_joint[i] ? (*is_joint[i] ? 1.0 : 0.0) : *share;
    candidates[i].score += most * *share * fit;
  }
  sort_best_first(candidates);
  return most * *share;
}

}  // namespace kohtaamo::server
