// Remembers where the reader was: a page with questions stores itself and the question being read, and the
// home page's button leads there. Stored on this device only, separately for each site.
"use strict";
{
  const site = new URL("../../", document.currentScript.src);
  const KEY = `${site.pathname}read`;
  const button = document.querySelector(".begin");
  const text = (selector) => document.querySelector(selector)?.textContent.replace(/[\s:\uff1a]+$/, "") ?? "";

  /** Points the button at the stored place, if this site still has it. */
  const goOn = () => {
    let read;
    try {
      read = JSON.parse(localStorage.getItem(KEY));
    } catch {
      return; // no storage, or another site's entry
    }
    if (typeof read?.name !== "string" || typeof read.part !== "string") return;
    const url = new URL(String(read.address), site);
    if (!url.href.startsWith(site.href)) return;
    button.href = url.href;
    button.querySelector("small").textContent = [button.dataset.continue, read.part].filter(Boolean).join(" · ");
    button.querySelector("strong").textContent = read.name;
  };

  /** The text of a heading without its part, its link and the TeX of its formulas. */
  const name = (heading) => {
    const copy = heading.cloneNode(true);
    for (const part of copy.querySelectorAll(".of, .headerlink, annotation")) part.remove();
    return copy.textContent.trim();
  };

  const remember = (question) => {
    const title = document.querySelector("h1");
    const part = [text(".kicker .of"), text("h1 > .of")].filter(Boolean).join(" · ");
    const read = {
      address: location.href.slice(site.href.length).split(/[?#]/)[0] + (question ? `#${question.id}` : ""),
      part: part || (question ? name(title) : ""),
      name: name(question ?? title),
    };
    try {
      localStorage.setItem(KEY, JSON.stringify(read));
    } catch {
      // The reader allows no storage: the button leads to the beginning.
    }
  };

  if (button) {
    goOn();
    addEventListener("pageshow", (event) => event.persisted && goOn());
  } else {
    const questions = () => [...document.querySelectorAll(".qa")];
    const allOpen = () => document.querySelector(".show-all")?.checked;
    const heading = (question) => question?.querySelector(".question");

    // An opened answer is being read, unless all are open: then it is what is in sight on leaving. "toggle" does not bubble.
    addEventListener(
      "toggle",
      ({ target }) => target.matches(".answer[open]") && !allOpen() && remember(heading(target.parentElement)),
      true,
    );
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden || !allOpen() || !scrollY) return;
      const line = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) + 9;
      remember(heading(questions().findLast((one) => one.getBoundingClientRect().top < line)));
    });
    if (!document.prerendering) remember();
    else document.addEventListener("prerenderingchange", () => remember(), { once: true });
  }
}
