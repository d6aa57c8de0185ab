// Copies the text of a field, where the browser lets a page do so.
import { say } from "./words.js";
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      document.dispatchEvent(new CustomEvent("announce", { detail: say("Copied") }));
      document.dispatchEvent(new CustomEvent("toast", { detail: say("Copied") }));
    } catch {
      field.select();
      document.dispatchEvent(new CustomEvent("toast", { detail: say("It is marked: copy it with your keyboard.") }));
    }
  });
}
