// A reason lights its places in the document: while it is pointed at, and for good once it is clicked.
const places = (id) => document.querySelectorAll(`[data-place~="${CSS.escape(id)}"]`);
const idsOf = (reason) => reason.dataset.evidence.split(" ").filter(Boolean);
let pinned = [];

function light() {
  const pointed = [...document.querySelectorAll("[data-evidence]:is(:hover, :focus-visible)")].flatMap(idsOf);
  document.querySelectorAll("[data-place].lit").forEach((place) => place.classList.remove("lit"));
  for (const id of [...pinned, ...pointed]) places(id).forEach((place) => place.classList.add("lit"));
}

// Where the document stands beside, its column scrolls and the reason stays in sight; where it stands
// below, the link leads there.
function reveal(place) {
  const column = place.closest("[data-column]");
  if (!column || getComputedStyle(column).overflowY === "visible") return false;
  const offset = place.getBoundingClientRect().top - column.getBoundingClientRect().top;
  column.scrollTo({ top: column.scrollTop + offset - column.clientHeight / 3 });
  place.scrollIntoView({ block: "nearest" });
  return true;
}

for (const name of ["mouseover", "mouseout", "focusin", "focusout"]) {
  document.addEventListener(name, (e) => { if (e.target.closest?.("[data-evidence]")) light(); });
}

document.addEventListener("click", (e) => {
  const reason = e.target.closest("a[data-evidence]");
  if (!reason) return;
  pinned = idsOf(reason);
  light();
  const place = document.getElementById(reason.hash.slice(1));
  place?.closest("details")?.setAttribute("open", "");
  if (place && reveal(place)) e.preventDefault();
  else offerReturn(reason);
});

function offerReturn(reason) {
  const back = document.querySelector("[data-return]");
  if (!back) return;
  back.hidden = false;
  back.onclick = (e) => {
    e.preventDefault();
    back.hidden = true;
    reason.focus({ preventScroll: true });
    reason.scrollIntoView({ block: "center" });
  };
}

// A page whose picture cannot be had is read as text instead.
for (const picture of document.querySelectorAll(".page-image img")) {
  const give = () => {
    picture.parentElement.classList.add("missing");
    picture.closest("[data-column]").querySelector("details")?.setAttribute("open", "");
  };
  if (picture.complete && !picture.naturalWidth && picture.loading !== "lazy") give();
  picture.addEventListener("error", give);
}
