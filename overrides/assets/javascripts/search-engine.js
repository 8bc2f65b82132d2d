// The search engine: finds the places of the notes that answer a query, best first. It knows nothing of
// the page.
"use strict";
{
  const KIND = [1, 1.1, 1.5]; // weight of a page, a heading, a question
  const ABOVE = 0.1; // weight of a word in a title above the place
  const NEXT = 1.3; // factor for words adjacent in title and query
  const SAME = 1;
  const ALIKE = 0.9;
  const BEGUN = 0.7;
  const KIN = 0.5;
  const SLIP = 0.5;
  const BEGUN_SLIP = 0.35;
  const UNKNOWN = 0.15; // weight of a word unlike any in the notes
  const SMALL = 0.2; // weight of "what" and the like
  const FEW = 3; // with more words, a place may lack some
  const MOST_WORDS = 40;
  const MOST_PIECES = 12; // loaded for one query
  const MOST_SLIPS = 8;

  /** A search engine over an index. */
  function engine(index) {
    const { isSmall, likeness, near, root, stem, words } = notesSearch;
    const { above, kinds, lengths, postings } = index;

    // --- A word → the terms that it may mean --------------------------------------------------

    /** Words that differ from `word` by a typing mistake: one half of them is right. */
    async function resembling(word, budget) {
      if (index.isWhole) return index.all(budget);
      const half = word.length >> 1;
      const lists = await Promise.all([
        index.beginning(word.slice(0, half), budget),
        index.ending(word.slice(half + 1), budget),
      ]);
      return lists.flat();
    }

    /** The terms that a word may mean: term → how well it fits. */
    async function meanings(word, typing, budget) {
      const found = new Map();
      const [singular, bare] = [stem(word), root(word)];
      const long = word.length > 4; // too many shorter words differ in one letter only
      const begins = typing && !/^[a-z\d]$/.test(word);
      const kin = word.length < 3 ? word : word.slice(0, Math.max(3, Math.min(word.length - 4, 6)));
      const lists = await Promise.all([
        word.length < 3 ? index.between(word, word, budget) : index.beginning(kin, budget),
        begins ? index.beginning(word, budget) : [],
      ]);
      for (const term of new Set(lists.flat())) {
        if (term === word) found.set(term, SAME);
        else if (word.length > 2 && stem(term) === singular) found.set(term, ALIKE);
        else if ((begins || long) && term.startsWith(word)) found.set(term, begins ? BEGUN : SLIP);
        else if (word.length > 3 && root(term) === bare) found.set(term, KIN);
      }
      if (found.size || word.length < 4) return found;
      for (const term of await resembling(word, budget)) {
        if ((long || term.length > 4) && near(word, term)) found.set(term, SLIP);
        else if (long && begins && near(word, term, true)) found.set(term, BEGUN_SLIP);
      }
      await Promise.all([...found.keys()].slice(0, MOST_SLIPS).map((term) => index.get(term, budget)));
      return found;
    }

    /** The meanings of signs, and of names such as "Array.isArray": themselves, or words they begin. */
    async function literally(text, typing, budget) {
      const found = new Map();
      const begun = typing && text.length > 2;
      for (const term of begun ? await index.beginning(text, budget) : [text]) {
        if (await index.get(term, budget)) found.set(term, term === text ? SAME : BEGUN);
      }
      return found;
    }

    /** The words that one word stands for: those of an acronym, or the halves of "dataset". */
    async function spellings(word, budget) {
      const known = await index.get(word, budget);
      const spelled = known?.spelled.filter((one) => !one.includes("=")) ?? [];
      if (spelled.length || known) return spelled.map((one) => one.split("_"));
      const found = [];
      for (let n = 3; n <= word.length - 3; n++) {
        const halves = [word.slice(0, n), word.slice(n)];
        if ((await index.get(halves[0], budget)) && (await index.get(halves[1], budget))) {
          found.push(halves);
        }
      }
      return found;
    }

    // --- A query → slots ----------------------------------------------------------------------

    /**
     * The words of a query as slots that a place fills: `terms` that fill it, and in `spelled`
     * lists of further slots that fill it together. The first `asked` slots are the query's own.
     */
    async function read(query) {
      const budget = { left: MOST_PIECES };
      const own = wordsOf(query);
      const longest = [...own].sort((a, b) => b.term.length - a.term.length);
      await Promise.all(longest.map(({ term }) => index.get(term, budget)));
      const slots = [];
      for (const { term, end, literal } of own) {
        const typing = end === query.length;
        const means = literal ? literally : meanings;
        slots.push({ term, terms: new Map(await means(term, typing, budget)), spelled: [], literal });
      }
      await amend(own, slots, budget);
      await join(own, slots, budget);
      const asked = slots.length;
      for (let n = 0; n < asked; n++) {
        if (own[n].literal || own[n].unspaced) continue;
        for (const parts of await spellings(own[n].term, budget)) {
          const numbers = [];
          for (const part of parts) {
            numbers.push(slots.push({ terms: await meanings(part, false, budget), spelled: [] }) - 1);
          }
          slots[n].spelled.push(numbers);
        }
      }
      return { slots, asked };
    }

    function wordsOf(query) {
      const found = words(query).filter(({ whole }) => !whole);
      const plain = found.some(({ literal }) => !literal);
      return found
        .filter(({ literal, term, end }, n) => {
          if (literal) return !plain || term.length > 1;
          // The last letter of an unspaced run only counts if it is alone.
          return end !== found[n - 1]?.end || found[n - 1].literal;
        })
        .slice(0, MOST_WORDS);
    }

    /** In unspaced scripts one wrong letter makes two unknown terms: replace them with known ones. */
    async function amend(own, slots, budget) {
      for (let n = 1; n < own.length; n++) {
        const [one, other] = [own[n - 1], own[n]];
        if (!one.unspaced || !other.unspaced || other.start >= one.end) continue;
        if (slots[n - 1].terms.size || slots[n].terms.size) continue;
        const [before, behind] = [[...one.term][0], [...other.term].at(-1)];
        const ends = new Set(await index.ending(behind, budget));
        for (const term of await index.beginning(before, budget)) {
          const right = [...term][1];
          if (!right || !ends.has(right + behind)) continue;
          slots[n - 1].terms.set(term, SLIP);
          slots[n].terms.set(right + behind, SLIP);
          await index.get(right + behind, budget);
        }
      }
    }

    /** Also match adjacent words joined, "data set" as "dataset", and words spelled out as acronym. */
    async function join(own, slots, budget) {
      const add = async (first, count, term) => {
        if (!(await index.get(term, budget))) return;
        for (const slot of slots.slice(first, first + count)) slot.terms.set(term, ALIKE);
      };
      for (let n = 0; n < own.length; n++) {
        if (n && !own[n].unspaced) await add(n - 1, 2, own[n - 1].term + own[n].term);
        for (const [first, fit] of [...slots[n].terms]) {
          if (fit < BEGUN) continue;
          for (const one of (await index.get(first, budget))?.spelled ?? []) {
            const [acronym, spelled] = one.split("=");
            const parts = spelled?.split("_") ?? [];
            const fits = (part, m) => (slots[n + m]?.terms.get(part) ?? 0) >= BEGUN;
            if (spelled && parts.every(fits)) await add(n, parts.length, acronym);
          }
        }
      }
    }

    // --- Slots → places -----------------------------------------------------------------------

    /** The weight of a slot: high if few places have its word. */
    function weight({ term, terms, literal }) {
      const rarest = Math.log(1 + (kinds.length - 0.5) / 1.5);
      if (!terms.size) return literal ? 0 : UNKNOWN * rarest;
      const best = Math.min(ALIKE, Math.max(...terms.values()));
      const having = new Set();
      for (const [term, fit] of terms) {
        if (fit >= best) for (const place of postings(term).keys()) having.add(place);
      }
      const many = Math.max(1, having.size);
      return Math.log(1 + (kinds.length - many + 0.5) / (many + 0.5)) * (isSmall(term) ? SMALL : 1);
    }

    /** How well each place's title, and its text, fill each slot: two tables, place by place. */
    function fill(slots) {
      const size = slots.length;
      const inTitle = new Float32Array(kinds.length * size);
      const inText = new Float32Array(kinds.length * size);
      const titles = new Map(); // place → [position, slot, fit] of each word that fills one
      const touched = new Set();
      slots.forEach(({ terms }, s) => {
        for (const [term, fit] of terms) {
          for (const [place, { level, at }] of postings(term)) {
            touched.add(place);
            const cell = place * size + s;
            if (fit * level > inText[cell]) inText[cell] = fit * level;
            if (!at) continue;
            let filling = titles.get(place);
            if (!filling) titles.set(place, (filling = []));
            for (const sign of at) filling.push([sign.charCodeAt(0), s, fit]);
          }
        }
      });
      for (const [place, filling] of titles) {
        // One word does not fill both slots of "data d": only the one it fits best.
        const isBest = ([at, , fit]) => !filling.some((other) => other[0] === at && other[2] > fit);
        const filled = filling.length > 1 ? filling.filter(isBest) : filling;
        for (const [at, s, fit] of filled) {
          const beside = filled.some(
            (other) => Math.abs(other[0] - at) === 1 && Math.abs(other[1] - s) === 1,
          );
          const cell = place * size + s;
          inTitle[cell] = Math.max(inTitle[cell], beside ? fit * NEXT : fit);
        }
      }
      return { inTitle, inText, titles, touched };
    }

    /**
     * The places that answer a query, best first, as {place, terms, score}; `terms` are those to
     * mark there, each with its slot. A place without one of the words only counts if none, or
     * nearly none, has them all.
     */
    async function find(query) {
      const { slots, asked } = await read(query);
      const size = slots.length;
      const weights = slots.slice(0, asked).map(weight);
      const whole = weights.reduce((sum, one) => sum + one, 0);
      if (!whole) return [];
      const { inTitle, inText, titles, touched } = fill(slots);
      const found = [];
      let most = 0;
      for (const place of touched) {
        const row = place * size;
        const over = []; // places above it with a query word in their title
        for (let p = above[place]; p >= 0; p = above[p]) if (titles.has(p)) over.push(p * size);
        const filling = (s) => {
          const text = inText[row + s];
          if (inTitle[row + s]) return inTitle[row + s] + text * ABOVE;
          if (text) return text;
          let best = 0;
          for (const other of over) best = Math.max(best, inTitle[other + s]);
          return best * ABOVE;
        };
        let [sum, covered, named] = [0, 0, 0];
        for (let s = 0; s < asked; s++) {
          let strength = filling(s);
          for (const parts of slots[s].spelled) {
            strength = Math.max(strength, ALIKE * Math.min(...parts.map(filling)));
          }
          if (!strength) continue;
          sum += weights[s] * strength;
          covered += weights[s] / whole;
          named += inTitle[row + s] > 0;
        }
        if (!sum) continue; // it has only some words of an acronym
        most = Math.max(most, covered);
        const short = 1 + (0.1 * named) / (lengths[place] || 1);
        found.push({ place, covered, score: (sum / whole) * covered ** 2 * KIND[kinds[place]] * short });
      }
      const enough = asked > FEW ? most * 0.3 : most - 0.15;
      const good = found
        .filter(({ covered }) => covered >= enough)
        .sort((a, b) => b.score - a.score || a.place - b.place);
      // In a whole sentence, do not mark the words that carry no topic.
      const telling = asked > FEW ? Math.max(...weights) / 3 : 0;
      const marked = slots.filter((slot, s) => weights[s] > telling);
      return good.map(({ place, score }) => ({
        place,
        score,
        get terms() {
          return termsAt(place, marked, slots);
        },
      }));
    }

    /** The terms of a place that fill these slots: term → number of the slot. */
    function termsAt(place, wanted, slots) {
      const found = new Map();
      wanted.forEach((slot, s) => {
        for (const { terms } of [slot, ...slot.spelled.flat().map((n) => slots[n])]) {
          for (const term of terms.keys()) if (postings(term).has(place)) found.set(term, s);
        }
      });
      return found;
    }

    /** The query with each unknown word replaced by the most similar known one; "" if there is none. */
    async function nearest(query) {
      const budget = { left: MOST_PIECES };
      const known = [];
      for (const { term, whole } of words(query)) {
        if (whole) continue;
        if ((await meanings(term, false, budget)).size) known.push(term);
        else {
          let best = ["", 0.5];
          for (const other of await resembling(term, budget)) {
            if (Math.abs(other.length - term.length) > 3) continue;
            const alike = likeness(term, other);
            if (alike > best[1]) best = [other, alike];
          }
          known.push(best[0]);
        }
      }
      return known.filter(Boolean).join(" ");
    }

    return { find, nearest };
  }

  Object.assign(globalThis.notesSearch, { engine });
}
