// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/replies_hit.h"

namespace kohtaamo::server {

using config::JsonWriter;

namespace {

constexpr std::size_t usual_hit_bytes = 4096;

void write_query(JsonWriter& writer, const SearchReply& reply) {
  config::write_key(writer, "query");
  writer.StartObject();
  write_text(writer, "text", reply.request.q);
  write_text(writer, "understood", reply.result.understood);
  write_languages(writer, "languages", reply.result.languages);
  config::write_key(writer, "notices");
  writer.StartArray();
  for (const Notice& notice : reply.result.notices) {
    writer.StartObject();
    write_text(writer, "code", notice.code);
    write_text(writer, "message", notice.message);
    write_text(writer, "where", notice.where);
    writer.EndObject();
  }
  writer.EndArray();
  writer.EndObject();
}

void write_part(JsonWriter& writer, const ScorePart& part, double whole, Explain explain) {
  writer.StartObject();
  write_text(writer, "text", part.text);
  write_text(writer, "reached", part.reached);
  if (!part.concept_uri.empty()) write_text(writer, "concept", part.concept_uri);
  write_number(writer, "share", whole > 0 ? part.score / whole : 0);
  if (explain == Explain::full) {
    write_text(writer, "field", part.field);
    write_texts(writer, "terms", part.terms);
    write_number(writer, "score", part.score);
  }
  writer.EndObject();
}

void write_hit(JsonWriter& writer, const Hit& hit, const HitView& view, Explain explain) {
  writer.StartObject();
  write_count(writer, "rank", hit.rank);
  write_number(writer, "score", hit.score);
  write_record_members(writer, *hit.record, view);
  write_segments(writer, "title_segments", hit.title);
  if (!hit.title.empty()) write_text(writer, "title_language", to_text(hit.title_language));
  write_snippet(writer, "snippet", hit.snippet, hit.snippet_member, hit.snippet_language);
  if (explain != Explain::none) {
    config::write_key(writer, "explain");
    writer.StartArray();
    for (const ScorePart& part : hit.explanation) write_part(writer, part, hit.score, explain);
    writer.EndArray();
  }
  writer.EndObject();
}

void write_facet(JsonWriter& writer, const Facet& facet, const LabelOf& label_of) {
  config::write_key(writer, facet.field);
  writer.StartObject();
  config::write_key(writer, "values");
  writer.StartArray();
  for (const FacetCount& count : facet.counts) {
    writer.StartObject();
    write_text(writer, "code", count.code);
    write_local(writer, "label", label_of(facet.field, count.code));
    write_count(writer, "count", count.count);
    writer.EndObject();
  }
  writer.EndArray();
  write_flag(writer, "truncated", facet.is_truncated);
  writer.EndObject();
}

void write_text_or_null(JsonWriter& writer, std::string_view name, const std::string& text) {
  config::write_key(writer, name);
  if (text.empty())
    writer.Null();
  else
    config::write_string(writer, text);
}

void write_page(JsonWriter& writer, const SearchReply& reply) {
  config::write_key(writer, "page");
  writer.StartObject();
  write_count(writer, "limit", reply.request.limit);
  write_count(writer, "offset", reply.request.offset);
  write_text_or_null(writer, "next", reply.links.next);
  write_text_or_null(writer, "prev", reply.links.prev);
  write_text_or_null(writer, "cursor", reply.links.cursor);
  writer.EndObject();
}

void write_total(JsonWriter& writer, const SearchResult& result) {
  config::write_key(writer, "total");
  writer.StartObject();
  write_count(writer, "value", result.total);
  write_text(writer, "relation", result.total_is_exact ? "exact" : "estimate");
  writer.EndObject();
}

void write_corrections(JsonWriter& writer, const SearchReply& reply) {
  config::write_key(writer, "suggestions");
  writer.StartArray();
  for (const Correction& one : reply.result.corrections) {
    SearchRequest other = reply.request;
    other.q = one.query;
    writer.StartObject();
    write_text(writer, "query", one.query);
    write_count(writer, "total", one.total);
    write_text(writer, "url", reply.address_of(other));
    writer.EndObject();
  }
  writer.EndArray();
}

void write_ways_out(JsonWriter& writer, const SearchReply& reply) {
  config::write_key(writer, "ways_out");
  writer.StartArray();
  for (const WayOut& way : reply.result.ways_out) {
    writer.StartObject();
    write_text(writer, "step", to_text(way.kind));
    write_text(writer, "query", way.request.q);
    if (!way.field.empty()) write_text(writer, "filter", way.field);
    if (!way.concept_uri.empty()) write_text(writer, "concept", way.concept_uri);
    if (way.kind == WayOutKind::read_as) write_text(writer, "language", to_text(*way.request.language));
    write_count(writer, "total", way.total);
    write_text(writer, "url", reply.address_of(way.request));
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

std::string to_json(const SearchReply& reply, const LabelOf& label_of) {
  config::JsonBuffer json(nullptr, 4096 + reply.result.hits.size() * usual_hit_bytes);
  JsonWriter writer(json);
  writer.StartObject();
  write_query(writer, reply);
  write_total(writer, reply.result);
  config::write_key(writer, "hits");
  writer.StartArray();
  for (const Hit& hit : reply.result.hits) write_hit(writer, hit, reply.view, reply.request.explain);
  writer.EndArray();
  config::write_key(writer, "facets");
  writer.StartObject();
  for (const Facet& facet : reply.result.facets) write_facet(writer, facet, label_of);
  writer.EndObject();
  write_corrections(writer, reply);
  write_ways_out(writer, reply);
  write_page(writer, reply);
  write_text(writer, "generation", reply.result.state.tag());
  write_number(writer, "took_ms", milliseconds_of(reply.took));
  writer.EndObject();
  return std::string(config::text_of(json));
}

std::string to_json(const std::vector<Hit>& hits, const HitView& view) {
  config::JsonBuffer json;
  JsonWriter writer(json);
  writer.StartObject();
  config::write_key(writer, "hits");
  writer.StartArray();
  for (const Hit& hit : hits) write_hit(writer, hit, view, Explain::none);
  writer.EndArray();
  writer.EndObject();
  return std::string(config::text_of(json));
}

std::string to_json(const std::vector<corpora::Record>& records, const HitView& view) {
  config::JsonBuffer json;
  JsonWriter writer(json);
  writer.StartObject();
  write_records(writer, "records", records, view);
  writer.EndObject();
  return std::string(config::text_of(json));
}

namespace {

// A list of things to suggest, each marked with what it is.
template <class Row, class Write>
void write_suggested(JsonWriter& writer, std::string_view name, const std::vector<Row>& rows, SuggestedKind kind,
                     const Write& write) {
  config::write_key(writer, name);
  writer.StartArray();
  for (const Row& row : rows) {
    writer.StartObject();
    write_text(writer, "kind", to_text(kind));
    write(row);
    writer.EndObject();
  }
  writer.EndArray();
}

}  // namespace

std::string to_json(const Suggestions& suggestions, const HitView& view) {
  config::JsonBuffer json;
  JsonWriter writer(json);
  const auto write_record = [&](const SuggestedRecord& record) {
    write_text(writer, "id", record.id);
    write_text(writer, "type", record.type);
    write_text(writer, "title", record.title);
    write_text(writer, "language", record.language);
    write_text(writer, "url", page_of(record.id, view));
  };
  writer.StartObject();
  write_suggested(writer, "words", suggestions.words, SuggestedKind::word, [&](const SuggestedWord& word) {
    write_text(writer, "word", word.word);
    write_text(writer, "query", word.query);
    write_count(writer, "records", word.records);
  });
  write_suggested(writer, "concepts", suggestions.concepts, SuggestedKind::concept_label,
                  [&](const SuggestedConcept& one) {
                    write_text(writer, "uri", one.uri);
                    write_text(writer, "label", one.label);
                    write_text(writer, "query", one.label);
                    write_count(writer, "records", one.records);
                  });
  write_suggested(writer, "actors", suggestions.actors, SuggestedKind::actor, write_record);
  write_suggested(writer, "records", suggestions.records, SuggestedKind::title, write_record);
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace kohtaamo::server
