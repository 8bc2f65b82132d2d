// Opens the search box, by key or button, and loads the rest of the search and its index once a reader
// uses it; marks the hits on a page reached from a result.
"use strict";
{
  const scripts = new URL(".", document.currentScript.src);
  const search = document.querySelector(".search");
  const button = document.querySelector(".search-button");
  const input = search.querySelector("input");
  const covers = matchMedia("(max-width: 59.99em)"); // then notes.css lets the search fill the screen
  const notesSearch = (globalThis.notesSearch = { site: new URL("../../", scripts) });

  const loading = new Map();
  /** Load a script once; again after a failure. Scripts requested together run in that order. */
  function load(name) {
    if (!loading.has(name)) {
      const done = new Promise((loaded, failed) => {
        const script = document.createElement("script");
        Object.assign(script, { src: new URL(name, scripts), async: false });
        Object.assign(script, { onload: loaded, onerror: () => failed(new Error(script.src)) });
        document.head.append(script);
      });
      done.catch(() => loading.delete(name));
      loading.set(name, done);
    }
    return loading.get(name);
  }

  const all = (...names) => Promise.all(names.map((name) => load(`search-${name}.js`)));
  notesSearch.piece = (name) => load(`../../search/${name}.js`);

  let ready;
  /** Load what the search needs. */
  async function prepare() {
    if (ready) return;
    ready = true;
    try {
      await Promise.all([all("words", "alike", "index", "engine", "results"), notesSearch.piece("index")]);
    } catch {
      ready = false;
      search.querySelector("[role=status]").textContent = search.dataset.failed;
      return;
    }
    notesSearch.start(search, close);
  }

  let before; // the element that had the focus

  /** Focus the box; if it fills the screen, make everything else inert. */
  function open() {
    if (!search.contains(document.activeElement)) before = document.activeElement;
    search.classList.add("open");
    if (covers.matches) cover(true);
    input.focus();
    input.select();
  }

  function close() {
    search.classList.remove("open");
    readdress("q", "");
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
    } else if (event.key === "Escape" && asks("h") && !document.querySelector("dialog[open], :popover-open")) {
      unmark();
    }
  });

  // --- The address: "?q=…" is the query, "?h=…" what is marked on a page --------------------------

  const asks = (name) => new URLSearchParams(location.search).get(name);

  function readdress(name, value) {
    const url = new URL(location.href);
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
    if (url.href !== location.href) history.replaceState(history.state, "", url);
  }

  notesSearch.remember = (query) => readdress("q", query);

  /** Mark the hits of the address, and go to the first. */
  notesSearch.mark = async () => {
    await all("words", "hits").catch(() => {});
    notesSearch.show?.(asks("h") ?? "", location.hash);
  };

  function unmark() {
    notesSearch.clear?.();
    readdress("h", "");
  }

  /** Search for the query in the address, when it was opened or gone back to. */
  function recall() {
    const query = asks("q");
    if (!query) return;
    input.value = query;
    open();
    notesSearch.showResults?.();
  }

  addEventListener("popstate", recall);
  if (asks("h")) notesSearch.mark();
  recall();
}
