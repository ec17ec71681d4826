// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// journey_request.h — what a journey is asked: a text or a record, and what the asker corrects of what was understood.
//
// Given   the fields of an address or of a form.
// Gives   a request, its address, and its fields for other forms. Reading the address gives the request again.
// Fails   never: what cannot be read becomes a problem at its field, and what was typed is kept to be shown again.
// Threads pure functions.
//
// Example   text "Tarvitsemme 40 000 euroa", the region Pohjois-Savo added, no target group
//   ->      need?text=Tarvitsemme+40+000+euroa&group=&region=mk:11
//
// A long text is packed (packed_text.h), so that links stay short enough for letters and servers.

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http_message.h"
#include "server/match/match.h"

namespace kohtaamo::server {

enum class Journey : std::uint8_t { need, develop, fund };
std::string_view to_text(Journey journey);  // "need"; its address, too
std::optional<Journey> parse_journey(std::string_view name);
Role role_of(Journey journey);

struct JourneyRequest {
  Journey journey = Journey::need;
  std::string text{};      // in one's own words; or:
  corpora::RecordId id{};  // a stored record
  Corrections corrections{};
  bool is_empty() const { return text.empty() && id.empty(); }
};

// A member of the asker that a person can correct.
enum class CorrectableKind : std::uint8_t { codes, code, euros, day, count };
struct Correctable {
  std::string_view parameter{};  // "group"
  std::string_view member{};     // "target_groups", as in Reading
  std::string_view message{};    // its name in config/messages
  std::string_view list{};       // of its codes
  CorrectableKind kind = CorrectableKind::codes;
};
std::span<const Correctable> correctables();

struct FieldProblem {
  std::string field{};    // parameter
  std::string message{};  // key of config/messages
};

struct JourneyForm {
  JourneyRequest asked{};
  std::vector<FieldProblem> problems{};
  std::map<std::string, std::string> typed{};  // by parameter: what could not be read
};

// Values that stand in fields of an address or a form; what is not of a journey is passed by.
JourneyForm read_journey(Journey journey, const std::vector<NameValue>& fields, stemming::Language language);

// `asker_field` is the name of the record that asks: "id", or "of" where ids are asked about.
std::vector<NameValue> fields_of(const JourneyRequest& asked, std::string_view asker_field = "id");
std::vector<NameValue> fields_of(const Corrections& corrections);
std::string address_with(std::string_view path, const std::vector<NameValue>& fields);  // "need?text=…"
std::string journey_address(const JourneyRequest& asked);
// Whether its address can be used as a link.
bool fits_into_address(const JourneyRequest& asked);

MatchRequest match_request_of(const JourneyRequest& asked, corpora::Date today);

// What the asker says of a member, as texts: codes, "40000", "2027-03-01".
std::vector<std::string> values_of(const Asker& asker, const Correctable& member);

// Only what differs from what was read anyway.
Corrections needed_corrections(Corrections corrections, const Asker& read);
// Without one value of what is understood.
JourneyRequest without_value(JourneyRequest asked, const Asker& understood, const Correctable& member,
                             std::string_view value);

inline constexpr std::size_t longest_address = 8'000;  // below server.max_uri_bytes and what proxies take

}  // namespace kohtaamo::server
