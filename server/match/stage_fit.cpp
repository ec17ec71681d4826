// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/stage_fit.h"

#include <algorithm>
#include <array>

namespace kohtaamo::server {

double stage_fit(Role role, std::string_view stage) {
  struct Row {
    std::string_view stage;
    double adopter, developer, funder;
  };
  constexpr std::array rows{
      Row{"need", 0.1, 0.7, 0.5},      Row{"idea", 0.2, 1.0, 0.7},      Row{"develop", 0.4, 1.0, 1.0},
      Row{"pilot", 0.6, 0.9, 1.0},     Row{"evaluated", 0.9, 0.7, 0.9}, Row{"established", 1.0, 0.6, 0.7},
      Row{"spreading", 1.0, 0.6, 0.9}, Row{"system", 0.9, 0.5, 0.6},    Row{"stopped", 0.0, 0.4, 0.2}};
  const auto row = std::ranges::find(rows, stage, &Row::stage);
  if (row == rows.end()) return 0;
  switch (role) {
    case Role::adopter:
      return row->adopter;
    case Role::developer:
      return row->developer;
    case Role::funder:
      return row->funder;
  }
  return 0;
}

}  // namespace kohtaamo::server
