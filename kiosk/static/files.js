// The queue as a file, for a tablet that never gets a network again. Only this installation's
// tablets can read it: people wrote comments in it.

import { contentKept } from "./content.js";
import { recall } from "./database.js";
import { make } from "./elements.js";
import { add, everything } from "./queue.js";
import { stamp } from "./texts.js";

const FORMAT = "thuocdo-kiosk-1";

/** Save what is here to a file. Nothing leaves the queue by it. How many entries it holds. */
export async function save() {
  const entries = await everything();
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(entries));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), plain);
  const kiosk = (await recall("kiosk")) ?? "";
  const file = new Blob([head(kiosk, iv), sealed], { type: "application/octet-stream" });
  download(file, `thuocdo-${kiosk}-${stamp(Date.now())}.kiosk`);
  return entries.length;
}

/** A line that says what the file is, so that people can tell. @param {string} kiosk @param {Uint8Array} iv */
const head = (kiosk, iv) => `${JSON.stringify({ format: FORMAT, kiosk, iv: [...iv] })}\n`;

/**
 * @param {Blob} file
 * @param {string} name
 */
function download(file, name) {
  const address = URL.createObjectURL(file);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Take over what is in a file; how many entries were not here yet. Throws if it is not such a file.
 * @param {File} file
 */
export async function load(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const end = bytes.indexOf(10);
  const { format, iv } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)));
  if (format !== FORMAT) throw new Error(format);
  const how = { name: "AES-GCM", iv: new Uint8Array(iv) };
  const plain = await crypto.subtle.decrypt(how, await key(), bytes.subarray(end + 1));
  return add(JSON.parse(new TextDecoder().decode(plain)));
}

/** The key of this installation, which came as base64url. */
function key() {
  const letters = (contentKept()?.file_key ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const raw = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}
