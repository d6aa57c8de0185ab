// Behaviour of the base page, keyed by data attributes; each part is small and works alone.

const live = document.getElementById("live");

export function announce(text) {
  live.textContent = text;
}

export function toast(text) {
  const box = document.createElement("div");
  box.className = "toast-line";
  box.textContent = text;
  document.getElementById("toasts").replaceChildren(box);
  setTimeout(() => box.remove(), 8000);
}

document.querySelector("[data-theme-switch]")?.addEventListener("click", () => {
  const dark = document.documentElement.classList.toggle("dark");
  localStorage.setItem("theme", dark ? "dark" : "light");
});

// A file can be dropped on the zone; its name is said, and the input stays the one source of truth.
for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const hint = zone.querySelector("[data-drop-hint]");
  const first = hint.textContent;
  const tell = () => {
    hint.textContent = input.files.length ? [...input.files].map((f) => f.name).join(", ") : first;
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

// A form that takes a while says so and cannot be sent twice.
for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    button.disabled = true;
    button.textContent = form.dataset.busy;
    announce(form.dataset.busy);
  });
}
window.addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); });

// Progress of a job by server-sent events; at the end the page goes where the answer is.
for (const box of document.querySelectorAll("[data-job]")) {
  const bar = box.querySelector("progress");
  const message = box.querySelector("[data-progress-message]");
  const source = new EventSource(`/api/v1/jobs/${box.dataset.job}/events`);
  source.addEventListener("progress", (e) => {
    const job = JSON.parse(e.data);
    if (job.progress > 0) bar.value = Math.round(job.progress * 100);
    if (job.message) message.textContent = job.message;
    if (["succeeded", "failed", "cancelled"].includes(job.status)) {
      source.close();
      announce(job.status === "succeeded" ? "Finished" : "That did not work");
      location.replace(box.dataset.then);
    }
  });
}

// Evidence: hovering or focusing a reason lights its box on the page picture, and its words in a text.
const targets = (id) => document.querySelectorAll(`[data-evidence-target~="${CSS.escape(id)}"]`);
for (const source of document.querySelectorAll("[data-evidence]")) {
  const light = (on) => source.dataset.evidence.split(" ").forEach((id) => targets(id).forEach((t) => t.classList.toggle("lit", on)));
  for (const name of ["mouseenter", "focusin"]) source.addEventListener(name, () => light(true));
  for (const name of ["mouseleave", "focusout"]) source.addEventListener(name, () => light(false));
  source.addEventListener("click", () => {
    const first = source.dataset.evidence && targets(source.dataset.evidence.split(" ")[0])[0];
    first?.scrollIntoView({ block: "center" });
  });
}

document.addEventListener("htmx:response:error", () => toast("The server could not do that. Try again in a moment."));
document.documentElement.dataset.ready = "1";
