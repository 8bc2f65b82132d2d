// Moves between questions by key, shows the list of keys, and has a switch to turn them off.
"use strict";
{
  const help = document.querySelector(".keys");
  const choice = help.querySelector("input");
  try {
    choice.checked = localStorage.getItem("keys") !== "off";
  } catch {
    // The reader allows no storage: the choice applies to this page only.
  }

  const questions = () => [...document.querySelectorAll(".qa")];
  const control = (question) =>
    question.querySelector(":scope > .answer > summary") ?? question.querySelector(".question-link");

  /** The distance in pixels of a question from the reading line under the header. */
  const below = (question) =>
    question.getBoundingClientRect().top -
    (parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0);

  const held = () => document.activeElement?.closest(".qa");

  const go = (question) => {
    if (!question) return;
    control(question).focus({ preventScroll: true });
    question.scrollIntoView();
  };

  // From the question with the focus, else from the reading line, with some tolerance.
  const next = () => {
    const all = questions();
    go(held() ? all[all.indexOf(held()) + 1] : all.find((question) => below(question) > 9));
  };

  const previous = () => {
    const all = questions();
    go(held() ? all[all.indexOf(held()) - 1] : all.findLast((question) => below(question) < -9));
  };

  const toggle = () => {
    const seen = questions().filter((question) => question.getBoundingClientRect().bottom > 0);
    const question = held() ?? seen.find((question) => below(question) > -9) ?? seen[0];
    const answer = question?.querySelector(":scope > .answer");
    if (!answer) return;
    control(question).focus();
    answer.open = !answer.open;
  };

  const actions = {
    j: next,
    k: previous,
    o: toggle,
    a: () => document.querySelector(".show-all")?.click(),
    "?": () => help.showModal(),
  };

  const isTyping = (element) =>
    element.closest?.("input:not([type='checkbox']), textarea, select, [contenteditable], .search");

  // Before all other listeners, so that keys turned off are off for them too.
  const listen = (event) => {
    const { key, code } = event;
    if (key?.length !== 1 || key === " " || event.isComposing || isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!choice.checked) {
      event.stopImmediatePropagation();
      return;
    }
    // On a keyboard for another script, take the key in the letter's usual place.
    const letter = key > "~" && code.startsWith("Key") ? code[3] : key;
    const action = actions[letter.toLowerCase()];
    if (!action || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    action();
  };
  addEventListener("keydown", listen, { capture: true });

  addEventListener("click", ({ target }) => {
    if (target.closest?.(".show-keys")) help.showModal();
    else if (target === help) help.close(); // a click outside it
  });

  choice.addEventListener("change", () => {
    try {
      localStorage.setItem("keys", choice.checked ? "" : "off");
    } catch {
      // As above.
    }
  });
}
