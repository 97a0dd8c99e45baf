// The program on the tablet: starts the parts, and shows what belongs where nobody is answering.

import { offsetNow, recallOffset } from "./clock.js";
import { contentKept, contentNow, fetchContent, hasNewer, recallContent, takeUp } from "./content.js";
import { hasRoom, holdBack, isOut } from "./database.js";
import { byId, button } from "./elements.js";
import { codeInAddress, enrol } from "./enrolment.js";
import * as frame from "./frame.js";
import * as heartbeat from "./heartbeat.js";
import * as idle from "./idle.js";
import * as light from "./light.js";
import { openMenu } from "./menu.js";
import { hear } from "./news.js";
import { isPaired, recallPairing } from "./pairing.js";
import { askPin } from "./pin.js";
import { close, hold, keep, stateOf } from "./queue.js";
import { attract, notice } from "./screens.js";
import * as sending from "./sending.js";
import * as tablet from "./tablet.js";
import { say } from "./texts.js";
import * as update from "./update.js";
import * as view from "./view.js";
import * as visit from "./visit.js";

const QUIET = 5_000;
const AGAIN = 10_000;

/** Whether the screen is one where nobody is in the middle of something. */
let isHome = false;
/** @type {number | undefined} */
let quiet;
/** @type {number | undefined} */
let refused;

/** The screen to which everything goes back. */
function home() {
  isHome = true;
  view.reset();
  idle.rest();
  if (!isPaired()) return enrol();
  if (!contentNow()?.open || !contentKept()) takeUp();
  const content = contentNow();
  byId("banner").hidden = !content?.is_demonstration;
  if (!content) prepare();
  else if (!content.open) frame.show(() => notice("closed"));
  else if (isOut()) refuse();
  else frame.show(() => attract(content, begin));
  watchHome();
}

/** Where nobody answers, a new version or new content may be taken up after a while of quiet. */
function watchHome() {
  clearTimeout(quiet);
  quiet = setTimeout(settle, QUIET);
  const forget = contentNow()?.settings.idle_seconds;
  if (forget) idle.watch(forget, 0, () => isHome && frame.screenNow() === "attract" && home());
}

async function settle() {
  const { isUnsaved } = await stateOf();
  if (isHome && hasNewer()) {
    takeUp();
    home();
  }
  if (isHome && !isUnsaved && (await update.hasOther()) && isHome) update.takeOver();
}

async function begin() {
  const content = contentNow();
  if (!content || !isHome) return;
  leaveHome();
  if (await hasRoom()) visit.begin(content, home, { close, hold, keep, stateOf, offsetNow });
  else home();
}

/** Nobody is asked while nothing more can be kept. */
function refuse() {
  frame.show(() => notice("no-room"));
  clearTimeout(refused);
  refused = setTimeout(lookAgain, AGAIN);
}

async function lookAgain() {
  if (!(await hasRoom())) refused = setTimeout(lookAgain, AGAIN);
  else if (isHome && frame.screenNow() === "no-room") home();
}

function leaveHome() {
  isHome = false;
  clearTimeout(quiet);
}

/** Paired, but without anything to show yet. */
function prepare() {
  frame.show(() => ({ ...notice("preparing"), steps: [button("step", fetch, say("again"))] }));
  fetch();
}

/** Ask for what is to be shown until it is there. */
async function fetch() {
  await fetchContent().catch(() => {});
  if (!contentNow() && isPaired()) setTimeout(fetch, AGAIN);
}

/** The clerk has held the light down; also where the tablet is no longer paired, to save a queue. */
async function openLight() {
  if (!contentKept()) return;
  await visit.leave();
  leaveHome();
  goHomeWhenLeft();
  askPin(() => openMenu(home), home);
}

/** Somebody opened the page with a code: the tablet may be paired, and the code anybody's. */
function askForCode(/** @type {string} */ code) {
  goHomeWhenLeft();
  enrol(code, isPaired() ? home : null);
}

function goHomeWhenLeft() {
  const settings = contentKept()?.settings;
  if (settings) idle.watch(settings.idle_seconds, settings.countdown_seconds, home);
}

/** Paired or not any more, or at another counter. */
async function pairAnew() {
  await recallContent();
  if (isHome) home();
}

/** Whether what is kept here could be read: some browsers keep nothing in a private window. */
async function hasRecalled() {
  const recalled = [recallPairing(), recallContent(), recallOffset()];
  return Promise.all(recalled).then(() => true, () => false);
}

async function start() {
  for (const part of [frame, view, idle, tablet]) part.start();
  if (!tablet.isCapable() || !(await hasRecalled())) return frame.show(() => notice("incapable"));
  if (!(await holdBack())) await hasRoom();
  await light.start(openLight);
  hear("pairing", pairAnew);
  hear("content", () => isHome && (contentNow()?.open ? watchHome() : home()));
  const code = codeInAddress();
  tablet.guard();
  home();
  if (code) askForCode(code);
  addEventListener("hashchange", () => isHome && askForCode(codeInAddress()));
  await update.install().catch(() => {});
  sending.start();
  heartbeat.start();
}

start();
