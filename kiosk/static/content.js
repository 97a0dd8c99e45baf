// What this tablet shows: its counter, questions and settings, as the server made them.

import { recall, remember } from "./database.js";
import { prepare, tell } from "./news.js";
import { asTablet } from "./pairing.js";

/** @typedef {import("./types.js").Content} Content */

/** @type {Content | null} */
let shown = null;
/** @type {Content | null} */
let newest = null;

/** What people see at the moment. */
export const contentNow = () => shown;

/** What was fetched last, with the PIN and the key of files that are in force. */
export const contentKept = () => newest;

/** Whether there is something newer to show. */
export const hasNewer = () => newest?.digest !== shown?.digest;

/** Show the newest from now on. Called where nobody is in the middle of an answer. */
export function takeUp() {
  shown = newest;
}

export async function recallContent() {
  newest = (await recall("content")) ?? null;
}

prepare("content", recallContent);

/** Ask for what is in force now, and keep it. */
export async function fetchContent() {
  const reply = await asTablet("content");
  if (reply.status !== 200) return;
  newest = { ...reply.body.content, digest: reply.body.digest };
  await remember({ content: newest });
  tell("content");
}
