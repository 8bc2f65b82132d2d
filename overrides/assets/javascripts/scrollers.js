// A table, a piece of code or a formula that scrolls in its own frame is reached by keyboard,
// and has a name. Only where it scrolls, or there would be stops that lead nowhere.
"use strict";
{
  const words = document.currentScript.dataset;

  /** What a screen reader says of a frame: of a table its columns too. */
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

  // All are measured before the first is changed: after a change the next measure would lay out the
  // page once more, for each of a thousand frames that "Open all" shows.
  const sizes = new ResizeObserver((entries) => {
    const measured = entries.map(({ target }) => [target, target.scrollWidth > target.clientWidth]);
    for (const [frame, scrolls] of measured) if (scrolls !== frame.hasAttribute("tabindex")) tell(frame, scrolls);
  });
  const frames = ".table-frame, .diagram-frame, pre > code, .formula";
  for (const frame of document.querySelectorAll(frames)) sizes.observe(frame);
}
