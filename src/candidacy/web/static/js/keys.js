// Keys that work on every page, and the dialog that lists them. Single keys never fire in fields or dialogs,
// and can be switched off there or in the palette; then only the keys of the browser and Ctrl+K are left.
import { say } from "./words.js";
const help = document.getElementById("keys");
const KEY = "palette-single-key";
const PAGES = { h: "/", c: "/cvs", j: "/postings", t: "/tracker", p: "/portfolio", n: "/notifications" };
const WAIT = 1500;

const isOn = () => { try { return localStorage.getItem(KEY) !== "off"; } catch { return true; } };
const switches = [...document.querySelectorAll("[data-single-key]")];
const show = () => { for (const one of switches) one.checked = isOn(); };
show();
for (const one of switches) {
  one.addEventListener("change", () => {
    try { localStorage.setItem(KEY, one.checked ? "on" : "off"); } catch { /* For this page then. */ }
    for (const other of switches) other.checked = one.checked;
  });
}

const on = () => (switches.length ? switches[0].checked : isOn());
const busy = (target) => document.querySelector("dialog[open]")
  || (target instanceof Element && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]"));
const go = (address) => { window.location.href = address; };

// What j and k walk: the first link of each row, the links of a list that asks for it, and changes to decide on.
function places() {
  const decided = [...document.querySelectorAll("input[name=accepted]")];
  if (decided.length) return decided;
  return [...document.querySelectorAll("table.list tbody tr")]
    .map((row) => row.querySelector("[data-row-link], a[href]")).filter((link) => link && link.checkVisibility());
}

function walk(step) {
  const found = places();
  if (!found.length) return false;
  const at = found.indexOf(document.activeElement);
  const next = at < 0 ? (step > 0 ? 0 : found.length - 1) : Math.min(found.length - 1, Math.max(0, at + step));
  found[next].focus();
  return true;
}

// Accepts or refuses the change that has the focus, and goes on to the next.
function decide(accepted) {
  const found = places();
  const one = found.includes(document.activeElement) ? document.activeElement : found[0];
  if (!one || one.name !== "accepted") return false;
  one.checked = accepted;
  one.dispatchEvent(new Event("change", { bubbles: true }));
  one.focus();
  document.dispatchEvent(new CustomEvent("announce", { detail: accepted ? say("Accepted") : say("Kept as it was") }));
  walk(1);
  return true;
}

function toField(id) {
  const field = document.getElementById(id);
  if (!field) go(`/#${id}`);
  else { field.scrollIntoView({ block: "center" }); field.focus(); }
  return true;
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) link.click();
  return Boolean(link);
}

const ACTS = {
  "?": () => { help.showModal(); return true; },
  u: () => toField("cv_file"),
  n: () => follow("main [data-new]") || toField("posting_text"),
  e: () => follow('main a[href$="/edit"], main a[data-edit]'),
  j: () => walk(1),
  k: () => walk(-1),
  a: () => decide(true),
  r: () => decide(false),
};

let first = 0;
document.addEventListener("keydown", (event) => {
  if (!help || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !on() || busy(event.target)) return;
  // The board has keys of its own for its cards.
  if (document.querySelector("[data-board]") && "jkn".includes(event.key) && !first) return;
  const second = performance.now() - first < WAIT && first;
  first = 0;
  if (second && PAGES[event.key]) { event.preventDefault(); go(PAGES[event.key]); return; }
  if (event.key === "g") { first = performance.now(); event.preventDefault(); return; }
  if (Object.hasOwn(ACTS, event.key) && ACTS[event.key]()) event.preventDefault();
});

if (help) {
  for (const opener of document.querySelectorAll("[data-keys]")) {
    opener.addEventListener("click", () => { for (const open of document.querySelectorAll("dialog[open]")) open.close(); help.showModal(); });
  }
  help.addEventListener("click", (event) => { if (event.target === help) help.close(); });
}
// An address that names a field leads to it.
if (["#cv_file", "#posting_text"].includes(window.location.hash)) toField(window.location.hash.slice(1));
