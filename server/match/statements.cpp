// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/statements.h"

#include <optional>

namespace kohtaamo::server {
namespace {

// A denial without a verb is taken for one of the clause before only when it is short.
constexpr std::size_t most_elliptic_words = 7;

enum class PieceKind : std::uint8_t { main, exception, relative, condition };

struct Piece {
  WordRange words{};
  PieceKind kind = PieceKind::main;
  bool is_turn = false, ends_denial = false;
};

bool has_comma_before(const CuedText& text, std::size_t word) {
  const std::size_t from = text.words[word - 1].bytes.end, to = text.words[word].bytes.begin;
  if (to <= from) return false;  // the glued head of a suspended compound
  const std::string_view gap = text.text.substr(from, to - from);
  return gap.find_first_of(",;:()\n") != std::string_view::npos || gap.find("–") != std::string_view::npos ||
         gap.find("—") != std::string_view::npos;
}

bool is_predicate(const Cue& cue) {
  return cue.kind == CueKind::verb || cue.kind == CueKind::partner || cue.kind == CueKind::shut_out ||
         (cue.kind == CueKind::apply && cue.value != "role");
}

// Cuts a sentence where something else begins.
class Cutting {
 public:
  explicit Cutting(const CuedText& text) : text_(text), end_(text.words.size()) {}

  std::vector<Piece> pieces() {
    std::vector<Piece> pieces{begun_at(0, true)};
    for (std::size_t at = 1; at < end_; ++at) {
      const bool is_after_comma = has_comma_before(text_, at);
      Piece next = begun_at(at, is_after_comma);
      if (!is_after_comma && !is_cut(pieces.back(), next, at)) continue;
      pieces.back().words.end = at;
      pieces.push_back(next);
    }
    pieces.back().words.end = end_;
    return pieces;
  }

 private:
  std::optional<Cue> cue_at(std::size_t word, CueKind kind) const {
    for (const Cue& cue : text_.cues)
      if (cue.begin == word && cue.kind == kind) return cue;
    return std::nullopt;
  }
  template <class Condition>
  bool any_cue(WordRange words, Condition condition) const {
    return std::ranges::any_of(text_.cues, [&](const Cue& cue) { return words.contains(cue.begin) && condition(cue); });
  }

  Piece begun_at(std::size_t at, bool is_after_comma) const {
    Piece piece{.words = {at, end_}};
    const auto turn = cue_at(at, CueKind::turn);
    if (turn && (turn->value.empty() || is_denied_before(at))) {
      piece.is_turn = true;
      piece.ends_denial = !turn->value.empty();
    }
    const bool follows_preposition = is_after_comma && at + 1 < end_ && cue_at(at + 1, CueKind::relative);
    if (cue_at(at, CueKind::exception))
      piece.kind = PieceKind::exception;
    else if (cue_at(at, CueKind::relative) || follows_preposition)
      piece.kind = PieceKind::relative;
    else if (is_after_comma && cue_at(at, CueKind::condition))
      piece.kind = PieceKind::condition;
    return piece;
  }

  bool is_denied_before(std::size_t at) const {
    return any_cue({0, at}, [](const Cue& cue) { return cue.kind == CueKind::negation; });
  }

  // Whether a piece ends before `at` although no comma says so.
  bool is_cut(const Piece& current, const Piece& next, std::size_t at) const {
    if (next.is_turn || next.kind != PieceKind::main) return true;
    if (current.kind == PieceKind::exception) return is_verb_at(at);
    if (current.kind == PieceKind::relative) return is_verb_at(at) && is_applied_soon(at);
    return joins_clauses(current.words.begin, at);
  }

  bool is_verb_at(std::size_t at) const { return cue_at(at, CueKind::verb) || cue_at(at, CueKind::negation); }

  bool is_applied_soon(std::size_t at) const {
    return any_cue({at, at + 3}, [](const Cue& cue) { return cue.kind == CueKind::apply; });
  }

  // "Kunnat voivat hakea ja yritykset voivat osallistua": a verb on either side, and somebody after.
  bool joins_clauses(std::size_t begin, std::size_t at) const {
    if (!cue_at(at, CueKind::conjunction) || !any_cue({begin, at}, is_predicate)) return false;
    std::size_t end = at + 1;
    while (end < end_ && !has_comma_before(text_, end)) ++end;
    return any_cue({at, end}, is_predicate) && any_cue({at, end}, [](const Cue& cue) {
             return cue.kind == CueKind::applicant || cue.kind == CueKind::negation;
           });
  }

  const CuedText& text_;
  std::size_t end_;
};

// Puts pieces together to statements.
class Grouping {
 public:
  explicit Grouping(const CuedText& text) : text_(text) {}

  void add(const Piece& piece) {
    if (statements_.empty()) statements_.emplace_back();
    switch (piece.kind) {
      case PieceKind::exception:
        statements_.back().exceptions.push_back(piece.words);
        break;
      case PieceKind::relative:
        statements_.back().relatives.push_back(piece.words.begin);
        break;
      case PieceKind::condition:
        statements_.back().has_condition = true;
        break;
      case PieceKind::main:
        add_main(piece);
        break;
    }
    last_ = piece.kind;
  }

  std::vector<Statement> take() { return std::move(statements_); }

 private:
  void add_main(const Piece& piece) {
    const std::vector<Cue> cues = cues_within(text_, piece.words);
    const bool has_verb = std::ranges::any_of(cues, is_predicate);
    const bool is_denied = has_cue(cues, CueKind::negation);
    Statement& current = statements_.back();
    const bool is_waiting = std::ranges::none_of(current.cues_of(text_), is_predicate);  // for its verb
    const bool is_new = !current.main.empty() && (piece.is_turn || (has_verb ? !is_waiting : is_denied));
    if (!is_new) {
      // After an exception nobody can tell whether a list goes on with it or with what was before.
      if (has_verb || last_ != PieceKind::exception || current.main.empty()) current.main.push_back(piece.words);
      return;
    }
    Statement statement{.main = {piece.words}, .ends_denial = piece.ends_denial};
    statement.is_elliptic = (piece.is_turn || is_denied) &&
                            piece.words.end - piece.words.begin <= most_elliptic_words &&
                            std::ranges::none_of(cues, [](const Cue& cue) {
                              return cue.kind == CueKind::apply || cue.kind == CueKind::partner ||
                                     cue.kind == CueKind::shut_out || cue.kind == CueKind::thing;
                            });
    statements_.push_back(std::move(statement));
  }

  const CuedText& text_;
  std::vector<Statement> statements_{};
  PieceKind last_ = PieceKind::main;
};

}  // namespace

std::vector<Cue> cues_within(const CuedText& text, WordRange words) {
  std::vector<Cue> found;
  for (const Cue& cue : text.cues)
    if (words.contains(cue.begin)) found.push_back(cue);
  return found;
}

std::vector<Cue> Statement::cues_of(const CuedText& text) const {
  std::vector<Cue> found;
  for (const WordRange words : main) std::ranges::copy(cues_within(text, words), std::back_inserter(found));
  return found;
}

std::vector<Statement> statements_of(const CuedText& sentence) {
  if (sentence.words.empty()) return {};
  Grouping grouping(sentence);
  for (const Piece& piece : Cutting(sentence).pieces()) grouping.add(piece);
  return grouping.take();
}

}  // namespace kohtaamo::server
