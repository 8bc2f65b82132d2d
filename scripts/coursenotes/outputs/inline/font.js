// Where formulas show at once their font is asked for early, or text would jump when it comes;
// from a folder that is an error.
{
  const { dataset } = document.currentScript;
  const shown = "shown" in dataset || location.hash || document.documentElement.dataset.answers;
  if (shown && location.protocol !== "file:") {
    const font = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "" };
    document.head.append(Object.assign(document.createElement("link"), font, { href: dataset.font }));
  }
}
