// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// error.h — everything that can go wrong, as values.
//
// What an outsider can cause (settings, records, queries, a missing or foreign index) is a Result.
// What only a broken machine can cause is an exception, turned into an Error in the named places
// of ARCHITECTURE.md section 8. One table says how each code looks outside: its name on the wire,
// its HTTP status, its exit code (sysexits) and its sentence in Finnish, Swedish and English.
//
// Threads plain values and a constant table.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace kohtaamo::config {

enum class ErrorCode : std::uint8_t {
  internal,
  usage,
  bad_config,
  bad_json,
  bad_record,
  bad_request,
  unknown_parameter,
  query_too_complex,
  unauthorized,
  forbidden,
  not_found,
  gone,
  method_not_allowed,
  request_timeout,
  conflict,
  precondition_failed,
  length_required,
  payload_too_large,
  uri_too_long,
  unsupported_media_type,
  expectation_failed,
  too_many_requests,
  headers_too_large,
  overloaded,
  file_missing,
  cannot_write,
  disk_full,
  locked,
  source_shrank,
  source_broken,
  source_unavailable,
  source_refused,
  store_unavailable,
  index_unavailable,
  index_foreign,
};

struct ErrorRow {
  ErrorCode code{};
  std::string_view name{};  // on the wire; never changes
  int http_status = 0;
  int exit_code = 0;  // sysexits; 2 is usage
  std::string_view fi{}, sv{}, en{};
};

std::span<const ErrorRow> error_table();  // one row a code, in the order of ErrorCode
const ErrorRow& error_row(ErrorCode code);

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message{};  // what, in English, for the person who can mend it
  std::string where{};    // "needs.jsonl:12 /deadlines/0/date", "q:17", "limit"; empty when there is no place

  bool operator==(const Error&) const = default;
};

// "needs.jsonl:12 /stage: 'iddea' is not a stage"
std::string to_text(const Error& error);

// std::expected of C++23 once the compiler of the target system has it.
template <class T>
using Result = tl::expected<T, Error>;

// `return fail(ErrorCode::not_found, "no record has this id", id);`
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
  return fail(Error{code, std::move(message), std::move(where)});
}

}  // namespace kohtaamo::config
