// The address of a question that moved to another page leads on to it: from the page above, which
// lists the questions of its runs, and from a run that the question is no longer in, which asks
// that page.
"use strict";
{
  const { above } = document.currentScript.dataset;

  const leadOn = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch {
      // A stray "%".
    }
    if (!name) return;
    const place = document.getElementById(name) ?? document.getElementsByName(name)[0];
    const link = place ? place.closest(".run li")?.querySelector("a") : null;
    if (!link && (place || !above)) return;
    const to = new URL(link ? link.href : above, location);
    if (!link) to.hash = name;
    if (to.protocol === "file:" && to.pathname.endsWith("/")) to.pathname += "index.html";
    location.replace(to);
  };

  addEventListener("hashchange", leadOn);
  leadOn();
}
