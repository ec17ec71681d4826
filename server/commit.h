// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// commit.h — which commit the program was built from. One file alone knows it, so that a commit builds one file anew.

#include <string_view>

namespace kohtaamo::server {

std::string_view built_commit();  // short; empty when the sources were no checkout

}  // namespace kohtaamo::server
