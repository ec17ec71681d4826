// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/asker.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "indexer/record_parts.h"
#include "server/match/named_groups.h"
#include "stemming/sentences.h"

namespace kohtaamo::server {
namespace {

using stemming::ByteRange;
using stemming::Language;

// How far after "we are" or "our" the word stands that says who we are.
constexpr std::size_t reach_of_are = 4, reach_of_our = 2;
// How far from an amount the words stand that call it the asker's own.
constexpr std::size_t reach_of_own_money = 4;

bool is_nominative(const stemming::Word& word, const std::string& form) {
  return form.ends_with("t") || std::ranges::any_of(word.terms->terms, [&](const stemming::WordTerm& term) {
           return term.kind == stemming::TermKind::base && term.text == form;
         });
}

// MATCHING.md section 2: the title says most, then what is wrong and what should become of it.
double weight_of(const indexer::RecordText& text) {
  constexpr double of_title = 3, of_core = 2, of_rest = 1;
  if (text.role == indexer::TextRole::title) return of_title;
  constexpr std::array<std::string_view, 4> core{"problem", "desired_change", "core_idea", "summary"};
  return std::ranges::find(core, text.member) != core.end() ? of_core : of_rest;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<unsigned> whole_number(std::string_view text) {
  while (text.ends_with('.')) text.remove_suffix(1);
  unsigned number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<corpora::Date> day_of(unsigned year, unsigned month, unsigned day) {
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (year < 1900 || year > 2200 || !date.ok()) return std::nullopt;
  return corpora::Date(date);
}

// "1.3.2027" and "2027-03-01".
std::optional<corpora::Date> parse_day(std::string_view form) {
  if (const auto iso = corpora::parse_date(form)) return *iso;
  const std::size_t first = form.find('.'),
                    second = form.find('.', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const auto day = whole_number(form.substr(0, first)),
             month = whole_number(form.substr(first + 1, second - first - 1)),
             year = whole_number(form.substr(second + 1));
  return day && month && year ? day_of(*year, *month, *day) : std::nullopt;
}

// What one sentence says of the asker.
class SentenceReading {
 public:
  SentenceReading(const CuedText& text, std::uint32_t offset, Asker& asker)
      : text_(text), offset_(offset), asker_(asker) {}

  void add_codes(const std::vector<LabelPlace>& places, std::vector<std::string>& codes, const char* member) {
    for (const LabelPlace& place : places) {
      if (std::ranges::find(codes, place.code) != codes.end()) continue;
      codes.push_back(place.code);
      note(member, place.code, {place.begin, place.end});
    }
  }

  void add_applicant_type() {
    if (!asker_.applicant_type.empty()) return;
    for (const Cue& self : text_.cues) {
      if (self.kind != CueKind::self) continue;
      const bool is_are = self.value == "are";
      const std::size_t reach = is_are ? self.end + reach_of_are : self.begin + reach_of_our;
      for (const Cue& cue : text_.cues) {
        if (cue.kind != CueKind::applicant || cue.begin < self.begin || cue.begin >= reach) continue;
        if (!may_be_self(self, cue)) continue;
        asker_.applicant_type = cue.value;
        return note("applicant_type", asker_.applicant_type, {self.begin, cue.end});
      }
    }
  }

  void add_stage() {
    const auto stage = std::ranges::find(text_.cues, CueKind::stage, &Cue::kind);
    if (!asker_.stage.empty() || stage == text_.cues.end()) return;
    asker_.stage = stage->value;
    note("stage", asker_.stage, {stage->begin, stage->end});
  }

  void add_money() {
    for (const Money& money : find_money(text_.text)) {
      const bool is_own = is_own_money(money);
      std::optional<double>& amount = is_own ? asker_.own_funding_eur : asker_.amount_eur;
      const double eur = money.up_to_eur.value_or(money.eur);
      if (amount && *amount >= eur) continue;
      amount = eur;
      const char* member = is_own ? "own_funding_eur" : "amount_eur";
      std::erase_if(asker_.readings, [&](const Reading& reading) { return reading.member == member; });
      note_bytes(member, fmt::format("{:.0f}", eur), money.bytes);
    }
  }

  void add_start() {
    const bool speaks_of_start =
        std::ranges::any_of(text_.cues, [](const Cue& cue) { return cue.kind == CueKind::start; });
    if (asker_.start_by || !speaks_of_start) return;
    for (std::size_t word = 0; word < text_.words.size() && !asker_.start_by; ++word) {
      WordSpan span{word, word + 1};
      asker_.start_by = parse_day(written_at(word));
      if (!asker_.start_by) asker_.start_by = day_with_month(word, span);
      if (asker_.start_by) note("start_by", corpora::to_text(*asker_.start_by), span);
    }
  }

 private:
  struct WordSpan {
    std::size_t begin = 0, end = 0;
  };

  // "Olemme yhdistys", "vi är en förening": nothing between that leads elsewhere ("we work with …").
  bool may_be_self(const Cue& self, const Cue& cue) const {
    const bool is_led_elsewhere = std::ranges::any_of(text_.cues, [&](const Cue& one) {
      return one.kind == CueKind::with && one.begin >= self.end && one.begin < cue.begin;
    });
    if (is_led_elsewhere) return false;
    const bool is_possessive_itself = cue.begin == self.begin;
    return text_.language != Language::fi || is_possessive_itself ||
           is_nominative(text_.words[cue.end - 1], text_.forms[cue.end - 1]);
  }

  // As it stands, up to the next space: words end at the hyphens of "2027-03-01".
  std::string_view written_at(std::size_t word) const {
    std::string_view written = text_.text.substr(text_.words[word].bytes.begin);
    written = written.substr(0, written.find_first_of(" \n\t"));
    while (!written.empty() && !is_digit(written.back())) written.remove_suffix(1);
    return written;
  }

  // "1 March 2027", "maaliskuussa 2027": without a day the first of the month.
  std::optional<corpora::Date> day_with_month(std::size_t word, WordSpan& span) const {
    for (const Cue& cue : text_.cues) {
      if (cue.kind != CueKind::month || cue.begin != word || cue.end >= text_.words.size()) continue;
      const auto month = whole_number(cue.value);
      const auto year = whole_number(text_.forms[cue.end]);
      const unsigned day = word > 0 ? whole_number(text_.forms[word - 1]).value_or(0) : 0;
      if (!month || !year) continue;
      const bool has_day = day >= 1 && day <= 31;
      span = {has_day ? word - 1 : word, cue.end + 1};
      return day_of(*year, *month, has_day ? day : 1);
    }
    return std::nullopt;
  }

  bool is_own_money(const Money& money) const {
    std::size_t word = 0;
    while (word + 1 < text_.words.size() && text_.words[word].bytes.end <= money.bytes.begin) ++word;
    return std::ranges::any_of(text_.cues, [&](const Cue& cue) {
      if (cue.kind != CueKind::own_money) return false;
      const std::size_t distance = cue.end <= word ? word - cue.end : cue.begin - std::min(cue.begin, word);
      return distance <= reach_of_own_money;
    });
  }

  void note(const char* member, std::string value, WordSpan words) {
    note_bytes(member, std::move(value), {text_.words[words.begin].bytes.begin, text_.words[words.end - 1].bytes.end});
  }
  void note_bytes(const char* member, std::string value, ByteRange bytes) {
    asker_.readings.push_back({.member = member,
                               .value = std::move(value),
                               .quote = std::string(text_.text.substr(bytes.begin, bytes.end - bytes.begin)),
                               .bytes = {bytes.begin + offset_, bytes.end + offset_}});
  }

  const CuedText& text_;
  std::uint32_t offset_;
  Asker& asker_;
};

// The coordinator counts as a partner.
void add_partners(const corpora::Project& project, Asker& asker) {
  if (project.partners.empty()) return;
  asker.partners = static_cast<std::int64_t>(project.partners.size()) + 1;
  std::set<std::string> countries;
  for (const corpora::Partner& partner : project.partners)
    if (!partner.country.empty()) countries.insert(partner.country);
  if (!countries.empty()) asker.countries = static_cast<std::int64_t>(countries.size());
}

}  // namespace

Asker AskerReader::read(const std::string& text, const std::vector<Language>& languages) const {
  Asker asker{.text = text, .languages = languages};
  for (const Language language : languages)
    for (const ByteRange bytes : stemming::sentences(text, language)) {
      const std::string_view sentence = std::string_view(text).substr(bytes.begin, bytes.end - bytes.begin);
      const CuedText cued = words_.cues().read(sentence, language);
      SentenceReading reading(cued, bytes.begin, asker);
      reading.add_codes(meant_groups(cued), asker.target_groups, "target_groups");
      reading.add_codes(words_.regions().find(cued), asker.regions, "regions");
      reading.add_applicant_type();
      reading.add_stage();
      reading.add_money();
      reading.add_start();
    }
  std::ranges::stable_sort(asker.readings, {}, [](const Reading& reading) { return reading.bytes.begin; });
  return asker;
}

Asker understand_record(const corpora::Record& record, const std::optional<corpora::Record>& owner) {
  Asker asker{.id = record.id, .type = record.type(), .stage = record.stage};
  asker.languages = {indexer::main_language(record)};
  for (const indexer::RecordText& one : indexer::texts_of(record)) {
    asker.text += *one.text + "\n";
    asker.parts.push_back({.text = *one.text, .language = one.language, .weight = weight_of(one)});
  }
  asker.target_groups = record.target_groups;
  for (const corpora::Region& region : record.regions) asker.regions.push_back(region.key());
  if (const auto* need = std::get_if<corpora::Need>(&record.details)) {
    asker.amount_eur = need->constraints.budget_max_eur;
    asker.start_by = need->constraints.start_by;
  }
  if (const auto* project = std::get_if<corpora::Project>(&record.details)) add_partners(*project, asker);
  if (const auto* innovation = std::get_if<corpora::Innovation>(&record.details))
    asker.amount_eur = innovation->cost.setup_eur;
  if (const auto* call = std::get_if<corpora::Call>(&record.details)) asker.amount_eur = call->amount.max_grant;
  if (const auto* actor = std::get_if<corpora::Actor>(&record.details)) asker.applicant_type = actor->actor_type;
  if (owner)
    if (const auto* actor = std::get_if<corpora::Actor>(&owner->details)) asker.applicant_type = actor->actor_type;
  return asker;
}

namespace {

bool is_in_digits(std::string_view form) { return form.find_first_not_of("0123456789.,") == std::string_view::npos; }

// "sex timmar", "kuusi viikkoa": a number stands before what it counts. Else it may be another word: "säljer sex".
bool counts_something(const CuedText& text, const Cue& number) {
  if (number.end >= text.words.size() || text.words[number.end].terms->is_stop_word) return false;
  const bool is_before_verb = std::ranges::any_of(text.cues, [&](const Cue& cue) {
    return cue.begin == number.end && (cue.kind == CueKind::verb || cue.kind == CueKind::apply);
  });
  const std::size_t begin = text.words[number.end - 1].bytes.end;
  const std::string_view between = text.text.substr(begin, text.words[number.end].bytes.begin - begin);
  return !is_before_verb && (between == " " || between == "\u00a0");
}

// Says nothing of the need: words that needs are asked in, and how many there are of something.
bool is_idle(const CuedText& text, const Cue& cue) {
  return cue.kind == CueKind::idle || (cue.kind == CueKind::number && counts_something(text, cue));
}

}  // namespace

std::set<std::string> idle_terms_of(const Asker& asker, const CueFinder& cues) {
  std::set<std::string> terms;
  const auto add_words = [&](const CuedText& read, std::size_t begin, std::size_t end) {
    for (std::size_t word = begin; word < end; ++word)
      for (const stemming::WordTerm& term : read.words[word].terms->terms)
        if (term.kind == stemming::TermKind::base) terms.insert(term.text);
  };
  // A sum is a condition, which has its own signal and checks; its words would find who writes of sums.
  const auto add_sentence = [&](std::string_view sentence, Language language) {
    const CuedText read = cues.read(sentence, language);
    const std::vector<Money> sums = find_money(sentence);
    for (const Cue& cue : read.cues)
      if (is_idle(read, cue) || (!sums.empty() && cue.kind == CueKind::means)) add_words(read, cue.begin, cue.end);
    for (std::size_t word = 0; word < read.words.size(); ++word)
      if (is_in_digits(read.forms[word])) add_words(read, word, word + 1);
    for (const Money& sum : sums)
      for (std::size_t word = 0; word < read.words.size(); ++word)
        if (read.words[word].bytes.begin >= sum.bytes.begin && read.words[word].bytes.end <= sum.bytes.end)
          add_words(read, word, word + 1);
  };
  const auto add = [&](const std::string& text, Language language) {
    for (const ByteRange bytes : stemming::sentences(text, language))
      add_sentence(std::string_view(text).substr(bytes.begin, bytes.end - bytes.begin), language);
  };
  for (const AskerText& part : asker.parts)
    if (part.language)
      add(part.text, *part.language);
    else
      for (const Language language : asker.languages) add(part.text, language);
  return terms;
}

void correct(Asker& asker, const Corrections& corrections) {
  const auto replace = [&](auto& member, const auto& corrected, std::string_view name) {
    if (!corrected) return;
    member = *corrected;
    std::erase_if(asker.readings, [&](const Reading& reading) { return reading.member == name; });
  };
  replace(asker.target_groups, corrections.target_groups, "target_groups");
  replace(asker.regions, corrections.regions, "regions");
  replace(asker.partner_types, corrections.partner_types, "partner_types");
  replace(asker.stage, corrections.stage, "stage");
  replace(asker.applicant_type, corrections.applicant_type, "applicant_type");
  replace(asker.amount_eur, corrections.amount_eur, "amount_eur");
  replace(asker.own_funding_eur, corrections.own_funding_eur, "own_funding_eur");
  replace(asker.start_by, corrections.start_by, "start_by");
  replace(asker.partners, corrections.partners, "partners");
  replace(asker.countries, corrections.countries, "countries");
}

}  // namespace kohtaamo::server
