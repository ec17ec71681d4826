// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/replies_hit.h"
#include "server/replies_match.h"
#include "server/replies_upon_match.h"

namespace kohtaamo::server {

using config::JsonWriter;

namespace {

void write_history(JsonWriter& writer, const CallHistory& history) {
  config::write_key(writer, "history");
  writer.StartObject();
  write_count(writer, "decisions", history.decisions);
  write_count(writer, "awarded", history.awarded);
  write_count(writer, "rejected", history.rejected);
  write_count(writer, "projects", history.projects);
  write_number(writer, "granted_eur", history.granted_eur);
  write_count(writer, "without_amount", history.without_amount);
  writer.EndObject();
}

void write_cell(JsonWriter& writer, const Cell& cell) {
  writer.StartObject();
  write_text(writer, "theme", cell.theme);
  write_text(writer, "target_group", cell.target_group);
  write_text(writer, "region", cell.region);
  write_count(writer, "needs", cell.needs);
  write_count(writer, "innovations", cell.innovations);
  write_count(writer, "innovations_elsewhere", cell.innovations_elsewhere);
  write_flag(writer, "white_spot", cell.is_white_spot());
  write_texts(writer, "examples", cell.examples);
  writer.EndObject();
}

void write_white_spots(JsonWriter& writer, const Field& field, const WhiteSpots& spots) {
  config::write_key(writer, "white_spots");
  writer.StartObject();
  config::write_key(writer, "field");
  writer.StartObject();
  write_texts(writer, "themes", field.themes);
  write_texts(writer, "target_groups", field.target_groups);
  write_texts(writer, "regions", field.regions);
  writer.EndObject();
  write_count(writer, "needs", spots.needs);
  write_count(writer, "unanswered", spots.unanswered);
  write_count(writer, "unplaced", spots.unplaced);
  write_flag(writer, "complete", spots.is_complete);
  config::write_key(writer, "cells");
  writer.StartArray();
  for (const Cell& cell : spots.cells) write_cell(writer, cell);
  writer.EndArray();
  writer.EndObject();
}

}  // namespace

std::string to_json(const Mirror& mirror, const HitView& view, std::chrono::nanoseconds took) {
  config::JsonBuffer json;
  JsonWriter writer(json);
  writer.StartObject();
  write_understood(writer, mirror.understood);
  write_matches(writer, "fits", mirror.fits, view);
  write_matches(writer, "near_misses", mirror.near_misses, view);
  config::write_key(writer, "demand");
  writer.StartObject();
  write_count(writer, "value", mirror.demand_total);
  write_text(writer, "relation", mirror.demand_is_exact ? "exact" : "at_least");
  write_matches(writer, "needs", mirror.demand, view);
  writer.EndObject();
  write_matches(writer, "overlap", mirror.overlap, view);
  write_history(writer, mirror.history);
  write_white_spots(writer, mirror.field, mirror.white_spots);
  write_text(writer, "generation", mirror.state.tag());
  write_number(writer, "took_ms", milliseconds_of(took));
  writer.EndObject();
  return std::string(config::text_of(json));
}

}  // namespace kohtaamo::server
