// One person's visit, from the first touch to the last. When it ends, nothing of it is left here.

import { entryOf, isStorable, mainSteps, moreSteps, newcomer } from "./flow.js";
import { show, showAgain, showSteps, stepButtons } from "./frame.js";
import * as idle from "./idle.js";
import { hear } from "./news.js";
import { ask, field, progress, thanks } from "./screens.js";

/**
 * @typedef {import("./types.js").Content} Content
 * @typedef {import("./types.js").Entry} Entry
 * @typedef {import("./types.js").Question} Question
 * @typedef {import("./types.js").Step} Step
 * @typedef {import("./types.js").Visit} Visit
 */

/** After so long nothing more is asked of somebody who tells more: others may be waiting. */
const LONG_ENOUGH = 60_000;

/** @type {Visit | null} */
let visit = null;

/**
 * Somebody has touched the screen.
 * @param {Content} content
 * @param {() => void} whenLeft
 * @param {import("./types.js").Store} store takes what they say
 */
export function begin(content, whenLeft, store) {
  const kept = Promise.resolve(true);
  const person = newcomer(content);
  const since = performance.now();
  const first = { part: /** @type {const} */ ("main"), index: 0, kept, isKept: true, release: null };
  visit = { content, person, since, ...first, whenLeft, store };
  goTo(visit, "main", 0);
}

/** The person has gone, or is done. What they said is ready to be sent. */
export async function leave() {
  const left = visit;
  if (!left) return;
  visit = null;
  idle.rest();
  left.whenLeft();
  await left.kept;
  if (isStorable(left.content, left.person)) await put(left, left.store.close);
  left.release?.();
}

/** @param {Visit} now */
const stepsOf = ({ content, person, part }) =>
  part === "main" ? mainSteps(content, person) : moreSteps(content, person);

/**
 * @param {Visit} now
 * @param {"main" | "more"} part
 * @param {number} index
 */
function goTo(now, part, index) {
  Object.assign(now, { part, index });
  const { idle_seconds, countdown_seconds } = now.content.settings;
  idle.watch(idle_seconds, countdown_seconds, leave);
  show(() => ({
    ...screenOf(now, stepsOf(now)[now.index]),
    progress: progress(now.index + 1, isSure(now) ? stepsOf(now).length : null),
    steps: buttons(now),
  }));
}

/** Whether it is known how many questions there are: those who are not satisfied get more. @param {Visit} now */
const isSure = ({ content, person }) => isStorable(content, person);

/** @param {Visit} now */
function forward(now) {
  save(now);
  const isDone = now.index + 1 >= stepsOf(now).length || (now.part === "more" && hasBeenLong(now));
  if (isDone) thank(now, now.part === "main" && !hasBeenLong(now));
  else goTo(now, now.part, now.index + 1);
}

/** @param {Visit} now */
const hasBeenLong = ({ since }) => performance.now() - since > LONG_ENOUGH;

/** @param {Visit} now */
function back(now) {
  save(now);
  if (now.index > 0) goTo(now, now.part, now.index - 1);
  else if (now.part === "more") thank(now, true);
  else leave();
}

/** @param {Visit} now */
function buttons(now) {
  const step = stepsOf(now)[now.index];
  return stepButtons({
    back: () => back(now),
    on: isRequired(now, step) ? null : () => forward(now),
    isAnswered: isAnswered(now, step),
    finish: now.part === "more" ? () => thank(now, false) : null,
  });
}

/**
 * @param {Visit} now
 * @param {Step} step
 */
const isRequired = (now, step) =>
  (step.kind === "field" || step.question.required) && !isAnswered(now, step);

/**
 * @param {Visit} now
 * @param {Step} step
 */
function isAnswered({ person }, step) {
  if (step.kind === "field") return person.field !== null;
  return step.question.key in { ...person.answers, ...person.texts };
}

/**
 * @param {Visit} now
 * @param {Step} step
 */
function screenOf(now, step) {
  const { content, person } = now;
  if (step.kind === "field") {
    return field(content, person.field, (code) => {
      person.field = code;
      forward(now);
    });
  }
  const { question, title } = step;
  return ask(question, title, {
    chosen: [person.answers[question.key] ?? []].flat(),
    written: person.texts[question.key] ?? "",
    choose: (key) => {
      person.answers[question.key] = key;
      forward(now);
    },
    toggle: (keys) => say(now, person.answers, question.key, keys),
    write: (words) => say(now, person.texts, question.key, words.trim() ? words : ""),
  });
}

/**
 * Keep what was said on a screen that stays; nothing at all is the same as no answer.
 * @param {Visit} now
 * @param {Record<string, any>} said
 * @param {string} key
 * @param {string | string[]} answer
 */
function say(now, said, key, answer) {
  const was = key in said;
  said[key] = answer;
  if (!answer.length) delete said[key];
  if (was !== key in said) showSteps(buttons(now));
}

/**
 * @param {Visit} now
 * @param {boolean} isOffer whether there may be more to tell
 */
async function thank(now, isOffer) {
  save(now);
  now.isKept = await now.kept;
  if (visit !== now) return;
  const last = mainSteps(now.content, now.person).length - 1;
  const hasMore = isOffer && moreSteps(now.content, now.person).length > 0;
  idle.watch(now.content.settings.thanks_seconds, 0, leave);
  show(() => ({
    ...thanks(now.content, {
      isKept: now.isKept,
      more: hasMore ? () => goTo(now, "more", 0) : null,
      done: leave,
    }),
    steps: stepButtons({ back: () => goTo(now, "main", last) }),
  }));
}

/** What the disk did not take has perhaps been sent meanwhile: then it is stored after all. */
hear("queue", async () => {
  const now = visit;
  if (!now || now.isKept || (await now.store.stateOf()).isUnsaved) return;
  now.isKept = true;
  if (visit === now) showAgain();
});

/**
 * Store what was said so far, as soon as it is enough to count.
 * @param {Visit} now
 */
function save(now) {
  if (!isStorable(now.content, now.person)) return;
  now.kept = now.kept.then(() => put(now, now.store.keep));
}

/**
 * @param {Visit} now
 * @param {(entry: Entry) => Promise<boolean>} store
 */
async function put(now, store) {
  now.person.given_at ??= Date.now();
  now.person.offset_ms ??= now.store.offsetNow();
  now.release ??= await now.store.hold(now.person.id);
  return store(entryOf(now.content, now.person));
}
