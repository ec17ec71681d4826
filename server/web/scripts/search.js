// SPDX-License-Identifier: GPL-3.0-or-later
//
// search.js — suggestions while a query is typed: an ARIA combobox with list autocomplete and manual
// selection. The page is complete without it.
//
// Given   an input with data-suggest (address), data-suggest-lang, data-suggest-kinds ("Word|Topic|Actor|
//         Record") and data-suggest-counts ("No suggestions|1 suggestion|…", one for each number), and a
//         status element.
// Never   answers to a query that is no longer in the field, builds markup from text, or stores anything.

const waitBeforeAsking = 150;      // milliseconds of silence
const waitBeforeSpeaking = 700;
const fewestLetters = 2;

const input = document.getElementById("q");
const status = document.getElementById("suggest-status");
if (input && status) attach(input, status);

function attach(input, status) {
  const list = document.createElement("ul");
  list.id = "suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.listLabel);
  input.parentElement.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);

  const counts = input.dataset.suggestCounts.split("|");
  const [wordKind, conceptKind, actorKind, titleKind] = input.dataset.suggestKinds.split("|");
  let active = -1;
  let asking = null;        // the request under way
  let waiting = 0, speaking = 0;

  const options = () => [...list.children];

  function close() {
    list.hidden = true;
    list.replaceChildren();
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function cancel() {
    clearTimeout(waiting);
    clearTimeout(speaking);
    if (asking) asking.abort();
    asking = null;
  }

  function activate(index) {
    active = index;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    if (active < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options()[active].id);
    options()[active].scrollIntoView({block: "nearest"});
  }

  function choose(option) {
    cancel();
    if (option.dataset.address) {
      location.assign(option.dataset.address);
      return;
    }
    input.value = option.dataset.query;
    close();
    input.form.requestSubmit();
  }

  function addOption(text, kind, language = "") {
    const option = document.createElement("li");
    option.id = `suggestion-${list.children.length}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const name = document.createElement("span");
    name.textContent = text;
    if (language) name.lang = language;
    const mark = document.createElement("span");
    mark.className = "kind";
    mark.textContent = kind;
    option.append(name, " ", mark);
    option.addEventListener("pointerdown", (event) => event.preventDefault());
    option.addEventListener("click", () => choose(option));
    list.append(option);
    return option;
  }

  function show(found) {
    close();
    for (const word of found.words) addOption(word.query, wordKind).dataset.query = word.query;
    for (const one of found.concepts) addOption(one.label, conceptKind).dataset.query = one.query;
    const addRecord = (record, kind) => {
      const option = addOption(record.title, kind, record.language);
      option.dataset.address = `/${input.dataset.suggestLang}/records/${encodeURIComponent(record.id)}`;
    };
    for (const actor of found.actors) addRecord(actor, actorKind);
    for (const record of found.records) addRecord(record, titleKind);
    const count = list.children.length;
    list.hidden = count === 0;
    input.setAttribute("aria-expanded", String(count > 0));
    clearTimeout(speaking);
    speaking = setTimeout(() => { status.textContent = counts[Math.min(count, counts.length - 1)]; }, waitBeforeSpeaking);
  }

  async function ask() {
    const typed = input.value;
    if (asking) asking.abort();
    asking = new AbortController();
    const address = new URL(input.dataset.suggest, location.origin);
    address.search = new URLSearchParams({q: typed, lang: input.dataset.suggestLang, limit: "3"});
    try {
      const reply = await fetch(address, {signal: asking.signal, credentials: "omit"});
      if (!reply.ok) return close();
      const found = await reply.json();
      if (input.value === typed && document.activeElement === input) show(found);
    } catch {
      close();              // no suggestions is no failure: the form still works
    }
  }

  input.addEventListener("input", () => {
    cancel();
    status.textContent = "";
    if (input.value.trim().length < fewestLetters) return close();
    waiting = setTimeout(ask, waitBeforeAsking);
  });

  const last = () => options().length - 1;
  const moves = {
    ArrowDown: () => (active < last() ? active + 1 : -1),
    ArrowUp: () => (active < 0 ? last() : active - 1),
  };

  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      cancel();
      return close();
    }
    if (list.hidden || event.isComposing) return;
    if (moves[event.key]) {
      event.preventDefault();
      activate(moves[event.key]());
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(options()[active]);
    } else if (event.key === "Home" || event.key === "End") {
      activate(-1);         // the keys move in the text again
    }
  });

  input.addEventListener("blur", () => { cancel(); close(); });
  input.form.addEventListener("submit", () => { cancel(); close(); });
}
