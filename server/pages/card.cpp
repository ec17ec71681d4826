// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/card.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "config/code_lists.h"
#include "config/messages.h"
#include "corpora/effective_status.h"
#include "indexer/record_parts.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"
#include "server/pages/passage_lead.h"
#include "stemming/name_case.h"

namespace kohtaamo::server {
namespace {

using config::label_of;
using config::message;
using corpora::Record;
using stemming::Language;

constexpr std::size_t least_passage_bytes = 40, most_regions = 2;

class Marks {
 public:
  void add(std::string_view text, std::string_view tone = {}) {
    if (text.empty()) return;
    View mark;
    mark.set("mark", std::string(text));
    mark.set("tone", optional_text(tone));
    list_ << std::move(mark);
  }
  View take() { return std::move(list_); }

 private:
  View list_{View::type::list};
};

// Colour says it again, never alone.
std::string_view tone_of(std::string_view status) {
  if (status == "open" || status == "rolling") return "good";
  if (status == "closing_soon") return "urgent";
  if (status == "closed" || status == "cancelled") return "past";
  return "plain";
}

void add_call(const corpora::Call& call, const Reader& reader, Marks& marks) {
  const std::string_view language = to_text(reader.language);
  const corpora::CallDates dates = dates_of(call);
  const std::string_view status = effective_status(dates, reader.today);
  marks.add(label_of("effective_statuses", status, language), tone_of(status));
  if (const auto next = next_deadline(dates, reader.today)) {
    marks.add(fmt::format("{}: {}", message("deadline", language), format_day(*next, reader.language)));
    const auto left = (*next - reader.today).count();
    if (status == "closing_soon") marks.add(message("days_left", language, {{"count", left}}), "urgent");
  } else if (!dates.deadlines.empty()) {
    marks.add(
        fmt::format("{}: {}", message("deadline", language), format_day(dates.deadlines.back(), reader.language)));
  }
}

struct DetailMarks {
  const Reader& reader;
  Marks& marks;

