// The list of contents marks the heading that is being read.
"use strict";
{
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  let marked = null;

  const mark = () => {
    // The last heading above the line to which one is scrolled; at the page's end, where others cannot
    // come so far, the one that was asked for, or the last.
    const root = document.documentElement;
    const line = (parseFloat(getComputedStyle(root).scrollPaddingTop) || 0) + 9;
    const ended = scrollY && innerHeight + scrollY >= root.scrollHeight - 2;
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < line);
    const asked = document.querySelector(":target");
    const last = links.has(asked) && asked.getBoundingClientRect().top > line ? asked : headings.at(-1);
    const link = links.get(ended ? last : (passed.at(-1) ?? headings[0]));
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    marked = link;
    if (!link) return;
    link.setAttribute("aria-current", "location");
    // Within its own column only: scrollIntoView would move the page as well.
    const column = link.closest(".contents");
    const { top, bottom } = link.getBoundingClientRect();
    const frame = column.getBoundingClientRect();
    if (top < frame.top) column.scrollTop -= frame.top - top + 40;
    else if (bottom > frame.bottom) column.scrollTop += bottom - frame.bottom + 40;
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      mark();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  mark();
}
