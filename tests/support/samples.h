// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// samples.h — the sample records, as they are on a given day.

#include <vector>

#include "corpora/date.h"
#include "corpora/record.h"

namespace kohtaamo::tests {

// All of corpora/samples. Fails by throwing, which ends the test.
std::vector<corpora::Record> samples(corpora::Date today);

}  // namespace kohtaamo::tests
