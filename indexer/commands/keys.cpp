// SPDX-License-Identifier: GPL-3.0-or-later
// keys.cpp — the command `keys`: who may write over HTTP.
#include "corpora/keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "corpora/date.h"
#include "indexer/commands/command.h"
#include "server/routes.h"

namespace kohtaamo::indexer {
namespace {

using config::ErrorCode;
using config::fail;
using config::Result;

struct KeyFlags {
  std::vector<std::string> scopes{std::string(server::to_text(server::Scope::records_write))};
  std::string source{}, expires{}, id{};
};

using KeyWork = std::function<Result<int>(corpora::Keys&)>;

Result<int> with_keys(const Context& context, const KeyWork& work) {
  const std::string& directory = context.settings.data.directory;
  auto store = corpora::Store::open(directory);
  if (!store) return fail(store.error());
  auto keys = corpora::Keys::open(*store, directory);
  if (!keys) return fail(keys.error());
  return work(*keys);
}

// The first moment of the day on which the key no longer holds.
Result<std::string> expiry_of(const std::string& day) {
  if (day.empty()) return std::string{};
  const auto date = corpora::parse_date(day);
  if (!date) return fail(ErrorCode::usage, date.error().message, "--expires");
  return corpora::to_text(*date) + "T00:00:00Z";
}

Result<int> create(const Context& context, const KeyFlags& flags) {
  const auto expires_at = expiry_of(flags.expires);
  if (!expires_at) return fail(expires_at.error());
  return with_keys(context, [&](corpora::Keys& keys) -> Result<int> {
    const auto key = keys.create({.scopes = flags.scopes, .source = flags.source, .expires_at = *expires_at});
    if (!key) return fail(key.error());
    if (context.as_json)
      JsonText().begin_object().add("key", *key).end_object().print();
    else
      fmt::print("{}\n", *key);
    say(context, "this key is shown once and stored nowhere; keep it as a secret");
    return success;
  });
}

void print_json(const std::vector<corpora::ApiKey>& all) {
  JsonText json;
  json.begin_array();
  for (const corpora::ApiKey& key : all) {
    json.begin_object().add("id", key.id).begin_array("scopes");
    for (const std::string& scope : key.scopes) json.item(scope);
    json.end_array()
        .add("source", key.source)
        .add("created_at", key.created_at)
        .add("expires_at", key.expires_at)
        .add("is_revoked", key.is_revoked)
        .end_object();
  }
  json.end_array().print();
}

Result<int> list(const Context& context) {
  return with_keys(context, [&](corpora::Keys& keys) -> Result<int> {
    const auto all = keys.list();
    if (!all) return fail(all.error());
    if (context.as_json) {
      print_json(*all);
      return success;
    }
    for (const corpora::ApiKey& key : *all)
      fmt::print("{}\t{}\t{}\tmade {}\t{}{}\n", key.id, fmt::join(key.scopes, " "),
                 key.source.empty() ? "any source" : key.source, key.created_at,
                 key.expires_at.empty() ? "no end" : "ends " + key.expires_at, key.is_revoked ? "\trevoked" : "");
    return success;
  });
}

Result<int> revoke(const Context& context, const std::string& id) {
  return with_keys(context, [&](corpora::Keys& keys) -> Result<int> {
    if (auto revoked = keys.revoke(id); !revoked) return fail(revoked.error());
    say(context, fmt::format("the key {} no longer opens anything", id));
    return success;
  });
}

}  // namespace

void add_keys(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("keys",
                                     "make, list and revoke the keys that programs write with\n\n"
                                     "  kohtaamo-indexer keys create --data data --source stea --expires 2027-01-01\n"
                                     "  kohtaamo-indexer keys revoke --data data k3v9x2ab\n");
  command->require_subcommand(1);
  auto flags = std::make_shared<KeyFlags>();
  auto* creating = command->add_subcommand("create",
                                           "make a key and print it, this once\n\n"
                                           "  kohtaamo-indexer keys create --data data\n"
                                           "  kohtaamo-indexer keys create --data data --source stea\n");
  creating->add_option("--scope", flags->scopes, "what it may do")
      ->check(CLI::IsMember({std::string(server::to_text(server::Scope::records_write))}))
      ->expected(1)
      ->take_all();
  creating->add_option("--source", flags->source, "the only source it may write to")->type_name("SOURCE");
  creating->add_option("--expires", flags->expires, "the day (UTC) from which it no longer holds")->type_name("DATE");
  creating->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return create(context, *flags); }; });
  auto* listing = command->add_subcommand("list",
                                          "list the keys, without their secrets\n\n"
                                          "  kohtaamo-indexer keys list --data data\n"
                                          "  kohtaamo-indexer keys list --data data --json\n");
  listing->callback([&chosen] { chosen.work = list; });
  auto* revoking = command->add_subcommand("revoke",
                                           "make a key useless, at once and for good\n\n"
                                           "  kohtaamo-indexer keys revoke --data data k3v9x2ab\n"
                                           "  kohtaamo-indexer keys revoke --data data k3v9x2ab --quiet\n");
  revoking->add_option("id", flags->id, "the eight letters after koh_")->required();
  revoking->callback(
      [&chosen, flags] { chosen.work = [flags](const Context& context) { return revoke(context, flags->id); }; });
}

}  // namespace kohtaamo::indexer
