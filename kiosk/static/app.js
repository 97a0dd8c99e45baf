// The program on the tablet: starts the parts, and shows what belongs where nobody is answering.

import { recallOffset } from "./clock.js";
import { contentNow, fetchContent, hasNewer, recallContent, takeUp } from "./content.js";
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
import { stateOf } from "./queue.js";
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

/** The screen to which everything goes back. */
function home() {
  isHome = true;
  view.reset();
  idle.rest();
  if (!isPaired()) return enrol();
  if (!contentNow()?.open) takeUp();
  const content = contentNow();
  byId("banner").hidden = !content?.is_demonstration;
  if (!content) prepare();
  else if (!content.open) frame.show(() => notice("closed"));
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

function begin() {
  const content = contentNow();
  if (!content) return;
  leaveHome();
  visit.begin(content, home);
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

/** The clerk has held the light down. */
async function openLight() {
  const content = contentNow();
  if (!content) return;
  await visit.leave();
  leaveHome();
  const { idle_seconds, countdown_seconds } = content.settings;
  idle.watch(idle_seconds, countdown_seconds, home);
  askPin(() => openMenu(home), home);
}

async function start() {
  for (const part of [frame, view, idle, tablet]) part.start();
  if (!tablet.isCapable()) return frame.show(() => notice("incapable"));
  await Promise.all([recallPairing(), recallContent(), recallOffset()]);
  await light.start(openLight);
  hear("pairing", () => isHome && home());
  hear("content", () => isHome && (contentNow()?.open ? watchHome() : home()));
  const code = codeInAddress();
  home();
  if (code) enrol(code);
  addEventListener("hashchange", () => isHome && enrol(codeInAddress()));
  await update.install().catch(() => {});
  sending.start();
  heartbeat.start();
}

start();
