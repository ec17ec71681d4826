// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// server_question.h — a question to a running server of Kohtaamo, and its answer.
//
// Given   the address of the server as the person wrote it, the path of the question, and its JSON, if it has one.
// Gives   the JSON of the answer, as it came.
// Fails   with the code that the server gave, so that the command ends as it would have without a server; usage for
//         an address that is none, source_unavailable for a server that does not answer, bad_request for one that
//         answers otherwise than Kohtaamo does.
// Never   sends a key: what is asked here is open to all.
// Threads any.

#include <string>

#include "config/error.h"

namespace kohtaamo::indexer {

struct ServerQuestion {
  std::string server{};  // "http://127.0.0.1:8080"
  std::string path{};    // "/api/v1/match?lang=fi"
  std::string json{};    // empty: a GET
};

config::Result<std::string> ask_server(const ServerQuestion& question);

}  // namespace kohtaamo::indexer
