// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/places/region_outlines.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <numbers>

#include "config/code_lists.h"
#include "config/json.h"
#include "server/places/region_tiles.h"

namespace kohtaamo::server {
namespace {

using config::ErrorCode;
using config::fail;
using config::JsonValue;
using config::Result;

constexpr double drawn_height = 600;
constexpr double least_step = 0.8;  // between two points of a line, in units of the drawing
constexpr double least_area = 12;   // of a part that is drawn beside the largest
constexpr config::JsonLimits limits{.max_depth = 12, .max_values = 4'000'000};

struct Vertex {
  double x = 0, y = 0;
};
using Ring = std::vector<Vertex>;

struct Shape {
  std::string region{};
  std::vector<Ring> rings{};  // the outer one of each polygon; lakes within a region are not drawn
};

double area_of(const Ring& ring) {
  double doubled = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Vertex &a = ring[i], &b = ring[(i + 1) % ring.size()];
    doubled += a.x * b.y - b.x * a.y;
  }
  return std::abs(doubled) / 2;
}

Vertex middle_of(const Ring& ring) {
  double doubled = 0, x = 0, y = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Vertex &a = ring[i], &b = ring[(i + 1) % ring.size()];
    const double cross = a.x * b.y - b.x * a.y;
    doubled += cross;
    x += (a.x + b.x) * cross;
    y += (a.y + b.y) * cross;
  }
  return doubled == 0 ? ring.front() : Vertex{x / (3 * doubled), y / (3 * doubled)};
}

class Reading {
 public:
  explicit Reading(std::string file) : file_(std::move(file)) {}

  Result<std::vector<Shape>> read(const JsonValue& collection) const {
    if (!collection.IsObject() || !collection.HasMember("features") || !collection["features"].IsArray())
      return wrong("is no FeatureCollection of GeoJSON", "");
    std::vector<Shape> shapes;
    std::size_t number = 0;
    for (const JsonValue& feature : collection["features"].GetArray()) {
      auto shape = read_feature(feature, fmt::format("/features/{}", number++));
      if (!shape) return fail(shape.error());
      if (std::ranges::find(shapes, shape->region, &Shape::region) != shapes.end())
        return wrong(fmt::format("has the region {} twice", shape->region), fmt::format("/features/{}", number - 1));
      shapes.push_back(std::move(*shape));
    }
    for (const RegionTile& tile : region_tiles)
      if (std::ranges::find(shapes, tile.region, &Shape::region) == shapes.end())
        return wrong(fmt::format("lacks the region {}", tile.region), "/features");
    return shapes;
  }

 private:
  tl::unexpected<config::Error> wrong(const std::string& what, const std::string& pointer) const {
    return fail(ErrorCode::bad_config, "the file of region outlines " + what,
                pointer.empty() ? file_ : file_ + " " + pointer);
  }

  static std::string code_of(const JsonValue& feature) {
    const auto text = [](const JsonValue& object, const char* name) {
      return object.IsObject() && object.HasMember(name) && object[name].IsString()
                 ? std::string(config::string_of(object[name]))
                 : std::string();
    };
    std::string code = feature.IsObject() && feature.HasMember("properties") ? text(feature["properties"], "code") : "";
    if (code.empty()) code = text(feature, "id");
    return code.empty() || code.starts_with("mk:") ? code : "mk:" + code;
  }

  Result<Shape> read_feature(const JsonValue& feature, const std::string& pointer) const {
    Shape shape{.region = code_of(feature)};
    if (std::ranges::find(region_tiles, shape.region, &RegionTile::region) == region_tiles.end())
      return wrong(fmt::format("names '{}', which is no region", shape.region), pointer);
    const bool has_geometry = feature.HasMember("geometry") && feature["geometry"].IsObject() &&
                              feature["geometry"].HasMember("type") && feature["geometry"]["type"].IsString() &&
                              feature["geometry"].HasMember("coordinates") &&
                              feature["geometry"]["coordinates"].IsArray();
    if (!has_geometry) return wrong("has a feature without a geometry", pointer);
    const JsonValue& geometry = feature["geometry"];
    const std::string_view type = config::string_of(geometry["type"]);
    if (type != "Polygon" && type != "MultiPolygon")
      return wrong(fmt::format("has a {}, which is no polygon", type), pointer + "/geometry/type");
    bool is_read = true;
    if (type == "Polygon") {
      is_read = add_polygon(geometry["coordinates"], shape);
    } else {
      for (const JsonValue& polygon : geometry["coordinates"].GetArray())
        is_read = is_read && add_polygon(polygon, shape);
    }
    if (!is_read || shape.rings.empty()) return wrong("has no rings of points", pointer + "/geometry/coordinates");
    return shape;
  }

