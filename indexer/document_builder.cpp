// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/document_builder.h"

#include <algorithm>
#include <array>
#include <set>

#include "config/code_lists.h"
#include "corpora/effective_status.h"
#include "corpora/record_json.h"
#include "indexer/completeness.h"
#include "indexer/record_concepts.h"
#include "indexer/record_parts.h"
#include "stemming/fold.h"

namespace kohtaamo::indexer {
namespace {

using corpora::Record;
using stemming::TermKind;

constexpr char separator = '\x1f';
constexpr Xapian::termpos gap_between_texts = 100;  // so that no phrase reaches from one text into the next

void add_term(Xapian::Document& document, const std::string& term, Xapian::termcount count) {
  if (!term.empty() && term.size() <= max_xapian_term_bytes) document.add_term(term, count);
}

// The text of a record, word by word.
class TextIndexer {
 public:
  TextIndexer(const stemming::Analyzer& analyzer, const TextWeights& weights, Xapian::Document& document)
      : analyzer_(analyzer), weights_(weights), document_(document) {}

  void add(const RecordText& text) {
    const bool has_positions = text.role != TextRole::body;
    const Xapian::termcount weight = weight_of(text.role);
    if (weight == 0) return;
    Xapian::termpos last = 0;
    for (const stemming::Word& word : analyzer_.analyze(*text.text, text.language)) {
      if (!has_positions && word.terms->is_stop_word) continue;  // kept only where phrases need them
      last = word.position;
      for (const stemming::WordTerm& term : word.terms->terms) {
        if (has_positions && term.kind == TermKind::base)
          add_posting(term.text, next_position_ + word.position, weight);
        else
          add_term(document_, term.text, weight);
      }
      if (text.role == TextRole::title) add_title_word(word, text);
    }
    before_ = nullptr;
    if (has_positions) next_position_ += last + gap_between_texts;
  }

 private:
  Xapian::termcount weight_of(TextRole role) const {
    switch (role) {
      case TextRole::title:
        return weights_.title;
      case TextRole::summary:
        return weights_.summary;
      case TextRole::body:
        return weights_.body;
    }
    return weights_.body;
  }

  void add_posting(const std::string& term, Xapian::termpos position, Xapian::termcount weight) {
    if (term.size() <= max_xapian_term_bytes) document_.add_posting(term, position, weight);
  }

  // The title once more under its own prefix, and its words as typed, for completing.
  void add_title_word(const stemming::Word& word, const RecordText& text) {
    static const std::string title_prefix(field("title").prefix);
    for (const stemming::WordTerm& term : word.terms->terms) {
      if (term.kind == TermKind::base)
        add_posting(title_prefix + term.text, next_position_ + word.position, 1);
      else
        add_term(document_, title_prefix + term.text, 1);
    }
    if (word.terms->is_stop_word) return;
    add_neighbours(*word.terms);
    static const std::string word_prefix(field("word").prefix);
    stemming::fold_word(std::string_view(*text.text).substr(word.bytes.begin, word.bytes.end - word.bytes.begin),
                        folded_);
    if (!folded_.empty() && folded_.size() + word_prefix.size() <= max_xapian_term_bytes)
      document_.add_boolean_term(word_prefix + folded_);
  }

  // Each reading of the word beside each of the word before it; stop words between them do not count.
  void add_neighbours(const stemming::WordTerms& word) {
    if (before_ != nullptr)
      for (const stemming::WordTerm& one : before_->terms)
        for (const stemming::WordTerm& other : word.terms)
          if (one.kind == TermKind::base && other.kind == TermKind::base)
            if (const std::string term = neighbours_term(one.text, other.text); term.size() <= max_xapian_term_bytes)
              document_.add_boolean_term(term);
    before_ = &word;
  }

  const stemming::Analyzer& analyzer_;
  const TextWeights& weights_;
  Xapian::Document& document_;
  Xapian::termpos next_position_ = 0;
  const stemming::WordTerms* before_ = nullptr;  // of the same title
  std::string folded_{};
};

// Exact values of one field: boolean terms, and together the value of its slot.
class ExactIndexer {
 public:
  explicit ExactIndexer(Xapian::Document& document) : document_(document) {}

