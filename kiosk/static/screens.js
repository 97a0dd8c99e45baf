// The screens that people see. Each is made from what it is handed, and keeps nothing.

import { button, drawing, make } from "./elements.js";
import { heading } from "./frame.js";
import { inWords, otherLanguage, say } from "./texts.js";

/**
 * @typedef {import("./types.js").Content} Content
 * @typedef {import("./types.js").Question} Question
 * @typedef {import("./frame.js").Screen} Screen
 * @typedef {(key: string, pressed: HTMLElement) => void} Press
 */

/**
 * @param {Content} content
 * @param {() => void} begin
 * @returns {Screen}
 */
export function attract(content, begin) {
  const other = otherLanguage();
  return {
    name: "attract",
    body: [
      office(content, heading(content.office)),
      make(
        "div",
        { class: "invitation" },
        make("p", { class: "lead" }, say("invitation")),
        make("p", { class: "soft" }, say("promise")),
      ),
      button("go begin", begin, say("begin"), make("span", { lang: other }, say("begin", {}, other))),
    ],
  };
}

/**
 * Whose counter this is.
 * @param {Content} content
 * @param {Node} name
 */
const office = (content, name) =>
  make("div", { class: "office", lang: "vi" }, name, content.where && make("p", {}, content.where));

/**
 * Which field it was about.
 * @param {Content} content
 * @param {string | null} chosen
 * @param {(code: string) => void} choose
 * @returns {Screen}
 */
export function field(content, chosen, choose) {
  const options = content.fields.map((served) => ({ key: served.code, words: served }));
  return {
    name: "field",
    body: [asking(say(`field-${content.matter}`)), choices("long", options, [chosen], choose)],
  };
}

/**
 * @param {string} words
 * @param {string | null} [kicker]
 * @param {string | null} [hint]
 */
function asking(words, kicker, hint) {
  return make(
    "div",
    { class: "asking" },
    kicker && make("p", { class: "soft" }, kicker),
    heading(words),
    hint && make("p", { class: "soft", id: "hint" }, hint),
  );
}

/**
 * One question, with what was chosen before.
 * @param {Question} question
 * @param {import("./types.js").Words | null} title
 * @param {{ chosen: string[], written: string, choose: (key: string) => void,
 *   toggle: (keys: string[]) => void, write: (words: string) => void }} person
 * @returns {Screen}
 */
export function ask(question, title, { chosen, written, choose, toggle, write }) {
  const hint = question.hint && inWords(question.hint);
  const press = question.kind === "choices" ? several(toggle) : choose;
  const answer =
    question.kind === "text"
      ? writing(written, hint, write)
      : choices(lookOf(question), question.options, chosen, press, hint);
  return {
    name: question.kind,
    body: [asking(inWords(question.words), title && inWords(title), hint), answer],
  };
}

/**
 * Each press turns one choice on or off; all that are on are told.
 * @param {(keys: string[]) => void} toggle
 * @returns {Press}
 */
const several = (toggle) => (_, pressed) => {
  pressed.setAttribute("aria-pressed", String(pressed.getAttribute("aria-pressed") !== "true"));
  const on = pressed.parentElement?.querySelectorAll("[aria-pressed=true]") ?? [];
  toggle([...on].map((choice) => /** @type {HTMLElement} */ (choice).dataset.key ?? ""));
};

/** @param {Question} question */
function lookOf({ kind, options }) {
  if (options.every((option) => option.face)) return "faces";
  return kind === "choices" || options.length > 5 ? "many" : "few";
}

/**
 * @param {string} look
 * @param {import("./types.js").Option[]} options
 * @param {(string | null)[]} chosen
 * @param {Press} press
 * @param {string | null} [hint]
 */
function choices(look, options, chosen, press, hint) {
  return make(
    "div",
    { class: `choices ${look}`, role: "group", "aria-labelledby": "heading",
      "aria-describedby": hint && "hint" },
    ...options.map((option) => choice(option, chosen.includes(option.key), press)),
  );
}

/**
 * @param {import("./types.js").Option} option
 * @param {boolean} isChosen
 * @param {Press} press
 */
function choice({ key, words, face }, isChosen, press) {
  const made = button(
    "choice",
    () => press(key, made),
    face && drawing(face),
    make("span", {}, inWords(words)),
  );
  made.setAttribute("aria-pressed", String(isChosen));
  made.dataset.key = key;
  return made;
}

/**
 * Where words of one's own are written: nothing that a browser would keep or send to correct them.
 * @param {string} written
 * @param {string | null | undefined} hint
 * @param {(words: string) => void} write
 */
function writing(written, hint, write) {
  const area = /** @type {HTMLTextAreaElement} */ (
    make("textarea", { maxlength: "1000", rows: "4", autocomplete: "off", spellcheck: "false",
      "aria-labelledby": "heading", "aria-describedby": hint && "hint" })
  );
  area.value = written;
  area.addEventListener("input", () => write(area.value));
  return area;
}

/**
 * @param {Content} content
 * @param {{ isKept: boolean, more: (() => void) | null, done: () => void }} visit
 * @returns {Screen}
 */
export function thanks(content, { isKept, more, done }) {
  return {
    name: "thanks",
    body: [
      make(
        "div",
        { class: isKept ? "thanked" : "thanked unkept" },
        drawing(isKept ? "done" : "full"),
        make("div", {}, heading(say("thanks")), make("p", {}, say(isKept ? "kept" : "not-kept"))),
      ),
      make("p", { class: "soft" }, content.complaints && `${say("complaints")} ${content.complaints}`),
      make(
        "div",
        { class: "offer" },
        more && button("choice", more, say("more")),
        button("go", done, say("done")),
      ),
    ],
  };
}

/**
 * How far somebody has come, once that is known.
 * @param {number} number
 * @param {number | null} all
 */
export function progress(number, all) {
  if (all === null) return make("p", {}, say("first", { number }));
  const bar = make("progress", { max: all, value: number, "aria-hidden": "true" });
  return make("div", {}, make("p", {}, say("progress", { number, all })), bar);
}

/** A screen with nothing to touch. @param {string} name @returns {Screen} */
export const notice = (name) => ({
  name,
  body: [make("div", { class: "asking" }, heading(say(name)), make("p", { class: "soft" }, say(`${name}-words`)))],
});
