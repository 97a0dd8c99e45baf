// Answers that wait to be sent. None leaves before the server has said what became of it.

import { holdBack, isShort, look, transact, write } from "./database.js";
import { tell } from "./news.js";

/**
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").Refused} Refused
 * @typedef {import("./types.js").Verdict} Verdict
 */

const CLOSED = IDBKeyRange.bound([0], [1], false, true);
const OPEN = IDBKeyRange.bound([1], [2], false, true);

/** Entries that the disk would not take. @type {Map<string, Entry>} */
const unsaved = new Map();

/**
 * Keep an entry, or keep it anew. False if it is only in memory, because the disk is full.
 * @param {Entry} entry
 */
export async function keep(entry) {
  const isKept = await write(() => transact(["entries"], (entries) => entries.put(entry)));
  if (isKept) unsaved.delete(entry.id);
  else unsaved.set(entry.id, entry);
  tell("queue");
  return isKept;
}

/**
 * Nothing will be added to this entry any more.
 * @param {Entry} entry
 */
export const close = (entry) => keep({ ...entry, is_open: 0 });

/** The lock that a tab holds while a person may still add to an entry. @param {string} id */
const lockOf = (id) => `entry ${id}`;

/**
 * Keep an entry from being closed by others, as long as this tab lives or until it is let go.
 * @param {string} id
 * @returns {Promise<() => void>}
 */
export function hold(id) {
  return new Promise((held) => {
    navigator.locks.request(lockOf(id), () => new Promise((free) => held(() => free(null))));
  });
}

/** Close entries that nobody is adding to: the page was closed, or the tablet lost its power. */
export async function closeLeftOver() {
  const open = await look(["entries"], (entries) => entries.index("order").getAll(OPEN));
  const held = (await navigator.locks.query()).held ?? [];
  const names = new Set(held.map((lock) => lock.name));
  for (const entry of open) if (!names.has(lockOf(entry.id))) await close(entry);
}

/**
 * What can be sent, the oldest first; and what the disk did not take, which cannot wait.
 * @param {number} most
 * @returns {Promise<Entry[]>}
 */
export async function sendable(most) {
  const kept = await look(["entries"], (entries) => entries.index("order").getAll(CLOSED, most));
  return [...unsaved.values(), ...kept.filter((entry) => !unsaved.has(entry.id))].slice(0, most);
}

/**
 * Do what the server said of the entries sent; how many it said something of.
 * @param {Entry[]} sent
 * @param {Verdict[]} verdicts
 */
export async function settle(sent, verdicts) {
  const settled = sent.flatMap((entry) => {
    const said = verdicts.find((verdict) => verdict.id === entry.id);
    return said && isVerdict(said) ? [{ entry, said }] : [];
  });
  await transact(["entries", "refused"], (entries, refused) => {
    for (const { entry, said } of settled) {
      if (said.verdict === "refused") refused.put({ ...entry, reason: said.reason });
      removeClosed(entries, entry.id);
    }
  });
  for (const { entry } of settled) if (unsaved.get(entry.id) === entry) unsaved.delete(entry.id);
  if (isShort()) await holdBack();
  tell("queue");
  return settled.length;
}

/** @param {Verdict} said */
const isVerdict = (said) => ["stored", "already", "refused"].includes(said.verdict);

/**
 * An entry that is open again has more in it than what was sent.
 * @param {IDBObjectStore} entries
 * @param {string} id
 */
function removeClosed(entries, id) {
  const found = entries.get(id);
  found.onsuccess = () => found.result?.is_open === 0 && entries.delete(id);
}

/** How many wait, since when, how many the server can never take, and whether the disk is full. */
export async function stateOf() {
  /** @type {{ count?: IDBRequest<number>, oldest?: IDBRequest<Entry[]> }} */
  const found = {};
  const refused = await transact(["entries", "refused"], (entries, refused) => {
    found.count = entries.index("order").count(CLOSED);
    found.oldest = entries.index("order").getAll(CLOSED, 1);
    return refused.count();
  }, "readonly");
  const waiting = [...(found.oldest?.result ?? []), ...unsaved.values()];
  const times = waiting.map((entry) => entry.given_at);
  return {
    waiting: (found.count?.result ?? 0) + unsaved.size,
    oldestAt: times.length ? Math.min(...times) : null,
    refused,
    isFull: isShort(),
    isUnsaved: unsaved.size > 0,
  };
}

/** What the server can never take, with its reason. @returns {Promise<Refused[]>} */
export const refusedEntries = () => look(["refused"], (refused) => refused.getAll());

/** Let what was refused be sent once more: by now it may be stored, or this its counter. */
export async function offerAgain() {
  const offered = await refusedEntries();
  await transact(["entries", "refused"], (entries, refused) => {
    for (const { reason, ...entry } of offered) {
      entries.put({ ...entry, is_open: 0 });
      refused.delete(entry.id);
    }
  });
}

/** Everything that is still here, to be saved elsewhere. @returns {Promise<(Entry | Refused)[]>} */
export async function everything() {
  const kept = await look(["entries"], (entries) => entries.index("order").getAll());
  return [...kept, ...unsaved.values(), ...(await refusedEntries())];
}

/**
 * Take entries from elsewhere; one that is here already stays as it is. How many are new.
 * @param {Entry[]} entries
 */
export async function add(entries) {
  const before = await stateOf();
  await transact(["entries"], (store) => {
    for (const { id, content, field, answers, texts, given_at, offset_ms } of entries) {
      const entry = { id, content, field, answers, texts, given_at, offset_ms, is_open: 0 };
      store.add(entry).onerror = (event) => event.preventDefault();
    }
  });
  tell("queue");
  return (await stateOf()).waiting - before.waiting;
}
