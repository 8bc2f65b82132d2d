// Lets the home page's invitation to search open the search.
"use strict";
document.querySelector(".search-invitation").addEventListener("click", () => {
  document.querySelector(".search-button").click();
});
