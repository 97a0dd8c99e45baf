// One request to the server, and whether what answered was our program at all.

import { measure } from "./clock.js";

const PATIENCE = 30_000;

/** Nobody answered, or somebody else did: a café's sign-in page, a proxy. */
export class Unreachable extends Error {}

/**
 * @param {string} path
 * @param {{ credential?: string, body?: object }} [request]
 * @returns {Promise<import("./types.js").Reply>}
 */
export async function ask(path, { credential, body } = {}) {
  const sent = Date.now();
  const reply = await fetch(`/kiosk/${path}`, {
    method: body ? "POST" : "GET",
    headers: headers({
      Authorization: credential && `Bearer ${credential}`,
      "Content-Type": body && "application/json",
    }),
    body: body && JSON.stringify(body),
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(unreachable);
  const said = await reply.json().catch(unreachable);
  if (typeof said?.now !== "number") unreachable();
  measure(sent, Date.now(), said.now);
  const retryAfter = Number(reply.headers.get("Retry-After")) * 1000 || 0;
  return { status: reply.status, body: said, retryAfter };
}

/** @returns {never} */
function unreachable() {
  throw new Unreachable();
}

/** @param {Record<string, string | false | undefined>} all */
function headers(all) {
  return /** @type {[string, string][]} */ (Object.entries(all).filter(([, value]) => value));
}
