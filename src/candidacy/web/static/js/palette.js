// The command palette. Ctrl+K opens it anywhere; "/" does outside of fields, unless that is switched off.
import { say } from "./words.js";
const palette = document.getElementById("palette");
if (palette) {
  const field = palette.querySelector("#palette-q");
  const pages = palette.querySelector("[data-pages]");
  const found = palette.querySelector("[data-found]");
  const said = palette.querySelector("[data-said]");
  // keys.js keeps what is chosen.
  const single = palette.querySelector("[data-single-key]");

  const open = () => { if (!palette.open) { palette.showModal(); field.select(); } };
  const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    } else if (event.key === "/" && single.checked && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target)) {
      event.preventDefault();
      open();
    }
  });
  for (const link of document.querySelectorAll("[data-palette]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  }
  palette.addEventListener("click", (event) => { if (event.target === palette) palette.close(); });

  const shown = () => [...palette.querySelectorAll("a[data-choice]")].filter((a) => !a.parentElement.hidden);
  palette.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target === single) return;
    event.preventDefault();
    const places = [field, ...shown()];
    const at = places.indexOf(document.activeElement);
    places[(at + step + places.length) % places.length].focus();
  });

  let asked = 0, waiting;
  async function search(text) {
    const number = ++asked;
    const answer = await fetch(`/search/quick?q=${encodeURIComponent(text)}`).catch(() => null);
    if (number !== asked) return;
    if (!answer || !answer.ok) { found.replaceChildren(); said.textContent = say("The search did not work."); return; }
    const body = new DOMParser().parseFromString(await answer.text(), "text/html").body;
    if (number !== asked) return;
    found.replaceChildren(...body.childNodes);
    const many = found.querySelectorAll("a").length;
    said.textContent = many ? say("{0} found", many) : say("Nothing found");
  }
  field.addEventListener("input", () => {
    const text = field.value.trim();
    const words = text.toLowerCase();
    for (const item of pages.children) item.hidden = !item.textContent.toLowerCase().includes(words);
    clearTimeout(waiting);
    if (text.length < 2) { asked++; found.replaceChildren(); said.textContent = ""; return; }
    waiting = setTimeout(() => search(text), 150);
  });
}
