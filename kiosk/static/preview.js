// A questionnaire as a tablet asks it, for staff who look at it. Nothing is kept here and nothing is
// sent: this program is handed no queue, and its page may reach no server.

import { byId } from "./elements.js";
import * as frame from "./frame.js";
import * as idle from "./idle.js";
import { attract } from "./screens.js";
import * as view from "./view.js";
import * as visit from "./visit.js";

/** @type {import("./types.js").Content} */
const content = JSON.parse(byId("content").textContent ?? "");

/** What takes answers on a tablet, and here forgets them. @type {import("./types.js").Store} */
const nowhere = {
  hold: async () => () => {},
  keep: async () => true,
  close: async () => true,
  stateOf: async () => ({ isUnsaved: false }),
  offsetNow: () => null,
};

function home() {
  view.reset();
  idle.rest();
  frame.show(() => attract(content, () => visit.begin(content, home, nowhere)));
}

for (const part of [frame, view, idle]) part.start();
home();
