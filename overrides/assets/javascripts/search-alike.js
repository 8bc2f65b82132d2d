// Decides which words the search takes for each other: forms of a word, and typing mistakes.
"use strict";
{
  /** Equal for singular and plural in English; harmless in other languages. */
  function stem(word) {
    if (word.length < 5) return word.replace(/^(..[^sai])s$/, "$1");
    return word
      .replace(/(?:ies?|y)$/, "i")
      .replace(/(?:ices|[ie]x)$/, "ic")
      .replace(/^(.{4,}?)(?:[ei]?s|e)+$/, "$1");
  }

  /** Equal for "train", "trained", "trains" and "training"; less certain than `stem`. */
  function root(word) {
    const bare = word.replace(/^(.*[aeiouy].*?)(?:ings?|ed|e?s|e)$/, "$1");
    if (bare.length < 3) return word;
    return bare.replace(/([^aeiouls])\1$/, "$1").replace(/[iy]$/, "i");
  }

  // English words that carry no topic; in a few notes they may be as rare as words that do.
  const SMALL = new Set(
    (
      "a about an and are as at be been but by can could did do does for from had has have how i if " +
      "in into is it its me my of on or our should than that the their them then there these they " +
      "this those to us was we were what when where which who whom whose why will with would you your"
    ).split(" "),
  );
  const isSmall = (word) => SMALL.has(word);

  /** Whether `word` equals `other`, or its beginning if `begun`, up to one typing mistake. */
  function near(word, other, begun) {
    if (!begun && Math.abs(word.length - other.length) > 1) return false;
    const begins = word[0] === other[0] || word[1] === other[1];
    if (!begins && word[0] !== other[1] && word[1] !== other[0]) return false; // rules out nearly all
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

  /** The similarity of two words: the share of letter pairs that both have. */
  function likeness(word, other) {
    const pairs = (one) => new Set([...` ${one} `].map((letter, n, all) => letter + all[n + 1]));
    const [own, others] = [pairs(word), pairs(other)];
    const common = [...own].filter((pair) => others.has(pair)).length;
    return (2 * common) / (own.size + others.size);
  }

  Object.assign(globalThis.notesSearch, { isSmall, likeness, near, root, stem });
}
