// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// embedded_files.h — the files of this folder that live inside the program: openapi.json.

#include <span>

#include "config/embedded.h"

namespace kohtaamo::server {

std::span<const config::EmbeddedFile> embedded_files();

}  // namespace kohtaamo::server
