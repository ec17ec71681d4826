// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// oai_request.h — what a harvester asks by OAI-PMH 2.0, from the arguments of an address or a form.
//
// Given   names and values as they came, repeats kept.
// Gives   a verb with what it needs. A resumption token carries the whole selection and the change number it
//         goes on after, so that it needs no memory here, never grows old, and loses nothing that changes meanwhile.
// Fails   with a code of the protocol and a sentence.
// Threads pure functions.
//
// Example   oai_dc~type:call~2026-01-01~~412~100
//   ->      calls as oai_dc, changed since New Year, after change 412; 100 were given before

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "corpora/store.h"
#include "server/http_message.h"

namespace kohtaamo::server::exchange {

enum class OaiVerb : std::uint8_t {
  identify,
  list_metadata_formats,
  list_sets,
  get_record,
  list_identifiers,
  list_records
};

enum class OaiFormat : std::uint8_t { oai_dc, kohtaamo };

struct OaiFormatRow {
  OaiFormat format{};
  std::string_view prefix{}, schema{}, name_space{};  // a schema without "://" is an address of ours
};
std::span<const OaiFormatRow> oai_formats();
const OaiFormatRow& row_of(OaiFormat format);

struct OaiError {
  std::string_view code{};  // "badArgument"
  std::string message{};
};
template <class T>
using OaiResult = tl::expected<T, OaiError>;
inline tl::unexpected<OaiError> oai_fail(std::string_view code, std::string message) {
  return tl::unexpected<OaiError>(OaiError{code, std::move(message)});
}

// Which records a list is of, and how far it has been given.
struct OaiSelection {
  OaiFormat format{};
  std::string set = std::string("type");  // as the store names it
  std::string from{}, until{};            // as asked: a day or a second in UTC; empty: no bound
  corpora::Seq after = 0;
  std::int64_t given = 0;
};

struct OaiRequest {
  OaiVerb verb{};
  std::string identifier{};
  OaiSelection selection{};  // of get_record only the format
  bool is_resumed = false;
};

OaiResult<OaiRequest> parse_oai(std::span<const NameValue> arguments);

std::string oai_token(const OaiSelection& selection);

// The first moment of `from`, the first after `until`: "2026-01-31" -> "2026-02-01T00:00:00Z".
std::string first_moment(const std::string& from);
std::string moment_after(const std::string& until);

// A set in the letters of the protocol, and back: "theme:sample:x" <-> "theme:sample!3Ax". The inner colon
// would make a hierarchy of it.
std::string set_spec(std::string_view set);
std::optional<std::string> set_of_spec(std::string_view spec);

}  // namespace kohtaamo::server::exchange
