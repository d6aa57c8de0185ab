// The choice of theme is remembered; theme.js applies it before the first paint.
import { say } from "./words.js";
document.querySelector("[data-theme-switch]").addEventListener("click", () => {
  const dark = document.documentElement.classList.toggle("dark");
  try { localStorage.setItem("theme", dark ? "dark" : "light"); } catch { /* Storage is switched off: the choice lasts for this page. */ }
  document.dispatchEvent(new CustomEvent("announce", { detail: dark ? say("Dark theme") : say("Light theme") }));
});
