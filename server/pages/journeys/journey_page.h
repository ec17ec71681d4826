// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// journey_page.h — what the three journeys have in common: the question, what was understood of it, the way to the
// answer.
//
// Given   what was asked, and what is wrong with it.
// Gives   the values that journey_head.mustache and journey_foot.mustache ask for.
// Threads pure functions.

#include <string>
#include <vector>

#include "server/pages/card.h"
#include "server/pages/journeys/journey_request.h"
#include "server/pages/journeys/personal_data.h"

namespace kohtaamo::server {

struct JourneyView {
  const JourneyForm& form;
  Reader reader{};
  const corpora::Record* asked = nullptr;  // the record that asks, if it is one
  const Asker* understood = nullptr;       // as far as it could be read, where nothing was looked for
  std::vector<PersonalData> personal{};    // in the text
  bool is_held_back = false;               // because of them: nothing was looked for
  bool is_report = false;                  // to be printed or kept
  std::string base{};                      // "https://kohtaamo.example"
};

// `answered` is the asker that an answer was looked for; null as long as none was.
View journey_values(const JourneyView& view, const Asker* answered);

// A heading with matches under it, and what to do when there are none.
struct Section {
  std::string id{}, heading{}, intro{};
  View matches{View::type::list};
  std::string nothing{};                     // a sentence
  std::string next_address{}, next_words{};  // where to go on
};
View section_view(const Section& section);

// "fund?id=…" with the region of the matrix and the like beside.
std::string journey_address_with(const JourneyRequest& asked, std::vector<NameValue> more);

}  // namespace kohtaamo::server
