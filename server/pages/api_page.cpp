// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/api_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "config/messages.h"
#include "server/pages/frame.h"

namespace kohtaamo::server {
namespace {

using config::message;

constexpr std::size_t most_values = 8;

std::string_view language_of(const ApiView& view) { return to_text(view.reader.language); }

std::string in_lower_case(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return text;
}

View parameter_view(const ApiParameter& parameter, const ApiView& view) {
  std::vector<std::string> values = parameter.values;
  const bool is_cut = values.size() > most_values;
  if (is_cut) values.resize(most_values);
  View row;
  row.set("name", parameter.name);
  row.set("place", message("api_place_" + parameter.place, language_of(view)));
  row.set("type", parameter.type);
  row.set("description", optional_text(parameter.description));
  row.set("values", optional_text(fmt::format("{}{}", fmt::join(values, ", "), is_cut ? " …" : "")));
  row.set("default", optional_text(parameter.default_value));
  row.set("is_required", View(parameter.is_required));
  return row;
}

// "{base}" of the outline, filled in.
std::string example_text(std::string example, std::string_view base) {
  constexpr std::string_view hole = "{base}";
  if (const std::size_t at = example.find(hole); at != std::string::npos) example.replace(at, hole.size(), base);
  return example;
}

View operation_view(const ApiOperation& operation, const ApiView& view) {
  View item, parameters(View::type::list);
  std::size_t count = 0;
  for (const ApiParameter& parameter : operation.parameters) {
    if (parameter.place == "header") continue;
    parameters << parameter_view(parameter, view);
    ++count;
  }
  item.set("id", operation.id);
  item.set("method", operation.method);
  item.set("path", operation.path);
  item.set("summary", operation.summary);
  item.set("description", optional_text(operation.description));
  item.set("parameters", std::move(parameters));
  item.set("has_parameters", View(count > 0));
  item.set("parameters_words", message("api_parameters", language_of(view), {{"count", count}}));
  item.set("takes", optional_text(operation.takes));
  item.set("gives", optional_text(operation.gives));
  item.set("scopes", optional_text(fmt::format("{}", fmt::join(operation.scopes, ", "))));
  item.set("example", example_text(operation.example, view.base));
  return item;
}

View groups_view(const ApiView& view) {
  View list(View::type::list);
  for (const ApiGroup& group : view.outline.groups) {
    View item, operations(View::type::list);
    for (const ApiOperation& operation : group.operations) operations << operation_view(operation, view);
    item.set("name", message("api_group_" + in_lower_case(group.name), language_of(view)));
    item.set("anchor", "group-" + group.name);
    item.set("operations", std::move(operations));
    list << std::move(item);
  }
  return list;
}

View errors_view(const ApiView& view) {
  View list(View::type::list);
  for (const config::ErrorRow& error : config::error_table()) {
    const std::string_view words = view.reader.language == stemming::Language::fi   ? error.fi
                                   : view.reader.language == stemming::Language::sv ? error.sv
                                                                                    : error.en;
    View row;
    row.set("code", std::string(error.name));
    row.set("status", fmt::format("{}", error.http_status));
    row.set("words", std::string(words));
    list << std::move(row);
  }
  return list;
}

}  // namespace

std::string render_api_page(const ApiView& view) {
  const std::string heading = message("api_title", language_of(view));
  View values =
      frame_view({.language = view.reader.language, .title = heading, .rest = "api", .styles = {"places.css"}});
  values.set("heading", heading);
  values.set("lead", message("api_lead", language_of(view)));
  values.set("has_sisters", View(false));
  values.set("description", view.outline.description);
  values.set("groups", groups_view(view));
  values.set("errors", errors_view(view));
  return render("api", view.reader.language, values);
}

}  // namespace kohtaamo::server
