// The search box and the keys that lead to it. The rest of the search, and its index, is fetched
// only when a reader turns to it; a page reached from a result has its hits marked.
"use strict";
{
  const scripts = new URL(".", document.currentScript.src);
  const search = document.querySelector(".search");
  const button = document.querySelector(".search-button");
  const input = search.querySelector("input");
  const covers = matchMedia("(max-width: 59.99em)"); // then the search fills the screen: search.css
  const notesSearch = (globalThis.notesSearch = { site: new URL("../../", scripts) });

  const load = (...names) =>
    Promise.all(
      names.map(
        (name) =>
          new Promise((loaded, failed) => {
            const script = document.createElement("script");
            Object.assign(script, { src: new URL(name, scripts), async: false });
            Object.assign(script, { onload: loaded, onerror: failed });
            document.head.append(script);
          }),
      ),
    );

  let ready;
  /** Fetch what the search needs; again, if that failed before. */
  async function prepare() {
    if (ready) return;
    ready = true;
    try {
      await load("search-engine.js", "search-results.js", "search-hits.js", "../../search/index.js");
    } catch {
      ready = false;
      search.querySelector("[role=status]").textContent = search.dataset.failed;
      return;
    }
    notesSearch.start(search, close);
    // Only to show a piece of each result's text: without it the search works.
    await load("../../search/texts.js").then(notesSearch.refine, () => {});
  }

  let before; // what had the focus

  /** Go to the box; where it fills the screen, nothing else can be reached. */
  function open() {
    if (!search.contains(document.activeElement)) before = document.activeElement;
    search.classList.add("open");
    if (covers.matches) cover(true);
    input.focus();
    input.select();
  }

  function close() {
    search.classList.remove("open");
    cover(false);
    if (search.contains(document.activeElement)) {
      document.activeElement.blur();
      (covers.matches ? button : before)?.focus?.();
    }
  }

  function cover(covered) {
    for (const around of [document.body, search.parentElement]) {
      for (const other of around.children) {
        if (!other.contains(search)) other.inert = covered;
      }
    }
  }

  button.addEventListener("click", open);
  button.addEventListener("pointerenter", prepare);
  search.addEventListener("pointerenter", prepare);
  search.addEventListener("focusin", (event) => {
    if (!search.contains(event.relatedTarget)) before = event.relatedTarget;
    search.classList.add("open");
    prepare();
  });
  search.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !search.contains(event.relatedTarget)) close();
  });
  addEventListener("pointerdown", (event) => {
    if (!search.contains(event.target)) close();
  });
  search.querySelector(".search-close").addEventListener("click", close);
  search.addEventListener("submit", (event) => event.preventDefault());
  covers.addEventListener("change", close);

  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing;
    const command = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (slash || command) {
      if (document.querySelector("dialog:modal")) return;
      event.preventDefault();
      open();
    } else if (event.key === "Escape" && search.classList.contains("open")) {
      event.preventDefault();
      close();
    }
  });

  const wanted = new URLSearchParams(location.search).get("h");
  if (wanted) {
    load("search-engine.js", "search-hits.js").then(() => notesSearch.show(wanted, location.hash));
  }
}
