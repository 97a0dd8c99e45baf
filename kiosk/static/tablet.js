// The tablet as a machine: what it must be able to do, and what keeps people on the page.

/** Whether this browser can keep answers at all. Some of it is there with https only. */
export const isCapable = () =>
  isSecureContext && Boolean(navigator.serviceWorker && navigator.locks && crypto.subtle);

const GUARD = "guard";

export function start() {
  stay();
  navigator.storage?.persist?.();
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
}

/** Nothing leads out: no menu of the browser, nothing dragged in or out, no page of a dropped file. */
function stay() {
  for (const type of ["contextmenu", "dragstart", "dragover", "drop"])
    addEventListener(type, (event) => event.preventDefault());
}

/**
 * The browser's Back goes back here and not to the page before: there is one of ours behind this
 * one in the history, from which it comes forward again.
 */
export function guard() {
  if (history.state !== GUARD) history.pushState(GUARD, "");
  addEventListener("popstate", ({ state }) => {
    if (state === GUARD || location.hash) return;
    history.forward();
    /** @type {HTMLElement | null | undefined} */ (
      document.querySelector("#steps .back")?.closest("button")
    )?.click();
  });
}

async function stayAwake() {
  if (document.visibilityState !== "visible") return;
  await navigator.wakeLock?.request("screen").catch(() => {});
}
