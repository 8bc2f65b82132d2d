// The button for light and dark. What was chosen is kept, and each page's head sets it before
// anything is painted; without a choice the page is as the system is.
"use strict";
{
  const themes = ["system", "light", "dark"];
  const root = document.documentElement;
  const button = document.querySelector(".theme-button");

  const chosen = () => Math.max(0, themes.indexOf(root.dataset.theme));
  const tell = () => {
    const text = button.dataset[themes[chosen()]];
    button.setAttribute("aria-label", text);
    button.title = text;
  };

  button.addEventListener("click", () => {
    root.dataset.theme = themes[(chosen() + 1) % themes.length];
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // The reader allows no storage: the choice holds for this page.
    }
    tell();
  });
  tell();
}
