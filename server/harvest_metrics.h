// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// harvest_metrics.h — how the harvests of the sources fare, as Prometheus text.
//
// Given   the data folder, where the harvester, another program, keeps its states.
// Gives   lines for /metrics; none where nothing was harvested, or where `harvest` itself complains of what is kept.
// Never   holds a label that an outsider can choose: sources are the operator's.
// Threads any.

#include <string>

namespace kohtaamo::server {

std::string harvest_metrics(const std::string& data_directory);

}  // namespace kohtaamo::server
