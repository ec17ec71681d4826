// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/snowball.h"

#include <libstemmer.h>

#include <cassert>

namespace kohtaamo::stemming {
namespace {

const char* algorithm_of(Language language) {
  switch (language) {
    case Language::fi:
      return "finnish";
    case Language::sv:
      return "swedish";
    case Language::en:
      return "english";
  }
  assert(false && "every language has its algorithm");
  return "english";
}

}  // namespace

void Snowball::Delete::operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }

Snowball::Snowball(Language language) : stemmer_(sb_stemmer_new(algorithm_of(language), "UTF_8")) {
  assert(stemmer_ != nullptr && "libstemmer holds our three languages");
}

std::string Snowball::stem(std::string_view word) {
  const auto* bytes = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer_.get(), bytes, static_cast<int>(word.size()));
  if (stem == nullptr || sb_stemmer_length(stemmer_.get()) == 0) return std::string(word);
  return {reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer_.get()))};
}

}  // namespace kohtaamo::stemming
