// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// assets.h — styles, scripts and icons, under addresses that change with their bytes.
//
// Given   a file name of server/web ("kohtaamo.css"), or what stands after /assets/ in an address.
// Gives   the address ("/assets/3f9c21ab47-kohtaamo.css"); or the file, to be kept for ever, and compressed for who
//         takes it so: that is done once, when the program starts to serve.
// Fails   asset_address: a file that is not there is our own mistake (std::logic_error).
//         find_asset: nothing for a name that is not there, or of other bytes.
// Threads safe from everywhere.

#include <optional>
#include <string>
#include <string_view>

#include "server/http_message.h"

namespace kohtaamo::server {

std::string asset_address(std::string_view file_name);
std::optional<HttpReply> find_asset(std::string_view name, const HttpRequest& request = {});

}  // namespace kohtaamo::server
