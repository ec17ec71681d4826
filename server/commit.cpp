// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commit.h"

namespace kohtaamo::server {

std::string_view built_commit() { return KOHTAAMO_COMMIT; }

}  // namespace kohtaamo::server
