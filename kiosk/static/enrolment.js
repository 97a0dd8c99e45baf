// Where a clerk types the code that pairs the tablet with its counter.

import { button, make } from "./elements.js";
import { heading, show, showAgain } from "./frame.js";
import { pair } from "./pairing.js";
import { stateOf } from "./queue.js";
import { say } from "./texts.js";

const LENGTH = 6;

/** The code in the address that a QR code led to; it is taken out of the address at once. */
export function codeInAddress() {
  const code = location.hash.slice(1);
  if (location.hash) history.replaceState(null, "", location.pathname);
  return code;
}

/** What there is to say; a key of the texts. @type {{ key: string, values?: object } | null} */
let problem = null;
let isBusy = false;
let waiting = 0;
let typed = "";
/** @type {(() => void) | null} */
let leave = null;

/**
 * Ask for a code, or try the one that is there already.
 * @param {string} [code]
 * @param {(() => void) | null} [left] the way back of a tablet that is paired already
 */
export async function enrol(code = "", left = null) {
  problem = null;
  typed = code;
  leave = left;
  waiting = (await stateOf()).waiting;
  show(screen);
  if (code) await attempt(code);
}

function screen() {
  const line = /** @type {HTMLInputElement} */ (
    make("input", { id: "code", type: "text", autocomplete: "off", autocapitalize: "none",
      spellcheck: "false", maxlength: "20", "aria-describedby": "problem" })
  );
  line.value = typed;
  line.addEventListener("input", () => (typed = line.value));
  const go = () => attempt(typed);
  line.addEventListener("keydown", (event) => event.key === "Enter" && go());
  return {
    name: "pairing",
    body: [
      make(
        "div",
        { class: "asking" },
        heading(say("pair")),
        make("p", { class: "soft" }, say("pair-words")),
        waiting > 0 && make("p", {}, say("pair-waiting", { count: waiting })),
      ),
      make(
        "div",
        { class: "typing" },
        make("label", { for: "code" }, say("pair-code")),
        line,
        button("go", go, say(isBusy ? "pair-busy" : "pair-go")),
        make("p", { class: "problem", id: "problem", role: "alert" },
          problem && say(problem.key, /** @type {any} */ (problem.values))),
      ),
    ],
    steps: leave ? [button("step", leave, say("close"))] : [],
  };
}

/**
 * Letters and digits count; hyphens, spaces and capitals do not.
 * @param {string} given
 */
const asTyped = (given) => given.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** @param {string} given */
async function attempt(given) {
  if (isBusy) return;
  const code = asTyped(given);
  if (code.length !== LENGTH) return complain({ key: "pair-length" });
  isBusy = true;
  problem = null;
  showAgain();
  problem = await tried(code);
  isBusy = false;
  if (problem) complain(problem);
}

/**
 * What kept the code from being taken, if anything did.
 * @param {string} code
 */
async function tried(code) {
  try {
    const { status, retryAfter } = await pair(code);
    if (status === 200) return null;
    if (status === 429) return { key: "pair-many", values: { seconds: Math.ceil(retryAfter / 1000) } };
    return { key: status === 404 ? "pair-wrong" : "pair-failed" };
  } catch {
    return { key: "pair-offline" };
  }
}

/** @param {{ key: string, values?: object }} what */
function complain(what) {
  problem = what;
  showAgain();
  document.getElementById("code")?.focus();
}
