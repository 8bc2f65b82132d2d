// Splits text into the words that the search compares, with their positions. scripts/coursenotes/outputs/
// search_tokens.py does the same for the index.
"use strict";
{
  // Scripts without spaces between words: every two adjacent letters count as a word.
  const UNSPACED =
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u9fff" +
    "\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
  const LETTER = `[[\\p{L}\\p{N}\\p{M}]--[${UNSPACED}]]`;
  const WORD = `${LETTER}+(?:[\\-_'’]${LETTER}+)*(?:\\+\\+|#(?!${LETTER}))?`;
  const JOINT = "(?:[.\\/:@\\\\]+|->)"; // between the parts of a name, a path or an address
  const SIGN =
    "[!-\\/:-@\\[-\\^`\\{-~\\u00a2-\\u00a9\\u00ac\\u00ae-\\u00b1\\u00d7\\u00f7\\u20a0-\\u20cf" +
    "\\u2190-\\u23ff\\u2500-\\u2bff\\u{1f000}-\\u{1faff}]";
  const TOKEN = new RegExp(`[${UNSPACED}]+|${WORD}(?:${JOINT}${WORD})*|${SIGN}+`, "gv");
  const WORDS = new RegExp(WORD, "gv");
  const JOINED = new RegExp(JOINT, "v");
  const STARTS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "v");
  const STARTS_SIGN = new RegExp(`^${SIGN}`, "v");
  const SEAM = /[-_'’]|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})/;
  const PLAIN = /^[A-Z]?[a-z\d]*$/; // most words: no accent to remove, nothing to split
  const BEFORE_SIGNS = /^["'(\[{`,]+/; // punctuation before signs
  const AFTER_SIGNS = /["'()\[\]{}`,.;:!?]+$/;
  const DOUBLED = /([!.:?])\1{1,2}/; // of these only doubled ones are signs
  const MOST_SIGNS = 3;
  // What readers type for the signs of formulas.
  const GREEK = new Map(
    (
      "α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu " +
      "ξ xi ο omicron π pi ρ rho σ sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega"
    ).match(/\S+ \S+/g).map((pair) => pair.split(" ")),
  );
  const NAMED = { "∑": "sum", "∏": "product", "∫": "integral", "√": "sqrt", "∂": "partial", "∇": "nabla", "∞": "infinity" };

  /** A word in lower case without accents, as words are compared. */
  function fold(word) {
    if (/^[\0-\x7f\u3400-\u9fff]*$/.test(word)) return word.toLowerCase();
    return word.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();
  }

  /**
   * The terms of a text in order, as {term, start, end, at}; `at` is the number of words before.
   * A compound such as "max_depth", "maxDepth" or "k-means" gives its `whole` and then its parts,
   * and so do names such as "Array.isArray" and "/proc/mounts", which are `literal`, like signs.
   * Signs of formulas also give their name as a `whole`: "sigma" for "σ²", "sum" for "∑".
   */
  function words(text) {
    const found = [];
    let at = 0;
    const add = (term, start, end, more) => found.push({ term, start, end, at, ...more });

    function word(run, index) {
      if (PLAIN.test(run)) {
        add(run.toLowerCase(), index, index + run.length);
        at++;
        return;
      }
      const parts = run.split(SEAM);
      let start = index;
      const whole = parts.length > 1 && fold(parts.join(""));
      if (whole) add(whole, start, index + run.length, { whole: true });
      for (const part of parts) {
        const folded = fold(part);
        if (!folded) continue; // nothing, or an accent without a letter
        start = text.indexOf(part, start);
        const greek = [...folded].filter((letter) => GREEK.has(letter));
        if (greek.length === 1) add(GREEK.get(greek[0]), start, start + part.length, { whole: true });
        add(folded, start, start + part.length);
        at++;
        start += part.length;
      }
    }

    function unspaced(run, index) {
      const letters = [...run];
      let start = index;
      letters.forEach((letter, n) => {
        const next = letters[n + 1] ?? "";
        add(fold(letter + next), start, start + letter.length + next.length, { unspaced: true });
        at++;
        start += letter.length;
      });
    }

    function signs(run, index) {
      for (const { 0: sign, index: place } of run.matchAll(/[∑∏∫√∂∇∞]/g)) {
        add(NAMED[sign], index + place, index + place + 1, { whole: true });
      }
      const bare = run.replace(BEFORE_SIGNS, "").replace(AFTER_SIGNS, "");
      const sign = bare || (DOUBLED.exec(run)?.[0] ?? "");
      const length = [...sign].length;
      const start = index + run.indexOf(sign, bare && BEFORE_SIGNS.exec(run)?.[0].length);
      if (length && length <= MOST_SIGNS) add(sign, start, start + sign.length, { literal: true });
    }

    for (const { 0: run, index } of text.matchAll(TOKEN)) {
      if (PLAIN.test(run)) word(run, index);
      else if (STARTS_UNSPACED.test(run)) unspaced(run, index);
      else if (STARTS_SIGN.test(run)) signs(run, index);
      else if (JOINED.test(run)) {
        add(fold(run), index, index + run.length, { literal: true });
        for (const { 0: part, index: from } of run.matchAll(WORDS)) word(part, index + from);
      } else word(run, index);
    }
    return found;
  }

  /** Where a text has one of the terms: [[start, end], …], without overlaps. */
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

  globalThis.notesSearch ??= {};
  Object.assign(globalThis.notesSearch, { fold, hits, words });
}
