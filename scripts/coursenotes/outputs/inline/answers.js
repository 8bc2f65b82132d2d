// Shows, from the first paint on, the answers that answers.js will open, so that nothing moves: all, if
// the reader chose so, or the one that the address names (":target" matches only once the page is
// parsed).
try {
  document.documentElement.dataset.answers = localStorage.getItem("answers") ?? "";
} catch {}
try {
  if (location.hash.length > 1) {
    const name = CSS.escape(decodeURIComponent(location.hash.slice(1)));
    const asked = `:is([id="${name}"], [name="${name}"])`;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`html:not([data-answers="ready"]) :is(.qa:has(${asked}) > .answer, details:has(${asked}))::details-content { block-size: auto; content-visibility: visible; display: block }`);
    document.adoptedStyleSheets = [sheet];
  }
} catch {}
