// With a model: the answer comes in by events and takes the place of the passages that stand there meanwhile.
const card = document.querySelector("[data-ask]");
if (card) {
  const place = card.querySelector("[data-answer]");
  const waiting = document.createElement("p");
  waiting.className = "muted small";
  waiting.textContent = "The model is reading these passages …";
  place.append(waiting);
  const source = new EventSource(card.dataset.ask);
  const end = () => { source.close(); waiting.remove(); };
  source.addEventListener("error", end);
  source.addEventListener("answer", (event) => {
    end();
    const answer = JSON.parse(event.data);
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
        link.setAttribute("aria-label", `Passage ${citation.number}: ${citation.quote}`);
        link.textContent = `[${citation.number}]`;
        line.append(" ", link);
      }
      return line;
    }));
  });
}
