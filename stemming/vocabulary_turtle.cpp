// SPDX-License-Identifier: GPL-3.0-or-later
#include "stemming/vocabulary_turtle.h"

#include <fmt/format.h>
#include <serd/serd.h>

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

namespace kohtaamo::stemming {
namespace {

using config::Error;
using config::ErrorCode;
using config::fail;
using config::Result;

constexpr std::string_view skos = "http://www.w3.org/2004/02/skos/core#";
constexpr std::string_view rdf_type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
constexpr std::string_view owl_deprecated = "http://www.w3.org/2002/07/owl#deprecated";

// The library reads nested [ ] and ( ) by calling itself, so a hostile file could use up the stack. No
// vocabulary has this many of them in one statement about a concept.
constexpr std::size_t max_brackets = 1'000;
constexpr SerdStatementFlags bracket_begins =
    SERD_ANON_S_BEGIN | SERD_ANON_O_BEGIN | SERD_LIST_S_BEGIN | SERD_LIST_O_BEGIN;

std::string_view text_of(const SerdNode& node) { return {reinterpret_cast<const char*>(node.buf), node.n_bytes}; }

struct FreeReader {
  void operator()(SerdReader* reader) const { serd_reader_free(reader); }
};
struct FreeEnvironment {
  void operator()(SerdEnv* environment) const { serd_env_free(environment); }
};

std::size_t line_at(std::string_view text, std::size_t byte) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, byte), '\n'));
}

struct Draft {
  SourceConcept concept_told{};
  bool is_concept = false, is_deprecated = false;
};

class Reading {
 public:
  Reading(const std::string& text, std::string_view name)
      : text_(text), name_(name), environment_(serd_env_new(nullptr)) {}

  Result<std::vector<SourceConcept>> read() {
    if (const std::size_t nul = text_.find('\0'); nul != text_.npos)  // where the library would stop
      return fail(ErrorCode::bad_config, "a NUL byte", where(line_at(text_, nul)));
    if (text_.empty()) return concepts();  // the library reads on past the end of an empty text
    const std::unique_ptr<SerdReader, FreeReader> reader(
        serd_reader_new(SERD_TURTLE, this, nullptr, on_base, on_prefix, on_statement, nullptr));
    serd_reader_set_error_sink(reader.get(), on_error, this);
    const SerdStatus status =
        serd_reader_read_string(reader.get(), reinterpret_cast<const std::uint8_t*>(text_.c_str()));
    if (error_) return fail(*error_);
    if (status > SERD_FAILURE)
      return fail(ErrorCode::bad_config, reinterpret_cast<const char*>(serd_strerror(status)), std::string(name_));
    return concepts();
  }

 private:
  std::string where(std::size_t line) const { return fmt::format("{}:{}", name_, line); }

  static SerdStatus on_base(void* self, const SerdNode* uri) {
    return serd_env_set_base_uri(static_cast<Reading*>(self)->environment_.get(), uri);
  }

  static SerdStatus on_prefix(void* self, const SerdNode* prefix, const SerdNode* uri) {
    return serd_env_set_prefix(static_cast<Reading*>(self)->environment_.get(), prefix, uri);
  }

  static SerdStatus on_error(void* self, const SerdError* error) {
    std::array<char, 300> message{};
    std::vsnprintf(message.data(), message.size(), error->fmt, *error->args);
    std::string_view words = message.data();
    while (words.ends_with('\n')) words.remove_suffix(1);
    Reading& reading = *static_cast<Reading*>(self);
    if (!reading.error_) reading.error_ = Error{ErrorCode::bad_config, std::string(words), reading.where(error->line)};
    return SERD_SUCCESS;
  }

