// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// oai_reply.h — answers of OAI-PMH 2.0 as XML.
//
// Given   what was asked, and the records of a page.
// Gives   one document each, valid by the schemas of the protocol.
// Threads pure functions, but for names that are looked up.
//
// Example   the identifier of sample:need-001 at kohtaamo.example
//   ->      oai:kohtaamo.example:sample:need-001

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/exchange/addresses.h"
#include "server/exchange/dublin_core.h"
#include "server/exchange/harvest.h"
#include "server/exchange/oai_request.h"
#include "server/exchange/xml.h"

namespace kohtaamo::server::exchange {

class OaiReply {
 public:
  // `arguments` are told back; none after badVerb and badArgument.
  OaiReply(const Addresses& addresses, std::string_view now, std::span<const NameValue> arguments);

  void add_error(const OaiError& error);
  void add_identity(const std::string& earliest);
  void add_formats();
  void add_set(std::string_view set, const std::string& name);
  void add_header(const HarvestedRecord& record);
  void add_record(const HarvestedRecord& record, OaiFormat format, const NameOf& name_of);
  // After the last record of a part. Empty text: of the last part, whose token is empty.
  void add_token(const std::string& token, std::int64_t given_before);

  std::string text() const { return to_text(document_); }

 private:
  pugi::xml_node part(const char* name);
  void write_header(pugi::xml_node parent, const HarvestedRecord& record) const;
  void write_dublin_core(pugi::xml_node metadata, const corpora::Record& record, const NameOf& name_of) const;
  void write_json(pugi::xml_node metadata, const corpora::Record& record) const;

  const Addresses& addresses_;
  pugi::xml_document document_{};
  pugi::xml_node root_{};
  std::string verb_{};
};

std::string oai_identifier(const Addresses& addresses, const corpora::RecordId& id);
std::optional<corpora::RecordId> id_of_oai(const Addresses& addresses, std::string_view identifier);

}  // namespace kohtaamo::server::exchange
