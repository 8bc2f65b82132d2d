// Shows results below the search box: as links, so that they open in a new tab like any other and screen
// readers announce them. The arrow keys walk through them, and typing goes on in the box.
"use strict";
{
  const FIRST = 10;
  const MORE = 20;
  const MOST = 100;
  const PAUSE = 150; // milliseconds without a key before loading
  const REST = 600; // milliseconds before the number of results is announced
  const LONG = 160; // letters of an excerpt

  /** The excerpt of a text with most of the terms: {text, hits}. */
  function excerpt(text, terms) {
    const { hits, words } = notesSearch;
    let [piece, most] = [text.split("\n")[0], 0];
    for (const line of text.split("\n")) {
      const slots = new Set(words(line).map(({ term }) => terms.get(term)));
      slots.delete(undefined);
      if (slots.size > most) [piece, most] = [line, slots.size];
    }
    const [start] = hits(piece, terms)[0] ?? [0];
    if (piece.length > LONG) {
      const from = start > LONG / 3 ? piece.indexOf(" ", start - LONG / 3) + 1 : 0;
      const begun = piece.slice(from > start ? start : from);
      const to = begun.length > LONG ? begun.lastIndexOf(" ", LONG) : begun.length;
      const cut = begun.slice(0, to > LONG / 2 ? to : LONG);
      piece = (from ? "… " : "") + cut + (cut.length < begun.length ? " …" : "");
    }
    return { text: piece, hits: hits(piece, terms) };
  }

  /** Fill an element with text, its hits in <mark>s. Never HTML: anybody may have written the notes. */
  function fill(element, text, marks) {
    let end = 0;
    for (const [from, to] of marks) {
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      element.append(text.slice(end, from), mark);
      end = to;
    }
    element.append(text.slice(end));
  }

  /** Show results for what is typed into the box from now on; `close` closes the search. */
  function start(search, close) {
    const { hits, site } = notesSearch;
    const index = notesSearch.open(notesSearch.piece);
    const engine = notesSearch.engine(index);
    const input = search.querySelector("input");
    const list = search.querySelector(".search-results");
    const status = search.querySelector("[role=status]");
    const more = search.querySelector(".search-more");
    const suggestion = search.querySelector(".search-suggestion");
    const help = search.querySelector(".search-help");
    const template = search.querySelector("template");
    const words = search.dataset;
    const counts = JSON.parse(words.count);
    const plural = new Intl.PluralRules(document.documentElement.lang || "en");

    let found = [];
    let turn = 0; // the number of the search being made

    function link(terms, { page, hash }) {
      const url = new URL(page + (site.protocol === "file:" ? "index.html" : ""), site);
      if (terms.size) url.searchParams.set("h", [...terms.keys()].slice(0, 30).join(" "));
      if (hash) url.hash = hash;
      return url.href;
    }

    function item({ place, terms }, shown) {
      const row = template.content.cloneNode(true);
      row.querySelector("a").href = link(terms, shown);
      const path = row.querySelector(".search-path"); // contains the word for "question"
      const question = index.kinds[place] === "2" ? `${path.textContent} ${shown.number}`.trim() : "";
      path.textContent = [question, ...shown.above].filter(Boolean).join(" · ");
      fill(row.querySelector(".search-title"), shown.title, hits(shown.title, terms));
      const piece = excerpt(shown.text, terms);
      fill(row.querySelector(".search-text"), piece.text, piece.hits);
      return row;
    }

    async function items(some) {
      const shown = await Promise.all(some.map(({ place }) => index.shown(place)));
      return some.map((one, n) => item(one, shown[n]));
    }

    let resting;
    /** Show a status at once, and announce it when nothing was typed for a while. */
    function say(text) {
      clearTimeout(resting);
      status.setAttribute("aria-live", "off");
      status.textContent = text;
      resting = setTimeout(() => {
        status.setAttribute("aria-live", "polite");
        status.replaceChildren(text); // screen readers announce text that is new
        if (search.classList.contains("open")) notesSearch.remember(input.value.trim());
      }, REST);
    }

    let showing;
    const showResults = () => (showing = showResultsNow());

    async function showResultsNow() {
      const mine = ++turn;
      const query = input.value;
      const pause = () => new Promise((over) => setTimeout(over, PAUSE));
      try {
        if (!index.isWhole) await pause();
        if (mine !== turn) return;
        const all = await engine.find(query);
        const first = all.slice(0, FIRST);
        if (index.isWhole && !index.has(first.map(({ place }) => place))) await pause();
        if (mine !== turn) return;
        const rows = await items(first);
        const empty = !all.length && query.trim() !== "";
        const near = empty ? await engine.nearest(query) : "";
        if (mine !== turn) return;
        found = all;
        list.replaceChildren(...rows);
        more.hidden = found.length <= FIRST;
        suggestion.hidden = !near;
        if (near) suggestion.textContent = words.suggestion.replace("{query}", () => near);
        suggestion.value = near;
        if (help) help.hidden = !empty;
        if (empty) say(words.none.replace("{query}", () => query.trim())); // a function, since "$&" in a string is special
        else if (!query.trim()) say("");
        else say((counts[plural.select(all.length)] ?? counts.other).replace("{n}", all.length));
      } catch (error) {
        if (mine === turn) say(words.failed);
        console.warn(error);
      }
    }

    async function addMore() {
      const mine = turn;
      const count = list.children.length;
      const rows = await items(found.slice(count, Math.min(count + MORE, MOST)));
      if (mine !== turn) return;
      list.append(...rows);
      more.hidden = list.children.length >= Math.min(found.length, MOST);
      list.children[count]?.querySelector("a").focus();
    }

    /** Walk through the results; the box comes before the first. */
    function step(by) {
      const stops = [input, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      const next = stops[Math.min(Math.max(at + by, 0), stops.length - 1)];
      next.focus();
    }

    // Text of an input method is no query until it is complete.
    input.addEventListener("input", (event) => event.isComposing || showResults());
    input.addEventListener("compositionend", showResults);
    more.addEventListener("click", () => addMore().catch(() => say(words.failed)));
    suggestion.addEventListener("click", () => {
      input.value = suggestion.value;
      input.focus();
      showResults();
    });
    search.addEventListener("submit", async () => {
      await showing;
      list.querySelector("a")?.click();
    });
    search.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.target !== input && event.key.length === 1 && event.key !== " ") {
        input.focus(); // so that the letter is typed there
      }
    });
    list.addEventListener("click", (event) => {
      const chosen = event.target.closest("a");
      if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const query = input.value.trim();
      notesSearch.remember(query);
      const bare = (path) => path.replace(/index\.html$/, "");
      if (bare(chosen.pathname) !== bare(location.pathname)) return;
      event.preventDefault();
      close();
      document.activeElement.blur();
      notesSearch.remember(query); // for the way back
      history.pushState(null, "", chosen.href);
      if (chosen.hash) location.replace(chosen.href); // makes it the page's target
      notesSearch.mark();
    });

    notesSearch.showResults = showResults;
    showResults();
  }

  notesSearch.start = start;
}
