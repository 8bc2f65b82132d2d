// The results below the search box: links, so that they open in a new tab like any other and a
// screen reader says what they are. The arrow keys walk through them, and typing goes on in the box.
"use strict";
{
  const FIRST = 10;
  const MORE = 20;

  /** Begin to answer what is typed into the box; `close` closes the search. */
  function start(search, close) {
    const { excerpt, hits, prepare, site } = notesSearch;
    const index = globalThis.notesSearchIndex;
    const engine = prepare(index);
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
    let asked = "";

    /** Fill an element with a text, its hits in <mark>s. Only text: notes may come from anybody. */
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

    /** A place's page and, from the outermost in, the titles above it. */
    function surroundings(place) {
      const titles = [];
      let [, address, above] = index.places[place];
      let page = address.startsWith("#") ? "" : address;
      let onPage = !address.startsWith("#");
      for (let at = above; at >= 0; at = index.places[at][2]) {
        const [title, folder] = index.places[at];
        titles.unshift(title);
        if (!onPage && !folder.startsWith("#")) [page, onPage] = [folder, true];
      }
      return { page, titles };
    }

    function link({ place, terms }) {
      const [, address] = index.places[place];
      const { page } = surroundings(place);
      const url = new URL(page + (site.protocol === "file:" ? "index.html" : ""), site);
      if (terms?.size) url.searchParams.set("h", [...terms.keys()].slice(0, 30).join(" "));
      if (address.startsWith("#")) url.hash = address;
      return url.href;
    }

    function item(one) {
      const [title, , , kind] = index.places[one.place];
      const row = template.content.cloneNode(true);
      row.querySelector("a").href = link(one);
      row.querySelector(".search-kind").hidden = kind !== 2;
      row.querySelector(".search-path").append(surroundings(one.place).titles.join(" › "));
      fill(row.querySelector(".search-title"), title, hits(title, one.terms));
      const texts = globalThis.notesSearchTexts;
      if (texts) {
        const piece = excerpt(texts[one.place], one.terms);
        fill(row.querySelector(".search-text"), piece.text, piece.hits);
      }
      return row;
    }

    function add(number) {
      const shown = list.children.length;
      list.append(...found.slice(shown, shown + number).map(item));
      more.hidden = list.children.length >= Math.min(found.length, 100);
    }

    function answer() {
      asked = input.value;
      found = engine.find(asked, globalThis.notesSearchTexts);
      list.replaceChildren();
      add(FIRST);
      const empty = !found.length && asked.trim() !== "";
      const near = empty && engine.nearest(asked);
      suggestion.hidden = !near;
      if (near) suggestion.textContent = words.suggestion.replace("{query}", () => near);
      suggestion.value = near || "";
      if (help) help.hidden = !empty;
      status.textContent = empty
        ? words.none.replace("{query}", () => asked.trim()) // "$&" would stand for something
        : asked.trim() &&
          (counts[plural.select(found.length)] ?? counts.other).replace("{n}", found.length);
    }

    /** Go through the results; above the first is the box. */
    function step(by) {
      const stops = [input, ...list.querySelectorAll("a")];
      const at = stops.indexOf(document.activeElement);
      const next = stops[Math.min(Math.max(at + by, 0), stops.length - 1)];
      next.focus();
    }

    input.addEventListener("input", answer);
    more.addEventListener("click", () => {
      const shown = list.children.length;
      add(MORE);
      list.children[shown]?.querySelector("a").focus();
    });
    suggestion.addEventListener("click", () => {
      input.value = suggestion.value;
      input.focus();
      answer();
    });
    search.addEventListener("submit", () => list.querySelector("a")?.click());
    search.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.target !== input && event.key.length === 1 && event.key !== " ") {
        input.focus(); // the letter is then typed there
      }
    });
    list.addEventListener("click", (event) => {
      const chosen = event.target.closest("a");
      if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      const bare = (path) => path.replace(/index\.html$/, "");
      if (bare(chosen.pathname) !== bare(location.pathname)) return;
      event.preventDefault();
      close();
      document.activeElement.blur();
      if (chosen.hash) location.hash = chosen.hash;
      history.replaceState(null, "", chosen.href);
      notesSearch.show(new URLSearchParams(chosen.search).get("h") ?? "", chosen.hash);
    });

    answer();
    notesSearch.refine = () => asked && !list.contains(document.activeElement) && answer();
  }

  notesSearch.start = start;
}
