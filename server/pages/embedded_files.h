// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// embedded_files.h — templates, styles, scripts and icons of server/web, inside the program.

#include <span>

#include "config/embedded.h"

namespace kohtaamo::pages {

std::span<const config::EmbeddedFile> embedded_files();

}  // namespace kohtaamo::pages
