// The words of the tablet itself, in both languages. The page brings them along.

import { byId } from "./elements.js";

/** @typedef {import("./types.js").Language} Language */

/** @type {Record<Language, Record<string, string>>} */
const texts = JSON.parse(byId("texts").textContent ?? "");
const ZONE = "Asia/Ho_Chi_Minh";

/** @type {Language} */
let language = "vi";

export const languageNow = () => language;
export const otherLanguage = () => (language === "vi" ? "en" : "vi");

/** @param {Language} chosen */
export function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
}

/**
 * A text in the language of the screen, or in the one named.
 * @param {string} key
 * @param {Record<string, any>} [values]
 * @param {Language} [spoken]
 */
export function say(key, values = {}, spoken = language) {
  return texts[spoken][key].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
}

/** @param {string} key */
export const isKnown = (key) => key in texts.vi;

/** @param {import("./types.js").Words} words */
export const inWords = (words) => words[language];

/**
 * When something was, as staff write it: the time alone if it was today.
 * @param {number} moment
 */
export function when(moment) {
  const day = (/** @type {number} */ of) => part(of, { day: "2-digit", month: "2-digit" });
  const time = part(moment, { hour: "2-digit", minute: "2-digit" });
  return day(moment) === day(Date.now()) ? time : `${time} ${day(moment)}`;
}

/**
 * When something was, for the name of a file: 202611220021. Swedish, because it begins with the year.
 * @param {number} moment
 */
export function stamp(moment) {
  const format = { dateStyle: /** @type {const} */ ("short"), timeStyle: /** @type {const} */ ("short") };
  return new Intl.DateTimeFormat("sv", { ...format, timeZone: ZONE }).format(moment).replace(/\D/g, "");
}

/** A number as the language of the screen writes it. @param {number} number */
export const written = (number) => number.toLocaleString(language);

/**
 * @param {number} moment
 * @param {Intl.DateTimeFormatOptions} shown
 */
function part(moment, shown) {
  const format = new Intl.DateTimeFormat("en-GB", { ...shown, timeZone: ZONE });
  return format.format(moment);
}
