// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/fact.h"

#include <algorithm>

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/pages/format.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {

using config::label_of;
using config::message;

bool is_web_address(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

void Facts::add_value(View& values, std::string_view text, std::string_view address, View foreign_language,
                      std::string_view note) const {
  View value;
  value.set("value", std::string(text));
  value.set("value_address", optional_text(address));
  value.set("is_external", View(is_web_address(address)));
  value.set("is_bare", View(text == address));  // on paper, its address need not be told beside it
  value.set("value_lang", std::move(foreign_language));
  value.set("note", optional_text(note));
  values << std::move(value);
}

// A record that cannot be shown leaves no trace but its existence: neither its id nor a dead link.
void Facts::add_record(View& values, const corpora::RecordId& id, std::string_view note) const {
  const auto found = view_.related.find(id);
  if (found == view_.related.end()) return;
  const auto page = view_.reader.language;
  const ReadableText title = readable(found->second.title, page);
  add_value(values, title.text, record_address(page, id), foreign(title.language, page), note);
}

void Facts::row(std::string_view label, const View& values) {
  if (values.is_empty_list()) return;
  View row;
  row.set("label", message(label, language()));
  row.set("values", values);
  rows_ << std::move(row);
}

void Facts::text(std::string_view label, std::string_view text, std::string_view note) {
  if (text.empty()) return;
  View values(View::type::list);
  add_value(values, text, {}, View(false), note);
  row(label, values);
}

void Facts::texts(std::string_view label, const std::vector<std::string>& texts) {
  View values(View::type::list);
  for (const std::string& one : texts) add_value(values, one);
  row(label, values);
}

void Facts::prose(std::string_view label, const corpora::LocalText& text) {
  const auto page = view_.reader.language;
  const ReadableText best = readable(text, page);
  if (best.text.empty()) return;
  View values(View::type::list);
  add_value(values, best.text, {}, foreign(best.language, page));
  row(label, values);
}

void Facts::code(std::string_view label, std::string_view list, std::string_view code) {
  if (!code.empty()) text(label, label_of(list, code, language()));
}

void Facts::codes(std::string_view label, std::string_view list, const std::vector<std::string>& codes) {
  View values(View::type::list);
  for (const std::string& code : codes) add_value(values, label_of(list, code, language()));
  row(label, values);
}

void Facts::choice(std::string_view label, std::string_view message_prefix, std::string_view value) {
  const std::string key = std::string(message_prefix) + std::string(value);
  if (!value.empty()) text(label, config::has_message(key) ? message(key, language()) : std::string(value));
}

void Facts::flag(std::string_view label, std::optional<bool> value) {
  if (value) text(label, message(*value ? "yes" : "no", language()));
}

void Facts::day(std::string_view label, std::optional<corpora::Date> day) {
  if (day) text(label, format_day(*day, view_.reader.language));
}

void Facts::days(std::string_view label, std::optional<corpora::Date> first, std::optional<corpora::Date> last) {
  if (!first && !last) return;
  const auto words = [&](std::optional<corpora::Date> day) {
    return day ? format_day(*day, view_.reader.language) : "";
  };
  text(label, message("date_range", language(), {{"start", words(first)}, {"end", words(last)}}));
}

void Facts::money(std::string_view label, std::optional<double> amount, std::string_view currency) {
  if (amount) text(label, format_money(*amount, currency, view_.reader.language));
}

void Facts::number(std::string_view label, std::optional<double> number, std::string_view unit) {
  if (!number) return;
  std::string words = format_number(*number, view_.reader.language);
  if (!unit.empty()) words += " " + std::string(unit);
  text(label, words);
}

void Facts::per_cent(std::string_view label, std::optional<double> share) {
  if (share) text(label, format_per_cent(*share, view_.reader.language));
}

void Facts::record(std::string_view label, const corpora::RecordId& id) { records(label, {id}); }

void Facts::records(std::string_view label, const std::vector<corpora::RecordId>& ids) {
  View values(View::type::list);
  for (const corpora::RecordId& id : ids) add_record(values, id);
  row(label, values);
}

// What is no address of mail is shown as it is.
void Facts::mail(std::string_view label, const std::string& address) {
  if (address.empty()) return;
  const bool is_mail =
      std::ranges::count(address, '@') == 1 && address.find_first_of(" \t\r\n<>\"?&:/") == std::string::npos;
  View values(View::type::list);
  add_value(values, address, is_mail ? "mailto:" + address : std::string());
  row(label, values);
}

void Facts::web(std::string_view label, const std::string& url, std::string_view words) {
  if (url.empty()) return;
  View values(View::type::list);
  add_value(values, words.empty() ? url : words, is_web_address(url) ? std::string_view(url) : std::string_view{});
  row(label, values);
}

void Texts::prose(std::string_view heading, const corpora::LocalText& text) {
  const auto page = view_.reader.language;
  const ReadableText best = readable(text, page);
  if (best.text.empty()) return;
  View paragraphs(View::type::list);
  std::string_view rest = best.text;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    if (const auto line = rest.substr(0, end); !line.empty()) paragraphs << View{"paragraph", std::string(line)};
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  }
  View section;
  section.set("heading", message(heading, to_text(page)));
  section.set("text_lang", foreign(best.language, page));
  section.set("paragraphs", std::move(paragraphs));
  section.set("items", View(View::type::list));
  section.set("has_items", View(false));
  sections_ << std::move(section);
}

void Texts::list(std::string_view heading, const std::vector<std::string>& items) {
  if (items.empty()) return;
  View list(View::type::list);
  for (const std::string& item : items) list << View{"item", item};
  // Such items are in the record's first language: they have none of their own.
  const auto page = view_.reader.language;
  const auto own = view_.record.lang.empty() ? std::nullopt : stemming::parse_language(view_.record.lang.front());
  View section;
  section.set("heading", message(heading, to_text(page)));
  section.set("text_lang", foreign(own.value_or(page), page));
  section.set("paragraphs", View(View::type::list));
  section.set("items", std::move(list));
  section.set("has_items", View(true));
  sections_ << std::move(section);
}

}  // namespace kohtaamo::server
