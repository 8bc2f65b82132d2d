// A button on each block of code that copies it.
"use strict";
{
  const { copy, copied } = document.currentScript.dataset;
  const blocks = navigator.clipboard ? document.querySelectorAll("pre > code") : [];

  for (const code of blocks) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy-button";
    button.textContent = copy;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      button.textContent = copied;
      setTimeout(() => (button.textContent = copy), 2000);
    });
    code.after(button);
  }
}
