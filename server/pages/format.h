// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// format.h — days, numbers and money as people write them.
//
// Given   a value and the language of the page.
// Gives   text with no-break spaces inside, so that no line ends within a number.
// Threads pure functions.
//
// Example        fi, sv           en
//   day          1.12.2026        1 December 2026
//   number       1 234,5          1,234.5
//   euros        1 234,50 €       €1,234.50
//   per cent     12,5 %           12.5%

#include <cstdint>
#include <string>
#include <string_view>

#include "corpora/date.h"
#include "stemming/language.h"

namespace kohtaamo::server {

std::string format_day(corpora::Date day, stemming::Language language);
// At most two decimals, and none for whole numbers.
std::string format_number(double number, stemming::Language language);
// Whole amounts without decimals, others with two. A currency other than the euro is named by its code.
std::string format_money(double amount, std::string_view currency, stemming::Language language);
std::string format_euros(double amount, stemming::Language language);
std::string format_per_cent(double share, stemming::Language language);

}  // namespace kohtaamo::server
