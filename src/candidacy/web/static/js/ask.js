// With a model: what it says comes in piece by piece, unverified; the verified answer then takes its place.
// Until then, and if the model is stopped or fails, the passages stand there.
import { say } from "./words.js";

const card = document.querySelector("[data-ask]");
if (card) {
  const place = card.querySelector("[data-answer]");
  const draft = document.createElement("div");
  draft.className = "stack muted";
  draft.setAttribute("aria-live", "off");
  const note = document.createElement("p");
  note.className = "muted small row";
  note.textContent = say("The model is reading these passages …");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "btn";
  stop.dataset.variant = "outline";
  stop.dataset.size = "sm";
  stop.textContent = say("Stop");
  note.append(stop);
  place.after(draft, note);
  const source = new EventSource(card.dataset.ask);
  const end = (said) => {
    source.close();
    draft.remove();
    stop.remove();
    note.textContent = said;
  };
  stop.addEventListener("click", () => end(say("Stopped. These are the passages.")));
  source.addEventListener("error", () => end(say("The model did not answer. These are the passages.")));
  source.addEventListener("anew", () => draft.replaceChildren());
  source.addEventListener("draft", (event) => {
    const piece = JSON.parse(event.data);
    while (draft.children.length <= piece.statement) draft.append(document.createElement("p"));
    draft.children[piece.statement].append(piece.text);
    if (note.firstChild !== stop) note.firstChild.data = `${say("Not checked against the passages yet …")} `;
  });
  source.addEventListener("answer", (event) => {
    const answer = JSON.parse(event.data);
    const left = answer.dropped === 1
      ? say("One sentence was left out: the passages do not support it.")
      : say("{0} sentences were left out: the passages do not support it.", answer.dropped);
    end(answer.dropped ? left : "");
    if (!answer.answered) {
      const words = document.createElement("p");
      words.textContent = answer.refusal;
      place.replaceChildren(words);
      return;
    }
    place.replaceChildren(...answer.statements.map((statement) => {
      const line = document.createElement("p");
      line.append(statement.text);
      for (const citation of statement.citations) {
        const link = document.createElement("a");
        link.className = "src";
        link.href = `#passage-${citation.number}`;
        link.title = citation.quote;
        link.setAttribute("aria-label", say("Passage {0}: {1}", citation.number, citation.quote));
        link.textContent = `[${citation.number}]`;
        line.append(" ", link);
      }
      return line;
    }));
  });
}
