// The search index, loaded piece by piece; scripts/coursenotes/outputs/search_index.py documents the
// pieces.
"use strict";
{
  const AFTER = "\uffff"; // sorts after every letter
  const LEVEL = { "": 0, ".": 0.12, ":": 0.2, "!": 0.3 }; // how relevant a word is to a text
  const POSTING = /([0-9a-z]+)([A-Z]*)([.:!]?)/g;
  const MOST_AT_ONCE = 4; // pieces to load for a beginning or an ending
  const backwards = (word) => word.split("").reverse().join("");

  /** The number of entries of a sorted list before `value`; with `also`, including equal ones. */
  function before(list, value, also = false) {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] < value || (also && list[middle] === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last entry of a sorted list that is not after `value`; the first if all are. */
  const holder = (list, value) => Math.max(0, before(list, value, true) - 1);

  /** The numbers of the pieces that hold the words between two words, or the first of these. */
  function range(firsts, from, to) {
    const start = holder(firsts, from);
    const length = Math.min(MOST_AT_ONCE, Math.max(1, before(firsts, to, true) - start));
    return Array.from({ length }, (_, n) => start + n);
  }

  /**
   * The index, once `load(name)` has loaded the piece "index". Its functions use the pieces that
   * are loaded, and load at most `budget.left` more, which they count down.
   */
  function open(load) {
    const pieces = globalThis.notesSearchPieces;
    const { kinds, depths, lengths, words: firsts, endings, texts } = pieces.index;
    const loading = new Map();
    const known = new Map(); // term → {term, postings, spelled}
    const sorted = []; // the terms of each piece of words that was read

    /** A piece; undefined if it is not loaded and the budget is used up. */
    async function piece(name, budget) {
      if (name in pieces) return pieces[name];
      if (!loading.has(name)) {
        if (budget.left <= 0) return undefined;
        budget.left--;
        loading.set(name, load(name).finally(() => loading.delete(name)));
      }
      await loading.get(name);
      return pieces[name];
    }

    /** The terms of a piece of words, in order. */
    async function termsOf(number, budget) {
      const text = await piece(`words/${number}`, budget);
      if (text === undefined) return [];
      return (sorted[number] ??= text.split("\n").map((line) => {
        const [term, postings, spelled] = line.split(" ");
        known.set(term, { term, postings, spelled: spelled?.split(",") ?? [] });
        return term;
      }));
    }

    /** The words between two strings, in order. */
    async function between(from, to, budget) {
      const lists = await Promise.all(
        range(firsts, from, to).map((number) => termsOf(number, budget)),
      );
      return lists.flatMap((list) => list.slice(before(list, from), before(list, to, true)));
    }

    const beginning = (start, budget) => between(start, start + AFTER, budget);

    /** The words that end with some letters. */
    async function ending(letters, budget) {
      if (!endings.length) return (await termsOf(0, budget)).filter((term) => term.endsWith(letters));
      const from = backwards(letters);
      const lists = await Promise.all(
        range(endings, from, from + AFTER).map((number) => piece(`endings/${number}`, budget)),
      );
      return lists.flatMap((list) => list?.split("\n") ?? []).filter((term) => term.endsWith(letters));
    }

    /** What the index has on a word: undefined if the notes do not have it. */
    async function get(term, budget) {
      if (!known.has(term)) await termsOf(holder(firsts, term), budget);
      return known.get(term);
    }

    /** Whether all words are loaded, so that searching each of them loads nothing. */
    const isWhole = firsts.length === 1;
    const all = (budget) => termsOf(0, budget);

    /** The places that have a term: place → {level, at}; `at` are its positions in the title. */
    function postings(term) {
      const entry = known.get(term);
      if (!entry) return new Map();
      if (!entry.places) {
        entry.places = new Map();
        let place = 0;
        for (const [, gap, at, sign] of (entry.postings ?? "").matchAll(POSTING)) {
          place += parseInt(gap, 36);
          entry.places.set(place, { level: LEVEL[sign], at });
        }
      }
      return entry.places;
    }

    const above = new Int32Array(kinds.length).fill(-1);
    const last = []; // the last place of each depth
    for (let place = 0; place < kinds.length; place++) {
      const depth = parseInt(depths[place], 36);
      above[place] = depth ? last[depth - 1] : -1;
      last[depth] = place;
    }

    /** What results show of a place: {title, text, page, hash, number, above: names, outermost first}. */
    async function shown(place) {
      const first = holder(texts, place);
      const found = await piece(`texts/${first}`, { left: 1 });
      const outer = new Map(found.above.map(([other, ...rest]) => [other, rest]));
      const at = (other) => outer.get(other) ?? found.places[other - texts[first]];
      const [title, address, text, number = ""] = at(place);
      const [names, addresses] = [[], [address]];
      for (let other = above[place]; other >= 0; other = above[other]) {
        names.unshift(at(other)[3] ?? at(other)[0]);
        addresses.push(at(other)[1]);
      }
      const page = addresses.find((one) => !one.startsWith("#"));
      return { title, text, page, hash: address.startsWith("#") ? address : "", number, above: names };
    }

    /** Whether these places can be shown without loading anything. */
    const has = (places) => places.every((place) => `texts/${holder(texts, place)}` in pieces);

    return {
      above,
      all,
      beginning,
      between,
      ending,
      get,
      has,
      isWhole,
      kinds,
      lengths: Array.from(lengths, (digit) => parseInt(digit, 36)),
      postings,
      shown,
    };
  }

  Object.assign(globalThis.notesSearch, { open });
}
