// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// logistic_regression.h — weights that tell yes from no.
//
// Given   rows of features with their answers, one after another.
// Gives   the weights of the greatest likelihood (Newton's method), held back a little towards zero, so
//         that a feature that never changes has the weight 0.
// Threads one a thread.

#include <array>
#include <cstddef>

#include "stemming/concept_ranking.h"

namespace kohtaamo::bench {

class LogisticRegression {
 public:
  explicit LogisticRegression(const stemming::ConceptFeatures& weights = {}) : weights_(weights) {}

  void add(const stemming::ConceptFeatures& features, bool is_yes);

  // One step of Newton with the rows added since the last; then they are to be added again.
  void step();

  const stemming::ConceptFeatures& weights() const { return weights_; }

 private:
  static constexpr std::size_t size = stemming::concept_feature_count;
  stemming::ConceptFeatures weights_{};
  std::array<double, size> gradient_{};
  std::array<std::array<double, size>, size> curvature_{};
};

}  // namespace kohtaamo::bench
