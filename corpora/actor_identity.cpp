// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/actor_identity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "corpora/hash.h"
#include "corpora/identifiers.h"
#include "corpora/record_fields.h"
#include "corpora/text_cleaning.h"

namespace kohtaamo::corpora {
namespace {

struct Kind {
  std::string_view scheme{}, method{};
  std::string Identifiers::*member{};
  std::optional<std::string> (*spelled)(std::string_view){};
};
// The strongest first: a register of a state, registers of research, then numbers of programmes.
constexpr std::array kinds{
    Kind{"ytunnus", "y_tunnus", &Identifiers::y_tunnus, y_tunnus_of},
    Kind{"ror", "ror", &Identifiers::ror, ror_of},
    Kind{"isni", "isni", &Identifiers::isni, isni_of},
    Kind{"oid", "oid", &Identifiers::oid, oid_of},
    Kind{"pic", "pic", &Identifiers::pic, pic_of},
    Kind{"crossref-funder", "crossref_funder", &Identifiers::crossref_funder, crossref_funder_of},
    Kind{"wikidata", "wikidata", &Identifiers::wikidata, wikidata_of},
};

class ReferenceRenamer {
 public:
  explicit ReferenceRenamer(const std::map<RecordId, RecordId>& new_ids) : new_ids_(new_ids) {}

  template <class Member>
  void operator()(std::string_view, Member& member, const Rule& rule) {
    visit(member, rule);
  }

 private:
  void visit(std::string& text, const Rule& rule) {
    if (rule.kind != Rule::Kind::record_id) return;
    if (const auto found = new_ids_.find(text); found != new_ids_.end()) text = found->second;
  }
  template <class T>
  void visit(std::vector<T>& list, const Rule& rule) {
    for (T& item : list) visit(item, rule);
  }
  template <class T>
  void visit(std::optional<T>&, const Rule&) {}
  void visit(LocalText&, const Rule&) {}
  void visit(LocalWords&, const Rule&) {}
  template <HasFields T>
  void visit(T& part, const Rule&) {
    visit_fields(part, *this);
  }

  const std::map<RecordId, RecordId>& new_ids_;
};

void keep_first(std::string& first, const std::string& more) {
  if (first.empty()) first = more;
}

void keep_first(LocalText& first, const LocalText& more) {
  keep_first(first.fi, more.fi);
  keep_first(first.sv, more.sv);
  keep_first(first.en, more.en);
}

template <class T>
void add_all(std::vector<T>& all, const std::vector<T>& more) {
  for (const T& one : more)
    if (std::ranges::find(all, one) == all.end()) all.push_back(one);
}

// A text may be passed on as far as all that it was made of may be.
std::string licence_of_both(const std::string& first, const std::string& more) {
  if (first == more || more.empty()) return first;
  if (first == "unknown" || more == "unknown") return "unknown";
  return fmt::format(" {} ", first).find(fmt::format(" {} ", more)) != std::string::npos
             ? first
             : fmt::format("{} AND {}", first, more);
}

}  // namespace

std::vector<RecordId> identities_of(const Actor& actor) {
  std::vector<RecordId> found;
  for (const Kind& kind : kinds)
    if (const auto spelled = kind.spelled(actor.identifiers.*(kind.member)))
      found.push_back(fmt::format("{}:{}", kind.scheme, *spelled));
  return found;
}

std::string_view method_of(const RecordId& identity) {
  const auto found = std::ranges::find(kinds, std::string_view(identity).substr(0, identity.find(':')), &Kind::scheme);
  if (found != kinds.end()) return found->method;
  return identity.find(":org-") == RecordId::npos ? "source_id" : "name";
}

void clean_identifiers(Identifiers& identifiers) {
  for (const Kind& kind : kinds)
    identifiers.*(kind.member) = kind.spelled(identifiers.*(kind.member)).value_or(std::string{});
}

std::vector<std::string> name_keys_of(const LocalText& names) {
  std::vector<std::string> keys;
  for (const std::string* name : {&names.fi, &names.sv, &names.en})
    if (std::string key = name_key(*name); !key.empty() && std::ranges::find(keys, key) == keys.end())
      keys.push_back(std::move(key));
  return keys;
}

RecordId id_by_name(std::string_view source, std::string_view name) {
  constexpr std::size_t digits = 20;
  return fmt::format("{}:org-{}", source, hash_of(name_key(name)).substr(0, digits));
}

void rename_references(Record& record, const std::map<RecordId, RecordId>& new_ids) {
  if (new_ids.empty()) return;
  ReferenceRenamer renamer(new_ids);
  visit_fields(record, renamer);
  std::visit([&](auto& details) { visit_fields(details, renamer); }, record.details);
}

void add_to_actor(Record& first, const Record& more) {
  keep_first(first.title, more.title);
  keep_first(first.summary, more.summary);
  keep_first(first.body, more.body);
  add_all(first.lang, more.lang);
  add_all(first.regions, more.regions);
  add_all(first.keywords.fi, more.keywords.fi);
  add_all(first.keywords.sv, more.keywords.sv);
  add_all(first.keywords.en, more.keywords.en);
  add_all(first.sectors, more.sectors);
  add_all(first.target_groups, more.target_groups);
  add_all(first.quality, more.quality);
  first.licence = licence_of_both(first.licence, more.licence);
  keep_first(first.provenance.url, more.provenance.url);
  auto& actor = std::get<Actor>(first.details);
  const auto& other = std::get<Actor>(more.details);
  keep_first(actor.actor_type, other.actor_type);
  keep_first(actor.parent, other.parent);
  keep_first(actor.website, other.website);
  add_all(actor.roles, other.roles);
  for (const Kind& kind : kinds) keep_first(actor.identifiers.*(kind.member), other.identifiers.*(kind.member));
}

}  // namespace kohtaamo::corpora
