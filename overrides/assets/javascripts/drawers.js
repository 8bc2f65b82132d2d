// The drawers are popovers, which open and close without a script. This one closes a drawer
// that the focus has left, whose link within the page was followed, or that became a column.
"use strict";
for (const drawer of document.querySelectorAll(".drawer")) {
  const close = () => drawer.matches(":popover-open") && drawer.hidePopover();

  drawer.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !drawer.contains(event.relatedTarget)) close();
  });
  drawer.addEventListener("click", (event) => {
    if (event.target.closest("a[href^='#']")) close();
  });
  // The width at which notes.css makes columns of them.
  matchMedia("(min-width: 75em)").addEventListener("change", close);
}
