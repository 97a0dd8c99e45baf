// The clerk's menu: what waits, whether the server answers, and the queue as a file.

import { offsetNow } from "./clock.js";
import { contentKept, fetchContent } from "./content.js";
import { recall } from "./database.js";
import { button, make } from "./elements.js";
import * as files from "./files.js";
import { heading, show } from "./frame.js";
import { storage } from "./heartbeat.js";
import { isPaired } from "./pairing.js";
import { offerAgain, refusedEntries, stateOf } from "./queue.js";
import { soon } from "./sending.js";
import { isKnown, say, when, written } from "./texts.js";
import { VERSION } from "./update.js";

/** Seconds by which a clock is wrong enough to be told. Answers are stored at the right time anyway. */
const WRONG = 5;

/** What was found or done last; a key of the texts. @type {{ key: string, values?: object } | null} */
let news = null;

/** @param {() => void} left */
export async function openMenu(left) {
  news = null;
  await showMenu(left);
}

/** @param {() => void} left */
async function showMenu(left) {
  const facts = await gathered();
  show(() => screen(facts, left));
}

async function gathered() {
  const { waiting, oldestAt, isFull } = await stateOf();
  const refused = await refusedEntries();
  const disk = await storage();
  return { waiting, oldestAt, isFull, refused, disk, kiosk: await recall("kiosk") };
}

/**
 * @param {Awaited<ReturnType<typeof gathered>>} facts
 * @param {() => void} left
 */
function screen(facts, left) {
  const act = (/** @type {() => Promise<any>} */ work) => async () => {
    news = await work();
    await showMenu(left);
  };
  return {
    name: "menu",
    body: [
      heading(say("menu")),
      make("p", { class: "news", role: "status" }, news && say(news.key, /** @type {any} */ (news.values))),
      list(facts),
      make(
        "div",
        { class: "choices few" },
        button("choice", act(test), say("test")),
        button("choice", act(send), say("send")),
        button("choice", act(save), say("save")),
        loader(act),
      ),
    ],
    steps: [button("step", left, say("close"))],
  };
}

/** @param {Awaited<ReturnType<typeof gathered>>} facts */
function list({ waiting, oldestAt, isFull, refused, disk, kiosk }) {
  const content = contentKept();
  const since = oldestAt && when(oldestAt);
  const rows = {
    "menu-waiting": since ? say("waiting-since", { count: waiting, time: since }) : String(waiting),
    "menu-refused": refused.length ? reasons(refused) : "0",
    "menu-paired": say(isPaired() ? "yes" : "no"),
    "menu-disk": isFull ? say("full") : disk && megabytes(disk),
    "menu-tablet": kiosk,
    "menu-counter": [content?.counter, content?.where].filter(Boolean).join(" · "),
    "menu-version": `${VERSION} · ${content?.digest.slice(0, 12) ?? ""}`,
  };
  return make(
    "dl",
    {},
    ...Object.entries(rows).map(([key, value]) =>
      make("div", {}, make("dt", {}, say(key)), make("dd", {}, value || "–")),
    ),
  );
}

/** How many were refused for which reason. @param {import("./types.js").Refused[]} refused */
function reasons(refused) {
  const counts = new Map();
  for (const { reason } of refused) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} × ${said(reason)}`).join("; ");
}

/** @param {string} reason */
const said = (reason) => (isKnown(`refused-${reason}`) ? say(`refused-${reason}`) : reason);

/** @param {{ used: number, quota: number | undefined }} disk */
function megabytes({ used, quota = 0 }) {
  const of = (/** @type {number} */ bytes) => written(Math.round(bytes / 1_000_000));
  return say("menu-megabytes", { used: of(used), all: of(quota) });
}

async function test() {
  const begun = performance.now();
  try {
    await fetchContent();
  } catch {
    return { key: "test-failed" };
  }
  if (!isPaired()) return { key: "test-refused" };
  const seconds = Math.round((offsetNow() ?? 0) / 1000);
  const time = written(Math.round(performance.now() - begun));
  const side = seconds > 0 ? "test-slow" : "test-fast";
  const key = Math.abs(seconds) < WRONG ? "test-passed" : side;
  return { key, values: { time, seconds: written(Math.abs(seconds)) } };
}

async function send() {
  await offerAgain().catch(() => {});
  await soon();
  const { waiting } = await stateOf();
  return waiting ? { key: "send-waiting", values: { count: waiting } } : { key: "send-done" };
}

async function save() {
  try {
    return { key: "save-done", values: { count: await files.save() } };
  } catch {
    return { key: "save-failed" };
  }
}

/** @param {(work: () => Promise<any>) => () => Promise<void>} act */
function loader(act) {
  const input = /** @type {HTMLInputElement} */ (make("input", { type: "file", id: "file", class: "sr" }));
  const load = async () => {
    const [file] = input.files ?? [];
    const count = await files.load(file).catch(() => null);
    return count === null ? { key: "load-failed" } : { key: "load-done", values: { count } };
  };
  input.addEventListener("change", act(load));
  return make("label", { class: "choice", for: "file" }, input, make("span", {}, say("load")));
}
