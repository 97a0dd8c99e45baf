// Keeps one version of the program on the tablet, and gives it whether or not there is a network.

const VERSION = {{ version | tojson }};
const FILES = {{ files | tojson }};
const CACHE = `kiosk-${VERSION}`;
const HOME = `/kiosk/static/${VERSION}/`;
const SHELL = "/kiosk";
const CACHES_KEPT = 2;

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => {
  if (event.data === "take over") skipWaiting();
  if (event.data === "version") event.ports[0].postMessage(VERSION);
});
addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== location.origin || event.request.method !== "GET") return;
  const isPage = event.request.mode === "navigate" && /^\/kiosk\/?$/.test(pathname);
  if (isPage) event.respondWith(kept(SHELL, event.request));
  else if (pathname.startsWith("/kiosk/static/")) event.respondWith(kept(pathname, event.request));
});

/** All files, or none: a server that has another version by now has none of ours. */
async function keep() {
  const cache = await caches.open(CACHE);
  const shell = await fetch(SHELL);
  if (!(await shell.clone().text()).includes(HOME)) throw new Error("another version");
  await cache.addAll(FILES.map((name) => HOME + name));
  await cache.put(SHELL, shell);
}

/** A page of the version before may still be loading in another tab, so that one is kept as well. */
async function takeOver() {
  const ours = (await caches.keys()).filter((name) => name.startsWith("kiosk-"));
  const others = ours.filter((name) => name !== CACHE);
  const old = others.slice(0, Math.max(0, others.length - CACHES_KEPT + 1));
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** The page is of this version; a file may be of the version before. */
async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? (await caches.match(path)) ?? fetch(request);
}
