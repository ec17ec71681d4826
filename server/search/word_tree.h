// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// word_tree.h — what the words of a plan give to a record, as a tree of values.
//
// Given   terms of the index, joined, each join for a part of its weight or a weight of its own.
// Gives   the same as a Xapian query; word_sweep.h adds it up by itself. Xapian does not tell what a query of its
//         own is made of.
// Threads a value, a pure function.
//
// Example (fi)  kärkihankkeet   sum of  synonym(kärkihanke)
//                                       0.45 × sum(kärki, hanke)

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace kohtaamo::server {

struct WordTree {
  enum class Join : std::uint8_t {
    term,     // one term, by BM25
    sum,      // what all parts give
    synonym,  // terms that count as one: how often any of them stands, how many records have any
    best,     // the part that gives most
    all,      // what all parts give, where a record has each
    any       // the factor itself, where a record has any of these terms
  };
  Join join = Join::sum;
  std::string term{};
  double factor = 1;  // of its weight
  std::vector<WordTree> parts{};
};

WordTree term_tree(std::string term, double factor = 1);
WordTree join_terms(WordTree::Join join, std::string_view prefix, const std::vector<std::string>& terms,
                    double factor = 1);

Xapian::Query to_query(const WordTree& tree);

}  // namespace kohtaamo::server
