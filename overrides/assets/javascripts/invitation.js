// The home page's invitation to search opens the search.
"use strict";
document.querySelector(".search-invitation").addEventListener("click", () => {
  document.querySelector(".search-button").click();
});
