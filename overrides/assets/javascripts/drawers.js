// Closes drawers. They are popovers, which open and close without a script; this closes a drawer when
// the focus has left it, when its link within the page was followed, or when it became a column.
"use strict";
for (const drawer of document.querySelectorAll(".drawer")) {
  const close = () => drawer.matches(":popover-open") && drawer.hidePopover();

  drawer.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !drawer.contains(event.relatedTarget)) close();
  });
  drawer.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) close();
  });
  // The width at which notes.css turns drawers into columns.
  matchMedia("(min-width: 75em)").addEventListener("change", close);
}
