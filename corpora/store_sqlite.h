// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// store_sqlite.h — SQLite as the store uses it: one connection, statements prepared once, transactions.
//
// Given   SQL that is written in this project, and values to bind; never SQL made of values.
// Gives   rows.
// Fails   by throwing Failure, which guarded() turns into an Error. No other file sees either.
// Threads one connection, with all that was prepared on it, a thread at a time.

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "config/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace kohtaamo::corpora::sqlite {

class Failure : public std::runtime_error {
 public:
  explicit Failure(config::Error error) : std::runtime_error(error.message), error_(std::move(error)) {}
  const config::Error& error() const { return error_; }

 private:
  config::Error error_;
};

// The one place where the failures of SQLite become values.
template <class Work>
auto guarded(Work work) -> config::Result<decltype(work())> {
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const Failure& failure) {
    return config::fail(failure.error());
  }
}

enum class Access : std::uint8_t { read_write, read_only };

class Connection {
 public:
  Connection(std::string path, Access access);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  const std::string& path() const { return path_; }
  Access access() const { return access_; }

  void run(const char* sql);             // statements without values and rows
  std::int64_t number(const char* sql);  // the first column of the first row; 0 without a row
  std::string text(const char* sql);
  bool is_in_transaction() const;
  void roll_back() noexcept;

  // Throws the Failure that fits the result code of SQLite.
  [[noreturn]] void refuse(int result_code) const;

 private:
  friend class Statement;
  void use_write_ahead_log();

  std::string path_;
  Access access_;
  sqlite3* handle_ = nullptr;
};

class Rows;

class Statement {
 public:
  Statement(Connection& connection, const char* sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Binds the values to ?1, ?2 …; the rows must be gone before the next use.
  template <class... Values>
  Rows query(const Values&... values);

  template <class... Values>
  void run(const Values&... values);

 private:
  friend class Rows;
  void bind(int place, std::string_view text);
  void bind(int place, std::int64_t number);
  bool step();
  void reset() noexcept;

  template <class... Values>
  void bind_all(const Values&... values) {
    int place = 0;
    (bind(++place, values), ...);
  }

  Connection& connection_;
  sqlite3_stmt* handle_ = nullptr;
};

// The rows of one query. Going away ends the reading, which would else keep the log from being folded in.
class Rows {
 public:
  explicit Rows(Statement& statement) : statement_(statement) {}
  ~Rows() { statement_.reset(); }
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  bool next() { return statement_.step(); }
  std::int64_t number(int column) const;
  std::string text(int column) const;

 private:
  Statement& statement_;
};

template <class... Values>
Rows Statement::query(const Values&... values) {
  bind_all(values...);
  return Rows(*this);
}

template <class... Values>
void Statement::run(const Values&... values) {
  Rows rows = query(values...);
  while (rows.next()) continue;
}

// Everything between here and commit(), or nothing of it. Takes the right to write at once, so that
// nobody can write between what is read and what is written.
class Transaction {
 public:
  explicit Transaction(Connection& connection);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();

 private:
  Connection& connection_;
};

}  // namespace kohtaamo::corpora::sqlite
