// The search's engine outside a browser: node search_engine.mjs < ASKED, where ASKED is a JSON list of
// [FOLDER, QUERIES]: FOLDER has "search/" and QUERIES is a list of strings. Prints a JSON list with a
// list for each folder: of the places found for each query, best first; and on standard error the
// milliseconds for a query.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInThisContext } from "node:vm";

const scripts = new URL("../overrides/assets/javascripts/", import.meta.url);
const run = (file) => runInThisContext(readFileSync(file, "utf-8"));
for (const name of ["words", "alike", "index", "engine"]) run(new URL(`search-${name}.js`, scripts));

let [time, count] = [0, 0];

/** The places found for each query in the notes of a folder. */
async function answers([folder, queries]) {
  const load = async (name) => run(join(folder, "search", `${name}.js`));
  globalThis.notesSearchPieces = {};
  await load("index");
  const { index } = notesSearchPieces;
  const isDivided = index.words.length > 1;
  const search = () => notesSearch.engine(notesSearch.open(load));
  let { find } = search();
  const found = [];
  const start = performance.now();
  for (const query of queries) {
    if (isDivided) {
      globalThis.notesSearchPieces = { index }; // nothing is there that another query has loaded
      ({ find } = search());
    }
    found.push((await find(query)).slice(0, 10).map(({ place }) => place));
  }
  time += performance.now() - start;
  count += queries.length;
  return found;
}

const found = [];
for (const asked of JSON.parse(readFileSync(0, "utf-8"))) found.push(await answers(asked));
console.error(`${(time / count).toFixed(2)} ms for a query`);
console.log(JSON.stringify(found));
