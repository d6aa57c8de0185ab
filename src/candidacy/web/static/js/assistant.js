// Asks a model for another wording of a line and shows it as it comes. A stream is asked for once, by a POST:
// nothing takes it up again by itself, and leaving or "Stop" ends it on the server too.
import { say } from "./words.js";
for (const box of document.querySelectorAll("[data-assistant]")) {
  const find = (name) => box.querySelector(`[data-${name}]`);
  const form = box.closest("form");
  const field = form.querySelector("textarea");
  const [ask, stop, result, shown, note] = ["ask", "stop", "result", "shown", "note"].map(find);
  const [refusals, questions, earlier, accept] = ["refusals", "questions", "earlier", "accept"].map(find);
  const call = form.querySelector("[data-call]");
  const confirmed = form.querySelector("[data-confirmed]");
  const plainly = accept.textContent;
  let running = null;
  let said = [];
  let current = null;
  box.hidden = false;

  const task = find("task");
  const fit = () => {
    find("tones").hidden = task.value !== "tone";
    find("languages").hidden = task.value !== "translate";
  };
  task.addEventListener("change", () => { said = []; fit(); });
  fit();

  const list = (element, lines) => {
    element.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    element.hidden = !lines.length;
  };
  const input = (word) => Object.assign(document.createElement("input"), { type: "hidden", name: "confirmed", value: word });
  // Words that only the person can confirm: marked in the text, named by the button's sentence, sent when it is accepted.
  function mark(text, words) {
    const listed = [...words].sort((a, b) => b.length - a.length).map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
    const parts = words.length ? text.split(new RegExp(`(?<![\\p{L}\\p{N}_])(${listed.join("|")})(?![\\p{L}\\p{N}_])`, "iu")) : [text];
    shown.replaceChildren(...parts.map((part, n) => (n % 2 ? Object.assign(document.createElement("mark"), { className: "lit", textContent: part }) : part)));
    accept.textContent = words.length ? accept.dataset.true : plainly;
    confirmed.replaceChildren(...words.map(input));
    form.querySelector("[data-question]")?.remove();
  }
  function ended(value) {
    if (value.refusals.length) return say("Finished. Your CV does not support all of it.");
    if (!value.words.length) return say("Finished.");
    return say("Finished. Your CV does not show “{0}”: accept it only if it is true. It is then your own statement.", value.words.join("”, “"));
  }
  const working = (on) => {
    ask.disabled = on;
    stop.hidden = !on;
    earlier.inert = on;
    box.setAttribute("aria-busy", String(on));
  };
  const tell = (text) => {
    note.textContent = text;
    document.dispatchEvent(new CustomEvent("announce", { detail: text }));
  };

  function heard(kind, value) {
    if (kind === "piece") shown.textContent += value.text;
    if (kind === "problem") tell(value.message);
    if (kind !== "done") return;
    show(value);
    said.push(value.text);
    ask.textContent = say("Another");
  }

  // A whole suggestion, with what speaks against it; only such a one can be accepted.
  function show(value) {
    current = value;
    mark(value.text, value.words);
    list(refusals, value.refusals.map((one) => `${one.reason} ${one.proof}`));
    list(questions, value.questions);
    call.value = value.call_id;
    accept.hidden = !value.text || value.refusals.length > 0;
    tell(ended(value));
  }
  // What was suggested before stays within reach.
  function setAside() {
    if (!current) return;
    const value = current;
    const item = Object.assign(document.createElement("li"), { textContent: `${value.text} ` });
    const again = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: say("Take this one instead") });
    Object.assign(again.dataset, { variant: "outline", size: "sm" });
    again.addEventListener("click", () => {
      item.remove();
      setAside();
      earlier.hidden = !earlier.querySelector("li");
      show(value);
      ask.focus();
    });
    item.append(again);
    earlier.querySelector("ul").append(item);
    earlier.hidden = false;
    current = null;
  }

  async function stream(response) {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    let over = false;
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const blocks = (rest + value.replaceAll("\r\n", "\n")).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) {
        const kind = /^event: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (!kind || !data) continue;
        over = kind !== "piece";
        heard(kind, JSON.parse(data));
      }
    }
    if (!over) tell(say("It was cut off before its end. Ask again."));
  }

  async function begin() {
    setAside();
    mark("", []);
    for (const element of [refusals, questions]) list(element, []);
    accept.hidden = true;
    result.hidden = false;
    working(true);
    note.textContent = say("Writing");
    running = new AbortController();
    const given = {
      path: box.dataset.path, task: task.value, tone: find("tone").value,
      language: task.value === "translate" ? find("language").value : box.dataset.language, instead_of: said.slice(-5),
    };
    try {
      const response = await fetch(box.dataset.assistant, {
        method: "POST", signal: running.signal, body: JSON.stringify(given), headers: { "Content-Type": "application/json" },
      });
      if (response.ok) await stream(response);
      else tell((await response.json()).detail);
    } catch (error) {
      tell(error.name === "AbortError" ? say("Stopped.") : say("The connection was lost. Ask again."));
    }
    working(false);
  }

  ask.addEventListener("click", begin);
  stop.addEventListener("click", () => running?.abort());
  find("take").addEventListener("click", () => {
    field.value = shown.textContent;
    field.focus();
  });
  accept.addEventListener("click", () => {
    field.value = shown.textContent;
    call.disabled = false;
  });
}
