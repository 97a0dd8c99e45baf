// Sends what waits, in batches, from one tab at a time, with growing pauses while it cannot.

import { hear } from "./news.js";
import { asTablet, isPaired } from "./pairing.js";
import { closeLeftOver, sendable, settle } from "./queue.js";

/** @typedef {import("./types.js").Entry} Entry */

const MOST_ENTRIES = 100;
const MOST_BYTES = 60_000;
const SHORTEST = 2_000;
const LONGEST = 5 * 60_000;

let pause = SHORTEST;
/** @type {number | undefined} */
let timer;
/** @type {Promise<void> | null} */
let running = null;
let isAskedAgain = false;

/** Send now and whenever something is there to send. */
export function start() {
  hear("beat", soon);
  addEventListener("online", () => setTimeout(soon, Math.random() * SHORTEST));
  hear("pairing", soon);
  hear("queue", () => timer ?? attempt());
  attempt();
}

/** Send without waiting for the end of a pause: there is reason to think that it will go. */
export async function soon() {
  pause = SHORTEST;
  await running;
  await attempt();
}

/** Send, unless that is being done. @returns {Promise<void>} */
async function attempt() {
  if (!isPaired()) return;
  isAskedAgain = running !== null;
  await (running ??= run());
}

async function run() {
  clearTimeout(timer);
  timer = undefined;
  const wait = await navigator.locks
    .request("sending", { ifAvailable: true }, (lock) => (lock ? drain() : SHORTEST))
    .catch(longer);
  running = null;
  if (wait !== null) timer = setTimeout(attempt, wait);
  else if (isAskedAgain) await attempt();
}

/** Half to one and a half times the pause, so that a centre's tablets do not come all at once. */
function longer() {
  const wait = pause * (0.5 + Math.random());
  pause = Math.min(pause * 2, LONGEST);
  return wait;
}

/**
 * Send until nothing is left; how long to wait if something is.
 * @returns {Promise<number | null>}
 */
async function drain() {
  await closeLeftOver();
  let most = MOST_ENTRIES;
  for (;;) {
    const batch = fitting(await sendable(most));
    if (!batch.length) return null;
    const reply = await send(batch);
    if (reply.status === 413 && most > 1) most = Math.ceil(Math.min(most, batch.length) / 2);
    else if (reply.status === 413) await settle(batch, [refusal(batch[0])]);
    else if (reply.status !== 200) return Math.max(reply.retryAfter, longer());
    else if (!(await settle(batch, reply.body.verdicts))) return longer();
    else pause = SHORTEST;
  }
}

/** @param {Entry[]} batch */
function send(batch) {
  const entries = batch.map(({ is_open, ...entry }) => entry);
  return asTablet("responses", { body: { sent_at: Date.now(), entries } });
}

/**
 * As many entries as a request may hold, and one at least.
 * @param {Entry[]} entries
 */
function fitting(entries) {
  let room = MOST_BYTES;
  return entries.filter((entry, index) => (room -= bytesOf(entry)) > 0 || index === 0);
}

const encoder = new TextEncoder();
/** @param {Entry} entry */
const bytesOf = (entry) => encoder.encode(JSON.stringify(entry)).length + 1;

/** @param {Entry} entry */
const refusal = ({ id }) => ({ id, verdict: /** @type {const} */ ("refused"), reason: "too-large" });
