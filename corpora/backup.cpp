// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/backup.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "config/json_members.h"
#include "corpora/date.h"
#include "corpora/durable_files.h"
#include "corpora/hash.h"
#include "corpora/store.h"
#include "corpora/store_copy.h"

namespace kohtaamo::corpora {
namespace {

namespace fs = std::filesystem;
using config::ErrorCode;
using config::fail;
using config::JsonValue;
using config::Result;

constexpr std::int64_t format_version = 1;
constexpr std::string_view manifest_name = "manifest.json", store_name = "store.sqlite";
// What stands beside the store and cannot be made anew.
constexpr std::array<std::string_view, 3> kept_beside{"keys.pepper", "sources.toml", "vocabulary"};

Result<void> done(const std::error_code& error, const std::string& path) {
  if (!error) return {};
  const bool is_full = error == std::errc::no_space_on_device;
  return fail(is_full ? ErrorCode::disk_full : ErrorCode::cannot_write, error.message(), path);
}

std::string path_in(const std::string& folder, std::string_view name) {
  return (fs::path(folder) / name).lexically_normal().string();
}

Result<void> refuse_if_there(const std::string& path, const std::string& words) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(path, error))) return fail(ErrorCode::conflict, words, path);
  return {};
}

// --- the manifest -------------------------------------------------------------------------------

std::string to_json(const Backup& backup) {
  config::JsonBuffer buffer;
  config::JsonWriter writer(buffer);
  const auto number = [&](std::string_view name, std::int64_t value) {
    config::write_key(writer, name);
    writer.Int64(value);
  };
  const auto text = [&](std::string_view name, std::string_view value) {
    config::write_key(writer, name);
    config::write_string(writer, value);
  };
  writer.StartObject();
  number("format", format_version);
  text("made_at", backup.made_at);
  number("records", backup.records);
  number("last_seq", backup.last_seq);
  config::write_key(writer, "files");
  writer.StartArray();
  for (const BackupFile& file : backup.files) {
    writer.StartObject();
    text("name", file.name);
    number("bytes", file.bytes);
    text("blake2b_256", file.hash);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
  return std::string(config::text_of(buffer)) + "\n";
}

std::int64_t number_member(const JsonValue& object, const char* name) {
  const auto found = object.FindMember(name);
  return found != object.MemberEnd() && found->value.IsInt64() ? found->value.GetInt64() : -1;
}

// A name that leads out of the backup is none of ours.
bool is_name_of_ours(const std::string& name) {
  return name == store_name || std::ranges::any_of(kept_beside, [&](std::string_view kept) {
           return name == kept || (name.starts_with(std::string(kept) + "/") && name.find("..") == std::string::npos);
         });
}

Result<Backup> read_manifest(const std::string& folder) {
  const std::string path = path_in(folder, manifest_name);
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::file_missing, "this is no backup: it has no manifest", path);
  std::ostringstream text;
  text << file.rdbuf();
  const auto json = config::parse_json(text.str());
  if (!json) return fail(ErrorCode::bad_record, "the manifest is damaged: " + json.error().message, path);
  if (!json->IsObject() || number_member(*json, "format") != format_version)
    return fail(ErrorCode::bad_record,
                fmt::format("the manifest is damaged, or of another version than {}", format_version), path);
  Backup backup{.made_at = config::text_member(*json, "made_at"),
                .records = number_member(*json, "records"),
                .last_seq = number_member(*json, "last_seq")};
  if (const auto files = json->FindMember("files"); files != json->MemberEnd() && files->value.IsArray())
    for (const JsonValue& one : files->value.GetArray()) {
      BackupFile named;
      if (one.IsObject())
        named = {.name = config::text_member(one, "name"),
                 .bytes = number_member(one, "bytes"),
                 .hash = config::text_member(one, "blake2b_256")};
      if (!is_name_of_ours(named.name))
        return fail(ErrorCode::bad_record, fmt::format("the manifest names '{}'", named.name), path);
      backup.files.push_back(std::move(named));
    }
  if (std::ranges::find(backup.files, store_name, &BackupFile::name) == backup.files.end())
    return fail(ErrorCode::bad_record, "the manifest names no store", path);
  return backup;
}

// --- making one ---------------------------------------------------------------------------------

// The names of what is there, in order: files, and those of folders.
Result<std::vector<std::string>> names_beside_store(const std::string& data_directory) {
  std::vector<std::string> names;
  for (const std::string_view kept : kept_beside) {
    const std::string path = path_in(data_directory, kept);
    std::error_code error;
    if (fs::is_regular_file(path, error)) names.emplace_back(kept);
    if (!fs::is_directory(path, error)) continue;
    for (auto entry = fs::recursive_directory_iterator(path, error); !error && entry != end(entry);
         entry.increment(error))
      if (entry->is_regular_file(error)) names.push_back(fs::relative(entry->path(), data_directory, error).string());
    if (error) return fail(ErrorCode::cannot_write, error.message(), path);
  }
  std::ranges::sort(names);
  return names;
}

Result<void> copy_durably(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::create_directories(fs::path(to).parent_path(), error);
  if (!error) fs::copy_file(from, to, error);
  if (error) return done(error, to);
  return sync_path(to);
}

Result<BackupFile> described(const std::string& folder, const std::string& name) {
  const std::string path = path_in(folder, name);
  std::error_code error;
  const auto bytes = fs::file_size(path, error);
  BackupFile file{.name = name, .bytes = static_cast<std::int64_t>(bytes), .hash = hash_of_file(path)};
  if (error || file.hash.empty()) return fail(ErrorCode::bad_record, "the file cannot be read", path);
  return file;
}

