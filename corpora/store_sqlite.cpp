// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/store_sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

namespace kohtaamo::corpora::sqlite {
namespace {

using config::Error;
using config::ErrorCode;

constexpr int busy_timeout_ms = 10'000;

bool is_out_of_space(int result_code, int system_error) {
  if ((result_code & 0xff) == SQLITE_FULL) return true;
  const bool is_refused_by_limit = system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
  return (result_code & 0xff) == SQLITE_IOERR && is_refused_by_limit;
}

Error error_of(int result_code, int system_error, const std::string& said, const std::string& path, Access access) {
  if (is_out_of_space(result_code, system_error))
    return {ErrorCode::disk_full, "no space left to write to; nothing of this batch was kept", path};
  switch (result_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::locked, "another program is writing to the store; try again when it has finished", path};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::store_unavailable,
              fmt::format("the store is damaged ({}); bring back a backup with `kohtaamo-indexer restore`", said),
              path};
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
      if (access == Access::read_only)
        return {ErrorCode::store_unavailable, "the store cannot be opened: " + said, path};
      return {ErrorCode::cannot_write, "the store cannot be opened for writing: " + said, path};
    default:
      return {ErrorCode::store_unavailable,
              fmt::format("{}{}", said, system_error == 0 ? "" : fmt::format(" ({})", std::strerror(system_error))),
              path};
  }
}

// A COMMIT that fails to write does not note the system's reason: it stands in errno alone.
int system_error_of(sqlite3* handle, int result_code) {
  const int last = errno;
  const int noted = sqlite3_system_errno(handle);
  return noted == 0 && (result_code & 0xff) == SQLITE_IOERR ? last : noted;
}

}  // namespace

Connection::Connection(std::string path, Access access) : path_(std::move(path)), access_(access) {
  const int flags = access == Access::read_write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  const int opened = sqlite3_open_v2(path_.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  if (opened != SQLITE_OK) {
    const Error error =
        error_of(opened, handle_ ? sqlite3_system_errno(handle_) : 0, sqlite3_errstr(opened), path_, access);
    sqlite3_close(handle_);
    throw Failure(error);
  }
  try {
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, busy_timeout_ms);
    run("PRAGMA trusted_schema = OFF");
    run("PRAGMA foreign_keys = ON");
    if (access == Access::read_write) use_write_ahead_log();
    run("PRAGMA synchronous = FULL");
  } catch (const Failure&) {
    sqlite3_close(handle_);  // no destructor runs for what was not made
    throw;
  }
}

Connection::~Connection() { sqlite3_close(handle_); }

// Two programs may meet on a new file, and SQLite does not wait here as it does elsewhere.
void Connection::use_write_ahead_log() {
  constexpr auto pause = std::chrono::milliseconds(20);
  for (int left = busy_timeout_ms / 20;; --left) {
    try {
      if (text("PRAGMA journal_mode = WAL") == "wal") return;
    } catch (const Failure& failure) {
      if (failure.error().code != ErrorCode::locked || left == 0) throw;
    }
    if (left == 0) refuse(SQLITE_BUSY);
    std::this_thread::sleep_for(pause);
  }
}

void Connection::refuse(int result_code) const {
  throw Failure(error_of(result_code, system_error_of(handle_, result_code), sqlite3_errmsg(handle_), path_, access_));
}

void Connection::run(const char* sql) {
  if (const int result = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr); result != SQLITE_OK) refuse(result);
}

std::int64_t Connection::number(const char* sql) {
  Statement statement(*this, sql);
  Rows rows = statement.query();
  return rows.next() ? rows.number(0) : 0;
}

std::string Connection::text(const char* sql) {
  Statement statement(*this, sql);
  Rows rows = statement.query();
  return rows.next() ? rows.text(0) : std::string{};
}

bool Connection::is_in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

// What fails here has been rolled back by SQLite itself, or will be by the next one who opens the file.
void Connection::roll_back() noexcept { sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr); }

Statement::Statement(Connection& connection, const char* sql) : connection_(connection) {
  const int result = sqlite3_prepare_v3(connection.handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
  if (result != SQLITE_OK) connection.refuse(result);
}

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::bind(int place, std::string_view text) {
  const char* begin = text.data() ? text.data() : "";
  const int result = sqlite3_bind_text64(handle_, place, begin, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  if (result != SQLITE_OK) connection_.refuse(result);
}

void Statement::bind(int place, std::int64_t number) {
  if (const int result = sqlite3_bind_int64(handle_, place, number); result != SQLITE_OK) connection_.refuse(result);
}

bool Statement::step() {
  const int result = sqlite3_step(handle_);
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) connection_.refuse(result);
  return false;
}

void Statement::reset() noexcept {
  sqlite3_reset(handle_);
  sqlite3_clear_bindings(handle_);
}

std::int64_t Rows::number(int column) const { return sqlite3_column_int64(statement_.handle_, column); }

std::string Rows::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.handle_, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.handle_, column));
  return bytes ? std::string(bytes, size) : std::string{};
}

Transaction::Transaction(Connection& connection) : connection_(connection) { connection_.run("BEGIN IMMEDIATE"); }

Transaction::~Transaction() {
  if (connection_.is_in_transaction()) connection_.roll_back();
}

void Transaction::commit() { connection_.run("COMMIT"); }

}  // namespace kohtaamo::corpora::sqlite
