// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/speller.h"

#include <fmt/format.h>
#include <hunspell.hxx>

#include <algorithm>
#include <filesystem>
#include <mutex>
#include <system_error>

#include "stemming/finnish.h"
#include "stemming/fold.h"

namespace kohtaamo::stemming {
namespace {

// Hunspell's work grows fast with the letters; nobody misspells by accident what is longer.
constexpr std::size_t max_suggest_bytes = 40;

bool is_one_word(std::string_view text) { return text.find_first_of(" -") == std::string_view::npos; }

// One language of Hunspell. Its own limits leave it at some hundred bytes a word.
class HunspellDictionary {
 public:
  HunspellDictionary(const std::string& folder, std::string_view name) {
    const std::string path = fmt::format("{}/{}", folder, name);
    std::error_code unreadable;
    if (!std::filesystem::exists(path + ".aff", unreadable) || !std::filesystem::exists(path + ".dic", unreadable))
      return;
    auto read = std::make_unique<Hunspell>((path + ".aff").c_str(), (path + ".dic").c_str());
    if (read->get_dict_encoding() == "UTF-8") hunspell_ = std::move(read);  // Debian's are
  }

  bool is_there() const { return hunspell_ != nullptr; }

  bool knows(const std::string& word) {
    const std::lock_guard lock(mutex_);
    return hunspell_ != nullptr && hunspell_->spell(word);
  }

  std::vector<std::string> suggest(const std::string& word) {
    const std::lock_guard lock(mutex_);
    if (hunspell_ == nullptr || word.size() > max_suggest_bytes) return {};
    return hunspell_->suggest(word);
  }

 private:
  std::mutex mutex_{};
  std::unique_ptr<Hunspell> hunspell_{};  // null: not installed
};

}  // namespace

struct Speller::Dictionaries {
  explicit Dictionaries(const SpellerOptions& options)
      : finnish(options.voikko_path),
        swedish(options.hunspell_path, "sv_SE"),
        english(options.hunspell_path, "en_US") {}

  HunspellDictionary& hunspell_of(Language language) { return language == Language::sv ? swedish : english; }

  std::mutex finnish_mutex{};
  Finnish finnish;
  HunspellDictionary swedish, english;
};

Speller::Speller(SpellerOptions options) : options_(std::move(options)) {}

Speller::~Speller() = default;

Speller::Dictionaries& Speller::dictionaries() const {
  std::call_once(is_read_, [this] { dictionaries_ = std::make_unique<Dictionaries>(options_); });
  return *dictionaries_;
}

bool Speller::knows(std::string_view word, Language language) const {
  Dictionaries& all = dictionaries();
  if (language != Language::fi) return all.hunspell_of(language).knows(std::string(word));
  const std::lock_guard lock(all.finnish_mutex);
  return all.finnish.knows(word);
}

std::vector<std::string> Speller::suggest(std::string_view word, Language language) const {
  Dictionaries& all = dictionaries();
  std::vector<std::string> suggested;
  if (language == Language::fi) {
    const std::lock_guard lock(all.finnish_mutex);
    suggested = all.finnish.suggest(word);
  } else {
    suggested = all.hunspell_of(language).suggest(std::string(word));
  }
  std::vector<std::string> words;
  for (const std::string& one : suggested) {
    std::string folded;
    fold_word(one, folded);
    if (is_one_word(folded) && folded != word && std::ranges::find(words, folded) == words.end())
      words.push_back(std::move(folded));
  }
  return words;
}

std::vector<std::string> Speller::warnings() const {
  Dictionaries& all = dictionaries();
  std::vector<std::string> sentences;
  const auto warn = [&](bool is_there, std::string_view language, std::string_view package) {
    if (!is_there)
      sentences.push_back(fmt::format("no spelling is suggested in {}: install {} and start again", language, package));
  };
  warn(all.finnish.has_dictionary(), "Finnish", "voikko-fi");
  warn(all.swedish.is_there(), "Swedish", "hunspell-sv");
  warn(all.english.is_there(), "English", "hunspell-en-us");
  return sentences;
}

}  // namespace kohtaamo::stemming
