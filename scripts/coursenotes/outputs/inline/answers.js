// Which answers show from the first paint on, so that nothing moves when the script of that name
// opens them: all, if the reader chose so, or what the address asks for (":target" is only when
// all has been read).
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