Result<Backup> fill(const std::string& data_directory, const std::string& draft) {
  if (auto ok = copy_store(data_directory, path_in(draft, store_name)); !ok) return fail(ok.error());
  if (auto ok = sync_path(path_in(draft, store_name)); !ok) return fail(ok.error());
  auto names = names_beside_store(data_directory);
  if (!names) return fail(names.error());
  for (const std::string& name : *names)
    if (auto ok = copy_durably(path_in(data_directory, name), path_in(draft, name)); !ok) return fail(ok.error());
  names->insert(names->begin(), std::string(store_name));

  Backup backup{.made_at = now_as_timestamp()};
  for (const std::string& name : *names) {
    auto file = described(draft, name);
    if (!file) return fail(file.error());
    backup.files.push_back(std::move(*file));
  }
  auto copy = Store::open(draft, Store::Mode::read_only);
  if (!copy) return fail(copy.error());
  const auto records = copy->count();
  if (!records) return fail(records.error());
  const auto last = copy->last_seq();
  if (!last) return fail(last.error());
  backup.records = *records;
  backup.last_seq = *last;
  return backup;
}

Result<void> sync_folders_of(const std::string& folder) {
  std::error_code error;
  for (auto entry = fs::recursive_directory_iterator(folder, error); !error && entry != end(entry);
       entry.increment(error))
    if (entry->is_directory(error))
      if (auto ok = sync_path(entry->path().string()); !ok) return ok;
  if (error) return done(error, folder);
  return sync_path(folder);
}

Result<Backup> make_in(const std::string& data_directory, const std::string& draft) {
  std::error_code error;
  fs::remove_all(draft, error);  // of one that was broken off
  if (!error) fs::create_directories(draft, error);
  if (!error) fs::permissions(draft, fs::perms::owner_all, error);  // it holds the secret of the keys
  if (auto ok = done(error, draft); !ok) return fail(ok.error());
  auto backup = fill(data_directory, draft);
  if (!backup) return backup;
  if (auto ok = write_durably(path_in(draft, manifest_name), to_json(*backup)); !ok) return fail(ok.error());
  if (auto ok = sync_folders_of(draft); !ok) return fail(ok.error());
  return backup;
}

Result<void> rename_durably(const std::string& from, const std::string& to) {
  std::error_code error;
  fs::rename(from, to, error);
  if (error) return done(error, to);
  const fs::path parent = fs::path(to).parent_path();
  return sync_path(parent.empty() ? "." : parent.string());
}

// --- checking one -------------------------------------------------------------------------------

Result<void> check_file(const std::string& folder, const BackupFile& expected) {
  const std::string path = path_in(folder, expected.name);
  std::error_code error;
  if (!fs::is_regular_file(fs::symlink_status(path, error)))
    return fail(ErrorCode::bad_record, "the backup is damaged: the file is missing", path);
  if (hash_of_file(path) != expected.hash)
    return fail(ErrorCode::bad_record, "the backup is damaged: the file is not what the manifest says", path);
  return {};
}

// Of a store that was moved away; SQLite would read it as the log of the one that comes.
Result<void> refuse_leftovers(const std::string& data_directory) {
  for (const char* ending : {"", "-wal", "-shm"})
    if (auto ok = refuse_if_there(store_path(data_directory) + ending,
                                  "a store is here already, or what was left of one; move it away first");
        !ok)
      return ok;
  return {};
}

}  // namespace

Result<Backup> write_backup(const std::string& data_directory, const std::string& folder) {
  if (auto ok = refuse_if_there(folder, "something with this name is there already"); !ok) return fail(ok.error());
  const fs::path name = fs::path(folder) / ".";
  const std::string whole = name.lexically_normal().parent_path().string(), draft = whole + ".partial";
  auto backup = make_in(data_directory, draft);
  if (backup)
    if (auto ok = rename_durably(draft, whole); !ok) backup = fail(ok.error());
  if (!backup) {
    std::error_code ignored;
    fs::remove_all(draft, ignored);
  }
  return backup;
}

Result<Backup> check_backup(const std::string& folder) {
  auto backup = read_manifest(folder);
  if (!backup) return backup;
  for (const BackupFile& file : backup->files)
    if (auto ok = check_file(folder, file); !ok) return fail(ok.error());
  auto store = Store::open(folder, Store::Mode::read_only);
  if (!store) return fail(store.error());
  if (auto ok = store->check(); !ok) return fail(ok.error());
  return backup;
}

Result<Backup> restore_backup(const std::string& folder, const std::string& data_directory,
                              const std::function<Result<void>()>& before_store) {
  auto backup = check_backup(folder);
  if (!backup) return backup;
  if (auto ok = refuse_leftovers(data_directory); !ok) return fail(ok.error());
  for (const BackupFile& file : backup->files) {
    if (file.name == store_name) continue;
    const std::string to = path_in(data_directory, file.name);
    if (hash_of_file(to) == file.hash) continue;  // of a restore that was broken off
    if (auto ok = refuse_if_there(to, "this is here already; move it away first"); !ok) return fail(ok.error());
    if (auto ok = copy_durably(path_in(folder, file.name), to); !ok) return fail(ok.error());
  }
  const std::string draft = store_path(data_directory) + ".partial";
  std::error_code error;
  fs::remove(draft, error);
  if (auto ok = copy_durably(path_in(folder, store_name), draft); !ok) return fail(ok.error());
  if (auto ok = sync_folders_of(data_directory); !ok) return fail(ok.error());
  if (auto ok = before_store(); !ok) return fail(ok.error());
  if (auto ok = rename_durably(draft, store_path(data_directory)); !ok) return fail(ok.error());
  return backup;
}

}  // namespace kohtaamo::corpora
