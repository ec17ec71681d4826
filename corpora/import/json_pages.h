// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// json_pages.h — what the readers of JSON documents share.

#include <functional>
#include <string_view>

#include "corpora/import/json_cutter.h"
#include "corpora/import/rows.h"

namespace kohtaamo::corpora {

Row row_of(const CutRow& cut, std::size_t max_bytes);
config::Result<void> for_each_piece(ByteStream& bytes,
                                    const std::function<config::Result<void>(std::string_view)>& take);

}  // namespace kohtaamo::corpora
