// The program, packed with LZMA by a pinned package, so that the same program gives the same bytes everywhere. It takes its
// time, so what was packed once is kept under target.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compress } from "lzma1";
import { unpacked } from "../src/unpack.ts";

export function sha256(bytes: Uint8Array | string, encoding: "hex" | "base64" = "hex"): string {
  return createHash("sha256").update(bytes).digest(encoding);
}

export function packed(wasm: Uint8Array, keep: string): Buffer {
  const kept = join(keep, `${sha256(wasm)}.lzma`);
  if (!existsSync(kept)) {
    mkdirSync(keep, { recursive: true });
    writeFileSync(kept, compress(wasm, 9));
  }
  const made = readFileSync(kept);
  // By what the page unpacks it with.
  if (Buffer.compare(wasm, unpacked(made)) !== 0)
    throw new Error(`${kept} is not the program: delete it and build again.`);
  return made;
}
