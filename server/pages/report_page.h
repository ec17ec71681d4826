// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// report_page.h — whom to tell that something is wrong, or to give feedback.
//
// Given   the record in question, if there is one, and where to write: an e-mail or web address, if one is known.
// Gives   HTML: the source that the record came from, and the address of the operator. Where there is none it says so.
// Threads pure function.

#include <string>

#include "server/pages/card.h"

namespace kohtaamo::server {

struct ReportView {
  Reader reader{};
  const corpora::Record* record = nullptr;
  std::string address{};    // "postmaster@kohtaamo.example", "https://…"; empty: not known
  std::string permalink{};  // of the record
};

std::string render_report_page(const ReportView& report);

}  // namespace kohtaamo::server
