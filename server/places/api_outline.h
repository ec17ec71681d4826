// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// api_outline.h — the description of the interface (OpenAPI 3.1), as far as a person reads it.
//
// Given   the text of server/openapi.json.
// Gives   its operations by tag, in the order of the file, with their parameters and the shape of what they take and
//         give; an example for curl of each that can be tried.
// Fails   bad_json; an OpenAPI file without what is asked for here is our own mistake, which a test finds.
// Threads pure function.

#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"

namespace kohtaamo::server {

struct ApiParameter {
  std::string name{}, place{}, type{}, description{};  // place: query, path, body
  std::vector<std::string> values{};                   // the only ones it may take
  std::string default_value{};
  bool is_required = false;
};

struct ApiOperation {
  std::string id{}, method{}, path{}, summary{}, description{};
  std::vector<ApiParameter> parameters{};
  std::string takes{}, gives{};  // media types
  std::vector<std::string> scopes{};
  std::string example{};  // a command; the address of the service is {base}
};

struct ApiGroup {
  std::string name{};
  std::vector<ApiOperation> operations{};
};

struct ApiOutline {
  std::string title{}, version{}, description{};
  std::vector<ApiGroup> groups{};
};

config::Result<ApiOutline> read_api_outline(std::string_view openapi);

}  // namespace kohtaamo::server