  void add(std::string_view field_name, const std::set<std::string>& values) {
    const Field& row = field(field_name);
    std::string joined;
    for (const std::string& value : values) {
      if (value.empty()) continue;
      if (const std::string term = exact_term(row, value); term.size() <= max_xapian_term_bytes)
        document_.add_boolean_term(term);
      joined += value + separator;
    }
    if (row.slot != no_slot && !joined.empty()) document_.add_value(row.slot, joined);
  }
  void add_one(std::string_view field_name, const std::string& value) { add(field_name, {value}); }
  void add_value(std::string_view field_name, const std::string& value) {
    if (!value.empty()) document_.add_value(field(field_name).slot, value);
  }
  void add_number(std::string_view field_name, double value) {
    document_.add_value(field(field_name).slot, Xapian::sortable_serialise(value));
  }

 private:
  Xapian::Document& document_;
};

std::set<std::string> regions_of(const Record& record) {
  std::set<std::string> keys;
  const auto add = [&](const std::string& key) {
    for (std::string& ancestor : config::region_ancestors(key)) keys.insert(std::move(ancestor));
    keys.insert(key);
  };
  for (const corpora::Region& region : record.regions) add(region.key());
  if (const auto* adoption = std::get_if<corpora::Adoption>(&record.details);
      adoption != nullptr && !adoption->region.empty())
    add(adoption->region);
  if (const auto* call = std::get_if<corpora::Call>(&record.details))
    for (const std::string& key : call->eligibility.applicant_regions) add(key);
  return keys;
}

std::set<std::string> target_groups_of(const Record& record) {
  std::set<std::string> groups;
  const auto add = [&](auto& self, const std::string& group) -> void {
    if (!groups.insert(group).second) return;
    if (const config::Code* code = config::code_list("target_groups").find(group))
      for (const std::string& broader : code->broader) self(self, broader);
  };
  for (const std::string& group : record.target_groups) add(add, group);
  if (const auto* need = std::get_if<corpora::Need>(&record.details))
    for (const std::string& group : need->affected.groups) add(add, group);
  return groups;
}

std::set<std::string> languages_of(const Record& record) {
  std::set<std::string> languages;
  for (const stemming::Language language : stemming::all_languages)
    if (!record.title.in(language).empty()) languages.emplace(to_text(language));
  return languages;
}

std::optional<corpora::Date> modified_of(const Record& record) {
  if (record.dates.modified) return record.dates.modified;
  return record.dates.published ? record.dates.published : record.dates.created;
}

std::optional<double> year_of(const Record& record) {
  const auto of_date = [](std::optional<corpora::Date> day) -> std::optional<double> {
    if (!day) return std::nullopt;
    return static_cast<double>(static_cast<int>(std::chrono::year_month_day(*day).year()));
  };
  if (const auto* paper = std::get_if<corpora::Paper>(&record.details))
    return paper->year ? std::optional<double>(static_cast<double>(*paper->year)) : std::nullopt;
  if (const auto* project = std::get_if<corpora::Project>(&record.details)) return of_date(project->start);
  if (const auto* decision = std::get_if<corpora::Decision>(&record.details)) return of_date(decision->decided_on);
  return std::nullopt;
}

void add_call(const corpora::Call& call, ExactIndexer& exact) {
  exact.add_one("call_kind", call.record_kind);
  exact.add("applicant", {call.eligibility.applicant_types.begin(), call.eligibility.applicant_types.end()});
  if (call.opens) exact.add_value("opens", date_value(*call.opens));
  if (call.amount.max_grant) exact.add_number("max_grant", *call.amount.max_grant);
  std::string all, last;
  for (const corpora::Date deadline : corpora::dates_of(call).deadlines) {
    last = date_value(deadline);
    all += last + separator;
  }
  const bool is_rolling = call.deadline_model == "rolling";
  exact.add_value("deadlines", all);
  exact.add_value("closes", is_rolling ? std::string(far_away) : last);
  const bool is_cancelled = call.source_status == "cancelled";
  exact.add_value("call_state", is_cancelled ? "cancelled" : is_rolling ? "rolling" : last.empty() ? "" : "dated");
}

void add_details(const Record& record, ExactIndexer& exact) {
  if (const auto* call = std::get_if<corpora::Call>(&record.details)) add_call(*call, exact);
  if (const auto* actor = std::get_if<corpora::Actor>(&record.details)) {
    exact.add_one("actor_type", actor->actor_type);
    exact.add("role", {actor->roles.begin(), actor->roles.end()});
    exact.add("function", {actor->focus.function.begin(), actor->focus.function.end()});
  }
  if (const auto* resource = std::get_if<corpora::Resource>(&record.details)) {
    exact.add_one("resource_kind", resource->kind);
    exact.add_one("function", resource->function);
  }
  if (const auto* innovation = std::get_if<corpora::Innovation>(&record.details))
    if (innovation->evidence.level) exact.add_one("evidence", std::to_string(*innovation->evidence.level));
}

// Concepts weigh like words, once each; what contains them stands under a prefix of its own, so that a
// query can count it for less.
void add_concepts(const Record& record, const stemming::Vocabulary* vocabulary, Xapian::Document& document) {
  std::string joined;
  for (const corpora::Concept& one : record.concepts) {
    const std::string uri = canonical_uri(one.uri, vocabulary);
    add_term(document, exact_term(field("concept"), uri), 1);
    joined += uri + separator;
    for (const std::string& broader : broader_uris(uri, vocabulary))
      add_term(document, exact_term(field("broader"), broader), 1);
  }
  if (!joined.empty()) document.add_value(field("concept").slot, joined);
}

// A confidential need meets others in matches. Of another confidential record the very title may be a name.
bool is_only_matched(const Record& record) {
  return is_confidential(record) && record.type() == corpora::RecordType::need && record.status != "draft" &&
         record.status != "withdrawn";
}

void add_envelope(const Record& record, ExactIndexer& exact) {
  exact.add_one("type", std::string(to_text(record.type())));
  exact.add_one("stage", record.stage);
  if (const config::Code* stage = config::code_list("stages").find(record.stage))
    exact.add_one("stage_group", stage->group);
  exact.add("region", regions_of(record));
  exact.add("target_group", target_groups_of(record));
  exact.add("theme", {record.themes.begin(), record.themes.end()});
  exact.add("sector", {record.sectors.begin(), record.sectors.end()});
  exact.add("language", languages_of(record));
  exact.add_one("source", record.provenance.source);
  exact.add_one("licence", record.licence);
  exact.add_value("name", name_value(record.title.best(main_language(record))));
  const std::vector<corpora::RecordId> references = references_of(record);
  exact.add("link", {references.begin(), references.end()});
  exact.add_one("visibility", is_listed(record) ? "" : is_only_matched(record) ? "confidential" : "unlisted");
  if (const auto modified = modified_of(record)) exact.add_value("modified", date_value(*modified));
  if (const auto year = year_of(record)) exact.add_number("year", *year);
  exact.add_number("completeness", completeness_of(record));
}

}  // namespace

Record DocumentBuilder::shown(const Record& original) const {
  Record record = public_view(original);
  if (tagger_ != nullptr) add_found_concepts(record, *tagger_);
  return record;
}

BuiltDocument DocumentBuilder::build(const Record& original, corpora::Seq seq) const {
  const Record record = shown(original);
  BuiltDocument built{.unique_term = exact_term(field("id"), record.id)};
  Xapian::Document& document = built.document;
  document.add_boolean_term(built.unique_term);
  document.add_value(field("id").slot, record.id);
  document.set_data(corpora::to_json(record));
  // What nobody may find leaves no words behind: spelling and suggestions read them, too.
  TextIndexer text(analyzer_, weights_, document);
  if (is_listed(record) || is_only_matched(record))
    for (const RecordText& one : texts_of(record)) text.add(one);
  ExactIndexer exact(document);
  add_envelope(record, exact);
  add_details(record, exact);
  add_concepts(record, tagger_ == nullptr ? nullptr : &tagger_->vocabulary(), document);
  exact.add_number("seq", static_cast<double>(seq));
  return built;
}

std::string name_value(std::string_view name) {
  constexpr std::size_t most_bytes = 48;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> last_letters{
      {{"å", "{"}, {"ä", "|"}, {"ö", "}"}}};  // what stands after z in ASCII
  std::string folded;
  stemming::fold_word(name, folded);
  std::string value;
  for (std::size_t at = 0; at < folded.size();) {
    const std::string_view rest = std::string_view(folded).substr(at);
    const auto* letter =
        std::ranges::find_if(last_letters, [&](const auto& one) { return rest.starts_with(one.first); });
    const bool is_mark = value.empty() && (rest.front() == '"' || rest.front() == '\'' || rest.front() == ' ');
    if (letter != last_letters.end())
      value += letter->second;
    else if (!is_mark)
      value += rest.front();
    at += letter != last_letters.end() ? letter->first.size() : 1;
  }
  stemming::cut_at_code_point(value, most_bytes);
  return value;
}

std::string date_value(corpora::Date day) {
  std::string text = corpora::to_text(day);
  std::erase(text, '-');
  return text;
}

}  // namespace kohtaamo::indexer
