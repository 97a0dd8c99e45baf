// How far the tablet's clock is from the server's. The tablet never sets a clock: it says what it
// read and what it measured, and the server works out when an answer was given.

import { recall, remember } from "./database.js";

const WORTH_KEEPING = 500;

/** @type {number | null} */
let offset = null;

/** What has to be added to this tablet's time to get the server's; null if it never asked. */
export const offsetNow = () => offset;

export async function recallOffset() {
  offset = (await recall("offset")) ?? null;
}

/**
 * Measure by one reply: half of the way there and back went by since the server looked.
 * @param {number} sent
 * @param {number} received
 * @param {number} server
 */
export function measure(sent, received, server) {
  const measured = Math.round(server - (sent + received) / 2);
  const isNew = offset === null || Math.abs(measured - offset) > WORTH_KEEPING;
  offset = measured;
  if (isNew) remember({ offset }).catch(() => {});
}
