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

  const sizes = new ResizeObserver((entries) => {
    for (const { target: frame } of entries) {
      const scrolls = frame.scrollWidth > frame.clientWidth;
      frame.toggleAttribute("tabindex", scrolls);
      if (scrolls) frame.tabIndex = 0;
      frame.toggleAttribute("role", scrolls);
      frame.toggleAttribute("aria-label", scrolls);
      if (!scrolls) continue;
      frame.setAttribute("role", "group");
      frame.setAttribute("aria-label", name(frame));
    }
  });
  const frames = ".table-frame, .diagram-frame, pre > code, .formula";
  for (const frame of document.querySelectorAll(frames)) sizes.observe(frame);
}
