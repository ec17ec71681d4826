// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// json_ld.h — a record in the words of schema.org, as search engines read them in its page.
//
// Given   a record as it may be shared, the address of its page, the language of that page, and what the
//         records it refers to are called.
// Gives   one JSON object that can stand in a <script>: no "<" is in it.
// Never   says what the record does not: what is not known is left out.
// Threads pure function.
//
// Example   a call of up to 60,000 euros
//   ->      {"@context":"https://schema.org","@type":"MonetaryGrant","@id":"https://…/fi/records/…",
//            "name":"…","amount":{"@type":"MonetaryAmount","maxValue":60000,"currency":"EUR"},…}

#include <string>

#include "corpora/record.h"
#include "server/exchange/dublin_core.h"
#include "stemming/language.h"

namespace kohtaamo::server::exchange {

struct JsonLdView {
  std::string page{};
  stemming::Language language{};
  NameOf name_of{};
};

std::string to_json_ld(const corpora::Record& record, const JsonLdView& view);

}  // namespace kohtaamo::server::exchange
