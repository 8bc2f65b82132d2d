// The engine of the search: texts → words, and a query → the places of the notes that answer it.
// It knows nothing of the page. What "search/index.js" and "search/texts.js" hold is described in
// scripts/coursenotes/outputs/search_index.py, which reads words by the same rules as this file.
"use strict";
{
  // --- Words ----------------------------------------------------------------------------------

  // Scripts that put no spaces between words: there every two neighbouring letters count as a word.
  const UNSPACED =
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u9fff" +
    "\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const LETTER = `[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]`;
  const WORD = new RegExp(
    `[${UNSPACED}]+|${LETTER}+(?:[\\-_'’]${LETTER}+)*(?:\\+\\+|#(?!${LETTER}))?`,
    "gv",
  );
  const SEAM = /[-_'’]|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})/;
  const PLAIN = /^[A-Z]?[a-z\d]*$/; // most are: no accent to take off, nothing to take apart
  const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

  /** A word in lower case and without its accents: what counts when words are compared. */
  function fold(word) {
    if (/^[\0-\x7f\u3400-\u9fff]*$/.test(word)) return word.toLowerCase();
    return word.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
  }

  /**
   * The words of a text in order, as {term, start, end, at}: `at` counts words. A compound such as
   * "max_depth", "maxDepth" or "k-means" gives its parts and, where its first stands, the whole.
   */
  function words(text) {
    const found = [];
    let at = 0;
    for (const { 0: run, index } of text.matchAll(WORD)) {
      if (PLAIN.test(run)) {
        found.push({ term: run.toLowerCase(), start: index, end: index + run.length, at: at++ });
        continue;
      }
      if (STARTS_UNSPACED.test(run)) {
        const letters = [...run];
        let start = index;
        letters.forEach((letter, n) => {
          const term = fold(letter + (letters[n + 1] ?? ""));
          found.push({ term, start, end: start + letter.length + (letters[n + 1]?.length ?? 0), at: at++ });
          start += letter.length;
        });
        continue;
      }
      const parts = run.split(SEAM);
      let start = index;
      if (parts.length > 1) {
        found.push({ term: fold(parts.join("")), start, end: index + run.length, at, whole: true });
      }
      for (const part of parts) {
        if (!part) continue;
        start = text.indexOf(part, start);
        found.push({ term: fold(part), start, end: start + part.length, at: at++ });
        start += part.length;
      }
    }
    return found;
  }

  /** Singular and plural alike, for English; what it does to other languages does no harm. */
  function stem(word) {
    if (word.length < 5) return word.replace(/^(..[^sai])s$/, "$1");
    return word
      .replace(/(?:ies?|y)$/, "i")
      .replace(/(?:ices|[ie]x)$/, "ic")
      .replace(/^(.{4,}?)(?:[ei]?s|e)+$/, "$1");
  }

  /** Whether `word` is `other` (or, with `begun`, how it begins) but for one slip of the keys. */
  function near(word, other, begun) {
    if (!begun && Math.abs(word.length - other.length) > 1) return false;
    const begins = word[0] === other[0] || word[1] === other[1];
    if (!begins && word[0] !== other[1] && word[1] !== other[0]) return false; // as nearly all
    let n = 0;
    while (n < word.length && word[n] === other[n]) n++;
    const same = (from, to) =>
      begun ? other.startsWith(word.slice(from), to) : word.slice(from) === other.slice(to);
    return (
      same(n + 1, n + 1) || // a wrong letter
      same(n + 1, n) || // one too many
      same(n, n + 1) || // one too few
      (word[n] === other[n + 1] && word[n + 1] === other[n] && same(n + 2, n + 2)) // two swapped
    );
  }

  // --- The index, ready for use ---------------------------------------------------------------

  const KIND = [1, 1.1, 1.5]; // of a page, a heading, a question: which of equals comes first
  const LEVEL = { ".": 0.12, ":": 0.2, "!": 0.3 }; // how much a text is about a word; a title: 1
  const ABOVE = 0.1; // the word is in the title of the page or heading above only
  const NEXT = 1.3; // in a title it stands beside a word that is beside it in the query
  const SAME = 1;
  const ALIKE = 0.9;
  const BEGUN = 0.7;
  const SLIP = 0.5;
  const BEGUN_SLIP = 0.35;

  /** The search over an index. */
  function prepare({ places, words: lines, acronyms: pairs }) {
    const acronyms = new Map(pairs); // an object would know "constructor" too
    const ids = new Map(); // term → its number
    const terms = [];
    const coded = [];
    const number = (term) => {
      if (!ids.has(term)) ids.set(term, terms.push(term) - 1);
      return ids.get(term);
    };
    for (const line of lines.split("\n")) {
      const [term, postings] = line.split(" ");
      coded[number(term)] = postings;
    }
    const titled = []; // term → the places that have it in their title
    const titles = places.map(([title], place) =>
      words(title).map(({ term, at }) => {
        const id = number(term);
        (titled[id] ??= new Set()).add(place);
        return { id, at };
      }),
    );

    const decoded = [];
    /** The places whose text has a term: place → how much it is about it. */
    function postings(id) {
      if (decoded[id]) return decoded[id];
      const found = new Map();
      let place = 0;
      let gap = 0;
      for (const sign of coded[id] ?? "") {
        if (sign in LEVEL) {
          place += gap;
          found.set(place, LEVEL[sign]);
          gap = 0;
        } else gap = gap * 36 + parseInt(sign, 36);
      }
      return (decoded[id] = found);
    }

    const remembered = new Map();
    /** The terms that a word may mean: term's number → how well it fits. */
    function meanings(word, typing) {
      const key = word + (typing ? "…" : "");
      if (remembered.has(key)) return remembered.get(key);
      const found = new Map();
      const singular = stem(word);
      const root = word.slice(0, 3);
      const long = word.length > 4; // of shorter words too many are alike but for one letter
      const begins = typing && !/^[a-z\d]$/.test(word);
      terms.forEach((term, id) => {
        let fit = 0;
        if (term === word) fit = SAME;
        else if (term.startsWith(root) && stem(term) === singular) fit = ALIKE;
        else if ((begins || long) && term.startsWith(word)) fit = begins ? BEGUN : SLIP;
        else if ((long || term.length > 4) && near(word, term)) fit = SLIP;
        else if (long && begins && near(word, term, true)) fit = BEGUN_SLIP;
        if (fit) found.set(id, fit);
      });
      remembered.set(key, found);
      return found;
    }

    /** What one word stands for in full: an acronym's words, or the halves of "dataset". */
    function spellings(word) {
      const spelled = acronyms.get(word);
      if (spelled) return spelled.map((spelling) => spelling.split(" "));
      const found = [];
      for (let n = 3; n <= word.length - 3 && !ids.has(word); n++) {
        const halves = [word.slice(0, n), word.slice(n)];
        if (halves.every((half) => ids.has(half))) found.push(halves);
      }
      return found;
    }

    /**
     * The words of a query as slots that a place fills: `terms` that fill it, and in `spelled`
     * lists of further slots that fill it together. The first `asked` slots are the query's own.
     */
    function read(query) {
      const found = words(query).filter(({ whole }) => !whole);
      // The last letter of an unspaced run counts only where it stands alone.
      const own = found.filter(({ end }, n) => end !== found[n - 1]?.end).slice(0, 40);
      const typing = own.at(-1)?.end === query.length;
      const slots = own.map(({ term }, n) => ({
        terms: new Map(meanings(term, typing && n === own.length - 1)),
        spelled: spellings(term),
      }));
      const asked = slots.length;
      const add = (first, count, term) => {
        for (const slot of slots.slice(first, first + count)) slot.terms.set(number(term), ALIKE);
      };
      for (let n = 1; n < asked; n++) {
        const joined = own[n - 1].term + own[n].term; // "data set" finds "dataset"
        if (ids.has(joined)) add(n - 1, 2, joined);
      }
      for (const [acronym, all] of acronyms) {
        for (const parts of all.map((spelling) => spelling.split(" "))) {
          const fits = (part, m) => (slots[m]?.terms.get(ids.get(part)) ?? 0) >= BEGUN;
          for (let n = 0; n + parts.length <= asked; n++) {
            if (parts.every((part, m) => fits(part, n + m))) add(n, parts.length, acronym);
          }
        }
      }
      for (const slot of slots.slice(0, asked)) {
        slot.spelled = slot.spelled.map((parts) =>
          parts.map((part) => slots.push({ terms: meanings(part, false), spelled: [] }) - 1),
        );
      }
      return { slots, asked };
    }

    /** How telling a slot is: much, where few places have its word. */
    function weight({ terms: meant }) {
      const best = Math.min(ALIKE, Math.max(0, ...meant.values()));
      const having = new Set();
      for (const [id, fit] of meant) {
        if (fit < best) continue;
        for (const place of postings(id).keys()) having.add(place);
        for (const place of titled[id] ?? []) having.add(place);
      }
      const many = Math.max(1, having.size); // a word that nobody knows tells no more than a rare one
      return Math.log(1 + (places.length - many + 0.5) / (many + 0.5));
    }

    /** How well each place's title, and its text, fill each slot: two tables, place by place. */
    function fill(slots) {
      const size = slots.length;
      const inTitle = new Float32Array(places.length * size);
      const inText = new Float32Array(places.length * size);
      const wanted = new Map(); // term → the slots that it fills
      slots.forEach((slot, s) => {
        for (const [id, fit] of slot.terms) {
          if (!wanted.has(id)) wanted.set(id, []);
          wanted.get(id).push([s, fit]);
          for (const [place, level] of postings(id)) {
            const cell = place * size + s;
            inText[cell] = Math.max(inText[cell], fit * level);
          }
        }
      });
      titles.forEach((title, place) => {
        let before = []; // the slots that the word before fills
        let last = -1;
        let filled = [];
        for (const { id, at } of title) {
          if (at !== last) {
            before = at === last + 1 ? filled : [];
            filled = [];
            last = at;
          }
          const fits = wanted.get(id);
          if (!fits) continue;
          const best = Math.max(...fits.map(([, fit]) => fit));
          for (const [s, fit] of fits) {
            if (fit < best) continue; // one word does not fill both slots of "data d"
            const cell = place * size + s;
            const beside = before.includes(s - 1) || before.includes(s + 1);
            const strength = beside ? fit * NEXT : fit;
            inTitle[cell] = Math.max(inTitle[cell], strength);
            filled.push(s);
          }
        }
      });
      return { inTitle, inText };
    }

    /**
     * The places that answer a query, best first, as {place, terms, score}; `terms` are those to
     * mark there, each with its slot. A place that lacks a word counts only where none has them
     * all, or nearly so. With the places' `texts`, what stands in one line of a text counts more.
     */
    function find(query, texts) {
      const { slots, asked } = read(query);
      const size = slots.length;
      const weights = slots.slice(0, asked).map(weight);
      const whole = weights.reduce((sum, one) => sum + one, 0);
      if (!whole) return [];
      const { inTitle, inText } = fill(slots);
      const above = new Float32Array(places.length * size);
      const found = [];
      let most = 0;
      places.forEach(([, , parent, kind], place) => {
        const row = place * size;
        for (let s = 0; s < size && parent >= 0; s++) {
          above[row + s] = Math.max(inTitle[parent * size + s], above[parent * size + s]);
        }
        const filling = (s) => {
          const text = inText[row + s];
          return inTitle[row + s] ? inTitle[row + s] + text * ABOVE : text || above[row + s] * ABOVE;
        };
        let sum = 0;
        let covered = 0;
        let named = 0;
        let there = false;
        weights.forEach((one, s) => {
          const ways = slots[s].spelled.map((parts) => ALIKE * Math.min(...parts.map(filling)));
          const strength = Math.max(filling(s), ...ways);
          if (!strength) return;
          sum += one * strength;
          covered += one / whole;
          named += inTitle[row + s] > 0;
          there ||= inTitle[row + s] + inText[row + s] > 0 || !filling(s);
        });
        if (!there) return; // it is only below a title that has the words
        most = Math.max(most, covered);
        const short = 1 + (0.1 * named) / titles[place].length;
        found.push({ place, covered, score: (sum / whole) * covered ** 2 * KIND[kind] * short });
      });
      const order = (a, b) => b.score - a.score || a.place - b.place;
      const enough = Math.max(most - 0.15, 0.25);
      const good = found.filter(({ covered }) => covered >= enough).sort(order);
      // Of a whole sentence, the words that say little are not marked.
      const telling = asked > 3 ? Math.max(...weights) / 3 : 0;
      const marked = slots.filter((slot, s) => weights[s] > telling);
      for (const one of good.slice(0, 100)) one.terms = termsAt(one.place, marked, slots);
      if (!texts) return good;
      for (const one of good.slice(0, 30)) {
        const { together } = excerpt(texts[one.place], one.terms);
        one.score *= 1 + (0.2 * together) / marked.length;
      }
      return good.sort(order);
    }

    /** The terms of a place that fill these slots: term → number of the slot. */
    function termsAt(place, wanted, slots) {
      const found = new Map();
      wanted.forEach((slot, s) => {
        for (const { terms: meant } of [slot, ...slot.spelled.flat().map((n) => slots[n])]) {
          for (const id of meant.keys()) {
            if (titled[id]?.has(place) || postings(id).has(place)) found.set(terms[id], s);
          }
        }
      });
      return found;
    }

    /** The query with each unknown word replaced by the most similar known one; "" if none is. */
    function nearest(query) {
      const pairs = (word) => new Set([...` ${word} `].map((letter, n, all) => letter + all[n + 1]));
      const known = words(query).map(({ term }) => {
        if (meanings(term, false).size) return term;
        const own = pairs(term);
        let best = ["", 0.5];
        for (const other of terms) {
          if (Math.abs(other.length - term.length) > 3) continue;
          const others = pairs(other);
          const common = [...own].filter((pair) => others.has(pair)).length;
          const alike = (2 * common) / (own.size + others.size);
          if (alike > best[1]) best = [other, alike];
        }
        return best[0];
      });
      return known.filter(Boolean).join(" ");
    }

    return { find, nearest };
  }

  // --- What is shown of a place ---------------------------------------------------------------

  /** Where a text has one of the terms: [[start, end], …], none overlapping. */
  function hits(text, terms) {
    const found = [];
    for (const { term, start, end } of words(text)) {
      if (!terms.has(term)) continue;
      const last = found.at(-1);
      if (last && start <= last[1]) last[1] = Math.max(last[1], end);
      else found.push([start, end]);
    }
    return found;
  }

  /** The piece of a text that says most: {text, hits, together}, the last how many slots it has. */
  function excerpt(text, terms) {
    const LONG = 160;
    let best = { line: text.split("\n")[0], together: 0 };
    for (const line of text.split("\n")) {
      const slots = new Set(words(line).map(({ term }) => terms.get(term)));
      slots.delete(undefined);
      if (slots.size > best.together) best = { line, together: slots.size };
    }
    let piece = best.line;
    const [start] = hits(piece, terms)[0] ?? [0];
    if (piece.length > LONG) {
      const from = start > LONG / 3 ? piece.indexOf(" ", start - LONG / 3) + 1 : 0;
      const begun = piece.slice(from > start ? start : from);
      const to = begun.length > LONG ? begun.lastIndexOf(" ", LONG) : begun.length;
      const cut = begun.slice(0, to > LONG / 2 ? to : LONG);
      piece = (from ? "… " : "") + cut + (cut.length < begun.length ? " …" : "");
    }
    return { text: piece, hits: hits(piece, terms), together: best.together };
  }

  globalThis.notesSearch ??= {};
  Object.assign(globalThis.notesSearch, { excerpt, fold, hits, near, prepare, stem, words });
}
