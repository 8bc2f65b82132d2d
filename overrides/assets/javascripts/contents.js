// Marks, in the table of contents, the heading that is being read.
"use strict";
{
  const links = new Map();
  for (const link of document.querySelectorAll(".contents a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const headings = [...links.keys()];
  let marked = null;

  /** At the page's end, where headings cannot scroll up to the line: the one asked for, or the last. */
  const last = (line) => {
    const asked = document.querySelector(":target");
    return links.has(asked) && asked.getBoundingClientRect().top > line ? asked : headings.at(-1);
  };

  const mark = () => {
    // The last heading above the line to which links scroll.
    const root = document.documentElement;
    const line = (parseFloat(getComputedStyle(root).scrollPaddingTop) || 0) + 9;
    const ended = scrollY && innerHeight + scrollY >= root.scrollHeight - 2;
    // They are in order, so a binary search finds it: a page may have hundreds. It measures a question's
    // own box, since what is inside may not be laid out.
    let [first, end] = [0, headings.length];
    while (first < end) {
      const middle = (first + end) >> 1;
      if ((headings[middle].closest(".qa") ?? headings[middle]).getBoundingClientRect().top < line) first = middle + 1;
      else end = middle;
    }
    const link = links.get(ended ? last(line) : headings[Math.max(0, first - 1)]);
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    marked = link;
    if (!link) return;
    link.setAttribute("aria-current", "location");
    // Scroll its own column only: scrollIntoView would move the page as well.
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
