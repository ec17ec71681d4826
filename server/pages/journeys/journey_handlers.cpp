// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/journeys/journey_handlers.h"

#include <algorithm>

#include "server/app.h"
#include "server/exchange/addresses.h"
#include "server/pages/frame.h"
#include "server/pages/journeys/journey_answers.h"
#include "server/pages/journeys/journey_type.h"
#include "server/pages/journeys/need_page.h"
#include "server/pages/journeys/packed_text.h"
#include "server/pages/page_reply.h"

namespace kohtaamo::server::pages {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;
using corpora::Record;

constexpr std::size_t calls_to_pick = 8;

// --- what is asked ------------------------------------------------------------------------------

struct Question {
  JourneyForm form{};
  Reader reader{};
  std::optional<Record> record{};     // that asks
  std::optional<Asker> understood{};  // where no answer is looked for
  std::vector<PersonalData> personal{};
  bool is_held_back = false, is_report = false;
  std::string base{};

  JourneyView view() const {
    return {.form = form,
            .reader = reader,
            .asked = record ? &*record : nullptr,
            .understood = understood ? &*understood : nullptr,
            .personal = personal,
            .is_held_back = is_held_back,
            .is_report = is_report,
            .base = base};
  }
  bool is_to_be_answered() const { return !form.asked.is_empty() && form.problems.empty(); }
};

Result<Question> read_question(const App& app, const RoutedRequest& request, Journey journey,
                               const std::vector<NameValue>& fields) {
  const Reader reader = reader_of(app, request);
  Question question{.form = read_journey(journey, fields, reader.language),
                    .reader = reader,
                    .is_report = request.http.find_query("report").has_value(),
                    .base = exchange::Addresses(app, request.http).base()};
  const corpora::RecordId& id = question.form.asked.id;
  if (!id.empty()) {
    auto found = app.search().find(id);
    if (!found) return fail(found.error());
    if (!*found) return fail(app.no_record(id));
    question.record = std::move(*found);
  }
  question.personal = find_personal_data(question.form.asked.text);
  return question;
}

// A form with a mistake in one field shows the others as they were understood.
Result<void> read_understood(const App& app, Question& question) {
  const JourneyRequest& asked = question.form.asked;
  const auto is_of_text = [](const FieldProblem& problem) { return problem.field == "text"; };
  if (asked.is_empty() || question.is_held_back || std::ranges::any_of(question.form.problems, is_of_text)) return {};
  auto understood = app.matcher().understand(match_request_of(asked, app.today()));
  if (!understood) return fail(understood.error());
  correct(*understood, asked.corrections);
  question.understood = std::move(*understood);
  return {};
}

HttpReply bad_form(std::string body, const Reader& reader) {
  HttpReply reply = html(std::move(body), reader);
  reply.status = config::error_row(ErrorCode::bad_request).http_status;
  return reply;
}

// --- pages --------------------------------------------------------------------------------------

Result<std::string> question_page(App& app, Question& question) {
  if (auto ok = read_understood(app, question); !ok) return fail(ok.error());
  const JourneyView view = question.view();
  switch (question.form.asked.journey) {
    case Journey::need:
      return render_need_page(view, nullptr);
    case Journey::develop:
      return render_develop_page(view, nullptr);
    case Journey::fund:
      break;
  }
  const SearchRequest open_calls{
      .filters = {{.field = "type", .codes = {"call"}},
                  {.field = std::string(status_facet), .codes = {"open", "closing_soon", "forthcoming"}}},
      .sort = Sort::deadline,
      .limit = calls_to_pick,
      .highlight = false,
      .today = question.reader.today};
  auto calls = app.search().search(open_calls);
  if (!calls) return fail(calls.error());
  return render_fund_question(view, calls->hits);
}

Result<std::string> answer_page(App& app, const RoutedRequest& request, const Question& question) {
  const JourneyRequest& asked = question.form.asked;
  switch (asked.journey) {
    case Journey::need: {
      const auto bundle = answer_need(app, asked);
      if (!bundle) return fail(bundle.error());
      return render_need_page(question.view(), &*bundle);
    }
    case Journey::develop: {
      const auto found = answer_develop(app, asked);
      if (!found) return fail(found.error());
      return render_develop_page(question.view(), &*found);
    }
    case Journey::fund:
      break;
  }
  auto funding = answer_fund(app, asked, question.record ? &*question.record : nullptr);
  if (!funding) return fail(funding.error());
  auto region = matrix_region(request.http);
  if (!region) return fail(region.error());
  funding->region = std::move(*region);
  return render_fund_page(question.view(), *funding);
}

Result<HttpReply> get_journey(App& app, const RoutedRequest& request, Journey journey) {
  auto question = read_question(app, request, journey, request.http.query);
  if (!question) return fail(question.error());
  const bool is_answered = question->is_to_be_answered();
  const auto page = is_answered ? answer_page(app, request, *question) : question_page(app, *question);
  if (!page) return fail(page.error());
  if (!question->form.problems.empty()) return bad_form(*page, question->reader);
  return html(*page, question->reader);
}

// --- forms --------------------------------------------------------------------------------------

// Percent-encoded a text grows up to threefold; the other fields are short.
constexpr std::size_t longest_form = 4 * longest_packed_text;

Result<std::vector<NameValue>> fields_in_body(const HttpRequest& request) {
  const std::string_view type = request.find_header("content-type").value_or("");
  if (!is_same_header_name(type.substr(0, type.find(';')), "application/x-www-form-urlencoded"))
    return fail(ErrorCode::unsupported_media_type, "send the header Content-Type: application/x-www-form-urlencoded",
                "content-type");
  if (request.body.size() > longest_form) return fail(ErrorCode::payload_too_large, "the text is too long", "text");
  return parse_query_text(request.body);
}

bool has_field(const std::vector<NameValue>& fields, std::string_view name) {
  return std::ranges::find(fields, name, &NameValue::first) != fields.end();
}

// What a form sends for what it shows unchanged would count for good, even when the text changes later.
Result<JourneyRequest> shortest(const App& app, JourneyRequest asked) {
  MatchRequest as_read = match_request_of(asked, app.today());
  as_read.corrections = {};
  const auto read = app.matcher().understand(as_read);
  if (!read) return fail(read.error());
  asked.corrections = needed_corrections(std::move(asked.corrections), *read);
  return asked;
}

Result<HttpReply> post_journey(App& app, const RoutedRequest& request, Journey journey) {
  const auto fields = fields_in_body(request.http);
  if (!fields) return fail(fields.error());
  auto question = read_question(app, request, journey, *fields);
  if (!question) return fail(question.error());
  JourneyForm& form = question->form;
  if (form.asked.is_empty() && form.problems.empty()) form.problems.push_back({"text", "problem_text_missing"});
  question->is_held_back = !question->personal.empty() && !has_field(*fields, "confirmed");
  if (!form.problems.empty() || question->is_held_back) {
    const auto page = question_page(app, *question);
    if (!page) return fail(page.error());
    return bad_form(*page, question->reader);
  }
  const auto asked = shortest(app, form.asked);
  if (!asked) return fail(asked.error());
  return HttpReply{
      .status = 303,
      .headers = {{"Location", page_address(question->reader.language, journey_address(*asked)) + "#answer"}}};
}

}  // namespace

