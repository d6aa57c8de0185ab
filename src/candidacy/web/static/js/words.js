// What scripts say, in the language of the page.
const words = JSON.parse(document.getElementById("words")?.textContent || "{}");
export const say = (text, ...values) => (words[text] ?? text).replace(/\{(\d+)\}/g, (_, n) => values[n]);