  void operator()(const corpora::Call& call) const { add_call(call, reader, marks); }
  void operator()(const corpora::Resource& resource) const {
    marks.add(label_of("resource_kinds", resource.kind, to_text(reader.language)));
  }
  void operator()(const corpora::Actor& actor) const {
    marks.add(label_of("actor_types", actor.actor_type, to_text(reader.language)));
  }
  void operator()(const corpora::Paper& paper) const {
    if (paper.is_retracted.value_or(false)) marks.add(message("field_retracted", to_text(reader.language)), "urgent");
    if (paper.year) marks.add(fmt::format("{}", *paper.year));
  }
  void operator()(const corpora::Decision& decision) const {
    if (decision.granted_eur) marks.add(format_euros(*decision.granted_eur, reader.language));
    if (decision.decided_on) marks.add(format_day(*decision.decided_on, reader.language));
  }
  void operator()(const corpora::Adoption& adoption) const {
    marks.add(label_of("adoption_statuses", adoption.adoption_status, to_text(reader.language)));
  }
  void operator()(const corpora::Signal& signal) const {
    marks.add(label_of("signal_kinds", signal.signal_kind, to_text(reader.language)));
  }
  void operator()(const corpora::Event& event) const {
    if (event.start) marks.add(format_day(*event.start, reader.language));
  }
  void operator()(const corpora::Project& project) const {
    if (project.start && project.end)
      marks.add(format_day(*project.start, reader.language) + "–" + format_day(*project.end, reader.language));
  }
  // The others are told by their stage and regions.
  void operator()(const corpora::Innovation&) const {}
  void operator()(const corpora::Need&) const {}
  void operator()(const corpora::Theme&) const {}
  void operator()(const corpora::Indicator&) const {}
};

void add_regions(const Record& record, const Reader& reader, Marks& marks) {
  std::vector<std::string> keys;
  for (const corpora::Region& region : record.regions)
    if (std::ranges::find(keys, region.key()) == keys.end() && keys.size() < most_regions) keys.push_back(region.key());
  for (const std::string& key : keys) marks.add(label_of("regions", key, to_text(reader.language)));
}

}  // namespace

ReadableText readable(const corpora::LocalText& text, Language wanted) {
  for (const Language language : {wanted, Language::fi, Language::en, Language::sv})
    if (!text.in(language).empty()) return {.text = stemming::in_name_case(text.in(language)), .language = language};
  return {.language = wanted};
}

View foreign(Language language, Language page) {
  return language == page ? View(false) : View(std::string(to_text(language)));
}

std::size_t repeated_bytes(std::string_view title, std::string_view text) {
  constexpr std::string_view ellipsis = "…", between = " \t\r\n.:;,-";
  if (title.ends_with(ellipsis)) title.remove_suffix(ellipsis.size());
  if (title.empty() || !text.starts_with(title)) return 0;
  const std::size_t rest = title.size();
  if (rest == text.size()) return rest;
  // A title may be the beginning of a longer word.
  constexpr std::string_view ends_of_words = " \t\r\n.:;,(";
  if (ends_of_words.find(text[rest]) == std::string_view::npos) return 0;
  return std::min(text.find_first_not_of(between, rest), text.size());
}

void set_marked(const std::string& name, const std::vector<Segment>& segments, View& values) {
  View hits(View::type::list);
  std::string plain;
  for (const Segment& segment : segments) {
    if (!segment.is_hit) {
      plain += segment.text;
      continue;
    }
    View hit;
    hit.set("before", std::exchange(plain, {}));
    hit.set("hit", segment.text);
    hits << std::move(hit);
  }
  values.set(name, std::move(hits));
  values.set(name + "_rest", plain);
}

namespace {

// A title that was cut goes on where the passage begins.
bool goes_on(std::string_view title, std::string_view text) {
  return title.ends_with("…") && repeated_bytes(title, text) > 0;
}

std::vector<Segment> without_first(std::vector<Segment> segments, std::size_t bytes) {
  while (!segments.empty() && bytes >= segments.front().text.size()) {
    bytes -= segments.front().text.size();
    segments.erase(segments.begin());
  }
  if (!segments.empty()) segments.front().text.erase(0, bytes);
  return segments;
}

std::string text_of(const std::vector<Segment>& segments) {
  std::string text;
  for (const Segment& segment : segments) text += segment.text;
  return text;
}

}  // namespace

std::string shortened(const std::string& text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = text.rfind(' ', max_bytes);
  if (end == std::string::npos || end == 0) {
    end = max_bytes;  // one long word: cut it between two characters
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  }
  return text.substr(0, end) + "…";
}

View marks_of(const Record& record, const Reader& reader) {
  Marks marks;
  const std::string_view language = to_text(reader.language);
  marks.add(label_of("record_types", to_text(record.type()), language), "type");
  if (indexer::is_confidential(record)) marks.add(label_of("visibilities", record.visibility, language));
  if (!record.stage.empty()) marks.add(label_of("stages", record.stage, language));
  std::visit(DetailMarks{reader, marks}, record.details);
  add_regions(record, reader, marks);
  // Who reads it will want to know before opening it; of an actor there is little more than its name.
  if (record.type() == corpora::RecordType::actor) return marks.take();
  const ReadableText title = readable(record.title, reader.language);
  if (!title.text.empty() && title.language != reader.language)
    marks.add(
        message("in_language", language, {{"language", label_of("languages", to_text(title.language), language)}}));
  return marks.take();
}

namespace {

struct Passage {
  std::vector<Segment> segments{};
  Language language{};
  bool is_cut_before = false, is_cut_after = false;
};

const corpora::LocalText& summary_of(const Record& record) {
  return record.summary.is_empty() ? record.body : record.summary;
}

Passage beginning(const ReadableText& title, const ReadableText& summary, std::size_t max_bytes) {
  std::string text = summary.text.substr(repeated_bytes(title.text, summary.text));
  text.erase(0, lead_bytes(text));
  const bool is_cut_before = !text.empty() && goes_on(title.text, summary.text);
  return {
      .segments = {{.text = shortened(text, max_bytes)}}, .language = summary.language, .is_cut_before = is_cut_before};
}

View card_with(const Record& record, const ReadableText& title, const std::vector<Segment>& marked_title,
               const Passage& passage, const Reader& reader) {
  View card;
  // A confidential need has no page.
  card.set("address",
           indexer::is_confidential(record) ? View(false) : View(record_address(reader.language, record.id)));
  set_marked("title", marked_title, card);
  card.set("title_lang", foreign(title.language, reader.language));
  card.set("marks", marks_of(record, reader));
  set_marked("passage", passage.segments, card);
  card.set("has_passage",
           View(std::ranges::any_of(passage.segments, [](const Segment& segment) { return !segment.text.empty(); })));
  card.set("passage_lang", foreign(passage.language, reader.language));
  card.set("is_cut_before", View(passage.is_cut_before));
  card.set("is_cut_after", View(passage.is_cut_after));
  card.set("source", optional_text(label_of("sources", record.provenance.source, to_text(reader.language))));
  return card;
}

std::vector<Segment> unmarked_title(const Record& record, const ReadableText& title) {
  return {{.text = title.text.empty() ? record.id : title.text}};
}

// A passage of a title may begin after its first words; a card shows all of it.
std::vector<Segment> completed(std::vector<Segment> passage, const std::string& title) {
  const std::string text = text_of(passage);
  const std::size_t at = title.find(text);
  if (at == std::string::npos) return {{.text = title}};
  if (at > 0) passage.insert(passage.begin(), {.text = title.substr(0, at)});
  if (at + text.size() < title.size()) passage.push_back({.text = title.substr(at + text.size())});
  return passage;
}

// A summary in the reader's own language says more than a marked passage in another, or than one word alone. And the
// title stands above: where a passage begins with the same words, it is shown from there on.
std::optional<Passage> found_passage(const Hit& hit, const ReadableText& title, const Reader& reader) {
  if (hit.snippet.segments.empty()) return std::nullopt;
  const corpora::LocalText& summary = summary_of(*hit.record);
  if (!summary.in(reader.language).empty() && hit.snippet_language != reader.language) return std::nullopt;
  const std::string text = text_of(hit.snippet.segments);
  if (text.size() < least_passage_bytes && readable(summary, reader.language).text.size() > text.size())
    return std::nullopt;
  const std::size_t title_bytes = hit.snippet.is_cut_before ? 0 : repeated_bytes(title.text, text);
  const std::size_t repeated = title_bytes + lead_bytes(std::string_view(text).substr(title_bytes));
  if (repeated > 0 && text.size() - repeated < least_passage_bytes && hit.snippet.is_cut_after) return std::nullopt;
  return Passage{.segments = without_first(hit.snippet.segments, repeated),
                 .language = hit.snippet_language,
                 .is_cut_before = hit.snippet.is_cut_before || (title_bytes > 0 && goes_on(title.text, text)),
                 .is_cut_after = hit.snippet.is_cut_after};
}

}  // namespace

View card_of(const Record& record, const Reader& reader, std::size_t passage_bytes) {
  const ReadableText title = readable(record.title, reader.language);
  return card_with(record, title, unmarked_title(record, title),
                   beginning(title, readable(summary_of(record), reader.language), passage_bytes), reader);
}

View card_of(const Hit& hit, const Reader& reader) {
  const Record& record = *hit.record;
  const ReadableText title = readable(record.title, reader.language);
  const bool is_title_marked = !hit.title.empty() && hit.title_language == title.language;
  std::optional<Passage> passage = found_passage(hit, title, reader);
  if (!passage) passage = beginning(title, readable(summary_of(record), reader.language), summary_bytes);
  return card_with(record, title, is_title_marked ? completed(hit.title, title.text) : unmarked_title(record, title),
                   *passage, reader);
}

}  // namespace kohtaamo::server
