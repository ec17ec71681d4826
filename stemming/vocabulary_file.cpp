// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/vocabulary_file.h"

#include <zlib.h>

#include <array>
#include <cassert>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>

#include "stemming/embedded_files.h"
#include "stemming/vocabulary_tsv.h"
#include "stemming/vocabulary_turtle.h"

namespace kohtaamo::stemming {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct CloseFile {
  void operator()(gzFile_s* file) const { gzclose_r(file); }
};

// zlib reads what is not gzipped as it is.
Result<std::string> read_text(const std::string& path) {
  const std::unique_ptr<gzFile_s, CloseFile> file(gzopen(path.c_str(), "rb"));
  if (!file) return fail(ErrorCode::file_missing, std::strerror(errno), path);
  std::string text;
  std::array<char, 64 * 1024> piece{};
  while (true) {
    const int came = gzread(file.get(), piece.data(), static_cast<unsigned>(piece.size()));
    if (came > 0) text.append(piece.data(), static_cast<std::size_t>(came));
    if (came > 0) continue;
    int status = Z_OK;
    const char* words = gzerror(file.get(), &status);
    if (came == 0 && status == Z_OK) return text;
    if (status == Z_ERRNO) return fail(ErrorCode::file_missing, std::strerror(errno), path);
    return fail(ErrorCode::bad_config, std::string("the gzip data is broken or cut short: ") + words, path);
  }
}

// "yso-sv.tsv" is Swedish; a file that does not say is Finnish.
Language language_of_name(std::string_view stem) {
  for (const Language language : all_languages)
    if (stem.size() > 3 && stem.ends_with(to_text(language)) && std::strchr("-_.", stem[stem.size() - 3]))
      return language;
  return Language::fi;
}

}  // namespace

Result<std::vector<SourceConcept>> read_vocabulary(const std::string& path) {
  std::filesystem::path name = std::filesystem::path(path).filename();
  if (name.extension() == ".gz") name = name.stem();
  const bool is_turtle = name.extension() == ".ttl";
  if (!is_turtle && name.extension() != ".tsv")
    return fail(ErrorCode::bad_config, "a vocabulary is a .ttl or .tsv file, plain or .gz", path);
  auto text = read_text(path);
  if (!text) return fail(text.error());
  if (is_turtle) return parse_turtle(*text, path);
  return parse_vocabulary_tsv(*text, path, language_of_name(name.stem().string()));
}

Result<std::vector<SourceConcept>> own_vocabulary() {
  constexpr std::string_view path = "stemming/vocabulary/kohtaamo.ttl";
  const auto bytes = config::find_embedded(embedded_files(), path);
  assert(bytes && "our own vocabulary is part of the program");
  return parse_turtle(std::string(*bytes), path);
}

}  // namespace kohtaamo::stemming
