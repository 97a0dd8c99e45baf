// Every two minutes or so the tablet says that it lives, and hears whether anything changed.

import { contentNow, fetchContent } from "./content.js";
import { recall, remember } from "./database.js";
import { hear, tell } from "./news.js";
import { asTablet, isPaired, renew } from "./pairing.js";
import { stateOf } from "./queue.js";
import { check, VERSION } from "./update.js";

const INTERVAL = 120_000;
const ENOUGH = 60_000;

/** @type {number | undefined} */
let timer;

/** Beat now, and from now on. */
export function start() {
  hear("pairing", () => isPaired() && beat(true));
  beat(true);
}

/** @param {boolean} [isAsked] even if another tab has just done so */
export async function beat(isAsked = false) {
  clearTimeout(timer);
  timer = setTimeout(beat, INTERVAL * (0.9 + Math.random() * 0.2));
  if ((await recall("credential")) === undefined) return;
  const since = Date.now() - ((await recall("beat_at")) ?? 0);
  if (!isAsked && since >= 0 && since < ENOUGH) return;
  await remember({ beat_at: Date.now() }).catch(() => {});
  await ask().catch(() => {});
}

async function ask() {
  const reply = await asTablet("heartbeat", { body: await state() });
  if (reply.status !== 200) return;
  tell("beat");
  const { content, version, renew: isOld } = reply.body;
  if (content !== (await recall("content"))?.digest) await fetchContent();
  await check(version).catch(() => {});
  if (isOld) await renew();
}

async function state() {
  const { waiting, oldestAt, refused, isFull } = await stateOf();
  return {
    sent_at: Date.now(),
    version: VERSION,
    content: contentNow()?.digest ?? null,
    waiting,
    oldest_at: oldestAt,
    refused,
    is_full: isFull,
    storage: await storage(),
    battery: await battery(),
  };
}

export async function storage() {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  return usage === undefined ? null : { used: usage, quota };
}

async function battery() {
  const found = await /** @type {any} */ (navigator).getBattery?.().catch(() => null);
  return found ? { level: found.level, charging: found.charging } : null;
}
