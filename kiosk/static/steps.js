// The buttons that lead on and back, always at the same place.

import { button, drawing } from "./elements.js";
import { say } from "./texts.js";

/**
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
