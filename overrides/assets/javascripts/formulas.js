// Copies formulas as TeX: $…$ within a line, $$…$$ on a line of its own.
"use strict";
addEventListener("copy", (event) => {
  const selection = getSelection();
  const around = (node) => (node.closest ? node : node.parentElement)?.closest(".formula, math");
  const holder = document.createElement("div");
  for (let place = 0; place < selection.rangeCount; place++) {
    const range = selection.getRangeAt(place).cloneRange();
    if (range.collapsed) continue;
    // Copy a formula whole: a part of its TeX would not be a formula.
    const [first, last] = [around(range.startContainer), around(range.endContainer)];
    if (first) range.setStartBefore(first);
    if (last) range.setEndAfter(last);
    holder.append(range.cloneContents());
  }
  const formulas = holder.querySelectorAll("math");
  if (!formulas.length || !event.clipboardData) return;
  for (const formula of formulas) {
    const mark = formula.getAttribute("display") === "block" ? "$$" : "$";
    formula.replaceWith(mark, formula.querySelector("annotation").textContent, mark);
  }
  // Only elements that are laid out have lines.
  Object.assign(holder.style, { position: "fixed", insetBlockStart: "200vh" });
  document.body.append(holder);
  event.clipboardData.setData("text/plain", holder.innerText);
  holder.remove();
  holder.removeAttribute("style");
  event.clipboardData.setData("text/html", holder.innerHTML);
  event.preventDefault();
});
