// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/word_tree.h"

namespace kohtaamo::server {
namespace {

Xapian::Query::op operator_of(WordTree::Join join) {
  switch (join) {
    case WordTree::Join::synonym:
      return Xapian::Query::OP_SYNONYM;
    case WordTree::Join::best:
      return Xapian::Query::OP_MAX;
    case WordTree::Join::all:
      return Xapian::Query::OP_AND;
    case WordTree::Join::term:
    case WordTree::Join::sum:
    case WordTree::Join::any:
      return Xapian::Query::OP_OR;
  }
  return Xapian::Query::OP_OR;
}

Xapian::Query query_of_parts(const WordTree& tree) {
  std::vector<Xapian::Query> parts;
  for (const WordTree& part : tree.parts) parts.push_back(to_query(part));
  return {operator_of(tree.join), parts.begin(), parts.end()};
}

}  // namespace

WordTree term_tree(std::string term, double factor) {
  return {.join = WordTree::Join::term, .term = std::move(term), .factor = factor};
}

WordTree join_terms(WordTree::Join join, std::string_view prefix, const std::vector<std::string>& terms,
                    double factor) {
  WordTree tree{.join = join, .factor = factor};
  for (const std::string& term : terms) tree.parts.push_back(term_tree(std::string(prefix) + term));
  return tree;
}

Xapian::Query to_query(const WordTree& tree) {
  if (tree.join == WordTree::Join::any) {
    const Xapian::Query same((new Xapian::FixedWeightPostingSource(tree.factor))->release());  // Xapian takes it over
    return {Xapian::Query::OP_FILTER, same, query_of_parts(tree)};
  }
  Xapian::Query query = tree.join == WordTree::Join::term ? Xapian::Query(tree.term) : query_of_parts(tree);
  return tree.factor == 1 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, tree.factor);
}

}  // namespace kohtaamo::server
