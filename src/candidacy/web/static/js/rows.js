// Ticks of a table and the field that names its rows say the same; only the field is sent, however long the table.
const chosen = document.querySelector("[data-rows]");
const ticks = [...document.querySelectorAll("[data-row]")];
if (chosen) {
  const named = () => new Set(chosen.value.split(/[,;\s]+/).flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    return first > 0 && last >= first && last - first < 2000 ? Array.from({ length: last - first + 1 }, (_, n) => first + n) : [];
  }));
  chosen.addEventListener("change", () => {
    const rows = named();
    for (const tick of ticks) tick.checked = rows.has(Number(tick.dataset.row));
  });
  document.addEventListener("change", (e) => {
    if (!e.target.matches("[data-row]")) return;
    const runs = [];
    for (const number of ticks.filter((tick) => tick.checked).map((tick) => Number(tick.dataset.row))) {
      if (runs.length && runs.at(-1)[1] === number - 1) runs.at(-1)[1] = number;
      else runs.push([number, number]);
    }
    chosen.value = runs.map(([a, b]) => (a === b ? a : `${a}-${b}`)).join(", ");
  });
}