Result<HttpReply> get_need(App& app, const RoutedRequest& request) { return get_journey(app, request, Journey::need); }
Result<HttpReply> get_develop(App& app, const RoutedRequest& request) {
  return get_journey(app, request, Journey::develop);
}
Result<HttpReply> get_fund(App& app, const RoutedRequest& request) { return get_journey(app, request, Journey::fund); }
Result<HttpReply> post_need(App& app, const RoutedRequest& request) {
  return post_journey(app, request, Journey::need);
}
Result<HttpReply> post_develop(App& app, const RoutedRequest& request) {
  return post_journey(app, request, Journey::develop);
}
Result<HttpReply> post_fund(App& app, const RoutedRequest& request) {
  return post_journey(app, request, Journey::fund);
}

Result<HttpReply> get_match(App& app, const RoutedRequest& request) {
  const Reader reader = reader_of(app, request);
  JourneyRequest asked{.text = std::string(request.http.find_query("text").value_or("")),
                       .id = std::string(request.http.find_query("id").value_or(""))};
  if (!asked.id.empty()) {
    const auto record = app.search().find(asked.id);
    if (!record) return fail(record.error());
    if (!*record) return fail(app.no_record(asked.id));
    asked.journey = journey_of((*record)->type()).value_or(Journey::need);
  }
  return HttpReply{.status = 308, .headers = {{"Location", page_address(reader.language, journey_address(asked))}}};
}

}  // namespace kohtaamo::server::pages
