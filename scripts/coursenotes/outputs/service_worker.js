// Keeps the site for reading without a connection. Written by the build, for this very site.
//
// With a connection every page and all it loads comes from the server, asked anew each time, so a
// new deployment shows at once. Without one (or when the server takes long) all of it comes from
// one deployment: each file is kept under the checksum of its content, and is checked against it.
"use strict";

const FIRST = {}; /* files that are kept at once: name → checksum */
const LATER = {}; /* files that are kept when a reader has seen them */

const FILES = { ...FIRST, ...LATER };
const SCOPE = self.registration.scope;
const CACHE = `course notes ${SCOPE}`;
const PATIENCE = 3000; // milliseconds

const fromCache = new Set(); // the pages that came from there: what they load does, too

const address = (name) => SCOPE + name.split("/").map(encodeURIComponent).join("/");
const key = (name) => `${address(name)}?${encodeURIComponent(FILES[name])}`;

/** The name of the file at an address, "" for the home page; undefined if it is not known. */
function named(url) {
  const { origin, pathname } = new URL(url);
  try {
    const path = decodeURIComponent((origin + pathname).slice(SCOPE.length));
    const name = path.replace(/(^|\/)index\.html$/, "$1");
    return url.startsWith(SCOPE) && Object.hasOwn(FILES, name) ? name : undefined;
  } catch {
    return undefined; // a stray "%"
  }
}

async function kept(name) {
  return name === undefined ? undefined : (await caches.open(CACHE)).match(key(name));
}

async function keep(name) {
  const cache = await caches.open(CACHE);
  if (await cache.match(key(name))) return;
  const response = await fetch(address(name), {
    cache: "no-cache",
    integrity: `sha256-${FILES[name]}`, // no file of another deployment
  });
  if (!response.ok) throw new Error(`${response.status}: ${name}`);
  await cache.put(key(name), response);
}

async function install() {
  const waiting = Object.keys(FIRST);
  const next = async () => {
    while (waiting.length) await keep(waiting.shift());
  };
  await Promise.all([next(), next(), next(), next()]);
  await self.skipWaiting();
}

async function activate() {
  const known = new Set(Object.keys(FILES).map(key));
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    if (!known.has(request.url)) await cache.delete(request);
  }
  await self.clients.claim();
}

async function page(event) {
  const copy = await kept(named(event.request.url));
  const asked = fetch(event.request, { cache: "no-cache" }).catch(() => null);
  const late = new Promise((done) => setTimeout(done, PATIENCE, null));
  const response = await (copy ? Promise.race([asked, late]) : asked);
  if (response && !(copy && response.status >= 500)) return response;
  fromCache.add(event.resultingClientId);
  if (copy) return copy;
  const lost = await kept("404.html");
  return lost ? new Response(lost.body, { status: 404, headers: lost.headers }) : Response.error();
}

async function part(event, name) {
  const copy = await kept(name);
  if (copy && fromCache.has(event.clientId)) return copy;
  try {
    const response = await fetch(event.request, { cache: "no-cache" });
    if (response.ok && !copy) event.waitUntil(keep(name).catch(() => {}));
    return response;
  } catch (error) {
    if (copy) return copy;
    throw error;
  }
}

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
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
