// Filters the topics from A to Z as the reader types. Without this script there is no box.
"use strict";
{
  /** Letters as they are compared: no accents, no capitals. */
  const folded = (text) =>
    text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ").trim();

  const filter = document.querySelector(".topic-filter");
  const box = filter.querySelector("input");
  const said = filter.querySelector("output");
  const forms = JSON.parse(said.dataset.forms);
  const plural = new Intl.PluralRules(document.documentElement.lang || "en");
  const letters = new Map(
    [...document.querySelectorAll(".topic-letters a[href^='#']")].map((link) => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  const groups = [...document.querySelectorAll(".topics h2")].map((heading) => {
    const list = heading.nextElementSibling;
    const entries = [...list.children].map((item) => {
      // Compare a formula by its signs only, not by its TeX too.
      const copy = item.cloneNode(true);
      for (const source of copy.querySelectorAll("annotation, small")) source.remove();
      return { item, text: folded(copy.textContent) };
    });
    return { heading, list, entries };
  });

  const show = () => {
    const wanted = folded(box.value).split(" ").filter(Boolean);
    let count = 0;
    for (const { heading, list, entries } of groups) {
      let shown = 0;
      for (const { item, text } of entries) {
        item.hidden = !wanted.every((word) => text.includes(word));
        if (!item.hidden) shown += 1;
      }
      heading.hidden = list.hidden = !shown;
      letters.get(heading.id)?.toggleAttribute("hidden", !shown);
      count += shown;
    }
    const form = forms[plural.select(count)] ?? forms.other;
    said.textContent = wanted.length ? form.replace("{n}", count) : "";
  };

  filter.hidden = false;
  box.addEventListener("input", show);
  show(); // browsers keep what was typed when one comes back
}
