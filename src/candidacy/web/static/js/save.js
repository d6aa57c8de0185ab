// Fills in what the bookmarklet brings. It comes behind the # of the address, which no server sees, and goes
// nowhere before somebody presses Save.
const form = document.querySelector("[data-save]");
const LIMITS = { url: 2000, title: 300, page: 700000 };
if (form && location.hash.length > 1) {
  try {
    const brought = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    for (const [name, limit] of Object.entries(LIMITS)) {
      if (typeof brought[name] === "string" && !form.elements[name].value) form.elements[name].value = brought[name].slice(0, limit);
    }
    form.querySelector("[data-page-said]").hidden = !form.elements.page.value;
  } catch { /* Not ours: the form stays as it is. */ }
  history.replaceState(null, "", location.pathname + location.search);
}

// The page's structured data where it has any, else its text; as a small page that the server reads like any other.
const mark = document.querySelector("[data-bookmarklet]");
if (mark) {
  const to = JSON.stringify(`${mark.dataset.bookmarklet}/tracker/save`);
  mark.href = "javascript:" + encodeURIComponent(
    `(()=>{const d=document,l=[...d.querySelectorAll('script[type="application/ld+json"]')].map(s=>s.outerHTML).join(''),` +
    `b=d.createElement('div');b.innerText=(d.body.innerText||'').slice(0,60000);` +
    `open(${to}+'#'+encodeURIComponent(JSON.stringify({url:location.href,title:d.title,page:'<html><head>'+l.slice(0,200000)+'</head><body>'+b.innerHTML+'</body></html>'})))})()`,
  );
  mark.addEventListener("click", (e) => e.preventDefault());
}
