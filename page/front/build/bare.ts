// The program without what only wasm-bindgen's own tool would look for: descriptions of JavaScript's classes, which are
// a tenth of it, and are kept alive by being exported.

import binaryen from "binaryen";

/** What the worker calls; src/border.rs has the same. */
const EXPORTS = new Set(["memory", "text_room", "bytes_room", "call", "answer", "saved", "saved_len"]);

export function bare(wasm: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const module = binaryen.readBinary(wasm);
  try {
    const names = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map((one) => one.name);
    for (const name of EXPORTS) if (!names.includes(name)) throw new Error(`The program does not export ${name}.`);
    for (const name of names) if (!EXPORTS.has(name)) module.removeExport(name);
    module.runPasses(["remove-unused-module-elements"]);
    return withoutCustomSections(module.emitBinary());
  } finally {
    module.dispose();
  }
}

// A section is its number, its length and its contents; those of number 0 are for tools, and are never run.
function withoutCustomSections(wasm: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept: Uint8Array[] = [wasm.subarray(0, 8)];
  for (let at = 8; at < wasm.length;) {
    const from = at;
    const id = wasm[at++];
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = wasm[at++] ?? 0;
      length += (byte & 0x7f) * 2 ** shift;
      more = (byte & 0x80) !== 0;
    }
    at += length;
    if (id !== 0) kept.push(wasm.subarray(from, at));
  }
  return new Uint8Array(Buffer.concat(kept));
}
