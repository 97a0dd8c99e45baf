// The one place on the page where screens are shown, each in place of the one before.

import { button, byId, drawing, make } from "./elements.js";
import { say } from "./texts.js";

/**
 * @typedef {object} Screen
 * @property {string} name
 * @property {Node[]} body it holds one heading, which takes the focus
 * @property {Node[]} [steps] the buttons that lead on and back
 * @property {Node} [progress]
 */

/** For so long nobody has read a new screen: a touch was meant for the one before, by a hand that
 * trembles or taps twice. It is not let through by where it lands or what a browser counts. */
const UNREAD = 700;
const START = "attract";

const main = byId("screen");
/** @type {number | undefined} */
let unread;
/** @type {() => Screen} */
let render;

/**
 * Show a screen. Nothing of the one before is left.
 * @param {() => Screen} made makes it, now and when the language changes
 */
export function show(made) {
  const before = screenNow();
  render = made;
  fill();
  if (before !== START || screenNow() !== START) letNobodyTouch();
  main.scrollTop = 0;
  main.querySelector("h1")?.focus();
}

function letNobodyTouch() {
  document.body.dataset.unread = "";
  clearTimeout(unread);
  unread = setTimeout(() => delete document.body.dataset.unread, UNREAD);
}

/** Show the same screen again, in another language or with other news. */
export function showAgain() {
  const { scrollTop } = main;
  fill();
  main.scrollTop = scrollTop;
}

function fill() {
  const { name, body, steps = [], progress } = render();
  document.body.dataset.screen = name;
  main.replaceChildren(...body);
  byId("progress").replaceChildren(...(progress ? [progress] : []));
  showSteps(steps);
  sizes.disconnect();
  for (const part of [main, ...main.children]) sizes.observe(part);
  cue();
}

/** @param {Node[]} steps */
export const showSteps = (steps) => byId("steps").replaceChildren(...steps);

export const screenNow = () => document.body.dataset.screen;

/** The heading of a screen. @param {...(Node | string)} words */
export const heading = (...words) => make("h1", { tabindex: "-1", id: "heading" }, ...words);

/** Whatever changes its size changes how much there is to see. */
const sizes = new ResizeObserver(cue);

/** Say by a shadow and an arrow that there is more below. */
function cue() {
  const below = main.scrollHeight - main.clientHeight - main.scrollTop;
  byId("below").hidden = below < 8;
}

/** Follow what people see of a screen. */
export function start() {
  main.addEventListener("scroll", cue, { passive: true });
  byId("below").addEventListener("click", () => main.scrollBy({ top: main.clientHeight * 0.8 }));
}

/**
 * The buttons that lead on and back, always at the same place.
 * @param {{ back: () => void, on?: (() => void) | null, isAnswered?: boolean,
 *   finish?: (() => void) | null }} ways
 * @returns {Node[]}
 */
export function stepButtons({ back, on, isAnswered, finish }) {
  const next = isAnswered ? say("next") : say("skip");
  return [
    button("step", back, drawing("back"), say("back")),
    ...(finish ? [button("step", finish, say("finish"))] : []),
    ...(on ? [button(isAnswered ? "step on" : "step", on, next)] : []),
  ];
}
