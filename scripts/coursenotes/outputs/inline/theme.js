// The theme that the reader chose holds from the first paint on.
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "";
} catch {}
// Every page shows the text's fonts at once, so they are asked for early; from a folder that is an error.
if (location.protocol !== "file:") {
  const { fonts } = document.currentScript.dataset;
  for (const name of ["regular", "italic", "semibold"]) {
    const font = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href: `${fonts}${name}.woff2` };
    document.head.append(Object.assign(document.createElement("link"), font));
  }
}
// What a script that did not come would do is not offered: notes.css hides it.
addEventListener("error", ({ target }) => {
  if (target.localName !== "script") return;
  const { dataset } = document.documentElement;
  dataset.lost = `${dataset.lost ?? ""} ${target.src.split("/").at(-1).split(".")[0]}`;
}, true);
