// How the screen looks to the person in front of it: language, contrast, size, and how low.

import { byId, drawing, make } from "./elements.js";
import { showAgain } from "./frame.js";
import { otherLanguage, say, speak } from "./texts.js";

const LOOKS = ["size", "contrast", "low"];
const { dataset } = document.documentElement;

/** Put the switches on the page, and listen to them. */
export function start() {
  byId("view").append(
    make("button", { type: "button", id: "language", onclick: translate }),
    ...LOOKS.map((look) =>
      make("button", { type: "button", id: look, onclick: () => toggle(look) }, drawing(look), make("span")),
    ),
  );
  label();
}

/** Everything as the next person expects it. */
export function reset() {
  for (const look of LOOKS) delete dataset[look];
  speak("vi");
  label();
}

function translate() {
  speak(otherLanguage());
  label();
  showAgain();
}

/** @param {string} look */
function toggle(look) {
  if (look in dataset) delete dataset[look];
  else dataset[look] = "on";
  label();
  showAgain();
}

function label() {
  const language = byId("language");
  language.textContent = say("language", {}, otherLanguage());
  language.lang = otherLanguage();
  for (const look of LOOKS) {
    byId(look).setAttribute("aria-pressed", String(look in dataset));
    byId(look).querySelector("span")?.replaceChildren(say(look));
  }
  byId("banner").textContent = say("demonstration");
  byId("below").lastElementChild?.replaceChildren(say("below"));
  byId("bar").setAttribute("aria-label", say("bar"));
  byId("view").setAttribute("aria-label", say("view"));
  byId("status").setAttribute("aria-label", say("status"));
}
