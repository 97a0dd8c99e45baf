// The worker that keeps the program on the tablet, and how a new version of it comes.

/** The version of this page: of every file that it has loaded. */
export const VERSION = document.documentElement.dataset.version ?? "";

const WORKER = "/kiosk/worker.js";

/** @type {ServiceWorkerRegistration | null} */
let registration = null;

/** The one address that this page may run as a script by itself. @type {string} */
const address =
  /** @type {any} */ (window).trustedTypes
    ?.createPolicy("kiosk-worker", { createScriptURL: () => WORKER })
    .createScriptURL("") ?? WORKER;

/** Have the worker keep the program, if it does not yet. */
export async function install() {
  const options = { scope: "/kiosk", updateViaCache: /** @type {const} */ ("none") };
  registration = await navigator.serviceWorker.register(address, options);
}

/**
 * Get the version in force on the server; and what could not be had at the first visit.
 * @param {string} inForce
 */
export async function check(inForce) {
  if (!registration?.active && !registration?.installing) await install();
  else if (inForce !== VERSION) await registration.update();
}

/** Whether the next load of the page gives another version. */
export async function hasOther() {
  const shell = await caches.match("/kiosk", { cacheName: "kiosk" });
  return shell !== undefined && !(await shell.text()).includes(`data-version="${VERSION}"`);
}

/** Load the other version. Called where nobody is in the middle of an answer. */
export const takeOver = () => location.reload();
