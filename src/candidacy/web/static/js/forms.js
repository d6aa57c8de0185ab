// A file can be dropped on its zone; its name is said, and the input stays the one source of truth.
import { say } from "./words.js";
for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const hint = zone.querySelector("[data-drop-hint]");
  const usual = hint.textContent;
  const tell = () => {
    hint.textContent = input.files.length ? say("Chosen: {0}", [...input.files].map((f) => f.name).join(", ")) : usual;
    zone.classList.toggle("has-file", input.files.length > 0);
  };
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (e) => { e.preventDefault(); zone.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("over"));
  zone.addEventListener("drop", (e) => {
    e.preventDefault();
    if (e.dataTransfer.files.length) { input.files = e.dataTransfer.files; tell(); }
  });
}

// A sample fills its field, so that a first look needs nothing of one's own.
for (const button of document.querySelectorAll("[data-sample]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.fills);
    const response = await fetch(button.dataset.sample);
    if (field.type === "file") {
      const chosen = new DataTransfer();
      chosen.items.add(new File([await response.blob()], button.dataset.name, { type: response.headers.get("content-type") }));
      field.files = chosen.files;
      field.dispatchEvent(new Event("change"));
    } else {
      field.value = await response.text();
    }
    document.dispatchEvent(new CustomEvent("announce", { detail: say("The sample is filled in") }));
  });
}

// A form that takes a while says so and cannot be sent twice.
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (e) => {
    // Once its values are taken: what a disabled button is for would not be among them.
    setTimeout(() => {
      const buttons = form.querySelectorAll("button:not([type=button])");
      (e.submitter ?? buttons[0]).textContent = form.dataset.busy;
      for (const button of buttons) button.disabled = true;
    });
    document.dispatchEvent(new CustomEvent("announce", { detail: form.dataset.busy }));
  });
}
// A page that comes back from the browser's cache would still show the busy button.
window.addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });
