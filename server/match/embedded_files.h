// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// embedded_files.h — the word lists of matching that live inside the library.

#include <span>

#include "config/embedded.h"

namespace kohtaamo::match {
std::span<const config::EmbeddedFile> embedded_files();
}
