// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpora/harvest/source_import.h"

#include <fmt/format.h>

#include "corpora/date.h"
#include "corpora/hash.h"

namespace kohtaamo::corpora::harvest {
namespace {

// Repositories share a profile, and each is a source of its own.
std::string record_source_of(const Source& source) {
  if (!source.record_source.empty() || source.protocol != Protocol::oai_pmh) return source.record_source;
  return source.name;
}

}  // namespace

ImporterOptions importer_options(const Source& source, const config::Settings& settings, const std::string& began_at) {
  ImporterOptions options{.format = source.format,
                          .profile = source.profile,
                          .source = record_source_of(source),
                          .licence = source.licence == "unknown" ? "" : source.licence,
                          .retrieved_at = began_at};
  options.read.max_line_bytes = static_cast<std::size_t>(settings.import.max_line_bytes);
  options.read.encoding = source.encoding;
  options.read.today = today_in_helsinki();
  return options;
}

std::vector<std::string> write_scope_of(const Source& source) {
  const auto importer = Importer::make({.format = source.format, .profile = source.profile});
  if (importer && !importer->source().empty()) return {};
  if (!source.may_write.empty()) return source.may_write;
  return {source.record_source.empty() ? source.name : source.record_source};
}

std::string own_source_of(const Source& source) {
  if (std::string own = record_source_of(source); !own.empty()) return own;
  const auto importer = Importer::make({.format = source.format, .profile = source.profile});
  return importer ? importer->source() : std::string();
}

std::string definition_of(const Source& source) {
  std::string text;
  for (const std::string* part :
       {&source.url, &source.format, &source.profile, &source.encoding, &source.record_source, &source.licence,
        &source.set, &source.prefix, &source.rows, &source.next, &source.next_header, &source.page_parameter,
        &source.cursor_parameter, &source.first_cursor})
    text += *part + '\n';
  for (const std::string& one : source.may_write) text += one + '\n';
  for (const FormPart& part : source.parts) text += part.name + '\n' + part.content + '\n';
  return hash_of(fmt::format("{}{}", text, to_text(source.protocol)));
}

}  // namespace kohtaamo::corpora::harvest
