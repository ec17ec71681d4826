// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// embedded_files.h — the files of this folder that live inside the library (see config/embedded.h).

#include <span>

#include "config/embedded.h"

namespace kohtaamo::corpora {

std::span<const config::EmbeddedFile> embedded_files();

}  // namespace kohtaamo::corpora
