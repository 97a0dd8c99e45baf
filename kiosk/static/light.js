// The clerk's light: what became of the answers. Held down, it leads to the clerk's menu.

import { byId, drawing, make } from "./elements.js";
import { hear } from "./news.js";
import { isPaired } from "./pairing.js";
import { stateOf } from "./queue.js";
import { say, when } from "./texts.js";

const LONG = 1500;
const light = byId("light");

/**
 * Show the light, and call `open` when it is held down.
 * @param {() => void} open
 */
export function start(open) {
  hear("queue", show);
  hear("pairing", show);
  hold(open);
  return show();
}

async function show() {
  const { name, words } = await sign();
  light.dataset.sign = name;
  light.replaceChildren(drawing(name), make("span", { lang: "vi" }, words));
  light.setAttribute("aria-label", `${words}. ${say("hold")}`);
}

/** What the light says, the worst first. */
async function sign() {
  const { isFull, waiting, oldestAt } = await stateOf();
  if (isFull) return { name: "full", words: say("full", {}, "vi") };
  if (!isPaired()) return { name: "unpaired", words: say("unpaired", {}, "vi") };
  if (!waiting) return { name: "sent", words: say("sent", {}, "vi") };
  const values = { count: waiting, time: when(oldestAt ?? Date.now()) };
  return { name: "waiting", words: say("waiting", values, "vi") };
}

/** @param {() => void} open */
function hold(open) {
  /** @type {number | undefined} */
  let timer;
  const begin = () => {
    clearTimeout(timer);
    timer = setTimeout(open, LONG);
  };
  const end = () => clearTimeout(timer);
  light.addEventListener("pointerdown", begin);
  for (const type of ["pointerup", "pointerleave", "pointercancel", "keyup", "blur"])
    light.addEventListener(type, end);
  light.addEventListener("keydown", (event) => {
    if (!event.repeat && ["Enter", " "].includes(event.key)) begin();
  });
}
