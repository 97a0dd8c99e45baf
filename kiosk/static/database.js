// What the tablet keeps on its disk: a few single things, the entries that wait, those refused; and
// room for another. Nobody is asked whose answer could not be kept.

const NAME = "thuocdo-kiosk";
const VERSION = 1;

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => build(request.result);
    request.onsuccess = () => resolve(guard(request.result));
    request.onerror = () => reject(request.error);
  });
  opened.catch(forget);
  return opened;
}

const forget = () => {
  opened = null;
};

/** @param {IDBDatabase} database */
function build(database) {
  database.createObjectStore("kept");
  const entries = database.createObjectStore("entries", { keyPath: "id" });
  entries.createIndex("order", ["is_open", "given_at"]);
  database.createObjectStore("refused", { keyPath: "id" });
}

/**
 * Give way to a later version of the program in another tab, and open again after a fault.
 * @param {IDBDatabase} database
 */
function guard(database) {
  database.onversionchange = () => {
    database.close();
    forget();
  };
  database.onclose = forget;
  return database;
}

/**
 * Do some work in one transaction, wholly or not at all. What it gives is there when it is on the
 * disk, and not only on its way there: tablets lose their power.
 * @template T
 * @param {string[]} stores
 * @param {(...stores: IDBObjectStore[]) => (IDBRequest<T> | void)} work
 * @param {IDBTransactionMode} [mode]
 * @returns {Promise<T>}
 */
export async function transact(stores, work, mode = "readwrite") {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    const request = work(...stores.map((name) => transaction.objectStore(name)));
    transaction.oncomplete = () => resolve(/** @type {T} */ (request?.result));
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
}

/**
 * @template T
 * @param {string[]} stores
 * @param {(...stores: IDBObjectStore[]) => IDBRequest<T>} work
 */
export const look = (stores, work) => transact(stores, work, "readonly");

/**
 * One of the single things that are kept.
 * @param {string} key
 * @returns {Promise<any>}
 */
export const recall = (key) => look(["kept"], (kept) => kept.get(key));

/**
 * Keep single things; those that are undefined are dropped.
 * @param {Record<string, any>} things
 */
export function remember(things) {
  return transact(["kept"], (kept) => {
    for (const [key, value] of Object.entries(things))
      value === undefined ? kept.delete(key) : kept.put(value, key);
  });
}

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
