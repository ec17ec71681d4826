// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// understood_view.h — what was understood of a text or a record: each value with a link that takes it away, and
// fields to add and to change.
//
// Given   what was asked, and the asker that was made of it.
// Gives   the values that journey_understood.mustache asks for.
// Threads pure function.

#include "server/pages/card.h"
#include "server/pages/journeys/journey_request.h"

namespace kohtaamo::server {

struct UnderstoodView {
  const JourneyForm& form;
  const Asker& understood;
  Reader reader{};
};
View understood_view(const UnderstoodView& view);

// Values that a form sends along unseen: items with "name" and "value".
View hidden_view(const std::vector<NameValue>& fields);

// "Pohjois-Savo", "40 000 €", "1.3.2027"
std::string value_label(const Correctable& member, std::string_view value, stemming::Language language);

// Regions to choose from, in groups, by name: items with "group_label" and "options".
View region_options(std::string_view chosen, stemming::Language language);

}  // namespace kohtaamo::server
