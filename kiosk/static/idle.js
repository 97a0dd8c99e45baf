// When nobody has touched the screen for a while, it counts down and goes back to the start.

import { byId } from "./elements.js";
import { say } from "./texts.js";

const TOUCHES = ["pointerdown", "keydown", "input", "wheel"];
const A_SECOND = 1000;

const box = /** @type {HTMLDialogElement} */ (byId("idle"));
/** @type {{ seconds: number, countdown: number, end: () => void } | null} */
let watched = null;
/** @type {number | undefined} */
let timer;

/** Listen to every touch. */
export function start() {
  for (const touch of TOUCHES) addEventListener(touch, wake, { capture: true, passive: true });
  box.addEventListener("cancel", (event) => event.preventDefault());
  box.addEventListener("click", close);
  box.addEventListener("keydown", (event) => (event.preventDefault(), close()));
  box.addEventListener("pointerup", () => setTimeout(close, 400));
}

/**
 * Call `end` when nothing was touched for so many seconds and then for those counted down.
 * @param {number} seconds
 * @param {number} countdown
 * @param {() => void} end
 */
export function watch(seconds, countdown, end) {
  watched = { seconds, countdown, end };
  close();
  wake();
}

/** Wait for nobody. */
export function rest() {
  watched = null;
  close();
  clearTimeout(timer);
}

/** Somebody is there. What counts down stops at once; it goes when the finger has left. */
function wake() {
  clearTimeout(timer);
  if (watched) timer = setTimeout(() => count(watched?.countdown ?? 0), watched.seconds * A_SECOND);
}

function close() {
  if (box.open) box.close();
}

/** @param {number} left */
function count(left) {
  if (left <= 0) return end();
  if (!box.open) open(left);
  byId("left").textContent = String(left);
  timer = setTimeout(() => count(left - 1), A_SECOND);
}

/** @param {number} left */
function open(left) {
  byId("idle-heading").textContent = say("idle");
  byId("idle-words").textContent = say("idle-words");
  byId("idle-left").textContent = say("idle-left");
  byId("idle-spoken").textContent = say("idle-spoken", { seconds: left });
  byId("idle-on").textContent = say("idle-on");
  box.showModal();
}

function end() {
  const ended = watched;
  rest();
  ended?.end();
}
