// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// joint_work.h — who does something together, as one record tells it.
//
// Given   a record.
// Gives   whom it joins: those at its centre with one another and with those around them. Around are who pay and who
//         take into use: two municipalities that use the same innovation have not worked together by that.
// Never   tells of a decision whose applicant is hidden or has objected, nor of the links that an actor who has
//         objected gives for itself; what others tell of that actor stays.
// Threads pure function.
//
// Example   project of a university (coordinator) and a municipality   ->   centre: both
//           innovation, developed by an association, funded by a foundation   ->   centre: association; around:
//           foundation

#include <string>
#include <vector>

#include "corpora/record.h"

namespace kohtaamo::server {

struct Participant {
  corpora::RecordId actor{};  // empty where the source gives a name alone
  std::string name{};
};

struct JointWork {
  corpora::RecordId innovation{};  // of an adoption: those at its centre are those of the innovation
  std::vector<Participant> centre{}, around{};
  bool is_empty() const { return innovation.empty() && centre.size() + around.size() < 2; }
};

JointWork joint_work_of(const corpora::Record& record);

}  // namespace kohtaamo::server
