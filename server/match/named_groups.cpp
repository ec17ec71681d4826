// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/named_groups.h"

#include <algorithm>

#include "server/match/statements.h"

namespace kohtaamo::server {
namespace {

using stemming::Language;

// Between a denial and the group that it denies: "inte för de unga".
constexpr std::size_t most_words_between = 2;
// From a denial to the verb of seeking: "emme siis enää etsi".
constexpr std::size_t reach_of_denied_seeking = 3;

bool has_cue_at(const CuedText& sentence, std::size_t word, CueKind kind) {
  return std::ranges::any_of(sentence.cues, [&](const Cue& cue) { return cue.begin == word && cue.kind == kind; });
}

// A capital after a word, where its language has none for groups: "Rädda Barnen" is called so.
bool is_part_of_name(const CuedText& sentence, std::size_t word) {
  if (sentence.language == Language::en || word == 0) return false;
  const std::size_t begin = sentence.words[word].bytes.begin, before = sentence.words[word - 1].bytes.end;
  if (before >= begin || sentence.text.substr(before, begin - before) != " ") return false;
  return begins_with_capital(sentence.text, begin);
}

// What one denial takes out of a sentence.
class Denial {
 public:
  Denial(const CuedText& sentence, const Cue& negation) : sentence_(sentence), negation_(negation) {}

  bool denies(const Cue& group) const {
    if (is_said_of_aim()) return true;
    if (group.begin < negation_.end || has_cue_at(sentence_, negation_.end, CueKind::only)) return false;
    return is_contrasted(group) || is_sought(group) || is_denied_itself(group);
  }

 private:
  bool any_between(std::size_t begin, std::size_t end, CueKind kind) const {
    return std::ranges::any_of(
        sentence_.cues, [&](const Cue& cue) { return cue.kind == kind && cue.begin >= begin && cue.begin < end; });
  }

  // "Nuoret eivät ole kohderyhmämme."
  bool is_said_of_aim() const {
    return any_between(negation_.end, negation_.end + reach_of_denied_seeking, CueKind::aim);
  }

  // "Ei nuorille vaan ikäihmisille": another group comes in its place.
  bool is_contrasted(const Cue& group) const {
    return std::ranges::any_of(sentence_.cues, [&](const Cue& turn) {
      const bool is_contrast =
          turn.kind == CueKind::turn && (turn.value == "after_not" || sentence_.language == Language::en);
      return is_contrast && turn.begin >= group.end && turn.begin <= group.end + 1 &&
             any_between(turn.end, turn.end + most_words_between + 1, CueKind::group);
    });
  }

  // "Emme etsi apua nuorille."
  bool is_sought(const Cue& group) const {
    return any_between(negation_.end, std::min(group.begin, negation_.end + reach_of_denied_seeking), CueKind::seek) &&
           !any_between(negation_.end, group.begin, CueKind::turn);
  }

  // ", eikä lapsille", "inte för unga": no verb stands between. Of a denied verb, "vi når inte unga", the group is
  // meant, so that in Swedish and English the denial begins a part of the sentence or denies being.
  bool is_denied_itself(const Cue& group) const {
    if (group.begin > negation_.end + most_words_between) return false;
    for (std::size_t word = negation_.end; word < group.begin; ++word)
      if (!has_cue_at(sentence_, word, CueKind::with) && !has_cue_at(sentence_, word, CueKind::article)) return false;
    if (sentence_.language == Language::fi)
      return group.begin == negation_.end && !sentence_.forms[group.begin].ends_with('t');
    if (negation_.begin == 0) return group.begin > negation_.end;  // "Not all young people" says it of them
    const std::size_t before = sentence_.words[negation_.begin - 1].bytes.end;
    const std::string_view gap = sentence_.text.substr(before, sentence_.words[negation_.begin].bytes.begin - before);
    return gap.find_first_of(",;:(") != std::string_view::npos ||
           has_cue_at(sentence_, negation_.begin - 1, CueKind::turn) ||
           (has_cue_at(sentence_, negation_.begin - 1, CueKind::being) && group.begin > negation_.end);
  }

  const CuedText& sentence_;
  const Cue& negation_;
};

bool is_excepted(const std::vector<Statement>& statements, const Cue& group) {
  return std::ranges::any_of(statements, [&](const Statement& statement) {
    return std::ranges::any_of(statement.exceptions, [&](WordRange words) { return words.contains(group.begin); });
  });
}

bool is_compared(const CuedText& sentence, const Cue& group) {
  return std::ranges::any_of(sentence.cues, [&](const Cue& cue) {
    return cue.kind == CueKind::unlike &&
           (group.begin == cue.end || (group.begin == cue.end + 1 && has_cue_at(sentence, cue.end, CueKind::article)));
  });
}

bool is_meant(const CuedText& sentence, const std::vector<Statement>& statements, const Cue& group) {
  if (is_excepted(statements, group) || is_compared(sentence, group)) return false;
  return std::ranges::none_of(sentence.cues, [&](const Cue& cue) {
    return cue.kind == CueKind::negation && Denial(sentence, cue).denies(group);
  });
}

// A value names one code or several: "migrants families".
void add_places(const Cue& cue, std::vector<LabelPlace>& places) {
  std::string_view codes = cue.value;
  while (!codes.empty()) {
    const std::size_t end = std::min(codes.find(' '), codes.size());
    places.push_back({std::string(codes.substr(0, end)), cue.begin, cue.end});
    codes.remove_prefix(std::min(end + 1, codes.size()));
  }
}

}  // namespace

std::vector<LabelPlace> named_groups(const CuedText& sentence) {
  std::vector<LabelPlace> places;
  for (const Cue& cue : sentence.cues)
    if (cue.kind == CueKind::group && !is_part_of_name(sentence, cue.begin)) add_places(cue, places);
  return places;
}

std::vector<LabelPlace> meant_groups(const CuedText& sentence) {
  const std::vector<Statement> statements = statements_of(sentence);
  std::vector<LabelPlace> places;
  for (const Cue& cue : sentence.cues)
    if (cue.kind == CueKind::group && !is_part_of_name(sentence, cue.begin) && is_meant(sentence, statements, cue))
      add_places(cue, places);
  return places;
}

}  // namespace kohtaamo::server
