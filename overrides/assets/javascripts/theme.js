// The button for light and dark. It stores the choice, which the head of each page applies before anything
// is painted; without a choice pages follow the system.
"use strict";
{
  const themes = ["system", "light", "dark"];
  const root = document.documentElement;
  const buttons = document.querySelectorAll(".theme-button"); // in the header and in the drawer

  const chosen = () => Math.max(0, themes.indexOf(root.dataset.theme));
  const tell = () => {
    const text = buttons[0]?.dataset[themes[chosen()]];
    for (const button of buttons) {
      button.setAttribute("aria-label", text);
      button.title = text;
    }
  };

  // A picture's sources for light or dark follow the system; the reader's choice must override it.
  const SCHEME = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g;
  const sources = [...document.querySelectorAll("picture source[media]")].map((source) => [source, source.media]);
  const dress = () => {
    const theme = themes[chosen()];
    for (const [source, media] of sources) {
      const own = media.replace(SCHEME, (_, scheme) => (scheme === theme ? "(min-width: 0)" : "(max-width: 0)"));
      source.media = theme === "system" ? media : own;
    }
  };

  const choose = () => {
    root.dataset.theme = themes[(chosen() + 1) % themes.length];
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch {
      // The reader allows no storage: the choice applies to this page only.
    }
    tell();
    dress();
  };
  for (const button of buttons) button.addEventListener("click", choose);
  tell();
  dress();
}
