// Applies the theme that the reader chose from the first paint on.
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "";
} catch {}
// Every page shows the text's fonts at once, so preload them; from a folder this would be an error.
if (location.protocol !== "file:") {
  const { fonts } = document.currentScript.dataset;
  for (const name of ["regular", "italic", "semibold"]) {
    const font = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: `${fonts}${name}.woff2` };
    document.head.append(Object.assign(document.createElement("link"), font));
  }
}
// Records the scripts that did not load: notes.css hides the controls that need them.
addEventListener("error", ({ target }) => {
  if (target.localName !== "script") return;
  const { dataset } = document.documentElement;
  dataset.lost = `${dataset.lost ?? ""} ${target.src.split("/").at(-1).split(".")[0]}`;
}, true);
