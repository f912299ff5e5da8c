// A copy of the page whose program stops, or goes round for ever, at files of a certain length: what a fault in it would do.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PROGRAM_TAG, packed, programIn } from "./packed.mjs";
import { PAGE, TARGET } from "./tools.mjs";

/** The program stops at a file of so many bytes. */
export const STOPS_AT = 7001;
/** The program never comes back from a file of so many bytes. */
export const LOOPS_AT = 7002;

/** @returns {[number, number]} the number, and where it ends */
function read(/** @type {Uint8Array} */ bytes, /** @type {number} */ from) {
  let [value, shift, at] = [0, 0, from];
  for (;;) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * 2 ** shift;
    shift += 7;
    at += 1;
    if (byte < 128) return [value, at];
  }
}

function write(/** @type {number} */ value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

/** A number as an operand of i32.const, which has a sign. */
function signed(/** @type {number} */ value) {
  const bytes = write(value);
  return (bytes.at(-1) ?? 0) < 64 ? bytes : [...bytes.slice(0, -1), (bytes.at(-1) ?? 0) | 128, 0];
}

/**
 * The program with another function in the place of the one that makes room for a file.
 * @param {Uint8Array} wasm
 */
function faulty(wasm) {
  /** @type {{ id: number, content: Uint8Array }[]} */
  const sections = [];
  for (let at = 8; at < wasm.length;) {
    const [size, start] = read(wasm, at + 1);
    sections.push({ id: wasm[at] ?? 0, content: wasm.subarray(start, start + size) });
    at = start + size;
  }
  const section = (/** @type {number} */ id) => {
    const found = sections.find((one) => one.id === id);
    if (!found) throw new Error(`The program has no section ${id}.`);
    return found;
  };
  let imported = 0;
  const imports = sections.find(({ id }) => id === 2)?.content ?? new Uint8Array([0]);
  let [left, at] = read(imports, 0);
  for (; left > 0; left -= 1) {
    for (let name = 0; name < 2; name += 1) {
      const [length, start] = read(imports, at);
      at = start + length;
    }
    if (imports[at] !== 0) throw new Error("The program imports what is no function.");
    imported += 1;
    [, at] = read(imports, at + 1);
  }

  const functions = section(3);
  const [count, first] = read(functions.content, 0);
  const types = [];
  for (let place = first; types.length < count;) {
    const [type, next] = read(functions.content, place);
    types.push(type);
    place = next;
  }
  const exported = section(7);
  const name = Buffer.from("\u000abytes_room\0", "latin1");
  const where = Buffer.from(exported.content).indexOf(name) + name.length;
  const [original, after] = read(exported.content, where);
  exported.content = Buffer.concat([
    exported.content.subarray(0, where),
    Buffer.from(write(imported + count)),
    exported.content.subarray(after),
  ]);
  functions.content = Buffer.concat([
    Buffer.from(write(count + 1)),
    functions.content.subarray(first),
    Buffer.from(write(types[original - imported] ?? 0)),
  ]);
  const body = [
    [0],
    // Where its length is this, stop.
    [0x20, 0, 0x41, ...signed(STOPS_AT), 0x46, 0x04, 0x40, 0x00, 0x0b],
    // Where its length is that, go round and round.
    [0x20, 0, 0x41, ...signed(LOOPS_AT), 0x46, 0x04, 0x40, 0x03, 0x40, 0x0c, 0, 0x0b, 0x0b],
    [0x20, 0, 0x10, ...write(original), 0x0b],
  ].flat();
  const code = section(10);
  const [bodies, begin] = read(code.content, 0);
  code.content = Buffer.concat([
    Buffer.from(write(bodies + 1)),
    code.content.subarray(begin),
    Buffer.from([...write(body.length), ...body]),
  ]);
  const all = sections.flatMap(({ id, content }) => [Buffer.from([id, ...write(content.length)]), content]);
  return Buffer.concat([wasm.subarray(0, 8), ...all]);
}

/**
 * Such a page; its policy is the same, since the program is data. Packing it takes seconds, so it is kept under target.
 * @returns {string} its path
 */
export function faultyPage() {
  const html = readFileSync(PAGE, "utf8");
  const own = readFileSync(new URL(import.meta.url));
  const path = join(TARGET, "page-faulty", `${createHash("sha256").update(html).update(own).digest("hex")}.html`);
  if (!existsSync(path)) {
    rmSync(dirname(path), { recursive: true, force: true });
    mkdirSync(dirname(path));
    const program = packed(faulty(programIn(html)));
    writeFileSync(
      path,
      html.replace(PROGRAM_TAG, (_, tag) => tag + program),
    );
  }
  return path;
}
