// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/swedish.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "stemming/swedish_dictionary.h"
#include "stemming/swedish_forms.h"

namespace kohtaamo::stemming {
namespace {

struct Hash : std::hash<std::string_view> {
  using is_transparent = void;  // NOLINT(readability-identifier-naming): the library asks for this name
};

// In bytes. What is shorter (ö, is, al) is met by chance.
constexpr std::size_t min_part_bytes = 3, min_word_bytes = 6, min_form_bytes = 4, max_word_bytes = 80, most_parts = 4;

// They make words of words or are endings, and are words as well.
constexpr auto derivations = std::to_array<std::string_view>(
    {"het",  "heten", "heter", "heterna", "hets",  "skap", "skapet", "skaps",   "dom",     "domen",
     "doms", "lös",   "löst",  "lösa",    "bar",   "bart", "bara",   "sam",     "samt",    "samma",
     "full", "fullt", "fulla", "rik",     "rikt",  "rika", "mässig", "mässigt", "mässiga", "else",
     "ande", "ende",  "are",   "aren",    "arna",  "ing",  "ning",   "ningar",  "ens",     "ets",
     "ers",  "ars",   "ors",   "arnas",   "ernas", "orna", "ornas",  "erna",    "aren",    "ares"});

// A way to cut the rest of a word: as few parts as possible, then the longest shortest part.
struct Cut {
  std::vector<std::string> parts{};  // last part first
  std::string last_word{};           // that the last part is a form of
  std::size_t last_bytes = 0;        // of the last part, as it stands
  std::size_t shortest = 0;

  bool is_better_than(const Cut& other) const {
    if (parts.size() != other.parts.size()) return parts.size() < other.parts.size();
    return shortest > other.shortest;
  }
};

bool is_letter_begin(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

}  // namespace

using Words = std::unordered_set<std::string, Hash, std::equal_to<>>;

struct Swedish::Lexicon {
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> word_of_head{};
  Words end_stems{};
  SwedishForms forms{};
};

namespace {

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
      const auto head = lexicon_.word_of_head.find(rest.substr(0, at));
      if (head == lexicon_.word_of_head.end()) continue;
      std::optional<Cut> found = cut(rest.substr(at), parts + 1);
      if (!found) continue;
      found->parts.push_back(head->second);
      found->shortest = std::min(found->shortest, at);
      if (!best || found->is_better_than(*best)) best = std::move(found);
    }
    return best;
  }

 private:
  std::optional<Cut> last(std::string_view rest) {
    if (rest.size() < min_part_bytes || std::ranges::find(derivations, rest) != derivations.end()) return std::nullopt;
    const std::string word = last_word(rest);
    if (word.empty()) return std::nullopt;
    return Cut{.parts = {word}, .last_word = word, .last_bytes = rest.size(), .shortest = rest.size()};
  }

  // The word that may end a compound and has this form; else the stem, when it is that of such a word; else nothing.
  std::string last_word(std::string_view form) const {
    if (lexicon_.forms.may_end_compound(form)) return std::string(form);
    for (std::string& word : lexicon_.forms.words_of(form))
      if (lexicon_.forms.may_end_compound(word)) return std::move(word);
    return lexicon_.end_stems.contains(snowball_.stem(form)) ? snowball_.stem(form) : std::string();
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
    const SwedishDictionaryTexts texts = read_swedish_dictionary(folder_);
    const CompoundWords words = parse_compound_words(texts.dic, texts.aff);
    for (const auto& [head, word] : words.heads) lexicon->word_of_head.emplace(head, word);
    for (const std::string& word : words.ends) lexicon->end_stems.insert(snowball.stem(word));
    lexicon->forms = SwedishForms(texts.dic, texts.aff);
    lexicon_ = std::move(lexicon);
  });
  return *lexicon_;
}

void Swedish::add_terms(const std::string& word, Snowball& snowball, TermList& terms) const {
  if (!has_dictionary() || word.size() < min_form_bytes || word.size() > max_word_bytes)
    return terms.add_base(snowball.stem(word));
  const Lexicon& all = lexicon();
  const std::vector<std::string> words = all.forms.words_of(word);
  const std::optional<Cut> cut = word.size() < min_word_bytes ? std::nullopt : Cutter(all, snowball).cut(word, 0);
  if (all.forms.is_word(word))
    terms.add_base(word);
  else if (words.empty() && cut)
    terms.add_base(word.substr(0, word.size() - cut->last_bytes) + cut->last_word);
  else if (words.empty())
    terms.add_base(snowball.stem(word));
  for (const std::string& one : words) terms.add_base(one);
  if (!cut) return;
  for (auto part = cut->parts.rbegin(); part != cut->parts.rend(); ++part) terms.add_part(*part);
}

}  // namespace kohtaamo::stemming
