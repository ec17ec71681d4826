// SPDX-License-Identifier: GPL-3.0-or-later
//
// results.js — a filter takes effect as soon as it is ticked. The page is complete without it: the form has a
// button, which this puts away.
//
// Given   the form of filters and the results beside it.
// Gives   the results of what is ticked, under an address of its own; the focus stays where it was, and the
//         number of results is said once typing and ticking have paused.
// Never   shows an answer to an earlier choice, builds markup from text, or stores anything.

const waitBeforeSpeaking = 700;      // milliseconds

const form = document.querySelector(".filters form");
const status = document.getElementById("results-status");
if (form && status) attach(form, status);

function attach(form, status) {
  let asking = null, speaking = 0;
  const button = form.querySelector(".apply");
  button.hidden = true;

  form.addEventListener("change", () => show(addressOf(form), true));
  form.addEventListener("toggle", (event) => {
    const summary = event.target.querySelector("summary");
    if (event.target.open && summary === document.activeElement) event.target.querySelector("input")?.focus();
  }, true);
  let shown = location.pathname + location.search;
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) show(location.href, false);
  });

  function addressOf(form) {
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form));
    address.hash = "";
    return address.href;
  }

  // A document that is fetched as one is parsed by the browser and runs nothing.
  function show(address, isNew) {
    asking?.abort();
    const request = asking = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.addEventListener("load", () => {
      const found = request.response?.querySelector(".found");
      if (request.status !== 200 || !found) return location.assign(address);
      if (isNew) history.pushState(null, "", request.responseURL || address);
      shown = location.pathname + location.search;
      put(request.response);
    });
    request.addEventListener("error", () => location.assign(address));
    request.send();
  }

  function put(page) {
    document.title = page.title;
    for (const part of [".found", ".languages"]) document.querySelector(part).replaceWith(page.querySelector(part));
    putFilters(page.querySelector(".filters form"));
    clearTimeout(speaking);
    status.textContent = "";
    speaking = setTimeout(() => { status.textContent = document.getElementById("results").textContent; }, waitBeforeSpeaking);
  }

  // The group in which someone is working keeps its boxes; the others are taken over as they come.
  function putFilters(fresh) {
    if (!fresh) return;
    const held = document.activeElement?.closest?.("fieldset");
    const groupOf = (box) => box.closest("fieldset");
    const boxes = (root) => [...root.querySelectorAll("input[type=checkbox]")];
    for (const box of held && form.contains(held) ? boxes(held) : []) {
      const same = boxes(fresh).find((one) => one.name === box.name && one.value === box.value);
      box.checked = same ? same.checked : false;
      box.parentElement.querySelector(".count").textContent = same ? same.parentElement.querySelector(".count").textContent : "0";
    }
    const heldName = held && boxes(held)[0]?.name;
    const opened = new Set([...form.querySelectorAll("details[open] input")].map((box) => box.name));
    const children = [...fresh.children].map((child) => {
      if (child.tagName !== "FIELDSET") return child;
      const name = boxes(child)[0]?.name;
      if (name && name === heldName) return held;
      if (opened.has(name) && child.querySelector("details")) child.querySelector("details").open = true;
      return child;
    });
    // What holds the focus must not leave the page, not even for a moment.
    const kept = held && children.includes(held) ? held : null;
    for (const child of [...form.children]) if (child !== kept) child.remove();
    const place = children.indexOf(kept);
    if (kept) kept.before(...children.slice(0, place));
    form.append(...children.slice(place + 1));
    form.querySelector(".apply").hidden = true;
  }
}
