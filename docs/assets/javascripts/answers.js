// An address of a question, or of a place inside an answer, opens that answer.
// Without this script the style sheet shows it (notes.css, "scripting: none").

/** The element that a fragment such as "#what-is-drift" points at. */
function target(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return document.getElementById(hash.slice(1)); // a stray "%"
  }
}

function open(hash) {
  const element = hash.length > 1 && target(hash);
  if (!element) return;
  const next = element.nextElementSibling;
  if (element.matches(".question") && next?.matches("details.answer")) next.open = true;
  for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) {
    box.open = true;
  }
}

// A second click on the same link changes no hash, hence both events.
addEventListener("hashchange", () => open(location.hash));
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href*='#']");
  if (link?.href === location.href) open(link.hash);
});
open(location.hash);
