// Items are put in order by dragging, or by Alt and the arrow keys on a title; the menu does it without a script.
import { say } from "./words.js";
const announce = (words) => document.dispatchEvent(new CustomEvent("announce", { detail: words }));

const keep = async (work, to) => {
  const body = new URLSearchParams({ to });
  const answer = await fetch(`/portfolio/items/${work.dataset.work}/move`, { method: "POST", body, redirect: "manual" });
  if (answer.type !== "opaqueredirect") { location.reload(); return; }
  const all = [...work.parentElement.children];
  announce(say("Moved to place {0} of {1}", all.indexOf(work) + 1, all.length));
};

for (const list of document.querySelectorAll("[data-works]")) {
  let dragged = null;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("[data-work]");
    dragged?.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("[data-work]");
    if (!dragged || dragged.parentElement !== list) return;
    event.preventDefault();
    if (!over || over === dragged) return;
    const box = over.getBoundingClientRect();
    over[event.clientY < box.top + box.height / 2 ? "before" : "after"](dragged);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => {
    if (!dragged) return;
    dragged.classList.remove("dragged");
    const next = dragged.nextElementSibling;
    keep(dragged, next ? next.dataset.work : "bottom");
    dragged = null;
  });
  list.addEventListener("keydown", (event) => {
    const work = event.target.closest("[data-work][draggable]");
    if (!work || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const up = event.key === "ArrowUp";
    const other = up ? work.previousElementSibling : work.nextElementSibling;
    if (!other) return;
    const focused = document.activeElement;
    other[up ? "before" : "after"](work);
    focused.focus();
    keep(work, up ? "up" : "down");
  });
}

for (const menu of document.querySelectorAll(".work details.menu")) {
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
