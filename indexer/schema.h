// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// schema.h — every field of the index in one table: how it is named in queries, which prefix its
// terms carry, and in which slot its value stands.
//
// Given   the name of a field, as in `stage:pilot`.
// Gives   its row. document_builder writes by these rows, the query reads by them, `describe` prints them.
// Never   derives a prefix or a slot from the order of rows: both are written down, since they are
//         stored on disk.
// Threads a constant table.
//
// To add a field: a row here (a new prefix or slot), a higher schema_version, and its lines in
// document_builder.cpp. An index made with another version is refused with a sentence.
//
// Prefixes follow Xapian's convention (omega's term prefixes): one capital, or X and a name; an exact
// term whose text could begin with a capital or a colon gets ':' between (`T:need` is spared that, as
// codes are lower case; record ids and URIs are not).

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <xapian.h>

namespace kohtaamo::indexer {

inline constexpr int schema_version = 5;

enum class FieldKind : std::uint8_t {
  text,    // analysed words
  code,    // exact codes: boolean filters
  id,      // ids of records: boolean filters
  date,    // a value, as date_value() writes it
  number,  // a value, as Xapian::sortable_serialise() writes it
};

inline constexpr Xapian::valueno no_slot = 0xFFFF;

struct Field {
  std::string_view name{};         // in queries, filters and facets
  std::string_view prefix{};       // of its terms; empty for the text of all fields
  Xapian::valueno slot = no_slot;  // of its value: facets, sorting, ranges
  FieldKind kind = FieldKind::text;
  bool is_facet = false;    // counted; the slot holds all codes of the record, one after each '\x1f'
  std::string_view list{};  // config/lists that its codes come from
  std::string_view meaning{};
};

// The columns, in order: name, prefix, slot, kind, facet, code list, meaning.
inline constexpr std::array field_table{
    Field{"text", "", no_slot, FieldKind::text, false, "", "words of all fields; what a plain word searches"},
    Field{"title", "S", no_slot, FieldKind::text, false, "", "words of the title alone"},
    Field{"id", "Q", 0, FieldKind::id, false, "", "id of the record; one document an id"},
    Field{"type", "T", 1, FieldKind::code, true, "record_types", "type of the record"},
    Field{"stage", "XSTAGE", 2, FieldKind::code, true, "stages", "stage of an innovation, need or project"},
    Field{"stage_group", "XSGROUP", 3, FieldKind::code, true, "", "existing or emerging"},
    Field{"region", "XREGION", 4, FieldKind::code, true, "regions", "regions with all that contain them"},
    Field{"target_group", "XGROUP", 5, FieldKind::code, true, "target_groups", "whom it is for, with wider groups"},
    Field{"theme", "XTHEME:", 6, FieldKind::id, true, "", "spearhead themes"},
    Field{"sector", "XSECTOR", 7, FieldKind::code, true, "sectors", "administrative branch"},
    Field{"language", "L", 8, FieldKind::code, true, "languages", "languages the record has text in"},
    Field{"actor_type", "XATYPE", 9, FieldKind::code, true, "actor_types", "kind of an actor"},
    Field{"resource_kind", "XRKIND", 10, FieldKind::code, true, "resource_kinds", "what a resource offers"},
    Field{"source", "XSOURCE:", 11, FieldKind::code, true, "", "where the record comes from"},
    Field{"concept", "XCONCEPT:", 12, FieldKind::id, false, "", "concepts of the record, by URI"},
    Field{"broader", "XBROADER:", no_slot, FieldKind::id, false, "",
          "concepts that contain those of the record, by URI"},
    Field{"link", "XLINK:", no_slot, FieldKind::id, false, "", "every record that this one refers to"},
    Field{"applicant", "XAPPLICANT", 13, FieldKind::code, true, "actor_types", "who may apply to a call"},
    Field{"visibility", "XVISIBILITY", no_slot, FieldKind::code, false, "visibilities",
          "confidential records carry it"},
    Field{"evidence", "XEVIDENCE", 14, FieldKind::code, true, "evidence_levels", "evidence level 0 to 5"},
    Field{"modified", "", 15, FieldKind::date, false, "", "day of the last change at the source"},
    Field{"opens", "", 16, FieldKind::date, false, "", "day a call opens"},
    Field{"closes", "", 17, FieldKind::date, false, "", "last day of a call's last deadline; far away when rolling"},
    Field{"max_grant", "", 18, FieldKind::number, false, "", "largest grant of a call, in euros"},
    Field{"year", "", 19, FieldKind::number, false, "", "year of a paper, decision or project"},
    Field{"seq", "", 20, FieldKind::number, false, "", "change number of the store"},
    Field{"word", "XW", no_slot, FieldKind::text, false, "",
          "folded words of titles and names, for completing what is typed"},
    Field{"deadlines", "", 21, FieldKind::date, false, "", "every deadline of a call, one after each '\\x1f'"},
    Field{"call_state", "", 22, FieldKind::code, false, "",
          "rolling, cancelled or dated: with opens and closes it gives the effective status"},
    Field{"role", "XROLE", 23, FieldKind::code, true, "roles", "the part that an actor plays"},
    Field{"function", "XFUNCTION", 24, FieldKind::code, true, "functions",
          "function that a resource serves or an actor has its focus on"},
    Field{"call_kind", "XCKIND", 25, FieldKind::code, true, "call_kinds",
          "call, funding scheme or advance information"},
    Field{"licence", "XLICENCE:", 26, FieldKind::code, true, "", "licence of the record"},
    Field{"name", "", 27, FieldKind::text, false, "", "title in an order for people: å, ä and ö after z"},
    Field{"completeness", "", 28, FieldKind::number, false, "",
          "share of what readers ask that the record answers (completeness.h)"},
    Field{"neighbours", "XPAIR:", no_slot, FieldKind::text, false, "", "two words that a title has side by side"},
};

const Field* find_field(std::string_view name);  // null when there is none
const Field& field(std::string_view name);       // a name of the table; another is our mistake

// The term for an exact value of a code or id field: "XSTAGEpilot", "Qsample:need-001".
std::string exact_term(const Field& row, std::string_view value);

// The term for two base forms that stand side by side in a title, in either order.
std::string neighbours_term(std::string_view one, std::string_view other);

// Longest term that the index can hold.
inline constexpr std::size_t max_xapian_term_bytes = 245;

// The weights of text that are fixed when a document is built: a part of the fingerprint.
struct TextWeights {
  unsigned title = 4, summary = 2, body = 1;
};

// What an index must have been made with; stored in its metadata, item by item.
struct Fingerprint {
  std::string schema{}, analysis{}, vocabulary{}, weights{};
  bool operator==(const Fingerprint&) const = default;
};
Fingerprint make_fingerprint(std::string_view analysis, std::string_view vocabulary, const TextWeights& weights);

// The table as text, one row a line: `kohtaamo-indexer describe`.
std::string describe_fields();

}  // namespace kohtaamo::indexer
