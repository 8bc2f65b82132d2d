// The site without a connection (a service worker keeps it), and opened from a folder as files.
"use strict";
{
  const root = new URL("../../", document.currentScript.src);

  /** A folder opened as a file is a listing, not the page in it. */
  const lead = (link) => {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };

  if (location.protocol === "file:") {
    for (const link of document.querySelectorAll("a[href]")) lead(link);
    // Links that scripts make, such as a search's results.
    for (const type of ["pointerdown", "click"]) {
      document.addEventListener(
        type,
        (event) => {
          const link = event.target.closest?.("a[href]");
          if (link) lead(link);
        },
        true,
      );
    }
  } else if (navigator.serviceWorker && !navigator.connection?.saveData) {
    addEventListener("load", () => {
      const script = new URL("sw.js", root);
      navigator.serviceWorker.register(script, { updateViaCache: "none" }).catch(() => {});
    });
  }
}
