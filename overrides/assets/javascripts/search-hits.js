// Marks a page's hits, and brings the chosen one into view, with its answer open.
"use strict";
{
  const LINE = "tr, li, p, pre, h1, h2, h3, h4, h5, h6, summary, dt, dd, figcaption";
  const PIECE = `td, th, ${LINE}`;
  const LEFT_OUT = "button, script, style, template, .headerlink, .linenos";
  const PLACE = ":is(h1, h2, h3, h4, h5, h6)[id]";

  /** The texts below a node; a formula's text is its label. */
  function* texts(node) {
    if (node.nodeType === Node.TEXT_NODE) yield { node, text: node.data };
    else if (node.localName === "math") {
      yield { node, text: node.getAttribute("aria-label") ?? node.textContent };
    } else if (node.localName === "br") yield { node, text: "\n" };
    else if (!node.matches(LEFT_OUT)) {
      for (const child of node.childNodes) {
        if (child.nodeType !== Node.COMMENT_NODE) yield* texts(child);
      }
    }
  }

  /** Texts that read as one, as lists: a word may be partly bold, but never spans two cells. */
  function pieces(article) {
    const found = [];
    let last;
    for (const one of texts(article)) {
      const element = one.node.parentElement.closest(PIECE) ?? article;
      if (element !== last) found.push({ element, texts: [] });
      found.at(-1).texts.push(one);
      last = element;
    }
    return found;
  }

  function mark({ node }, start, end) {
    if (node.nodeType !== Node.TEXT_NODE) {
      if (node.localName === "math") node.classList.add("hit");
      return node;
    }
    const range = document.createRange();
    range.setStart(node, start);
    range.setEnd(node, end);
    const element = document.createElement("mark");
    element.className = "hit";
    range.surroundContents(element);
    return element;
  }

  /** Mark the terms in one piece; return the marks in the order of the text. */
  function markIn(piece, terms) {
    const whole = piece.texts.map(({ text }) => text).join("");
    const found = notesSearch.hits(whole, terms);
    const marks = [];
    let end = whole.length;
    for (const one of piece.texts.toReversed()) {
      const from = end - one.text.length;
      for (const [first, last] of found.toReversed()) {
        if (first >= end || last <= from) continue;
        marks.unshift(mark(one, Math.max(first, from) - from, Math.min(last, end) - from));
      }
      end = from;
    }
    return marks;
  }

  function clear() {
    for (const hit of document.querySelectorAll(".hit")) {
      if (hit.localName === "math") hit.classList.remove("hit");
      else {
        const parent = hit.parentNode;
        hit.replaceWith(...hit.childNodes);
        parent.normalize();
      }
    }
  }

  /** The first of the lines with hits that has most of the terms, preferably in the place itself. */
  function choose(lines, isThere) {
    const own = lines.filter(({ element }) => isThere(element));
    const most = (some) => some.reduce((best, line) => (line.terms > best.terms ? line : best), some[0]);
    return most(own) ?? most(lines);
  }

  function reveal(element) {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) {
      box.open = true;
    }
    element.scrollIntoView({ block: "center", inline: "nearest" });
  }

  /** The element that a fragment such as "#what-is-drift" points to. */
  function target(hash) {
    try {
      return document.getElementById(decodeURIComponent(hash.slice(1)));
    } catch {
      return document.getElementById(hash.slice(1)); // a stray "%"
    }
  }

  /** Mark the words of `wanted` on this page, and show the best hit of the place at `hash`. */
  function show(wanted, hash) {
    clear();
    const article = document.querySelector("article") ?? document.body;
    const terms = new Map(wanted.split(" ").map((term, n) => [term, n]));
    const chosen = hash ? target(hash) : null;
    const place = chosen ?? article;
    const frame = place.closest(".qa") ?? place;
    const next = [...article.querySelectorAll(PLACE)].find(
      (other) => !frame.contains(other) && frame.compareDocumentPosition(other) & 4,
    );
    const answer = chosen && (frame.matches("details") ? frame : frame.querySelector("details.answer"));
    if (answer) answer.open = true;

    const lines = [];
    for (const piece of pieces(article)) {
      const marks = markIn(piece, terms);
      if (!marks.length) continue;
      const element = piece.element.closest("tr") ?? piece.element;
      const text = piece.texts.map((one) => one.text).join("");
      const own = notesSearch.words(text).map(({ term }) => term).filter((term) => terms.has(term));
      const line = lines.at(-1)?.element === element ? lines.at(-1) : { element, marks: [], own: new Set() };
      if (line !== lines.at(-1)) lines.push(line);
      line.marks.push(...marks);
      own.forEach((term) => line.own.add(term));
      line.terms = line.own.size;
    }
    const isThere = (element) =>
      (place.contains(element) || place.compareDocumentPosition(element) & 4) &&
      !(next && (next === element || next.compareDocumentPosition(element) & 4));
    const shown = choose(lines, isThere)?.marks[0] ?? chosen;
    if (!shown) return;
    reveal(shown);
    // Until everything is loaded, browsers scroll to the address's own target.
    if (document.readyState !== "complete") addEventListener("load", () => reveal(shown), { once: true });
  }

  Object.assign(notesSearch, { clear, show });
}
