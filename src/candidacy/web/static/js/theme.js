// Runs before the first paint, so that the page never flashes in the other theme.
(() => {
  let chosen = null;
  try { chosen = localStorage.getItem("theme"); } catch { /* Storage is switched off: the system's theme it is. */ }
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.classList.toggle("dark", dark);
})();
