// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/report_page.h"

#include "config/code_lists.h"
#include "config/messages.h"
#include "server/http_message.h"
#include "server/pages/fact.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {

using config::message;

std::string render_report_page(const ReportView& report) {
  const auto page = report.reader.language;
  const std::string_view language = to_text(page);
  const std::string rest = report.record == nullptr ? "report" : "report?id=" + percent_encode(report.record->id);
  const std::string heading = message(report.record == nullptr ? "footer_feedback" : "report_error", language);
  View view = frame_view({.language = page, .title = heading, .rest = rest, .is_indexable = report.record == nullptr});
  view.set("heading", heading);
  view.set("record", View(false));
  std::string subject = message("report_subject_general", language);
  if (report.record != nullptr) {
    const ReadableText title = readable(report.record->title, page);
    subject = message("report_subject", language, {{"id", report.record->id}});
    View record;
    record.set("title", title.text.empty() ? report.record->id : title.text);
    record.set("title_lang", foreign(title.language, page));
    record.set("address", record_address(page, report.record->id));
    record.set("source", optional_text(config::label_of("sources", report.record->provenance.source, to_text(page))));
    const std::string& url = report.record->provenance.url;
    record.set("source_address", optional_text(is_web_address(url) ? url : ""));
    record.set("permalink", report.permalink);
    view.set("record", std::move(record));
  }
  View mail(false);
  if (is_web_address(report.address)) {
    mail = View();
    mail.set("address", report.address);
    mail.set("words", report.address);
  } else if (!report.address.empty()) {
    mail = View();
    mail.set("address", "mailto:" + report.address + "?subject=" + percent_encode(subject) +
                            (report.permalink.empty() ? "" : "&body=" + percent_encode(report.permalink)));
    mail.set("words", report.address);
  }
  view.set("mail", std::move(mail));
  return render("report", page, view);
}

}  // namespace kohtaamo::server
