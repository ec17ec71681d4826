// SPDX-License-Identifier: GPL-3.0-or-later
// Decisions on state grants, in the table in which authorities deliver them. What must not be known
// here is taken out before anything else sees the row: names and numbers of persons always, the
// applicant and the purpose where the row says so; a row that must be removed deletes its record.
// The text of a row is therefore never passed on as it came.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "corpora/hash.h"
#include "corpora/import/rows.h"

namespace kohtaamo::corpora {
namespace {

using config::JsonDocument;
using config::JsonValue;
using config::Result;

constexpr std::array of_persons{"henkilotunnus", "henkilonimi"};
constexpr std::array of_purposes{"kayttotarkoitus", "perustelu"};
constexpr std::array of_applicants{"vireillepanija"};
constexpr std::array of_flags{"piilota", "poista"};

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  std::ranges::transform(small, small.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return small;
}

bool has_any(std::string_view column, std::span<const char* const> parts) {
  const std::string name = in_small_letters(column);
  return std::ranges::any_of(parts, [&](const char* part) { return name.find(part) != std::string::npos; });
}

std::string cell(const JsonValue& row, const char* column) {
  const auto member = row.FindMember(column);
  return member != row.MemberEnd() && member->value.IsString() ? std::string(config::string_of(member->value)) : "";
}

// A flag that is set in any way, or that cannot be understood, hides: what was let out cannot be taken back.
bool is_set(const JsonValue& row, const char* column) {
  const std::string flag = in_small_letters(cell(row, column));
  constexpr std::array not_set{"", "ei", "nej", "no", "false", "0"};
  return std::ranges::find(not_set, flag) == not_set.end();
}

void take_out(JsonValue& row, std::span<const char* const> parts) {
  for (auto member = row.MemberBegin(); member != row.MemberEnd();) {
    const std::string_view column = config::string_of(member->name);
    const bool is_taken = has_any(column, parts) && !has_any(column, of_flags);
    member = is_taken ? row.EraseMember(member) : member + 1;
  }
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "131052-308T": a Finnish personal identity code, in whatever text it stands.
bool is_personal_code(std::string_view text) {
  constexpr std::string_view checks = "0123456789ABCDEFHJKLMNPRSTUVWXY", centuries = "+-ABCDEFYXWVU";
  const auto capital = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  if (text.size() < 11 || centuries.find(capital(text[6])) == std::string_view::npos) return false;
  const std::string digits = std::string(text.substr(0, 6)) + std::string(text.substr(7, 3));
  if (!std::ranges::all_of(digits, is_digit)) return false;
  return checks[std::stoul(digits) % 31] == capital(text[10]);
}

void black_out_codes(JsonDocument& row) {
  for (auto& member : row.GetObject()) {
    if (!member.value.IsString()) continue;
    std::string text(config::string_of(member.value));
    bool has_code = false;
    for (std::size_t at = 0; at + 11 <= text.size(); ++at)
      if (is_personal_code(std::string_view(text).substr(at))) {
        text.replace(at, 11, "[…]");
        has_code = true;
      }
    if (has_code) member.value.SetString(text, row.GetAllocator());
  }
}

// The number of the case; without one, what the rest of the row makes. Reckoned before purposes and
// applicants are taken out, so that hiding them later meets the same record.
std::string id_of(const JsonValue& row) {
  if (std::string number = cell(row, "avustusasiaAsianumero"); !number.empty()) return number;
  constexpr std::size_t digits = 24;
  std::string all;
  for (const char* column :
       {"valtionapuviranomainen", "avustushakuAsianumero", "avustusasiaVireillepanijaYhteisoTunnus",
        "avustusasiaVireillepanijaYhteisoNimi", "avustuspaatosPvm"})
    all += cell(row, column) + "\x1f";
  return hash_of(all).substr(0, digits);
}

struct PrivateRow {
  JsonDocument json{};
  bool is_removed = false;
};

PrivateRow without_private(const JsonValue& came) {
  PrivateRow row;
  row.json.CopyFrom(came, row.json.GetAllocator());
  take_out(row.json, of_persons);
  const std::string id = id_of(row.json);
  row.is_removed = is_set(row.json, "poistaTiedot");
  if (is_set(row.json, "piilotaKayttotarkoitus")) take_out(row.json, of_purposes);
  if (is_set(row.json, "piilotaVireillepanija")) take_out(row.json, of_applicants);
  black_out_codes(row.json);
  row.json.AddMember("id", JsonValue(id, row.json.GetAllocator()), row.json.GetAllocator());
  return row;
}

}  // namespace

Result<void> read_hallinnoiavustuksia(ByteStream& bytes, const ReadOptions& options, const RowSink& sink) {
  return read_csv(bytes, options, [&](Row row) -> Result<void> {
    row.raw = "(not kept: rows of this source may name persons)";
    if (!row.json || !row.json->IsObject()) return sink(std::move(row));
    PrivateRow cleaned = without_private(*row.json);
    const std::string text = config::json_text(cleaned.json);
    row.json = std::move(cleaned.json);
    row.is_deleted = cleaned.is_removed;
    row.raw = text;
    return sink(std::move(row));
  });
}

}  // namespace kohtaamo::corpora
