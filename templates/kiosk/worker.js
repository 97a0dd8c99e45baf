// Keeps one version of the program on the tablet, and gives it whether or not there is a network.

const VERSION = {{ version | tojson }};
const FILES = {{ files | tojson }};
const CACHE = `kiosk-${VERSION}`;
const FOLDER = `/kiosk/static/${VERSION}/`;
const SHELL = "/kiosk";
const SHELLS = "kiosk";
const CACHES_KEPT = 2;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(keep());
});
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (origin !== location.origin || event.request.method !== "GET") return;
  const isPage = event.request.mode === "navigate" && /^\/kiosk\/?$/.test(pathname);
  if (isPage) event.respondWith(kept(SHELL, event.request, { cacheName: SHELLS }));
  else if (pathname.startsWith("/kiosk/static/")) event.respondWith(kept(pathname, event.request));
});

/**
 * All files, and then the page: from now on its next load is of this version, whichever worker is
 * in charge, since a browser may leave the one before in charge for minutes. A server that has
 * another version by now has none of our files.
 */
async function keep() {
  const shell = await fetch(SHELL);
  if (!(await shell.clone().text()).includes(FOLDER)) throw new Error("another version");
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((name) => FOLDER + name));
  await (await caches.open(SHELLS)).put(SHELL, shell);
}

/** A page of the version before may still be loading in another tab, so that one is kept as well. */
async function takeOver() {
  const ours = (await caches.keys()).filter((name) => name.startsWith("kiosk-"));
  const others = ours.filter((name) => name !== CACHE);
  const old = others.slice(0, Math.max(0, others.length - CACHES_KEPT + 1));
  await Promise.all(old.map((name) => caches.delete(name)));
  await clients.claim();
}

/** The page, or a file of any version, from here; from the server only what is not here. */
async function kept(path, request, where) {
  return (await caches.match(path, where)) ?? fetch(request);
}
