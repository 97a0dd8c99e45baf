// The PIN before the clerk's menu. The tablet holds a hash of it, and makes guessing slow.

import { contentKept, fetchContent } from "./content.js";
import { recall, remember } from "./database.js";
import { button, make } from "./elements.js";
import { heading, show, showAgain } from "./frame.js";
import { say } from "./texts.js";

const FREE_TRIES = 5;
const A_MINUTE = 60_000;
const MOST_DIGITS = 12;
const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

let typed = "";
/** @type {{ key: string, values?: Record<string, any> } | null} */
let problem = null;

/**
 * Ask for the PIN.
 * @param {() => void} opened what follows the right one
 * @param {() => void} left
 */
export function askPin(opened, left) {
  typed = "";
  problem = null;
  show(() => screen(opened, left));
}

/**
 * @param {() => void} opened
 * @param {() => void} left
 */
function screen(opened, left) {
  const press = (/** @type {string} */ digit) => {
    typed = (typed + digit).slice(0, MOST_DIGITS);
    showTyped();
  };
  const wipe = () => {
    typed = typed.slice(0, -1);
    showTyped();
  };
  const enter = () => tryPin(opened);
  const pad = make(
    "div",
    { class: "pad", role: "group", "aria-labelledby": "heading" },
    ...KEYS.map((digit) => button("", () => press(digit), digit)),
    button("", wipe, say("wipe")),
    button("", () => press("0"), "0"),
    button("", enter, say("enter")),
  );
  const keyed = (/** @type {KeyboardEvent} */ event) => {
    if (/^\d$/.test(event.key)) press(event.key);
    else if (event.key === "Backspace") wipe();
    else if (event.key === "Enter" && event.target === head) enter();
  };
  const head = heading(say("pin"));
  return {
    name: "pin",
    body: [
      make(
        "div",
        { class: "asking", onkeydown: keyed },
        head,
        make("p", { class: "typed", id: "typed", "aria-hidden": "true" }, dots()),
        make("p", { class: "problem", role: "alert" }, problem && say(problem.key, problem.values)),
      ),
      pad,
    ],
    steps: [button("step", left, say("close"))],
  };
}

/** As many dots as digits: somebody may be looking. */
const dots = () => "●".repeat(typed.length);

function showTyped() {
  document.getElementById("typed")?.replaceChildren(dots());
}

/** @param {() => void} opened */
async function tryPin(opened) {
  const pin = typed;
  typed = "";
  const { wrong = 0, until = 0 } = (await recall("pin")) ?? {};
  const wait = Math.min(until - Date.now(), A_MINUTE * wrong);
  if (wait > 0) return complain("pin-wait", { seconds: Math.ceil(wait / 1000) });
  if (await isRight(pin)) {
    await remember({ pin: undefined });
    return opened();
  }
  const next = { wrong: wrong + 1, until: Date.now() + pause(wrong + 1) };
  await remember({ pin: next });
  complain("pin-wrong");
}

/** Nothing for the first tries, then a minute more each time. @param {number} wrong */
const pause = (wrong) => Math.max(0, wrong - FREE_TRIES + 1) * A_MINUTE;

/**
 * @param {string} key
 * @param {Record<string, any>} [values]
 */
function complain(key, values) {
  problem = { key, values };
  showAgain();
  document.getElementById("heading")?.focus();
}

/** Whether this is the PIN, also if it was changed since the tablet last asked. @param {string} pin */
async function isRight(pin) {
  if (await matches(pin)) return true;
  await fetchContent().catch(() => {});
  return matches(pin);
}

/** @param {string} pin */
async function matches(pin) {
  const kept = contentKept()?.pin;
  if (!kept) return false;
  const given = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, [
    "deriveBits",
  ]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(kept.salt), iterations: kept.iterations };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, given, 256));
  return bits.join() === bytesOf(kept.hash).join();
}

/** @param {string} hex */
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16));
