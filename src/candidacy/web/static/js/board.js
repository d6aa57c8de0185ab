// The board: cards move by drag, by menu and by keys; the server says whether they may and where they are.
// Without scripts each card leads to its page, which has the same moves as buttons.
import { say } from "./words.js";

const board = document.querySelector("[data-board]");
if (board) {
  const allowed = JSON.parse(board.dataset.moves);
  const editable = "editable" in board.dataset;
  const bar = document.querySelector("[data-undo]");
  const menu = document.querySelector("[data-move-menu]");
  const columns = () => [...board.querySelectorAll(".kcol")];
  const columnOf = (card) => card.closest(".kcol");
  const cardsOf = (column) => [...column.querySelectorAll(".kcard")];
  const nameOf = (column) => column.querySelector("[data-name]").textContent;
  const titleOf = (card) => card.querySelector("a").textContent;
  const mayGo = (from, to) => allowed[from.dataset.category].includes(to.dataset.category);
  const announce = (text) => document.dispatchEvent(new CustomEvent("announce", { detail: text }));
  const toast = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: text }));
  let last = null;

  // One change after the other: a second key must not be based on what the first is about to change.
  let work = Promise.resolve();
  function inTurn(act) {
    work = work.then(act, act);
    return work;
  }

  function count(column, by) {
    const shown = column.querySelector("[data-count]");
    shown.textContent = String(Number(shown.textContent) + by);
  }

  // Shows a card in a column without a change of anything but the page.
  function put(card, from, to, { focus = false } = {}) {
    if (columnOf(card) !== to || card.previousElementSibling) to.querySelector("[data-column]").prepend(card);
    if (from !== to) { count(from, -1); count(to, 1); }
    if (focus) { card.focus(); card.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  }

  async function send(card, action, payload) {
    return fetch(`/api/v1/applications/${card.dataset.id}/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json", "if-match": `"${card.dataset.version}"` },
      body: payload ? JSON.stringify(payload) : undefined,
    });
  }

  // Somebody else was first: show where the card is now.
  async function look(card, shownIn) {
    const answer = await fetch(`/api/v1/applications/${card.dataset.id}`);
    if (!answer.ok) { count(shownIn, -1); card.remove(); return; }
    const now = await answer.json();
    card.dataset.version = now.version;
    const there = columns().find((one) => one.dataset.stage === now.stage_id);
    if (now.archived_at || !there) { count(shownIn, -1); card.remove(); return; }
    put(card, shownIn, there);
  }

  async function move(card, from, to, { focus = false } = {}) {
    if (from === to) return;
    if (!mayGo(from, to)) {
      put(card, from, from, { focus });
      toast(say("From {0} it cannot go to {1}.", nameOf(from), nameOf(to)));
      return;
    }
    put(card, from, to, { focus });
    const answer = await send(card, "move", { stage_id: to.dataset.stage });
    const said = await answer.json();
    if (answer.ok) {
      card.dataset.version = said.version;
      last = card;
      bar.hidden = false;
      bar.querySelector("[data-undo-said]").textContent = `${titleOf(card)}: ${nameOf(to)}`;
      announce(say("Moved {0} to {1}. Press z to take it back.", titleOf(card), nameOf(to)));
      return;
    }
    toast(said.detail);
    announce(said.detail);
    if (answer.status === 412 || answer.status === 404) await look(card, to);
    else put(card, to, from, { focus });
  }

  async function undo() {
    const card = last;
    if (!card) return;
    last = null;
    bar.hidden = true;
    const from = columnOf(card);
    const answer = await send(card, "undo");
    const said = await answer.json();
    if (!answer.ok) { toast(said.detail); await look(card, from); return; }
    card.dataset.version = said.version;
    const to = columns().find((one) => one.dataset.stage === said.stage_id);
    if (to) put(card, from, to, { focus: true });
    announce(say("Took it back: {0} is in {1}.", titleOf(card), to ? nameOf(to) : said.stage));
  }

  function openMenu(card) {
    const from = columnOf(card);
    const ways = menu.querySelector("[data-move-ways]");
    menu.querySelector("h2").textContent = say("Move {0} to", titleOf(card));
    ways.replaceChildren(...columns().filter((to) => to !== from && mayGo(from, to)).map((to) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.dataset.variant = "outline";
      button.textContent = nameOf(to);
      button.addEventListener("click", () => { menu.close(); inTurn(() => move(card, columnOf(card), to, { focus: true })); });
      return button;
    }));
    menu.showModal();
  }

  function follow(list) {
    if (!editable || list.sortable || !window.Sortable) return;
    list.sortable = new window.Sortable(list, {
      group: "board", sort: false, animation: 0, draggable: ".kcard", filter: ".kmore", preventOnFilter: false,
      delay: 150, delayOnTouchOnly: true,
      onEnd: (e) => {
        const from = e.from.closest(".kcol");
        const to = e.to.closest(".kcol");
        if (from !== to) inTurn(() => move(e.item, from, to));
      },
    });
  }

  board.addEventListener("click", async (e) => {
    const way = e.target.closest("[data-move]");
    if (way && editable) { e.preventDefault(); openMenu(way.closest(".kcard")); return; }
    const more = e.target.closest("[data-more]");
    if (!more) return;
    e.preventDefault();
    const answer = await fetch(more.dataset.more);
    if (!answer.ok) { toast(say("The server could not do that. Try again in a moment.")); return; }
    const place = more.closest(".kmore");
    const part = new DOMParser().parseFromString(`<ul>${await answer.text()}</ul>`, "text/html").querySelector("ul");
    const added = [...part.children].filter((one) => !one.id || !document.getElementById(one.id));
    place.replaceWith(...added);
    added[0]?.focus();
  });

  const keys = {
    j: (card) => card.nextElementSibling?.matches(".kcard") && card.nextElementSibling.focus(),
    k: (card) => card.previousElementSibling?.focus(),
    Enter: (card) => { location.href = card.querySelector("a").href; },
  };
  const changes = {
    "[": (card) => inTurn(() => step(card, -1)),
    "]": (card) => inTurn(() => step(card, 1)),
    m: openMenu,
    z: () => inTurn(undo),
    n: () => { location.href = document.querySelector("[data-new]").href; },
  };
  function step(card, by) {
    const all = columns();
    const from = columnOf(card);
    for (let at = all.indexOf(from) + by; all[at]; at += by) {
      if (mayGo(from, all[at])) return move(card, from, all[at], { focus: true });
    }
    toast(by > 0 ? say("There is no stage after this one that it can go to.") : say("There is no stage before this one that it can go to."));
  }
  // Keys work on the card that has the focus and nowhere else, so that they never take a letter from a field.
  board.addEventListener("keydown", (e) => {
    if (!e.target.matches(".kcard") || e.ctrlKey || e.metaKey || e.altKey) return;
    const act = keys[e.key] ?? (editable ? changes[e.key] : undefined);
    if (!act) return;
    e.preventDefault();
    act(e.target);
  });
  bar.querySelector("button").addEventListener("click", () => inTurn(undo));
  for (const list of board.querySelectorAll("[data-column]")) follow(list);
}
