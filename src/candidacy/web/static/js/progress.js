// Follows a job by server-sent events; at its end the page goes where the answer is.
import { say } from "./words.js";
const ENDED = ["succeeded", "failed", "cancelled"];
const WORDS = { succeeded: say("Finished"), failed: say("That did not work"), cancelled: say("Cancelled") };

for (const box of document.querySelectorAll("[data-job]")) {
  const bar = box.querySelector("progress");
  const message = box.querySelector("[data-progress-message]");
  const source = new EventSource(`/api/v1/jobs/${box.dataset.job}/events`);
  source.addEventListener("progress", (e) => {
    const job = JSON.parse(e.data);
    if (job.progress > 0) bar.value = Math.round(job.progress * 100);
    if (job.message) message.textContent = job.message;
    if (!ENDED.includes(job.status)) return;
    source.close();
    message.textContent = WORDS[job.status];
    try { sessionStorage.setItem("announce", WORDS[job.status]); } catch { /* Storage is switched off. */ }
    location.replace(box.dataset.then);
  });

  const cancel = box.querySelector("[data-cancel]");
  if (!cancel) continue;
  cancel.hidden = false;
  cancel.addEventListener("click", async () => {
    cancel.disabled = true;
    message.textContent = say("Cancelling");
    const response = await fetch(`/api/v1/jobs/${box.dataset.job}/cancel`, { method: "POST" });
    // 409 is a job that ended by itself in the meantime: its last event is on the way.
    if (response.ok || response.status === 409) return;
    cancel.disabled = false;
    document.dispatchEvent(new CustomEvent("toast", { detail: say("It could not be cancelled. It goes on.") }));
  });
}
