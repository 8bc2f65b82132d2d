// Shows a term's meaning under the pointer, at the focus and on a tap.
"use strict";
{
  let waiting;
  const soon = (act, ms) => (clearTimeout(waiting), (waiting = setTimeout(act, ms)));
  const hide = () => document.querySelector(".gloss:popover-open")?.hidePopover();
  for (const term of document.querySelectorAll("a.term")) {
    const gloss = document.getElementById(term.getAttribute("aria-describedby"));
    if (!gloss.showPopover) break;
    let tap;
    const show = () => gloss.matches(":popover-open") || gloss.showPopover({ source: term });
    for (const part of [term, gloss]) {
      part.onmouseenter = () => tap || soon(show, 150);
      part.onmouseleave = () => tap || soon(hide, 250);
    }
    term.onpointerdown = (event) => void (tap = event.pointerType !== "mouse");
    term.onfocus = () => term.matches(":focus-visible") && show();
    term.onblur = (event) => gloss.contains(event.relatedTarget) || hide();
    term.onclick = (event) => void (tap && event.preventDefault(show()));
  }
}
