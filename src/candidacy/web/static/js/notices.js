// Says things: to a screen reader politely (event "announce"), and in the corner when a request fails.
import { say } from "./words.js";
const live = document.getElementById("live");
document.addEventListener("announce", (e) => { live.textContent = e.detail; });
// What ended on the page before is said on this one: there it would be cut off.
try {
  const carried = sessionStorage.getItem("announce");
  sessionStorage.removeItem("announce");
  if (carried) setTimeout(() => { live.textContent = carried; }, 100);
} catch { /* Storage is switched off: the heading of the page says it too. */ }

function toast(text) {
  const line = document.createElement("div");
  line.className = "toast-line";
  line.textContent = text;
  document.getElementById("toasts").replaceChildren(line);
  setTimeout(() => line.remove(), 8000);
}
// A form that was refused says why in its answer, which is not put into the page.
document.addEventListener("htmx:response:error", (e) => {
  const answer = new DOMParser().parseFromString(e.detail?.ctx?.text ?? "", "text/html");
  const why = answer.querySelector("[data-problem]")?.textContent.trim();
  toast(why || say("The server could not do that. Try again in a moment."));
});
document.addEventListener("toast", (e) => toast(e.detail));
