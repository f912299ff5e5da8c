// The program within the page, unpacked by another hand than the page's own.

import { gunzipSync, gzipSync } from "node:zlib";

/** Where the page holds it: what stands before it, and the program itself. */
export const PROGRAM_TAG = /(<script type="text\/plain" id="program">)([^<]*)/;

/** @param {string} html */
export function programIn(html) {
  const base64 = PROGRAM_TAG.exec(html)?.[2]?.trim();
  if (!base64) throw new Error("The page has no program.");
  return gunzipSync(Buffer.from(base64, "base64"));
}

/** @param {Uint8Array} wasm */
export function packed(wasm) {
  return gzipSync(wasm, { level: 1 }).toString("base64");
}
