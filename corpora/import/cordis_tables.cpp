// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of CORDIS together, as its bulk archive has them: a row is a line of project.csv with the
// lines of organization.csv, euroSciVoc.csv and topics.csv that name the project. They may come in any
// order, so that all are read before the first row is given; therefore what is kept of them has a bound.
#include <fmt/format.h>

#include <map>
#include <vector>

#include "corpora/import/archive.h"
#include "corpora/import/rows.h"

namespace kohtaamo::corpora {
namespace {

using config::ErrorCode;
using config::fail;
using config::JsonValue;
using config::Result;

constexpr std::size_t most_table_bytes = std::size_t{1} << 30;

struct Project {
  std::string json{};
  std::int64_t line = 0;
};

struct Tables {
  std::size_t bytes = 0;  // of all the texts in here
  std::vector<Project> projects{};
  std::map<std::string, std::vector<std::string>, std::less<>> organisations{}, fields{}, topics{};  // by project
};

std::string cell(const JsonValue& row, const char* column) {
  const auto member = row.FindMember(column);
  return member != row.MemberEnd() && member->value.IsString() ? std::string(config::string_of(member->value)) : "";
}

std::string list_of(const std::map<std::string, std::vector<std::string>, std::less<>>& by_project,
                    const std::string& id) {
  const auto found = by_project.find(id);
  return found == by_project.end() ? "[]" : fmt::format("[{}]", fmt::join(found->second, ","));
}

std::string joined(const Project& project, const std::string& id, const Tables& tables) {
  return fmt::format(R"({},"organisations":{},"euroSciVoc":{},"topicRows":{}}})",
                     project.json.substr(0, project.json.size() - 1), list_of(tables.organisations, id),
                     list_of(tables.fields, id), list_of(tables.topics, id));
}

// Bad rows of project.csv are told at once; of the others, where the project is missing, nothing can be said.
Result<void> read_table(const ArchivedFile& file, const ReadOptions& options, const RowSink& sink, Tables& tables) {
  ByteStream bytes = bytes_of_text(file.name, file.bytes);
  const bool is_projects = file.name.ends_with("project.csv");
  auto& rows = file.name.ends_with("organization.csv") ? tables.organisations
               : file.name.ends_with("euroSciVoc.csv") ? tables.fields
                                                       : tables.topics;
  return read_csv(bytes, options, [&](Row row) -> Result<void> {
    if (!row.json) {
      row.member = file.name;
      return sink(std::move(row));
    }
    std::string json = config::json_text(*row.json);
    tables.bytes += json.size();
    if (tables.bytes > options.max_joined_bytes)
      return fail(ErrorCode::payload_too_large,
                  fmt::format("the tables together have more than {} bytes", options.max_joined_bytes), file.name);
    if (is_projects)
      tables.projects.push_back({.json = std::move(json), .line = row.line});
    else
      rows[cell(*row.json, "projectID")].push_back(std::move(json));
    return {};
  });
}

bool is_table(std::string_view name) {
  return name.ends_with("project.csv") || name.ends_with("organization.csv") || name.ends_with("euroSciVoc.csv") ||
         name.ends_with("topics.csv");
}

}  // namespace

Result<void> read_cordis_tables(ByteStream& bytes, const ReadOptions& options, const RowSink& sink) {
  Tables tables;
  auto read = read_archive(bytes, most_table_bytes, [&](const ArchivedFile& file) -> Result<void> {
    if (!is_table(file.name)) return {};
    if (file.is_too_long) return fail(ErrorCode::payload_too_large, "a table of more than 1 GiB", file.name);
    return read_table(file, options, sink, tables);
  });
  if (!read) return read;
  if (tables.projects.empty())
    return fail(ErrorCode::bad_request, "there is no project.csv in the archive", bytes.name);
  for (const Project& project : tables.projects) {
    const auto alone = config::parse_json(project.json);
    const std::string text = joined(project, alone ? cell(*alone, "id") : std::string{}, tables);
    if (auto taken = sink({.json = config::parse_json(text), .line = project.line, .raw = text}); !taken) return taken;
  }
  return {};
}

}  // namespace kohtaamo::corpora
