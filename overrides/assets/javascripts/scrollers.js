// Makes a table, code block or formula that scrolls in its frame reachable by keyboard, and names it. Only
// those that do scroll, or there would be stops without a purpose.
"use strict";
{
  const words = document.currentScript.dataset;

  /** What a screen reader calls a frame: for a table, its columns too. */
  const name = (frame) => {
    if (frame.matches("code")) return words.code;
    if (frame.matches(".diagram-frame, .formula")) return frame.firstElementChild.getAttribute("aria-label");
    const columns = [...frame.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
    return [words.table, columns.filter(Boolean).join(", ")].filter(Boolean).join(": ");
  };

  const tell = (frame, scrolls) => {
    frame.toggleAttribute("tabindex", scrolls);
    if (scrolls) frame.tabIndex = 0;
    frame.toggleAttribute("role", scrolls);
    frame.toggleAttribute("aria-label", scrolls);
    if (!scrolls) return;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", name(frame));
  };

  // Measure all before changing the first: measuring after a change would lay out the page again, for each
  // of a thousand frames that "Open all" shows.
  const sizes = new ResizeObserver((entries) => {
    const measured = entries.map(({ target }) => [target, target.scrollWidth > target.clientWidth]);
    for (const [frame, scrolls] of measured) if (scrolls !== frame.hasAttribute("tabindex")) tell(frame, scrolls);
  });
  const frames = ".table-frame, .diagram-frame, pre > code, .formula";
  for (const frame of document.querySelectorAll(frames)) sizes.observe(frame);
}
