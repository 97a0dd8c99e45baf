// What one part of the program tells the others, in this tab and in the tablet's other tabs.

/** @typedef {"queue" | "pairing" | "content" | "beat"} Subject */

const here = new EventTarget();
const elsewhere = new BroadcastChannel("thuocdo-kiosk");

/** @type {Partial<Record<Subject, () => Promise<void>>>} */
const preparations = {};

elsewhere.onmessage = async (/** @type {MessageEvent} */ event) => {
  const subject = /** @type {Subject} */ (event.data);
  await preparations[subject]?.().catch(() => {});
  here.dispatchEvent(new Event(subject));
};

/** @param {Subject} subject */
export function tell(subject) {
  here.dispatchEvent(new Event(subject));
  elsewhere.postMessage(subject);
}

/**
 * @param {Subject} subject
 * @param {() => void} listener
 */
export const hear = (subject, listener) => here.addEventListener(subject, listener);

/**
 * What is to be read from the disk again before anybody here hears what another tab has told.
 * @param {Subject} subject
 * @param {() => Promise<void>} work
 */
export function prepare(subject, work) {
  preparations[subject] = work;
}
