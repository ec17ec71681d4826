// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/assets.h"

#include <array>
#include <map>
#include <stdexcept>

#include "corpora/hash.h"
#include "server/exchange/gzip.h"
#include "server/pages/embedded_files.h"

namespace kohtaamo::server {
namespace {

constexpr std::size_t hash_digits = 10;
constexpr int smallest = 9;

struct AssetKind {
  std::string_view ending{}, content_type{};
};
constexpr std::array asset_kinds{
    AssetKind{".css", "text/css; charset=utf-8"},
    AssetKind{".js", "text/javascript; charset=utf-8"},
    AssetKind{".svg", "image/svg+xml"},
};

struct Asset {
  std::string name{};  // "3f9c21ab47-kohtaamo.css"
  std::string_view bytes{}, content_type{};
  std::optional<std::string> packed{};
};

std::map<std::string, Asset, std::less<>> read_assets() {
  std::map<std::string, Asset, std::less<>> assets;
  for (const config::EmbeddedFile& file : pages::embedded_files())
    for (const AssetKind& kind : asset_kinds) {
      if (!file.path.ends_with(kind.ending)) continue;
      const std::string file_name(file.path.substr(file.path.rfind('/') + 1));
      const std::string name = corpora::hash_of(file.bytes).substr(0, hash_digits) + "-" + file_name;
      assets.emplace(file_name, Asset{.name = name,
                                      .bytes = file.bytes,
                                      .content_type = kind.content_type,
                                      .packed = exchange::gzip(file.bytes, smallest)});
    }
  return assets;
}

const std::map<std::string, Asset, std::less<>>& all_assets() {
  static const auto assets = read_assets();
  return assets;
}

}  // namespace

std::string asset_address(std::string_view file_name) {
  const auto found = all_assets().find(file_name);
  if (found == all_assets().end()) throw std::logic_error("there is no asset " + std::string(file_name));
  return "/assets/" + found->second.name;
}

std::optional<HttpReply> find_asset(std::string_view name, const HttpRequest& request) {
  for (const auto& [file_name, asset] : all_assets()) {
    if (asset.name != name) continue;
    HttpReply reply{.status = 200,
                    .content_type = std::string(asset.content_type),
                    .headers = {{"Cache-Control", "public, max-age=31536000, immutable"}, {"Vary", "Accept-Encoding"}},
                    .body = {}};
    if (asset.packed && exchange::accepts_gzip(request)) {
      reply.headers.emplace_back("Content-Encoding", "gzip");
      reply.body = *asset.packed;
    } else {
      reply.body = asset.bytes;
    }
    return reply;
  }
  return std::nullopt;
}

}  // namespace kohtaamo::server
