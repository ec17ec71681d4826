// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/logistic_regression.h"

#include <cmath>
#include <numeric>
#include <utility>

namespace kohtaamo::bench {
namespace {

constexpr double restraint = 1.0;

}  // namespace

void LogisticRegression::add(const stemming::ConceptFeatures& features, bool is_yes) {
  const double sum = std::inner_product(features.begin(), features.end(), weights_.begin(), 0.0);
  const double chance = 1 / (1 + std::exp(-sum));
  const double certainty = chance * (1 - chance);
  for (std::size_t i = 0; i < size; ++i) {
    gradient_[i] += features[i] * ((is_yes ? 1 : 0) - chance);
    for (std::size_t j = 0; j < size; ++j) curvature_[i][j] += certainty * features[i] * features[j];
  }
}

// Solves curvature · change = gradient by elimination; both are used up.
void LogisticRegression::step() {
  for (std::size_t i = 0; i < size; ++i) {
    gradient_[i] -= restraint * weights_[i];
    curvature_[i][i] += restraint;
  }
  for (std::size_t row = 0; row < size; ++row) {
    for (std::size_t other = 0; other < size; ++other) {
      if (other == row) continue;
      const double factor = curvature_[other][row] / curvature_[row][row];
      for (std::size_t column = row; column < size; ++column)
        curvature_[other][column] -= factor * curvature_[row][column];
      gradient_[other] -= factor * gradient_[row];
    }
  }
  for (std::size_t i = 0; i < size; ++i) weights_[i] += gradient_[i] / curvature_[i][i];
  gradient_ = {};
  curvature_ = {};
}

}  // namespace kohtaamo::bench
