// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexer/index_writer.h"

#include <fmt/format.h>

#include <charconv>

#include "indexer/generations.h"
#include "indexer/xapian_guard.h"

namespace kohtaamo::indexer {

using config::ErrorCode;
using config::fail;
using config::Result;

namespace {

constexpr const char* seq_key = "seq";
constexpr const char* schema_key = "fingerprint.schema";
constexpr const char* analysis_key = "fingerprint.analysis";
constexpr const char* vocabulary_key = "fingerprint.vocabulary";
constexpr const char* weights_key = "fingerprint.weights";

Result<std::string> make_first_generation(const std::string& data_directory, const Fingerprint& fingerprint) {
  const auto name = next_generation(data_directory);
  if (!name) return fail(name.error());
  const std::string path = index_directory(data_directory) + "/" + *name;
  const auto made = guarded(path, [&] {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE);
    write_fingerprint(database, fingerprint);
    write_seq(database, 0);
    database.commit();
  });
  if (!made) return fail(made.error());
  if (auto ok = publish(data_directory, *name); !ok) return fail(ok.error());
  return *name;
}

}  // namespace

corpora::Seq read_seq(const Xapian::Database& database) {
  const std::string text = database.get_metadata(seq_key);
  corpora::Seq seq = 0;
  std::from_chars(text.data(), text.data() + text.size(), seq);
  return seq;
}

void write_seq(Xapian::WritableDatabase& database, corpora::Seq seq) {
  database.set_metadata(seq_key, fmt::format("{}", seq));
}

Fingerprint read_fingerprint(const Xapian::Database& database) {
  return {.schema = database.get_metadata(schema_key),
          .analysis = database.get_metadata(analysis_key),
          .vocabulary = database.get_metadata(vocabulary_key),
          .weights = database.get_metadata(weights_key)};
}

void write_fingerprint(Xapian::WritableDatabase& database, const Fingerprint& fingerprint) {
  database.set_metadata(schema_key, fingerprint.schema);
  database.set_metadata(analysis_key, fingerprint.analysis);
  database.set_metadata(vocabulary_key, fingerprint.vocabulary);
  database.set_metadata(weights_key, fingerprint.weights);
}

Result<void> check_fingerprint(const Xapian::Database& database, const Fingerprint& expected, const std::string& path) {
  const Fingerprint found = read_fingerprint(database);
  const auto differs = [&](std::string_view what, const std::string& has, const std::string& wants) {
    return fail(ErrorCode::index_foreign,
                fmt::format("the index was made with another {} ('{}', this program has '{}'); "
                            "make it anew with 'kohtaamo-indexer rebuild'",
                            what, has, wants),
                path);
  };
  if (found.schema != expected.schema) return differs("schema", found.schema, expected.schema);
  if (found.analysis != expected.analysis) return differs("analysis", found.analysis, expected.analysis);
  if (found.vocabulary != expected.vocabulary) return differs("vocabulary", found.vocabulary, expected.vocabulary);
  if (found.weights != expected.weights) return differs("weighting of fields", found.weights, expected.weights);
  return {};
}

IndexWriter::IndexWriter(Xapian::WritableDatabase database, std::string path, std::string generation, corpora::Seq seq)
    : database_(std::move(database)), path_(std::move(path)), generation_(std::move(generation)), committed_seq_(seq) {}

Result<IndexWriter> IndexWriter::open(const std::string& data_directory, const Fingerprint& fingerprint) {
  auto generation = current_generation(data_directory);
  if (!generation) generation = make_first_generation(data_directory, fingerprint);
  if (!generation) return fail(generation.error());
  const std::string path = index_directory(data_directory) + "/" + *generation;
  return guarded(path, [&]() -> Result<IndexWriter> {
    Xapian::WritableDatabase database(path, Xapian::DB_OPEN);
    if (auto ok = check_fingerprint(database, fingerprint, path); !ok) return fail(ok.error());
    const corpora::Seq seq = read_seq(database);
    return IndexWriter(std::move(database), path, *generation, seq);
  });
}

Result<void> IndexWriter::replace(const BuiltDocument& built) {
  return guarded(path_, [&] { database_.replace_document(built.unique_term, built.document); });
}

Result<void> IndexWriter::erase(const corpora::RecordId& id) {
  return guarded(path_, [&] { database_.delete_document(exact_term(field("id"), id)); });
}

Result<void> IndexWriter::commit(corpora::Seq seq) {
  return guarded(path_, [&] {
    write_seq(database_, seq);
    database_.commit();
    committed_seq_ = seq;
  });
}

}  // namespace kohtaamo::indexer
