// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// addresses.h — what names this service and its records towards others, who need whole addresses.
//
// Given   settings, a request, an id.
// Gives   addresses with scheme and host: those of server.public_url, else those the asker used.
// Threads pure functions.
//
// Example   https://kohtaamo.example, sample:need-001
//   page    https://kohtaamo.example/fi/records/sample:need-001
//   domain  kohtaamo.example

#include <optional>
#include <string>
#include <string_view>

#include "corpora/record.h"
#include "server/app.h"
#include "server/http_message.h"
#include "stemming/language.h"

namespace kohtaamo::server::exchange {

class Addresses {
 public:
  Addresses(const App& app, const HttpRequest& request);

  const std::string& base() const { return base_; }  // without a slash at its end
  std::string at(std::string_view path) const { return base_ + std::string(path); }
  // The page of a record in the language that it is written in first, or in this one.
  std::string page(const corpora::Record& record) const;
  std::string page(const corpora::RecordId& id, stemming::Language language) const;

  // A name that is ours for as long as the domain is; made up where there is no public one.
  const std::string& domain() const { return domain_; }

 private:
  std::string base_{};
  std::string domain_{};
};

// All but [A-Za-z0-9._~:-] as %XX: an id in a path, with its colon kept readable.
std::string encoded_id(std::string_view id);

}  // namespace kohtaamo::server::exchange
