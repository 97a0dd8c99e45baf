// Room on the disk for another answer. Nobody is asked whose answer could not be kept.

import { look, remember, transact } from "./database.js";

/** More than a browser may be wrong by when it reckons what is used: Chromium was, by 0.4 MB. */
const BALLAST = 16;
/** More than is written while one person answers. */
const ANSWER = 40_000;
const MOST_RANDOM = 65_536;

let isBallastLaid = true;
let isLacking = false;

/** Whether the disk has refused something, and what was held back for that is used up. */
export const isShort = () => !isBallastLaid;

/** Whether not even one more answer fits. */
export const isOut = () => isLacking;

/** Bytes that no disk can write smaller. @param {number} size */
const noise = (size) => crypto.getRandomValues(new Uint8Array(size));

/** @param {Promise<unknown>} work */
const isDone = (work) => work.then(() => true, () => false);

/** Hold room back for the day when the disk is full; whether it is held. */
export async function holdBack() {
  const found = await look(["kept"], (kept) => kept.count("ballast"));
  const weights = () => Array.from({ length: BALLAST }, () => noise(MOST_RANDOM));
  isBallastLaid = found > 0 || (await isDone(remember({ ballast: weights() })));
  return isBallastLaid;
}

/** Give free what was held back. */
async function giveFree() {
  isBallastLaid = false;
  return isDone(remember({ ballast: undefined }));
}

/**
 * Write something, if need be where room was held back; whether it is on the disk.
 * @param {() => Promise<unknown>} work
 */
export async function write(work) {
  const isWritten = (await isDone(work())) || ((await giveFree()) && (await isDone(work())));
  isLacking = !isWritten;
  return isWritten;
}

/** Whether another answer fits: tried, because what browsers tell of the disk is a guess. */
export async function hasRoom() {
  const room = { id: "room", room: noise(ANSWER) };
  const fits = await write(() => transact(["entries"], (entries) => entries.put(room)));
  await isDone(transact(["entries"], (entries) => entries.delete(room.id)));
  return fits;
}
