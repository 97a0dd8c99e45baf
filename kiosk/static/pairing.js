// What this tablet shows to the server: a credential that it made itself, and renews.

import { recall, remember } from "./database.js";
import { prepare, tell } from "./news.js";
import { ask } from "./server.js";

/** @typedef {import("./types.js").Reply} Reply */

let paired = false;

/** Whether the tablet has a credential that the server has not refused. */
export const isPaired = () => paired;

export async function recallPairing() {
  paired = Boolean(await recall("credential")) && !(await recall("is_refused"));
}

prepare("pairing", recallPairing);

/** 32 random bytes as 43 letters. */
function newCredential() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, (c) => ({ "+": "-", "/": "_" })[c] ?? "");
}

/**
 * Exchange a code for the right to send. The credential is kept before it is sent, so that the same
 * one is sent again when the reply was lost, and the server knows it. What another kiosk showed is
 * for another counter.
 * @param {string} code
 * @returns {Promise<Reply>}
 */
export async function pair(code) {
  const credential = (await recall("making")) ?? newCredential();
  await remember({ making: credential });
  const reply = await ask("pair", { body: { code, credential } });
  if (reply.status === 200) {
    const { kiosk } = reply.body;
    const isOther = kiosk !== (await recall("kiosk"));
    await remember({ credential, kiosk, making: undefined, old: undefined, next: undefined });
    if (isOther) await remember({ content: undefined });
    paired = false;
    await setPaired(true);
  }
  // It opens the server for another kiosk, of which this tablet has never heard: the next is new.
  if (reply.status === 400) await remember({ making: undefined });
  return reply;
}

/** @param {boolean} now */
async function setPaired(now) {
  if (paired === now) return;
  paired = now;
  await remember({ is_refused: !now || undefined });
  tell("pairing");
}

/**
 * Ask as this tablet. A server that does not know the newest credential may know the one before.
 * @param {string} path
 * @param {{ body?: object }} [request]
 * @returns {Promise<Reply>}
 */
export async function asTablet(path, request = {}) {
  const credential = await recall("credential");
  const old = await recall("old");
  const reply = await ask(path, { ...request, credential });
  const isRefused = reply.status === 401;
  if (!old) return judged(reply);
  if (!isRefused) await remember({ old: undefined });
  return isRefused ? asBefore(path, { ...request, credential: old }) : judged(reply);
}

/**
 * @param {string} path
 * @param {{ body?: object, credential: string }} request
 */
async function asBefore(path, request) {
  const reply = await ask(path, request);
  if (reply.status !== 401) await remember({ credential: request.credential, old: undefined });
  return judged(reply);
}

/** @param {Reply} reply */
async function judged(reply) {
  await setPaired(reply.status !== 401);
  return reply;
}

/** Take up another credential. Asked for again with the same one until the server has said yes. */
export async function renew() {
  const next = (await recall("next")) ?? newCredential();
  await remember({ next });
  const reply = await asTablet("credential", { body: { next } });
  if (reply.status !== 200) return;
  const old = await recall("credential");
  await remember({ credential: next, old, next: undefined });
}
