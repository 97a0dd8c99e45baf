// The worker that keeps the program on the tablet, and how a new version takes over.

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

/** Whether the next load of the page gives another version, or could. */
export async function hasOther() {
  return Boolean(registration?.waiting) || (await versionKept()) !== VERSION;
}

/** Let the new version take over, and load it. Called where nobody is in the middle of an answer. */
export function takeOver() {
  const waiting = registration?.waiting;
  if (!waiting) return location.reload();
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  waiting.postMessage("take over");
}

/** The version that the worker in charge would load. @returns {Promise<string>} */
function versionKept() {
  const worker = navigator.serviceWorker.controller;
  if (!worker) return Promise.resolve(VERSION);
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data);
    worker.postMessage("version", [channel.port2]);
  });
}
