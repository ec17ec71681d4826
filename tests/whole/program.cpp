// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/whole/program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "config/settings.h"
#include "tests/support/raw_client.h"
#include "tests/support/source_files.h"

namespace kohtaamo::tests {

const std::string indexer_path = KOHTAAMO_INDEXER, server_path = KOHTAAMO_SERVER;

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds between_looks{5};

std::string contents_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& more) {
  std::vector<std::string> entries;
  for (const auto& [name, value] : config::environment_of_this_process())
    if (!name.starts_with("KOHTAAMO_")) entries.push_back(name + "=" + value);
  for (const auto& [name, value] : more) entries.push_back(name + "=" + value);
  return entries;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

// In the child, between fork and exec: nothing but system calls.
[[noreturn]] void become(const std::vector<char*>& arguments, const std::vector<char*>& environment, const char* out,
                         const char* err, std::uint64_t most_file_bytes) {
  ::dup2(::open("/dev/null", O_RDONLY), STDIN_FILENO);
  ::dup2(::open(out, O_WRONLY | O_CREAT, 0600), STDOUT_FILENO);
  ::dup2(::open(err, O_WRONLY | O_CREAT, 0600), STDERR_FILENO);
  if (most_file_bytes != 0) {
    // Ignored, the signal of the limit leaves an error behind, as a full disk does.
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{most_file_bytes, most_file_bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ::execve(arguments.front(), arguments.data(), environment.data());
  ::_exit(127);
}

}  // namespace

int port_in(const std::string& said) {
  constexpr std::string_view before = "http://127.0.0.1:";
  const std::size_t at = said.find(before);
  if (at == std::string::npos || said.find('\n', at) == std::string::npos) return 0;
  int port = 0;
  std::from_chars(said.data() + at + before.size(), said.data() + said.size(), port);
  return port;
}

RawReply ask_for(int port, const std::string& target) {
  return ask(port, fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", target));
}

Program::Program(const std::string& path, const std::vector<std::string>& arguments, const Surroundings& around) {
  std::vector<std::string> words{path};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> entries = environment_with(around.environment);
  const std::vector<char*> argv = pointers_to(words), envp = pointers_to(entries);
  const std::string out = folder_ / "out", err = folder_ / "err";
  child_ = ::fork();
  if (child_ == 0) become(argv, envp, out.c_str(), err.c_str(), around.most_file_bytes);
  if (child_ < 0) ADD_FAILURE() << "cannot start " << path;
}

Program::~Program() {
  if (!is_running()) return;
  send(SIGKILL);
  reap(true);
}

bool Program::reap(bool waits) {
  if (exit_code_ >= 0 || child_ < 0) return true;
  int status = 0;
  if (::waitpid(child_, &status, waits ? 0 : WNOHANG) != child_) return false;
  exit_code_ = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  return true;
}

bool Program::is_running() { return !reap(false); }

void Program::send(int signal) const {
  if (child_ > 0 && exit_code_ < 0) ::kill(child_, signal);
}

Ended Program::wait() {
  if (!eventually([this] { return !is_running(); })) {
    ADD_FAILURE() << "the program does not end; so far it said: " << err_so_far();
    send(SIGKILL);
    reap(true);
  }
  return {.exit_code = exit_code_, .out = contents_of(folder_ / "out"), .err = err_so_far()};
}

std::string Program::err_so_far() const { return contents_of(folder_ / "err"); }

Ended indexer(const std::vector<std::string>& arguments, const Surroundings& around) {
  return Program(indexer_path, arguments, around).wait();
}

Server::Server(const std::string& data_directory, std::vector<std::string> arguments)
    : program_(server_path, [&] {
        std::vector<std::string> all{"--data", data_directory, "--port", "0"};
        all.insert(all.end(), arguments.begin(), arguments.end());
        return all;
      }()) {
  const bool is_up = eventually([this] {
    port_ = port_in(program_.err_so_far());
    return port_ != 0 || !program_.is_running();
  });
  // What is only read ahead keeps no test waiting: a question that needs it waits by itself.
  const auto answers = [this] {
    const RawReply ready = ask_for(port_, "/ready");
    return ready.status == 200 || ready.body.find(R"("reasons":[{"code":"warming_up")") != std::string::npos;
  };
  const bool is_ready = is_up && port_ != 0 && eventually(answers);
  if (!is_ready) ADD_FAILURE() << "the server does not get ready: " << program_.err_so_far();
}

std::string Server::get(const std::string& target) const {
  const RawReply reply = ask_for(port_, target);
  EXPECT_EQ(reply.status, 200) << target << "\n" << reply.body;
  return reply.body;
}

bool eventually(const std::function<bool()>& is_so) {
  for (const auto end = Clock::now() + patience; Clock::now() < end; std::this_thread::sleep_for(between_looks))
    if (is_so()) return true;
  return false;
}

std::vector<std::string> sample_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(source_path("corpora/samples")))
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path().string());
  std::ranges::sort(files);
  return files;
}

std::string many_records(int count) {
  std::string lines;
  for (int i = 0; i < count; ++i)
    lines += fmt::format(
        R"({{"id":"many:{0}","type":"paper","title":{{"fi":"Tutkimus {0}"}},"body":{{"fi":"Yksinäisyys numero {0} kylällä."}},)"
        R"("lang":["fi"],"licence":"unknown","provenance":{{"source":"many","source_id":"{0}"}}}})"
        "\n",
        i);
  return lines;
}

}  // namespace kohtaamo::tests
