// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// harvest.h — the command `harvest` (command.h says what a command is).

#include "indexer/commands/command.h"

namespace kohtaamo::indexer {

void add_harvest(CLI::App& app, Command& chosen);

}  // namespace kohtaamo::indexer
