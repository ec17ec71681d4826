// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// fact.h — what a record says, as rows of a list and as texts under headings.
//
// Given   members of a record, whatever their type.
// Gives   rows with a label and values; texts with a heading. What is not known makes no row.
// Never   makes a link of an address that is not on the web (http or https).
// Threads one builder belongs to one thread.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/pages/record_page.h"

namespace kohtaamo::server {

class Facts {
 public:
  explicit Facts(const RecordView& view) : view_(view) {}

  // `label` is a key of config/messages.
  void text(std::string_view label, std::string_view text, std::string_view note = {});
  void texts(std::string_view label, const std::vector<std::string>& texts);
  void prose(std::string_view label, const corpora::LocalText& text);
  void code(std::string_view label, std::string_view list, std::string_view code);
  void codes(std::string_view label, std::string_view list, const std::vector<std::string>& codes);
  void choice(std::string_view label, std::string_view message_prefix, std::string_view value);
  void flag(std::string_view label, std::optional<bool> value);
  void day(std::string_view label, std::optional<corpora::Date> day);
  void days(std::string_view label, std::optional<corpora::Date> first, std::optional<corpora::Date> last);
  void euros(std::string_view label, std::optional<double> amount) { money(label, amount, "EUR"); }
  void money(std::string_view label, std::optional<double> amount, std::string_view currency);
  void number(std::string_view label, std::optional<double> number, std::string_view unit = {});
  void per_cent(std::string_view label, std::optional<double> share);
  void record(std::string_view label, const corpora::RecordId& id);
  void records(std::string_view label, const std::vector<corpora::RecordId>& ids);
  void mail(std::string_view label, const std::string& address);
  void web(std::string_view label, const std::string& url, std::string_view words = {});

  // For rows of more than one kind of value.
  void add_value(View& values, std::string_view text, std::string_view address = {},
                 View foreign_language = View(false), std::string_view note = {}) const;
  void add_record(View& values, const corpora::RecordId& id, std::string_view note = {}) const;
  void row(std::string_view label, const View& values);

  const RecordView& view() const { return view_; }
  std::string_view language() const { return to_text(view_.reader.language); }
  View take() { return std::move(rows_); }

 private:
  const RecordView& view_;
  View rows_{View::type::list};
};

// Texts under headings.
class Texts {
 public:
  explicit Texts(const RecordView& view) : view_(view) {}
  void prose(std::string_view heading, const corpora::LocalText& text);
  void list(std::string_view heading, const std::vector<std::string>& items);
  View take() { return std::move(sections_); }

 private:
  const RecordView& view_;
  View sections_{View::type::list};
};

bool is_web_address(std::string_view url);

// What the details of each type say; record_facts.cpp.
View facts_of(const RecordView& view);
View texts_of_details(const RecordView& view);

}  // namespace kohtaamo::server
