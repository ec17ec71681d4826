// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/match/need_feedback.h"

#include "corpora/listing.h"
#include "corpora/material.h"
#include "corpora/record_json.h"

namespace kohtaamo::server {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Feedback;
using corpora::RecordId;
using corpora::Store;

namespace {

constexpr std::string_view dismissed_verdict = "dismissed";

tl::unexpected<config::Error> no_feedback(const RecordId& record) {
  return fail(ErrorCode::not_found, "nothing has been said of this record for this need", record);
}

}  // namespace

Result<std::unique_ptr<FeedbackBook>> FeedbackBook::open(const std::string& data_directory, Store::Mode mode) {
  auto reading = Store::open(data_directory, mode);
  if (mode == Store::Mode::read_only)
    return std::unique_ptr<FeedbackBook>(
        new FeedbackBook(reading ? std::optional<Store>(std::move(*reading)) : std::optional<Store>(), std::nullopt));
  if (!reading) return fail(reading.error());
  auto writing = Store::open(data_directory);
  if (!writing) return fail(writing.error());
  return std::unique_ptr<FeedbackBook>(new FeedbackBook(std::move(*reading), std::move(*writing)));
}

Result<std::map<RecordId, std::string>> FeedbackBook::dismissed(const RecordId& need) {
  std::map<RecordId, std::string> left_out;
  if (!reading_ || need.empty()) return left_out;
  const auto all = of(need);
  if (!all) return fail(all.error());
  for (const Feedback& one : *all)
    if (one.verdict == dismissed_verdict) left_out.emplace(one.record, one.material);
  return left_out;
}

Result<corpora::Record> FeedbackBook::find_record(const RecordId& id) {
  if (!reading_) return fail(ErrorCode::not_found, "no record has this id", id);
  const std::lock_guard lock(reading_mutex_);
  const auto stored = reading_->find(id);
  if (!stored) return fail(stored.error());
  if (!*stored || (*stored)->deleted) return fail(ErrorCode::not_found, "no record has this id", id);
  return corpora::read_own_record((*stored)->json);
}

Result<corpora::Record> FeedbackBook::find_need(const RecordId& id) {
  auto record = find_record(id);
  if (record && record->type() != corpora::RecordType::need)
    return corpora::is_listed(*record) ? fail(ErrorCode::bad_request, "the record is no need", id)
                                       : fail(ErrorCode::not_found, "no record has this id", id);
  return record;
}

Result<Feedback> FeedbackBook::find(const RecordId& need, const RecordId& record) {
  if (!reading_) return no_feedback(record);
  const std::lock_guard lock(reading_mutex_);
  auto found = reading_->find_feedback(need, record);
  if (!found) return fail(found.error());
  if (!*found) return no_feedback(record);
  return std::move(**found);
}

Result<std::vector<Feedback>> FeedbackBook::of(const RecordId& need) {
  if (!reading_) return std::vector<Feedback>{};
  const std::lock_guard lock(reading_mutex_);
  return reading_->feedback_of(need);
}

Result<Feedback> FeedbackBook::put(const RecordId& need, const RecordId& record, const std::string& verdict,
                                   std::string_view who) {
  if (!writing_) return fail(ErrorCode::forbidden, "this server only reads");
  if (const auto asked = find_need(need); !asked) return fail(asked.error());
  const auto found = find_record(record);
  if (!found) return fail(found.error());
  {
    const std::lock_guard lock(writing_mutex_);
    const auto kept = writing_->put_feedback(
        {.need = need, .record = record, .verdict = verdict, .material = corpora::material_hash(*found)}, who);
    if (!kept) return fail(kept.error());
  }
  return find(need, record);
}

Result<void> FeedbackBook::erase(const RecordId& need, const RecordId& record, std::string_view who) {
  if (!writing_) return fail(ErrorCode::forbidden, "this server only reads");
  const std::lock_guard lock(writing_mutex_);
  const auto was_there = writing_->erase_feedback(need, record, who);
  if (!was_there) return fail(was_there.error());
  if (!*was_there) return no_feedback(record);
  return {};
}

Result<bool> FeedbackBook::still_holds(const Feedback& feedback) {
  const auto record = find_record(feedback.record);
  if (!record && record.error().code == ErrorCode::not_found) return false;
  if (!record) return fail(record.error());
  return corpora::material_hash(*record) == feedback.material;
}

}  // namespace kohtaamo::server