  static bool add_polygon(const JsonValue& polygon, Shape& shape) {
    if (!polygon.IsArray() || polygon.Empty() || !polygon[0].IsArray()) return false;
    Ring ring;
    for (const JsonValue& point : polygon[0].GetArray()) {
      if (!point.IsArray() || point.Size() < 2 || !point[0].IsNumber() || !point[1].IsNumber()) return false;
      const double longitude = point[0].GetDouble(), latitude = point[1].GetDouble();
      if (std::abs(longitude) > 180 || std::abs(latitude) > 85) return false;
      ring.push_back({longitude, latitude});
    }
    if (ring.size() < 4) return false;
    shape.rings.push_back(std::move(ring));
    return true;
  }

  std::string file_;
};

struct Bounds {
  double west = 180, east = -180, south = 90, north = -90;
};

Bounds bounds_of(const std::vector<Shape>& shapes) {
  Bounds bounds;
  for (const Shape& shape : shapes)
    for (const Ring& ring : shape.rings)
      for (const Vertex& point : ring) {
        bounds.west = std::min(bounds.west, point.x);
        bounds.east = std::max(bounds.east, point.x);
        bounds.south = std::min(bounds.south, point.y);
        bounds.north = std::max(bounds.north, point.y);
      }
  return bounds;
}

Ring thinned(const Ring& ring) {
  Ring kept;
  for (const Vertex& point : ring)
    if (kept.empty() || std::hypot(point.x - kept.back().x, point.y - kept.back().y) >= least_step)
      kept.push_back(point);
  return kept.size() < 3 ? ring : kept;
}

std::string path_of(const Ring& ring) {
  std::string path;
  for (const Vertex& point : thinned(ring))
    path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", point.x, point.y);
  return path + "Z";
}

RegionOutline drawn(const Shape& shape) {
  RegionOutline outline{.region = shape.region};
  const auto largest = std::ranges::max_element(shape.rings, {}, area_of);
  const Vertex middle = middle_of(*largest);
  outline.middle_x = middle.x;
  outline.middle_y = middle.y;
  for (const Ring& ring : shape.rings)
    if (&ring == &*largest || area_of(ring) >= least_area) outline.path += path_of(ring);
  return outline;
}

}  // namespace

Result<RegionOutlines> parse_region_outlines(std::string_view geojson, const std::string& file) {
  const auto json = config::parse_json(geojson, limits);
  if (!json) return fail(ErrorCode::bad_config, json.error().message, file + " " + json.error().where);
  auto shapes = Reading(file).read(*json);
  if (!shapes) return fail(shapes.error());
  const Bounds bounds = bounds_of(*shapes);
  const double degrees = std::max(bounds.north - bounds.south, 1e-6);
  const double down = drawn_height / degrees;
  const double across = down * std::cos((bounds.north + bounds.south) / 2 * std::numbers::pi / 180);
  RegionOutlines outlines{.width = (bounds.east - bounds.west) * across, .height = drawn_height};
  for (Shape& shape : *shapes) {
    for (Ring& ring : shape.rings)
      for (Vertex& point : ring) point = {(point.x - bounds.west) * across, (bounds.north - point.y) * down};
    outlines.regions.push_back(drawn(shape));
  }
  std::ranges::sort(outlines.regions, {}, &RegionOutline::region);
  return outlines;
}

Result<RegionOutlines> read_region_outlines(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return fail(ErrorCode::bad_config, "the file of region outlines cannot be read", file);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return parse_region_outlines(text, file);
}

}  // namespace kohtaamo::server
