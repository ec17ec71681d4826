// SPDX-License-Identifier: GPL-3.0-or-later
//
// pages.mjs — every kind of page, by a name: what stands after the language in its address. A page that is added
// adds a row, and is then held to all that everyone.test.mjs asks of pages.

export const languages = ["fi", "sv", "en"];

export const pages = {
  front: "",
  search: "search?q=yksin%C3%A4isyys&type=innovation",
  nothing: "search?q=zzzqq&type=call",
  everything: "search?offset=20",
  innovation: "records/sample:inn-042",
  need: "records/sample:need-001",
  resource: "records/sample:res-01",
  call: "records/sample:call-01",
  decision: "records/sample:decision-01",
  project: "records/sample:project-01",
  paper: "records/sample:paper-01",
  actor: "records/sample:actor-hiekkasalmi",
  theme: "records/sample:theme-ageing",
  adoption: "records/sample:adoption-01",
  signal: "records/sample:signal-01",
  ask: "need",
  wrong: "need?text=koti&region=mk:99",
  matches: "need?id=sample:need-025",
  understood: "need?text=Nuoret+Kainuussa+odottavat+tukea.+Rahaa+on+160+000+euroa.&group=older",
  unmet: "need?text=zzzqq",
  personal: "need?text=Soita+040+123+4567",
  printed: "need?id=sample:need-025&report=true",
  develop: "develop?id=sample:inn-002",
  pickCall: "fund",
  mirror: "fund?id=sample:call-17",
  draft: "fund?text=Avustusta+voivat+hakea+yhdistykset.+Tuemme+nuoria.&at=mk:01",
  compare: "compare?id=sample:inn-052&id=sample:inn-001&id=sample:call-25&journey=need&of=sample:need-025",
  funding: "funding",
  calendar: "funding/calendar?month=2026-12",
  actors: "actors?role=adopter",
  actorMap: "actors/map?role=funder",
  network: "actors/network",
  themes: "themes",
  api: "api",
  report: "report?id=sample:need-001",
  about: "about",
  missing: "nowhere",
};

// Of pages that tell of something else than what was asked for.
export const statuses = {wrong: 400, missing: 404};
