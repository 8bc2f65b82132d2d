// Leads the address of a question that moved on to its new page: from the page above, which lists the
// questions on its runs (for hundreds, their checksums), and from a run that no longer has the question,
// which asks that page.
"use strict";
{
  const { above } = document.currentScript.dataset;

  /** The FNV-1a hash, as in scripts/coursenotes/pages/cards.py. */
  const checksum = (name) => {
    let found = 0x811c9dc5;
    for (const letter of name) found = Math.imul(found ^ letter.codePointAt(0), 0x01000193) >>> 0;
    return found.toString(16);
  };

  /** The current address of the question with that name, if one of the runs lists it. */
  const moved = (name) => {
    const wanted = checksum(name);
    for (const row of document.querySelectorAll("[data-once]")) {
      const known = row.dataset.once.split(" ").find((entry) => entry.split("=")[0] === wanted);
      if (known) return `${row.querySelector("a").href}#${encodeURIComponent(known.split("=")[1] ?? name)}`;
    }
    return "";
  };

  const leadOn = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // A stray "%".
    }
    if (!name) return;
    const place = document.getElementById(name) ?? document.getElementsByName(name)[0];
    const link = place ? place.closest(".run li")?.querySelector("a").href : moved(name);
    if (!link && (place || !above)) return;
    const to = new URL(link || above, location);
    if (!link) to.hash = name;
    if (to.protocol === "file:" && to.pathname.endsWith("/")) to.pathname += "index.html";
    location.replace(to);
  };

  addEventListener("hashchange", leadOn);
  leadOn();
}