  static SerdStatus on_statement(void* self, SerdStatementFlags flags, const SerdNode*, const SerdNode* subject,
                                 const SerdNode* predicate, const SerdNode* object, const SerdNode*,
                                 const SerdNode* language) {
    Reading& reading = *static_cast<Reading*>(self);
    if (subject->type != SERD_BLANK) reading.brackets_ = 0;
    if ((flags & bracket_begins) != 0 && ++reading.brackets_ > max_brackets) return reading.refuse_brackets();
    if (subject->type == SERD_BLANK) return SERD_SUCCESS;
    const auto about = reading.uri_of(*subject);
    const auto property = reading.uri_of(*predicate);
    if (!about || !property) return SERD_ERR_BAD_CURIE;
    if (object->type == SERD_LITERAL) {
      reading.add_literal(*about, *property, text_of(*object), language ? text_of(*language) : "");
    } else if (object->type != SERD_BLANK) {
      const auto target = reading.uri_of(*object);
      if (!target) return SERD_ERR_BAD_CURIE;
      reading.add_link(*about, *property, *target);
    }
    return SERD_SUCCESS;
  }

  SerdStatus refuse_brackets() {
    error_ = Error{ErrorCode::bad_config, fmt::format("a statement has more than {} brackets", max_brackets),
                   std::string(name_)};
    return SERD_ERR_BAD_SYNTAX;
  }

  // The whole URI; nothing, and error_ set, for a prefix that was never declared.
  std::optional<std::string> uri_of(const SerdNode& node) {
    SerdNode whole = serd_env_expand_node(environment_.get(), &node);
    if (whole.buf) {
      std::string uri(text_of(whole));
      serd_node_free(&whole);
      return uri;
    }
    if (node.type == SERD_URI) return std::string(text_of(node));
    const std::string_view shortened = text_of(node);  // the library does not say where it is
    const std::size_t line = line_at(text_, std::min(text_.find(shortened), text_.size()));
    error_ = Error{ErrorCode::bad_config, fmt::format("the prefix of '{}' is not declared", shortened), where(line)};
    return std::nullopt;
  }

  Draft& draft(const std::string& uri) {
    const auto [place, is_new] = place_of_.try_emplace(uri, drafts_.size());
    if (is_new) {
      drafts_.emplace_back();
      drafts_.back().concept_told.uri = uri;
    }
    return drafts_[place->second];
  }

  void add_literal(const std::string& about, std::string_view property, std::string_view text, std::string_view tag) {
    if (property == owl_deprecated && text == "true") draft(about).is_deprecated = true;
    if (!property.starts_with(skos)) return;
    property.remove_prefix(skos.size());
    const auto language = parse_language(tag);
    if (!language || text.empty()) return;
    ConceptLabels& labels = draft(about).concept_told.labels;
    const std::size_t at = index_of(*language);
    if (property == "prefLabel") {
      if (labels.preferred[at].empty()) labels.preferred[at] = text;
    } else if (property == "altLabel") {
      labels.alternative[at].emplace_back(text);
    } else if (property == "hiddenLabel") {
      labels.hidden[at].emplace_back(text);
    }
  }

  void add_link(const std::string& about, std::string_view property, const std::string& target) {
    if (property == rdf_type) {
      if (target == std::string(skos) + "Concept") draft(about).is_concept = true;
      return;
    }
    if (!property.starts_with(skos)) return;
    property.remove_prefix(skos.size());
    if (property == "narrower") draft(target).concept_told.broader.push_back(about);
    SourceConcept& told = draft(about).concept_told;
    if (property == "broader") told.broader.push_back(target);
    if (property == "related") told.related.push_back(target);
    if (property == "exactMatch") told.exact_match.push_back(target);
    if (property == "closeMatch") told.close_match.push_back(target);
    if (property == "inScheme" && told.scheme.empty()) told.scheme = target;
  }

  Result<std::vector<SourceConcept>> concepts() {
    std::vector<SourceConcept> all;
    for (Draft& one : drafts_)
      if (one.is_concept && !one.is_deprecated) all.push_back(std::move(one.concept_told));
    if (all.empty()) return fail(ErrorCode::bad_config, "there is no skos:Concept here", std::string(name_));
    return all;
  }

  const std::string& text_;
  std::string_view name_;
  std::unique_ptr<SerdEnv, FreeEnvironment> environment_;
  std::vector<Draft> drafts_{};
  std::unordered_map<std::string, std::size_t> place_of_{};
  std::size_t brackets_ = 0;
  std::optional<Error> error_{};
};

}  // namespace

Result<std::vector<SourceConcept>> parse_turtle(const std::string& text, std::string_view name) {
  return Reading(text, name).read();
}

}  // namespace kohtaamo::stemming
