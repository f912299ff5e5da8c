// Workbooks taken apart, changed and put together again.

import { readFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** @typedef {Record<string, Uint8Array>} Parts */

/**
 * The parts of a workbook by name.
 * @param {string | Uint8Array} workbook a path, or its bytes
 * @returns {Parts}
 */
export function partsOf(workbook) {
  return unzipSync(typeof workbook === "string" ? readFileSync(workbook) : workbook);
}

/** @param {Parts} parts */
export function packed(parts) {
  return zipSync(parts, { level: 6, mtime: new Date(1980, 1, 1) });
}

/**
 * Changes the text of one part, which must be there.
 * @param {Parts} parts
 * @param {string} name
 * @param {(text: string) => string} change
 */
export function rewrite(parts, name, change) {
  const part = parts[name];
  if (!part) throw new Error(`The workbook has no ${name}.`);
  const before = strFromU8(part);
  const after = change(before);
  if (after === before) throw new Error(`${name} is as it was.`);
  parts[name] = strToU8(after);
}

/** @param {string} text */
export function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The part that a sheet stands in, by its name. */
function partOfSheet(/** @type {Parts} */ parts, /** @type {string} */ sheet) {
  const workbook = strFromU8(parts["xl/workbook.xml"] ?? new Uint8Array());
  const names = [...workbook.matchAll(/<sheet [^>]*?\bname="([^"]*)"/g)].map((match) => match[1]);
  const at = names.indexOf(escaped(sheet));
  if (at < 0) throw new Error(`There is no sheet ${sheet} among ${names.join(", ")}.`);
  return `xl/worksheets/sheet${at + 1}.xml`;
}

/**
 * Writes a text into a cell that is in the sheet already.
 * @param {Parts} parts
 * @param {string} sheet
 * @param {string} cell
 * @param {string} text
 */
export function setText(parts, sheet, cell, text) {
  const style = (/** @type {string} */ attributes) => / s="\d+"/.exec(attributes)?.[0] ?? "";
  rewrite(parts, partOfSheet(parts, sheet), (xml) =>
    xml.replace(
      new RegExp(`<c r="${cell}"([^>]*?)(?: ?/>|>.*?</c>)`),
      (_, attributes) =>
        `<c r="${cell}"${style(attributes)} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`,
    ),
  );
}

/**
 * Writes a number into a cell that is in the sheet already.
 * @param {Parts} parts
 * @param {string} sheet
 * @param {string} cell
 * @param {number} number
 */
export function setNumber(parts, sheet, cell, number) {
  rewrite(parts, partOfSheet(parts, sheet), (xml) =>
    xml.replace(new RegExp(`<c r="${cell}"([^>]*?)(?: ?/>|>.*?</c>)`), `<c r="${cell}"><v>${number}</v></c>`),
  );
}

/**
 * Changes the XML of a sheet.
 * @param {Parts} parts
 * @param {string} sheet
 * @param {(text: string) => string} change
 */
export function rewriteSheet(parts, sheet, change) {
  rewrite(parts, partOfSheet(parts, sheet), change);
}

/**
 * A compound file, the container of Excel 97 to 2003 and of anything behind a password, with streams of these names.
 * @param {string[]} names three at most
 */
export function compound(names) {
  const SECTOR = 512;
  const EACH = 8;
  const file = Buffer.alloc(SECTOR * (3 + EACH * names.length));
  const [FREE, END, IS_FAT] = [0xffffffff, 0xfffffffe, 0xfffffffd];
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(file);
  for (const [at, word] of [
    [24, 0x3e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ])
    file.writeUInt16LE(word ?? 0, at);
  for (const [at, word] of [
    [44, 1],
    [48, 1],
    [56, 4096],
    [60, END],
    [68, END],
  ])
    file.writeUInt32LE(word ?? 0, at);
  for (let at = 76; at < SECTOR; at += 4) file.writeUInt32LE(at === 76 ? 0 : FREE, at);
  const chain = [IS_FAT, END, ...names.flatMap((_, stream) => sectors(stream))];
  function sectors(/** @type {number} */ stream) {
    return Array.from({ length: EACH }, (_, at) => (at === EACH - 1 ? END : 2 + stream * EACH + at + 1));
  }
  for (let at = 0; at < SECTOR / 4; at += 1) file.writeUInt32LE(chain[at] ?? FREE, SECTOR + at * 4);
  for (const [at, name] of ["Root Entry", ...names].entries()) {
    const entry = file.subarray(2 * SECTOR + at * 128, 2 * SECTOR + (at + 1) * 128);
    entry.write(name, "utf16le");
    entry.writeUInt16LE(2 * name.length + 2, 64);
    entry.writeUInt8(at === 0 ? 5 : 2, 66);
    entry.writeUInt8(1, 67);
    // A list of siblings, each to the right of the one before.
    entry.writeUInt32LE(FREE, 68);
    entry.writeUInt32LE(at === 0 || at === names.length ? FREE : at + 1, 72);
    entry.writeUInt32LE(at === 0 && names.length > 0 ? 1 : FREE, 76);
    entry.writeUInt32LE(at === 0 ? END : 2 + (at - 1) * EACH, 116);
    entry.writeUInt32LE(at === 0 ? 0 : EACH * SECTOR, 120);
  }
  return new Uint8Array(file);
}
