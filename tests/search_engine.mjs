// The search's engine outside a browser: node search_engine.mjs FOLDER < QUERIES, where FOLDER has
// "search/" and QUERIES is a JSON list of strings. Prints a JSON list of the places found for each,
// best first, and on standard error the milliseconds for a query.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const folder = process.argv[2];
const scripts = new URL("../overrides/assets/javascripts/", import.meta.url);
const run = (file) => runInThisContext(readFileSync(file, "utf-8"));
for (const name of ["words", "alike", "index", "engine"]) run(new URL(`search-${name}.js`, scripts));

async function load(name) {
  run(join(folder, "search", `${name}.js`));
}

await load("index");
const { index } = notesSearchPieces;
const isDivided = index.words.length > 1;
const search = () => notesSearch.engine(notesSearch.open(load));
let { find } = search();
const queries = JSON.parse(readFileSync(0, "utf-8"));
const start = performance.now();
const found = [];
for (const query of queries) {
  if (isDivided) {
    globalThis.notesSearchPieces = { index }; // nothing is there that another query has loaded
    ({ find } = search());
  }
  found.push((await find(query)).slice(0, 10).map(({ place }) => place));
}
console.error(`${((performance.now() - start) / queries.length).toFixed(2)} ms for a query`);
console.log(JSON.stringify(found));
