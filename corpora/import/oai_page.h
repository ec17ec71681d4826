// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// oai_page.h — one reply of an OAI-PMH repository to ListRecords, ListIdentifiers or GetRecord.
//
// Given   the XML of the reply.
// Gives   its records in order, those told as deleted too; the resumption token; and what the
//         repository complains of, if it does: a complaint is a reply and no failure.
// Fails   bad_record for what is no XML (see xml_text.h) or no reply of OAI-PMH.
// Never   follows the token or looks at what it says: that is for whoever harvests.
// Threads safe from everywhere.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/error.h"

namespace kohtaamo::corpora {

struct OaiRecord {
  std::string identifier{};  // "oai:www.julkari.fi:10024/1"
  std::string datestamp{};   // as it came: a day, or a moment in UTC
  std::vector<std::string> sets{};
  bool is_deleted = false;
  std::string metadata{};  // XML of the element within <metadata>; empty of what is deleted
};

struct OaiPage {
  std::string response_date{};  // what the next harvest asks from
  std::vector<OaiRecord> records{};
  std::string resumption_token{};  // empty: this was the last page
  std::optional<std::int64_t> complete_list_size{};
  std::string error_code{}, error_message{};  // "noRecordsMatch", "badResumptionToken", …
};

config::Result<OaiPage> parse_oai_page(std::string_view xml);

}  // namespace kohtaamo::corpora
