// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/swedish.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "stemming/swedish_dictionary.h"

namespace kohtaamo::stemming {
namespace {

struct Hash : std::hash<std::string_view> {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the library asks for this name
};

// In bytes. What is shorter (ö, is, al) is met by chance.
constexpr std::size_t min_part_bytes = 3, min_word_bytes = 6, max_word_bytes = 80, most_parts = 4;

// They make words of words or are endings, and are words as well.
constexpr auto derivations = std::to_array<std::string_view>(
    {"het",  "heten", "heter", "heterna", "hets",  "skap", "skapet", "skaps",   "dom",     "domen",
     "doms", "lös",   "löst",  "lösa",    "bar",   "bart", "bara",   "sam",     "samt",    "samma",
     "full", "fullt", "fulla", "rik",     "rikt",  "rika", "mässig", "mässigt", "mässiga", "else",
     "ande", "ende",  "are",   "aren",    "arna",  "ing",  "ning",   "ningar",  "ens",     "ets",
     "ers",  "ars",   "ors",   "arnas",   "ernas", "orna", "ornas",  "erna",    "aren",    "ares"});

// A way to cut the rest of a word: as few parts as possible, then the longest shortest part.
struct Cut {
  std::vector<std::string> stems{};  // last part first
  std::size_t shortest = 0;

  bool is_better_than(const Cut& other) const {
    if (stems.size() != other.stems.size()) return stems.size() < other.stems.size();
    return shortest > other.shortest;
  }
};

bool is_letter_begin(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

using Words = std::unordered_set<std::string, Hash, std::equal_to<>>;

struct Swedish::Lexicon {
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> stem_of_head{};
  Words ends{}, end_stems{};
};

namespace {

// "skyddets" is of "skydd", "arbetet" of "arbete"; empty when it is of none.
std::string_view noun_of_definite(std::string_view word, const Words& nouns) {
  for (const std::string_view ending : {"et", "ets", "t", "ts"})
    if (word.size() > ending.size() + min_part_bytes && word.ends_with(ending))
      if (const auto noun = word.substr(0, word.size() - ending.size()); nouns.contains(noun)) return noun;
  return {};
}

class Cutter {
 public:
  Cutter(const Swedish::Lexicon& lexicon, Snowball& snowball) : lexicon_(lexicon), snowball_(snowball) {}

  // Of a word with something before it when `parts` > 0.
  std::optional<Cut> cut(std::string_view rest, std::size_t parts) {
    std::optional<Cut> best;
    if (parts > 0) best = last(rest);
    if (best || parts + 1 == most_parts) return best;
    for (std::size_t at = min_part_bytes; at + min_part_bytes <= rest.size(); ++at) {
      if (!is_letter_begin(rest[at])) continue;
      const auto head = lexicon_.stem_of_head.find(rest.substr(0, at));
      if (head == lexicon_.stem_of_head.end()) continue;
      std::optional<Cut> found = cut(rest.substr(at), parts + 1);
      if (!found) continue;
      found->stems.push_back(head->second);
      found->shortest = std::min(found->shortest, at);
      if (!best || found->is_better_than(*best)) best = std::move(found);
    }
    return best;
  }

 private:
  std::optional<Cut> last(std::string_view rest) {
    if (rest.size() < min_part_bytes || std::ranges::find(derivations, rest) != derivations.end()) return std::nullopt;
    std::string stem = snowball_.stem(rest);
    if (!lexicon_.end_stems.contains(stem)) {
      const std::string_view noun = noun_of_definite(rest, lexicon_.ends);
      if (noun.empty()) return std::nullopt;
      stem = snowball_.stem(noun);
    }
    return Cut{.stems = {std::move(stem)}, .shortest = rest.size()};
  }

  const Swedish::Lexicon& lexicon_;
  Snowball& snowball_;
};

}  // namespace

Swedish::Swedish(const std::string& hunspell_path)
    : folder_(hunspell_path), dictionary_version_(size_of_dictionary(hunspell_path)) {}

Swedish::~Swedish() = default;

const Swedish::Lexicon& Swedish::lexicon() const {
  std::call_once(is_read_, [this] {
    auto lexicon = std::make_unique<Lexicon>();
    Snowball snowball(Language::sv);
    const CompoundWords words = read_compound_words(folder_);
    for (const auto& [head, word] : words.heads) lexicon->stem_of_head.emplace(head, snowball.stem(word));
    for (const std::string& word : words.ends) {
      lexicon->end_stems.insert(snowball.stem(word));
      lexicon->ends.insert(word);
    }
    lexicon_ = std::move(lexicon);
  });
  return *lexicon_;
}

void Swedish::add_terms(const std::string& word, Snowball& snowball, TermList& terms) const {
  if (!has_dictionary() || word.size() < min_word_bytes || word.size() > max_word_bytes)
    return terms.add_base(snowball.stem(word));
  const Lexicon& all = lexicon();
  const std::string_view noun = noun_of_definite(word, all.ends);
  if (noun.empty() || all.ends.contains(word)) terms.add_base(snowball.stem(word));
  if (!noun.empty()) terms.add_base(snowball.stem(noun));
  const std::optional<Cut> cut = Cutter(all, snowball).cut(word, 0);
  if (!cut) return;
  for (auto stem = cut->stems.rbegin(); stem != cut->stems.rend(); ++stem) terms.add_part(*stem);
}

}  // namespace kohtaamo::stemming
