// The theme frames wide tables so that they scroll; a frame that scrolls must be
// reachable by keyboard, which not every browser sees to.

const sizes = new ResizeObserver((entries) => {
  for (const { target: frame } of entries) {
    const scrolls = frame.scrollWidth > frame.clientWidth;
    frame.toggleAttribute("tabindex", scrolls);
    if (scrolls) frame.tabIndex = 0;
  }
});

// The theme makes the frames when the document is ready, after this module ran.
addEventListener("load", () => {
  for (const frame of document.querySelectorAll(".md-typeset__scrollwrap")) {
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", "Table");
    sizes.observe(frame);
  }
});
