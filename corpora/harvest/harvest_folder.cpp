// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/harvest_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "config/json.h"
#include "corpora/durable_files.h"

namespace kohtaamo::corpora::harvest {
namespace {

namespace fs = std::filesystem;
using config::ErrorCode;
using config::fail;
using config::JsonValue;
using config::JsonWriter;
using config::Result;

constexpr std::size_t most_history_bytes = 1 << 20;  // then the older half goes
constexpr std::string_view state_file = "state.json", history_file = "history.jsonl";

tl::unexpected<config::Error> cannot_write(const std::string& path) {
  return fail(ErrorCode::cannot_write, std::strerror(errno), path);
}

// Whole or not at all: beside it first, then in its place.
Result<void> write_file(const std::string& folder, std::string_view name, const std::string& bytes) {
  const std::string path = fmt::format("{}/{}", folder, name), beside = path + ".new";
  if (auto written = write_durably(beside, bytes); !written) return written;
  if (::rename(beside.c_str(), path.c_str()) != 0) return cannot_write(path);
  return sync_path(folder);
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

Result<std::string> gzipped(std::string_view bytes, const std::string& path) {
  z_stream zip{};
  constexpr int with_gzip_header = 16 + MAX_WBITS, memory = 8;
  if (deflateInit2(&zip, Z_DEFAULT_COMPRESSION, Z_DEFLATED, with_gzip_header, memory, Z_DEFAULT_STRATEGY) != Z_OK)
    return fail(ErrorCode::internal, "zlib does not start", path);
  std::string packed(deflateBound(&zip, bytes.size()), '\0');
  zip.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
  zip.avail_in = static_cast<uInt>(bytes.size());
  zip.next_out = reinterpret_cast<Bytef*>(packed.data());
  zip.avail_out = static_cast<uInt>(packed.size());
  const int done = deflate(&zip, Z_FINISH);
  packed.resize(zip.total_out);
  deflateEnd(&zip);
  if (done != Z_STREAM_END) return fail(ErrorCode::internal, "the reply cannot be packed", path);
  return packed;
}

// --- state as JSON: one table for reading and writing -------------------------------------------

template <class Visit>
void visit_members(UnfinishedRun& run, const Visit& visit) {
  visit("run", run.run);
  visit("began_at", run.began_at);
  visit("from", run.from);
  visit("next", run.next);
  visit("is_fetched", run.is_fetched);
  visit("pages", run.pages);
  visit("rows", run.rows);
  visit("bytes", run.bytes);
  visit("total", run.total);
  visit("response_date", run.response_date);
  visit("etag", run.etag);
  visit("last_modified", run.last_modified);
  visit("stumbles", run.stumbles);
}

template <class Visit>
void visit_members(HarvestState& state, const Visit& visit) {
  visit("source", state.source);
  visit("definition", state.definition);
  visit("last_began_at", state.last_began_at);
  visit("last_ended_at", state.last_ended_at);
  visit("last_success_at", state.last_success_at);
  visit("last_outcome", state.last_outcome);
  visit("failures", state.failures);
  visit("not_before", state.not_before);
  visit("harvested_until", state.harvested_until);
  visit("etag", state.etag);
  visit("last_modified", state.last_modified);
  visit("content_came_at", state.content_came_at);
  visit("record_sources", state.record_sources);
  visit("last_rows", state.last_rows);
  visit("most_rows", state.most_rows);
  visit("most_rows_at", state.most_rows_at);
  visit("unfinished", state.unfinished);
}

template <class Visit>
void visit_members(RunCounts& counts, const Visit& visit) {
  visit("rows", counts.rows);
  visit("new", counts.added);
  visit("changed", counts.changed);
  visit("unchanged", counts.unchanged);
  visit("deleted", counts.deleted);
  visit("rejected", counts.rejected);
  visit("warnings", counts.warnings);
}

template <class Visit>
void visit_members(HistoryEntry& entry, const Visit& visit) {
  visit("run", entry.run);
  visit("began_at", entry.began_at);
  visit("ended_at", entry.ended_at);
  visit("outcome", entry.outcome);
  visit("from", entry.from);
  visit("pages", entry.pages);
  visit("bytes", entry.bytes);
  visit("rows", entry.rows);
  visit("counts", entry.counts);
}

class Writer {
 public:
  template <class Struct>
  static std::string text_of(Struct value) {
    config::JsonBuffer buffer;
    JsonWriter json(buffer);
    Writer(json).write(value);
    return std::string(config::text_of(buffer));
  }

  void operator()(std::string_view name, const auto& value) const {
    config::write_key(json_, name);
    write(value);
  }

 private:
  explicit Writer(JsonWriter& json) : json_(json) {}

  void write(const std::string& text) const { config::write_string(json_, text); }
  void write(std::int64_t number) const { json_.Int64(number); }
  void write(bool value) const { json_.Bool(value); }
  void write(const std::vector<std::string>& texts) const {
    json_.StartArray();
    for (const std::string& text : texts) write(text);
    json_.EndArray();
  }
  template <class Value>
  void write(const std::optional<Value>& value) const {
    if (value)
      write(*value);
    else
      json_.Null();
  }
  template <class Struct>
  requires requires(Struct& it) {
    visit_members(it, [](std::string_view, auto&) {});
  }
  void write(const Struct& value) const {
    Struct copy = value;
    json_.StartObject();
    visit_members(copy, *this);
    json_.EndObject();
  }

  JsonWriter& json_;
};

// What is missing stays as it is: an older program did not know it.
class Reader {
 public:
  explicit Reader(const JsonValue& json) : json_(json) {}

  void operator()(const char* name, auto& value) const {
    if (!json_.IsObject()) return;
    const auto member = json_.FindMember(name);
    if (member != json_.MemberEnd()) read(member->value, value);
  }

 private:
  static void read(const JsonValue& json, std::string& text) {
    if (json.IsString()) text = config::string_of(json);
  }
  static void read(const JsonValue& json, std::int64_t& number) {
    if (json.IsInt64()) number = json.GetInt64();
  }
  static void read(const JsonValue& json, bool& value) {
    if (json.IsBool()) value = json.GetBool();
  }
  static void read(const JsonValue& json, std::vector<std::string>& texts) {
    if (!json.IsArray()) return;
    for (const JsonValue& text : json.GetArray()) read(text, texts.emplace_back());
  }
  template <class Value>
  static void read(const JsonValue& json, std::optional<Value>& value) {
    if (!json.IsNull()) read(json, value.emplace());
  }
  template <class Struct>
  requires requires(Struct& it) {
    visit_members(it, [](std::string_view, auto&) {});
  }
  static void read(const JsonValue& json, Struct& value) { visit_members(value, Reader(json)); }

  const JsonValue& json_;
};

template <class Struct>
Result<Struct> read_struct(std::string_view text, const std::string& path) {
  const auto json = config::parse_json(text);
  if (!json)
    return fail(ErrorCode::store_unavailable,
                "what is kept of the harvest cannot be read; without this file the source is harvested anew", path);
  Struct value{};
  visit_members(value, Reader(*json));
  return value;
}

std::string harvest_root(const std::string& data_directory) { return data_directory + "/harvest"; }

Result<HarvestState> read_state_of(const std::string& folder) {
  const std::string path = fmt::format("{}/{}", folder, state_file);
  std::error_code error;
  if (!fs::exists(path, error)) return HarvestState{};
  return read_struct<HarvestState>(read_text(path), path);
}

bool is_run(const std::string& name) { return name.size() == 16 && name[8] == 'T' && name.back() == 'Z'; }

}  // namespace

Result<HarvestFolder> HarvestFolder::open(const std::string& data_directory, const std::string& source) {
  const std::string path = fmt::format("{}/{}", harvest_root(data_directory), source);
  std::error_code error;
  fs::create_directories(path, error);
  if (error) return fail(ErrorCode::cannot_write, error.message(), path);
  const int handle = ::open((path + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (handle < 0) return cannot_write(path + "/lock");
  std::shared_ptr<void> lock(nullptr, [handle](void*) { ::close(handle); });
  if (::flock(handle, LOCK_EX | LOCK_NB) != 0)
    return fail(ErrorCode::locked, "another program harvests this source just now", path + "/lock");
  return HarvestFolder(path, std::move(lock));
}

Result<HarvestState> HarvestFolder::read_state() const { return read_state_of(path_); }

Result<void> HarvestFolder::write_state(const HarvestState& state) const {
  return write_file(path_, state_file, Writer::text_of(state) + "\n");
}

Result<void> HarvestFolder::add_history(const HistoryEntry& entry) const {
  std::string text = read_text(fmt::format("{}/{}", path_, history_file));
  if (text.size() > most_history_bytes) text.erase(0, text.find('\n', text.size() / 2) + 1);
  return write_file(path_, history_file, text + Writer::text_of(entry) + "\n");
}

Result<void> HarvestFolder::keep(const std::string& run, std::int64_t page, std::string_view kind,
                                 std::string_view body) const {
  const std::string folder = fmt::format("{}/{}", path_, run);
  std::error_code error;
  const bool is_new = fs::create_directory(folder, error);
  if (error) return fail(ErrorCode::cannot_write, error.message(), folder);
  if (is_new)
    if (auto synced = sync_path(path_); !synced) return synced;
  const std::string name = fmt::format("{:06}.{}gz", page, kind.empty() ? "" : fmt::format("{}.", kind));
  const auto packed = gzipped(body, folder);
  if (!packed) return fail(packed.error());
  return write_file(folder, name, *packed);
}

std::vector<std::string> HarvestFolder::kept(const std::string& run) const {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator at(fmt::format("{}/{}", path_, run), error), end; !error && at != end;
       at.increment(error))
    if (at->path().extension() == ".gz") paths.push_back(at->path().string());
  std::ranges::sort(paths);
  return paths;
}

std::vector<std::string> HarvestFolder::runs() const {
  std::vector<std::string> runs;
  std::error_code error;
  for (fs::directory_iterator at(path_, error), end; !error && at != end; at.increment(error))
    if (std::string name = at->path().filename().string(); is_run(name)) runs.push_back(std::move(name));
  std::ranges::sort(runs);
  return runs;
}

void HarvestFolder::forget(const std::string& run) const {
  std::error_code ignored;  // what cannot be erased now is erased after the next run
  fs::remove_all(fmt::format("{}/{}", path_, run), ignored);
}

Result<std::vector<HarvestState>> harvest_states(const std::string& data_directory) {
  std::vector<HarvestState> states;
  std::error_code error;
  for (fs::directory_iterator at(harvest_root(data_directory), error), end; !error && at != end; at.increment(error)) {
    auto state = read_state_of(at->path().string());
    if (!state) return fail(std::move(state.error()));
    if (!state->source.empty()) states.push_back(std::move(*state));
  }
  std::ranges::sort(states, {}, &HarvestState::source);
  return states;
}

Result<std::vector<HistoryEntry>> harvest_history(const std::string& data_directory, const std::string& source,
                                                  std::size_t limit) {
  const std::string path = fmt::format("{}/{}/{}", harvest_root(data_directory), source, history_file);
  std::istringstream lines(read_text(path));
  std::vector<HistoryEntry> entries;
  for (std::string line; std::getline(lines, line);) {
    auto entry = read_struct<HistoryEntry>(line, path);
    if (!entry) return fail(std::move(entry.error()));
    entries.push_back(std::move(*entry));
  }
  std::ranges::reverse(entries);
  if (entries.size() > limit) entries.resize(limit);
  return entries;
}

}  // namespace kohtaamo::corpora::harvest
