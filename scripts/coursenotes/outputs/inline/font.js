// Preloads the font of formulas where formulas show at once, or text would jump when it arrives; from a
// folder this would be an error.
{
  const { dataset } = document.currentScript;
  const shown = "shown" in dataset || location.hash || document.documentElement.dataset.answers;
  if (shown && location.protocol !== "file:") {
    const font = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" };
    document.head.append(Object.assign(document.createElement("link"), font, { href: dataset.font }));
  }
}
