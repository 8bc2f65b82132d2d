// Keys to go from question to question, the list of them, and the switch that turns them off.
"use strict";
{
  const help = document.querySelector(".keys");
  const choice = help.querySelector("input");
  try {
    choice.checked = localStorage.getItem("keys") !== "off";
  } catch {
    // The reader allows no storage: the choice holds for this page.
  }

  const questions = () => [...document.querySelectorAll(".qa")];
  const control = (question) =>
    question.querySelector(":scope > .answer > summary") ?? question.querySelector(".question-link");

  /** How far the question is below the line under the header where one reads. */
  const below = (question) =>
    question.getBoundingClientRect().top -
    (parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0);

  const held = () => document.activeElement?.closest(".qa");

  const go = (question) => {
    if (!question) return;
    control(question).focus({ preventScroll: true });
    question.scrollIntoView();
  };

  // From the question that has the focus, else from the place where one reads, give or take a bit.
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

  // First of all listeners, so that turned off is off for whoever else listens.
  const listen = (event) => {
    const { key, code } = event;
    if (key?.length !== 1 || key === " " || event.isComposing || isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!choice.checked) {
      event.stopImmediatePropagation();
      return;
    }
    // A keyboard of another script has the letters in their usual places.
    const letter = key > "~" && code.startsWith("Key") ? code[3] : key;
    const action = actions[letter.toLowerCase()];
    if (!action || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    action();
  };
  addEventListener("keydown", listen, { capture: true });

  addEventListener("click", ({ target }) => {
    if (target.closest?.(".show-keys")) help.showModal();
    else if (target === help) help.close(); // beside it
  });

  choice.addEventListener("change", () => {
    try {
      localStorage.setItem("keys", choice.checked ? "" : "off");
    } catch {
      // As above.
    }
  });
}
