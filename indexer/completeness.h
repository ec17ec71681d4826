// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// completeness.h — how much a record tells of what a reader looks for.
//
// Given   a Record.
// Gives   a share, 0..1: how many of the questions of the table in completeness.cpp it answers.
// Never   judges what is said: a long text is worth no more than a short one.
// Threads pure function.

#include "corpora/record.h"

namespace kohtaamo::indexer {

double completeness_of(const corpora::Record& record);

}  // namespace kohtaamo::indexer
