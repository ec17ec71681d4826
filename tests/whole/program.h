// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// program.h — the real programs as children of a test, in a folder of their own.
//
// Given   arguments, and perhaps settings by environment and a largest file size.
// Gives   what the program printed and how it ended. No wait is longer than `patience`.
// Never   leaves a child behind, or passes KOHTAAMO_ variables of the test run on.
// Threads one Program a thread.

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/raw_client.h"
#include "tests/support/temporary_folder.h"

namespace kohtaamo::tests {

// Only a program that hangs takes this long, however busy the machine.
inline constexpr std::chrono::seconds patience{180};

struct Ended {
  int exit_code = 0;  // 128 + signal for a program that was killed, as a shell says it
  std::string out{}, err{};
};

struct Surroundings {
  std::map<std::string, std::string> environment{};  // beside the test's own
  std::uint64_t most_file_bytes = 0;                 // a full disk, as far as the program can tell; 0: no limit
};

class Program {
 public:
  Program(const std::string& path, const std::vector<std::string>& arguments, const Surroundings& around = {});
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program();

  bool is_running();
  void send(int signal) const;
  Ended wait();  // fails the test when it takes too long
  std::string err_so_far() const;

 private:
  bool reap(bool waits);

  TemporaryFolder folder_;
  pid_t child_ = -1;
  int exit_code_ = -1;
};

// Runs kohtaamo-indexer to its end.
Ended indexer(const std::vector<std::string>& arguments, const Surroundings& around = {});
extern const std::string indexer_path, server_path;

// kohtaamo-server on a free port of this machine; ready when made.
class Server {
 public:
  explicit Server(const std::string& data_directory, std::vector<std::string> arguments = {});

  int port() const { return port_; }
  Program& program() { return program_; }
  // The body of a GET that must succeed.
  std::string get(const std::string& target) const;

 private:
  Program program_;
  int port_ = 0;
};

// The port in "Kohtaamo serves http://127.0.0.1:…"; 0 where that is not all there yet.
int port_in(const std::string& said);
// The reply to a GET, whatever it is.
RawReply ask_for(int port, const std::string& target);

// Looks until `is_so`, at most `patience`; false when it never was.
bool eventually(const std::function<bool()>& is_so);

// The path of a file of the sample corpus; all of them.
std::vector<std::string> sample_files();

// As many small records of one source, in JSON Lines: "many:0", "many:1", …
std::string many_records(int count);

}  // namespace kohtaamo::tests
