// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// money.h — amounts of money as people write them.
//
// Given   a text in Finnish, Swedish or English.
// Gives   the amounts in euros, each with the bytes it was read from, in reading order.
// Threads pure functions.
//
// Example   "Avustus on 5 000–40 000 euroa."  ->  5000 to 40000, bytes 11..27

#include <optional>
#include <string_view>
#include <vector>

#include "stemming/byte_range.h"

namespace kohtaamo::server {

struct Money {
  double eur = 0;
  std::optional<double> up_to_eur{};  // of a range
  stemming::ByteRange bytes{};
};

// "40 000 euroa", "€40,000", "1,5 miljoonaa euroa", "5 000–40 000 €", "EUR 5,000 to EUR 40,000".
std::vector<Money> find_money(std::string_view text);

// The largest amount that a text names.
std::optional<double> find_amount_eur(std::string_view text);

}  // namespace kohtaamo::server
