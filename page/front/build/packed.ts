// The program, packed as well as gzip can be, which browsers unpack by themselves. Zopfli saves some 4 % over zlib's best, and
// since it is pinned the bytes do not depend on whose zlib is in Node. It takes its time, so what was packed once is kept
// under target.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { gzipAsync } from "@gfx/zopfli";

export function sha256(bytes: Uint8Array | string, encoding: "hex" | "base64" = "hex"): string {
  return createHash("sha256").update(bytes).digest(encoding);
}

export async function packed(wasm: Uint8Array, keep: string): Promise<Uint8Array> {
  const kept = join(keep, `${sha256(wasm)}.gz`);
  if (existsSync(kept) && gunzipSync(readFileSync(kept)).equals(wasm)) return readFileSync(kept);
  const made = await gzipAsync(wasm, { numiterations: 5 });
  mkdirSync(keep, { recursive: true });
  writeFileSync(kept, made);
  return made;
}
