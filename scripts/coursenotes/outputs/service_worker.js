// Keeps pages for reading without a connection. Written by the build, for this very site.
//
// With a connection every page and everything it loads comes from the server, revalidated each time, so a
// new deployment shows at once. Without one (or if the server takes long) everything comes from one
// deployment: each file is stored under the checksum of its content, and verified against it.
"use strict";

const FIRST = {}; /* files to keep at the first visit: name → checksum */
const LISTS = []; /* lists of all others, in order: [first name, checksum] */
const SIZE = 0; /* bytes of all, as sent; 0 if the reader need not be asked */

const SCOPE = self.registration.scope;
const CACHE = `course notes ${SCOPE}`;
const FOLDER = "assets/offline/";
const WHOLE = `${SCOPE}${FOLDER}whole`; // stored if a reader asked for everything: "wanted", "done"
const PATIENCE = 3000; // milliseconds

const fromCache = new Set(); // pages served from the cache: so is everything they load
const notKept = new Set(); // pages requested offline that may exist
const lists = new Map();

const address = (name) => SCOPE + name.split("/").map(encodeURIComponent).join("/");
const key = (name, sum) => `${address(name)}?${sum}`;
const listOf = (sum) => `${FOLDER}${sum}.json`;
const cached = async (url) => (await caches.open(CACHE)).match(url);

/** The name of the file at an address, "" for the home page; undefined outside this site. */
function named(url) {
  const { origin, pathname } = new URL(url);
  try {
    const name = decodeURIComponent((origin + pathname).slice(SCOPE.length));
    return url.startsWith(SCOPE) ? name.replace(/(^|\/)index\.html$/, "$1") : undefined;
  } catch {
    return undefined; // a stray "%"
  }
}

/** The checksum of the list that has a name, if there is one. */
const listWith = (name) => LISTS.findLast(([start]) => start <= name)?.[1];

async function checksum(response) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return [...sum.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A list's names and their checksums; empty if it is not stored and `ask` is false. */
async function read(sum, ask) {
  if (!lists.has(sum)) {
    const place = key(listOf(sum), sum);
    if (ask) await keep(listOf(sum), sum);
    const list = await cached(place);
    if (!list) return {};
    lists.set(sum, await list.json());
  }
  return lists.get(sum);
}

/** The checksum of a file of this deployment; undefined if it has none or it is unknown. */
async function sumOf(name, ask) {
  if (Object.hasOwn(FIRST, name)) return FIRST[name];
  const list = listWith(name);
  const names = list ? await read(list, ask) : {};
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

async function kept(name) {
  const sum = name === undefined ? undefined : await sumOf(name);
  return sum && cached(key(name, sum));
}

/** Store a file: the browser's copy if it is the right one, else the server's. */
async function keep(name, sum) {
  const cache = await caches.open(CACHE);
  if (await cache.match(key(name, sum))) return;
  for (const mode of ["force-cache", "no-cache"]) {
    const response = await fetch(address(name), { cache: mode });
    if (!response.ok || (await checksum(response.clone())) !== sum) continue;
    await cache.put(key(name, sum), response);
    return;
  }
  throw new Error(`${name} is not that of this deployment`);
}

/** Store a file that was read, if it is of this deployment. */
async function note(name) {
  try {
    const sum = name !== undefined && (await sumOf(name, true));
    if (sum) await keep(name, sum);
  } catch {
    // It is stored the next time.
  }
}

/** Store files, four at a time; calls `tell` with the share that is done. */
async function keepAll(files, tell) {
  const waiting = [...files];
  let done = 0;
  const next = async () => {
    while (waiting.length) {
      await keep(...waiting.pop());
      done += 1;
      if (tell && done % 20 === 0) tell(done / files.size);
    }
  };
  await Promise.all([next(), next(), next(), next()]);
}

async function everything() {
  const files = new Map(Object.entries(FIRST));
  for (const [, sum] of LISTS) {
    for (const [name, own] of Object.entries(await read(sum, true))) files.set(name, own);
  }
  return files;
}

async function keepWhole(tell) {
  const cache = await caches.open(CACHE);
  if ((await (await cache.match(WHOLE))?.text()) === "done") return;
  await cache.put(WHOLE, new Response("wanted"));
  await keepAll(await everything(), tell);
  await cache.put(WHOLE, new Response("done"));
}

/** Store the shell, and the present version of what earlier deployments stored. */
async function install() {
  const cache = await caches.open(CACHE);
  let files = new Map(Object.entries(FIRST));
  if ((await (await cache.match(WHOLE))?.text()) === "done") files = await everything();
  else {
    for (const { url } of await cache.keys()) {
      const name = named(url);
      if (name === undefined || name.startsWith(FOLDER)) continue;
      const sum = await sumOf(name, true);
      if (sum) files.set(name, sum);
    }
  }
  await keepAll(files);
  // One list costs little, and with it the worker knows which pages exist.
  if (LISTS.length === 1) await read(LISTS[0][1], true);
  await self.skipWaiting();
}

async function activate() {
  const cache = await caches.open(CACHE);
  const known = new Set([WHOLE, ...LISTS.map(([, sum]) => key(listOf(sum), sum))]);
  for (const { url } of await cache.keys()) {
    if (known.has(url)) continue;
    const name = named(url);
    const sum = await sumOf(name);
    if (!sum || url !== key(name, sum)) await cache.delete(url);
  }
  await self.clients.claim();
}

async function page(event) {
  const { url } = event.request;
  const name = named(url);
  const copy = await kept(name);
  const asked = fetch(event.request, { cache: "no-cache" }).catch(() => null);
  const late = new Promise((done) => setTimeout(done, PATIENCE, null));
  const response = await (copy ? Promise.race([asked, late]) : asked);
  if (response && !(copy && response.status >= 500)) return response; // the page itself reports that it was read
  fromCache.add(event.resultingClientId);
  if (copy) return copy;
  if (await kept(`${name}/`)) {
    return Response.redirect(address(`${name}/`) + new URL(url).search); // like servers
  }
  const list = listWith(name);
  if (list && ((await sumOf(name)) || !(await cached(key(listOf(list), list))))) {
    notKept.add(event.resultingClientId);
  }
  const lost = await kept("404.html");
  return lost ? new Response(lost.body, { status: 404, headers: lost.headers }) : Response.error();
}

async function part(event, name) {
  const copy = await kept(name);
  if (copy && fromCache.has(event.clientId)) return copy;
  try {
    const response = await fetch(event.request, { cache: "no-cache" });
    if (response.ok && !copy) event.waitUntil(note(name));
    return response;
  } catch (error) {
    if (copy) return copy;
    throw error;
  }
}

/** Answer a page that asks to store what it has read and its neighbours, or the whole site. */
async function answer({ data, source }) {
  const tell = (news) => source.postMessage(news);
  const state = async (more) => {
    const whole = SIZE ? await (await cached(WHOLE))?.text() : "done";
    const { id } = source;
    tell({ size: SIZE, whole, offline: fromCache.has(id), notKept: notKept.has(id), ...more });
  };
  await state();
  for (const url of data.read ?? []) await note(named(url));
  if (!data.whole && (await (await cached(WHOLE))?.text()) !== "wanted") return;
  try {
    await keepWhole((part) => tell({ part }));
    await state();
  } catch {
    await state({ failed: true }); // what arrived stays; the rest follows with the next page
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || request.headers.has("range")) return;
  if (request.mode === "navigate") {
    event.respondWith(page(event));
    return;
  }
  const name = named(request.url);
  if (name !== undefined) event.respondWith(part(event, name));
});
