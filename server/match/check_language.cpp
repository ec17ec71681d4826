// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "server/match/check_parts.h"

namespace kohtaamo::server {
namespace {

bool has(const std::vector<std::string>& codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

std::vector<std::string> codes_of(const std::vector<stemming::Language>& languages) {
  std::vector<std::string> codes;
  for (const stemming::Language language : languages) codes.emplace_back(to_text(language));
  return codes;
}

}  // namespace

// An offer is given in its languages; a call may be read in translation, so its papers are for a person to check.
std::optional<Outcome> check_language(const Asker& asker, const RecordTerms& terms, corpora::Date) {
  std::vector<std::string> offered;
  const auto* resource = std::get_if<corpora::Resource>(&terms.record().details);
  if (resource != nullptr) offered = resource->languages;
  if (terms.call() != nullptr)
    for (const corpora::Document& document : terms.call()->documents)
      if (!document.lang.empty() && !has(offered, document.lang)) offered.push_back(document.lang);
  if (offered.empty()) return std::nullopt;
  const ReasonValue languages = codes_value("languages", offered, "languages");
  // A text that may be in several languages is in none for certain.
  if (asker.languages.size() != 1) return Outcome{.reason = {"check_language_unknown_asker", {languages}}};
  const std::vector<std::string> own = codes_of(asker.languages);
  if (has(offered, own.front()))
    return Outcome{.verdict = Verdict::pass,
                   .reason = {"check_language_pass", {codes_value("languages", own, "languages")}}};
  if (resource == nullptr) return Outcome{.reason = {"check_language_unknown_documents", {languages}}};
  Outcome outcome{.verdict = Verdict::fail, .reason = {"check_language_fail", {languages}}};
  for (const std::string& one : offered)
    if (const auto language = stemming::parse_language(one)) {
      outcome.changes.push_back({.reason = {"check_language_change", {languages}}, .asker = asker});
      outcome.changes.back().asker.languages = {*language};
    }
  return outcome;
}

}  // namespace kohtaamo::server
