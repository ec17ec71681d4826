// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/search/near_terms.h"

#include <algorithm>
#include <array>

namespace kohtaamo::server {
namespace {

constexpr int dots = 1, doubled_letter = 2, changed_places = 3;

// Letters that differ by what stands above them.
struct DottedPair {
  char32_t plain{}, dotted{};
};
constexpr std::array dotted_pairs{DottedPair{U'a', U'ä'}, DottedPair{U'a', U'å'}, DottedPair{U'å', U'ä'},
                                  DottedPair{U'o', U'ö'}, DottedPair{U'o', U'å'}, DottedPair{U'e', U'é'},
                                  DottedPair{U'u', U'ü'}, DottedPair{U's', U'š'}, DottedPair{U'z', U'ž'}};

int cost_of_change(char32_t one, char32_t other) {
  if (one == other) return 0;
  const bool is_dots = std::ranges::any_of(dotted_pairs, [&](const DottedPair& pair) {
    return (pair.plain == one && pair.dotted == other) || (pair.plain == other && pair.dotted == one);
  });
  return is_dots ? dots : whole_letter;
}

std::size_t letter_bytes(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::min(bytes, text.size() - at);
}

char32_t read_letter(std::string_view text, std::size_t at, std::size_t bytes) {
  if (bytes == 1) return static_cast<unsigned char>(text[at]);
  char32_t letter = static_cast<unsigned char>(text[at]) & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) letter = (letter << 6U) | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
  return letter;
}

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size(); at += letter_bytes(text, at))
    letters.push_back(read_letter(text, at, letter_bytes(text, at)));
  return letters;
}

// The table of edit distances between the typed word and a term whose letters come one after another: a row
// for each letter, all in one piece of memory, for thousands of letters come and go.
class Distances {
 public:
  explicit Distances(std::string_view typed) : typed_(letters_of(typed)), width_(typed_.size() + 1) {
    cells_.push_back(0);
    for (std::size_t i = 0; i < typed_.size(); ++i) cells_.push_back(cells_.back() + cost_of_letter(typed_, i));
    least_.push_back(0);
  }

  void push(char32_t letter) {
    term_.push_back(letter);
    const std::size_t row = term_.size();
    const int missing = cost_of_letter(term_, row - 1);
    cells_.resize(cells_.size() + width_);
    cell(row, 0) = cell(row - 1, 0) + missing;
    int least = cell(row, 0);
    for (std::size_t i = 1; i < width_; ++i) {
      const int changed = cell(row - 1, i - 1) + cost_of_change(typed_[i - 1], letter);
      const int too_many = cell(row, i - 1) + cost_of_letter(typed_, i - 1);
      int best = std::min({changed, cell(row - 1, i) + missing, too_many});
      if (is_swapped(row, i)) best = std::min(best, cell(row - 2, i - 2) + changed_places);
      cell(row, i) = best;
      least = std::min(least, best);
    }
    least_.push_back(least);
  }
  void pop() {
    term_.pop_back();
    least_.pop_back();
    cells_.resize(cells_.size() - width_);
  }

  int whole() const { return cells_.back(); }
  // No continuation can cost less. Changed places reach back over one letter.
  int least() const {
    return least_.size() < 2 ? least_.back() : std::min(least_.back(), least_[least_.size() - 2] + changed_places);
  }

 private:
  static int cost_of_letter(const std::u32string& word, std::size_t at) {
    return at > 0 && word[at] == word[at - 1] ? doubled_letter : whole_letter;
  }

  int& cell(std::size_t row, std::size_t column) { return cells_[row * width_ + column]; }

  // The last two letters of the term, against those of the first `column` letters of the word.
  bool is_swapped(std::size_t row, std::size_t column) const {
    return row > 1 && column > 1 && typed_[column - 1] == term_[row - 2] && typed_[column - 2] == term_[row - 1];
  }

  std::u32string typed_, term_{};
  std::size_t width_;
  std::vector<int> cells_{}, least_{};  // least_: of each row
};

}  // namespace

// Goes down the terms as if they were a tree of letters.
class NearTerms::Walk {
 public:
  Walk(const NearTerms& terms, std::string_view typed, int max_cost)
      : terms_(terms), distances_(typed), max_cost_(max_cost) {}

  std::vector<NearTerm> take() {
    visit(0, terms_.size(), 0);
    return std::move(found_);
  }

 private:
  // The terms from `first` to `end` share their first `depth` bytes.
  void visit(std::size_t first, std::size_t end, std::size_t depth) {
    if (first < end && terms_.text(first).size() == depth) {
      if (distances_.whole() <= max_cost_)
        found_.push_back({terms_.text(first), distances_.whole(), terms_.frequency(first)});
      ++first;
    }
    while (first < end) {
      const std::string_view text = terms_.text(first);
      const std::size_t bytes = letter_bytes(text, depth);
      const std::size_t group_end = end_of_group(first, end, depth, text.substr(depth, bytes));
      distances_.push(read_letter(text, depth, bytes));
      if (distances_.least() <= max_cost_) visit(first, group_end, depth + bytes);
      distances_.pop();
      first = group_end;
    }
  }

  std::size_t end_of_group(std::size_t first, std::size_t end, std::size_t depth, std::string_view letter) const {
    while (first < end) {
      const std::size_t middle = first + (end - first) / 2;
      if (terms_.text(middle).substr(depth, letter.size()) == letter)
        first = middle + 1;
      else
        end = middle;
    }
    return first;
  }

  const NearTerms& terms_;
  Distances distances_;
  int max_cost_;
  std::vector<NearTerm> found_{};
};

void NearTerms::append(std::string_view term, std::uint32_t frequency) {
  bytes_ += term;
  ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
  frequencies_.push_back(frequency);
}

std::string_view NearTerms::text(std::size_t term) const {
  const std::uint32_t begin = term == 0 ? 0 : ends_[term - 1];
  return std::string_view(bytes_).substr(begin, ends_[term] - begin);
}

std::vector<NearTerm> NearTerms::near(std::string_view word, int max_cost) const {
  return Walk(*this, word, max_cost).take();
}

int spelling_cost(std::string_view typed, std::string_view meant, int max_cost) {
  NearTerms one;
  one.append(meant, 1);
  const auto near = one.near(typed, max_cost);
  return near.empty() ? max_cost + 1 : near.front().cost;
}

}  // namespace kohtaamo::server
