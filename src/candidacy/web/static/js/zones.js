// Times are meant on the clock of whoever types them: fields for a zone begin with that of the browser.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  for (const field of document.querySelectorAll("[data-zone]")) if (field.value === "UTC") field.value = zone;
}
