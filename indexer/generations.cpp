// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/generations.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

#include "corpora/durable_files.h"

namespace kohtaamo::indexer {
namespace {

namespace fs = std::filesystem;
using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::string_view generation_prefix = "gen-";

std::optional<unsigned> generation_number(std::string_view name) {
  if (!name.starts_with(generation_prefix)) return std::nullopt;
  name.remove_prefix(generation_prefix.size());
  unsigned number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size()) return std::nullopt;
  return number;
}

std::vector<unsigned> generation_numbers(const std::string& directory) {
  std::vector<unsigned> numbers;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory, ignored))
    if (const auto number = generation_number(entry.path().filename().string())) numbers.push_back(*number);
  std::ranges::sort(numbers);
  return numbers;
}

std::string generation_name(unsigned number) { return fmt::format("{}{:04}", generation_prefix, number); }

tl::unexpected<config::Error> system_failure(const std::string& what, const std::string& path) {
  const int code = errno;
  return fail(code == ENOSPC ? ErrorCode::disk_full : ErrorCode::cannot_write, what + ": " + std::strerror(code), path);
}

}  // namespace

std::string index_directory(const std::string& data_directory) { return data_directory + "/index"; }

std::string current_stub(const std::string& data_directory) { return index_directory(data_directory) + "/current"; }

Result<std::string> current_generation(const std::string& data_directory) {
  const std::string stub = current_stub(data_directory);
  std::ifstream file(stub);
  std::string type, name;
  if (!(file >> type >> name))
    return fail(ErrorCode::index_unavailable, "there is no index yet; 'kohtaamo-indexer index' makes one", stub);
  return name;
}

// The stamp is taken before the stub is read: a stub put in its place in between is read at the next call.
Result<std::string> ServedGeneration::name(const std::string& data_directory) {
  struct stat found {};
  const bool is_there = ::stat(current_stub(data_directory).c_str(), &found) == 0;
  const Stamp stamp{found.st_ino, found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
  if (is_there && stamp == stamp_) return name_;
  auto current = current_generation(data_directory);
  if (!current) return current;
  stamp_ = stamp;
  name_ = *current;
  return current;
}

Result<std::string> next_generation(const std::string& data_directory) {
  const std::string directory = index_directory(data_directory);
  std::error_code problem;
  fs::create_directories(directory, problem);
  if (problem) return fail(ErrorCode::cannot_write, "cannot make the folder: " + problem.message(), directory);
  const std::vector<unsigned> numbers = generation_numbers(directory);
  return generation_name(numbers.empty() ? 1 : numbers.back() + 1);
}

Result<void> publish(const std::string& data_directory, const std::string& generation) {
  const std::string directory = index_directory(data_directory);
  if (auto ok = corpora::sync_files_of(directory + "/" + generation); !ok) return ok;
  const std::string stub = current_stub(data_directory);
  const std::string fresh = stub + ".new";
  if (auto ok = corpora::write_durably(fresh, "auto " + generation + "\n"); !ok) return ok;
  if (::rename(fresh.c_str(), stub.c_str()) != 0) return system_failure("cannot rename", stub);
  return corpora::sync_path(directory);
}

Result<void> remove_old_generations(const std::string& data_directory, std::size_t keep) {
  const auto current = current_generation(data_directory);
  if (!current) return fail(current.error());
  const auto served = generation_number(*current);
  const std::string directory = index_directory(data_directory);
  std::vector<unsigned> numbers = generation_numbers(directory);
  std::ranges::reverse(numbers);
  std::size_t kept = 0;
  for (const unsigned number : numbers) {
    if (number == served) continue;
    if (served && number < *served && kept < keep) {
      ++kept;
      continue;
    }
    std::error_code problem;
    fs::remove_all(directory + "/" + generation_name(number), problem);
    if (problem) return fail(ErrorCode::cannot_write, problem.message(), directory + "/" + generation_name(number));
  }
  return {};
}

}  // namespace kohtaamo::indexer
