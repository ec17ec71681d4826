// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/api_outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "config/json.h"
#include "server/http_message.h"

namespace kohtaamo::server {
namespace {

using config::JsonDocument;
using config::JsonValue;

std::string text_of(const JsonValue& object, const char* name) {
  const auto member = object.FindMember(name);
  return member == object.MemberEnd() || !member->value.IsString() ? std::string()
                                                                   : std::string(config::string_of(member->value));
}

// A text stays as it is, anything else is written as JSON.
std::string shown(const JsonValue& value) {
  return value.IsString() ? std::string(config::string_of(value)) : config::json_text(value);
}

class Reader {
 public:
  explicit Reader(const JsonDocument& document) : document_(document) {}

  ApiOutline read() const {
    const JsonValue& about = document_["info"];
    ApiOutline outline{.title = text_of(about, "title"),
                       .version = text_of(about, "version"),
                       .description = text_of(about, "description")};
    for (const JsonValue& tag : document_["tags"].GetArray()) outline.groups.push_back({.name = text_of(tag, "name")});
    for (const auto& path : document_["paths"].GetObject())
      for (const auto& method : path.value.GetObject()) {
        const std::string tag(config::string_of(method.value["tags"][0]));
        const auto group = std::ranges::find(outline.groups, tag, &ApiGroup::name);
        if (group != outline.groups.end())
          group->operations.push_back(
              read_operation(config::string_of(path.name), config::string_of(method.name), method.value));
      }
    return outline;
  }

 private:
  const JsonValue& resolved(const JsonValue& value) const {
    const std::string reference = value.IsObject() ? text_of(value, "$ref") : std::string();
    if (reference.empty()) return value;
    const JsonValue* at = &document_;
    for (std::string_view rest = std::string_view(reference).substr(2); !rest.empty();) {  // after "#/"
      const std::size_t end = std::min(rest.find('/'), rest.size());
      at = &(*at)[std::string(rest.substr(0, end))];
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return *at;
  }

  std::string type_of(const JsonValue& schema) const {
    const JsonValue& type = resolved(schema);
    const std::string name = text_of(type, "type");
    if (name == "array" && type.HasMember("items")) return "array of " + type_of(type["items"]);
    return name.empty() ? "value" : name;
  }

  void read_schema(const JsonValue& schema, ApiParameter& parameter) const {
    parameter.type = type_of(schema);
    const JsonValue& own = resolved(schema);
    const bool is_list = own.HasMember("items");
    const JsonValue& type = is_list ? resolved(own["items"]) : own;
    if (type.HasMember("enum"))
      for (const JsonValue& value : type["enum"].GetArray()) parameter.values.push_back(shown(value));
    if (own.HasMember("default")) parameter.default_value = shown(own["default"]);
    if (parameter.description.empty()) parameter.description = text_of(own, "description");
  }

  static bool names(const JsonValue& list, const JsonValue& name) {
    return std::ranges::any_of(list.GetArray(), [&](const JsonValue& one) { return one == name; });
  }

  void read_body(const JsonValue& body, ApiOperation& operation) const {
    const auto content = body["content"].MemberBegin();
    operation.takes = config::string_of(content->name);
    const JsonValue& schema = resolved(content->value["schema"]);
    if (!schema.HasMember("properties")) return;
    for (const auto& member : schema["properties"].GetObject()) {
      ApiParameter parameter{.name = std::string(config::string_of(member.name)),
                             .place = "body",
                             .description = text_of(member.value, "description")};
      read_schema(member.value, parameter);
      parameter.is_required = schema.HasMember("required") && names(schema["required"], member.name);
      operation.parameters.push_back(std::move(parameter));
    }
  }

  ApiOperation read_operation(std::string_view path, std::string_view method, const JsonValue& described) const {
    ApiOperation operation{.id = text_of(described, "operationId"),
                           .path = std::string(path),
                           .summary = text_of(described, "summary"),
                           .description = text_of(described, "description")};
    std::ranges::transform(method, std::back_inserter(operation.method),
                           [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
    if (described.HasMember("parameters"))
      for (const JsonValue& one : described["parameters"].GetArray())
        operation.parameters.push_back(read_parameter(resolved(one)));
    if (described.HasMember("requestBody")) read_body(described["requestBody"], operation);
    if (described.HasMember("security"))
      for (const auto& key : described["security"][0].GetObject())
        for (const JsonValue& scope : key.value.GetArray()) operation.scopes.emplace_back(config::string_of(scope));
    const JsonValue& replies = described["responses"];
    if (replies.HasMember("200")) {
      const JsonValue& reply = resolved(replies["200"]);
      if (reply.HasMember("content")) operation.gives = config::string_of(reply["content"].MemberBegin()->name);
    }
    operation.example = example_of(operation, described);
    return operation;
  }

  ApiParameter read_parameter(const JsonValue& described) const {
    ApiParameter parameter{.name = text_of(described, "name"),
                           .place = text_of(described, "in"),
                           .description = text_of(described, "description"),
                           .is_required = described.HasMember("required") && described["required"].GetBool()};
    read_schema(described["schema"], parameter);
    return parameter;
  }

  // The address with the examples of its parameters in it.
  std::string address_of(const ApiOperation& operation, const JsonValue& described) const {
    std::string path = operation.path, query;
    if (!described.HasMember("parameters")) return path;
    for (const JsonValue& one : described["parameters"].GetArray()) {
      const JsonValue& parameter = resolved(one);
      if (!parameter.HasMember("example")) continue;
      const std::string name = text_of(parameter, "name"), value = percent_encode(shown(parameter["example"]));
      if (const std::size_t place = path.find("{" + name + "}"); place != std::string::npos)
        path.replace(place, name.size() + 2, value);
      else
        query += fmt::format("{}{}={}", query.empty() ? "?" : "&", name, value);
    }
    return path + query;
  }

  std::string example_of(const ApiOperation& operation, const JsonValue& described) const {
    std::string command = "curl";
    if (operation.method == "PUT" || operation.method == "DELETE") command += " -X " + operation.method;
    command += fmt::format(" '{{base}}{}'", address_of(operation, described));
    if (!operation.scopes.empty()) command += " \\\n  -H 'Authorization: Bearer KEY'";
    if (operation.takes.empty()) return command;
    const JsonValue& content = described["requestBody"]["content"].MemberBegin()->value;
    if (!content.HasMember("example"))
      return command + fmt::format(" \\\n  -H 'Content-Type: {}' --data-binary @FILE", operation.takes);
    return command +
           fmt::format(" \\\n  -H 'Content-Type: {}' \\\n  -d '{}'", operation.takes, shown(content["example"]));
  }

  const JsonDocument& document_;
};

}  // namespace

config::Result<ApiOutline> read_api_outline(std::string_view openapi) {
  const auto document = config::parse_json(openapi);
  if (!document) return config::fail(document.error());
  return Reader(*document).read();
}

}  // namespace kohtaamo::server
