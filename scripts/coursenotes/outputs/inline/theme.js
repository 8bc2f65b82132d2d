// The theme that the reader chose holds from the first paint on.
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "";
} catch {}
