// Lets the site be read without a connection (a service worker keeps it), and when opened from a folder.
"use strict";
{
  const root = new URL("../../", document.currentScript.src);
  const box = document.querySelector(".offline");
  const sign = document.querySelector(".offline-sign");
  const status = box.querySelector(".offline-kept");
  const button = box.querySelector(".offline-keep");
  const { lang } = document.documentElement;
  const worker = navigator.serviceWorker;

  /** Opened as a file, a folder's address would show a listing: name the page in it. */
  const lead = (link) => {
    if (link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  };

  /** This page, everything it loads, and its neighbours: what is kept of a large site. */
  const read = () => [
    location.href,
    ...[...document.images].map(({ src }) => src),
    ...performance.getEntriesByType("resource").map(({ name }) => name),
    ...[...document.querySelectorAll("[rel~=prev], [rel~=next], [rel~=up]")].map(({ href }) => href),
  ];

  const send = async (wish) => (await worker.ready).active.postMessage({ read: read(), ...wish });

  const tellLost = () => {
    const title = document.querySelector("h1");
    document.title = title.textContent = box.dataset.missing;
    title.nextElementSibling.textContent = box.dataset.missingText;
  };

  let kept; // of the whole site: "wanted" by the reader, or "done"

  /** Shows what the worker reports of this page and the site; `part` is the share already kept. */
  const hear = ({ data }) => {
    if ("part" in data) {
      const percent = new Intl.NumberFormat(lang, { style: "percent" }).format(data.part);
      status.textContent = `${box.dataset.keeping} ${percent}`;
      return;
    }
    const { size, whole, offline, notKept, failed } = data;
    sign.hidden = !(offline || !navigator.onLine);
    if (kept && whole === "done" && kept !== whole) status.textContent = box.dataset.kept;
    else if (failed) status.textContent = "";
    kept = whole ?? "no";
    const format = { style: "unit", unit: "megabyte", maximumSignificantDigits: 2 };
    button.querySelector("span").textContent = `(${new Intl.NumberFormat(lang, format).format(size / 1e6)})`;
    button.hidden = offline || whole === "done" || (whole === "wanted" && !failed);
    box.hidden = false;
    if (notKept) tellLost();
  };

  if (location.protocol === "file:") {
    for (const link of document.querySelectorAll("a[href]")) lead(link);
    // Links made by scripts, such as search results.
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
  } else if (worker && !navigator.connection?.saveData) {
    worker.addEventListener("message", hear);
    addEventListener("load", () => {
      const script = new URL("sw.js", root);
      worker.register(script, { updateViaCache: "none" }).then(() => send(), () => {});
    });
    button.addEventListener("click", () => {
      button.hidden = true;
      status.textContent = box.dataset.keeping;
      navigator.storage?.persist?.(); // else browsers may delete it
      send({ whole: true });
    });
    for (const type of ["online", "offline"]) {
      addEventListener(type, () => (sign.hidden = navigator.onLine));
    }
  }
}
