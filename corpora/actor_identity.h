// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// actor_identity.h — by what two records of an actor are known to be one.
//
// Given   a record of an actor.
// Gives   its identifiers as ids of records ("ytunnus:1234567-1", "pic:999885022"), the strongest
//         first; its names as keys by which equal names are told; references of records renamed.
// Never   takes a name for an identity. Identifiers with wrong check digits are none (identifiers.h).
// Threads safe from everywhere.

#include <map>
#include <string>
#include <vector>

#include "corpora/record.h"

namespace kohtaamo::corpora {

// The source of records of actors that are put together from what several sources say.
inline constexpr std::string_view actors_source = "actors";

std::vector<RecordId> identities_of(const Actor& actor);
// "ytunnus:1234567-1" -> "y_tunnus"; "source_id" or "name" when the id is no identifier.
std::string_view method_of(const RecordId& identity);
// Leaves only identifiers that can be right, each in its one spelling.
void clean_identifiers(Identifiers& identifiers);

// Small letters and digits of the names in all languages, with one blank between words.
std::vector<std::string> name_keys_of(const LocalText& names);
// The id of an actor of which a source tells nothing but its name.
RecordId id_by_name(std::string_view source, std::string_view name);

// Members that refer to other records (not the record's own id): old id -> new id.
void rename_references(Record& record, const std::map<RecordId, RecordId>& new_ids);

// What two sources, or one source twice, say of the same actor: `first` where both tell something.
void add_to_actor(Record& first, const Record& more);

}  // namespace kohtaamo::corpora
