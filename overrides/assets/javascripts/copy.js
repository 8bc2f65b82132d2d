// Adds a button to each block of code that copies it, and one above each table that copies it for
// spreadsheets: a line for each row, a tab between cells.
"use strict";
{
  const { copy, copied, table: name } = document.currentScript.dataset;

  const buttonFor = (text) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button";
    button.textContent = copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text());
      button.textContent = copied;
      setTimeout(() => (button.textContent = copy), 2000);
    });
    return button;
  };

  /** A cell as one line of text, with formulas as TeX. */
  const line = (cell) => {
    const own = cell.cloneNode(true);
    for (const formula of own.querySelectorAll("math")) {
      formula.replaceWith(`$${formula.querySelector("annotation").textContent}$`);
    }
    for (const end of own.querySelectorAll("br, p, li")) end.append(" ");
    for (const end of own.querySelectorAll("br")) end.replaceWith(" ");
    return own.textContent.replace(/\s+/g, " ").trim();
  };

  const rows = (table) => [...table.rows].map((row) => [...row.cells].map(line).join("\t")).join("\n");

  if (navigator.clipboard) {
    for (const code of document.querySelectorAll("pre > code")) code.after(buttonFor(() => code.textContent));
    for (const table of document.querySelectorAll(".table-frame > table")) {
      if (table.rows.length < 2) continue;
      const button = buttonFor(() => rows(table));
      button.setAttribute("aria-label", `${copy}: ${name}`);
      const place = document.createElement("div");
      place.className = "copy-table";
      place.append(button);
      table.parentElement.before(place);
    }
  }
}
