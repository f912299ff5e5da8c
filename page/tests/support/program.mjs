// The program on the command line, which the page must agree with byte for byte.

import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { PROGRAM } from "./tools.mjs";

/** @typedef {Map<string, Uint8Array>} FilesByName */

/**
 * Runs the program in a folder, and gives what it printed.
 * @param {string} cwd
 * @param {string[]} words
 * @returns {Promise<Buffer>}
 */
export async function planroll(cwd, ...words) {
  return await new Promise((resolve, reject) => {
    const child = spawn(PROGRAM, words, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    /** @type {Buffer[]} */
    const out = [];
    let said = "";
    child.stdout.on("data", (chunk) => out.push(chunk));
    child.stderr.on("data", (chunk) => (said += chunk));
    child.on("error", reject);
    child.on("close", (status) => {
      // 1: something was found.
      if (status === 0 || status === 1) resolve(Buffer.concat(out));
      else reject(new Error(`planroll ${words.join(" ")} gave ${status}: ${said}`));
    });
  });
}

/**
 * @typedef {object} Finding
 * @property {string} code
 * @property {string} severity
 * @property {string | null} sheet
 * @property {string | null} cell
 * @property {string} message
 * @property {string | null} found
 * @property {string | null} expected
 */

/**
 * What `check --format json` says.
 * @typedef {object} Checked
 * @property {{ path: string, findings: Finding[] }[]} files
 * @property {(Finding & { paths?: string[] })[]} across
 * @property {{ path: string, why: string }[]} not_looked_at
 * @property {{ error: number, warning: number, note: number }} totals
 */

/**
 * @param {string} cwd
 * @param {...string} words
 * @returns {Promise<Checked>}
 */
export async function checkJson(cwd, ...words) {
  return JSON.parse((await planroll(cwd, "check", ...words, "--format", "json")).toString("utf8"));
}

/**
 * Every file in a folder and the folders within it, by its path from there.
 * @param {string} folder
 * @param {string} [before]
 * @returns {FilesByName}
 */
export function filesIn(folder, before = "") {
  /** @type {FilesByName} */
  const found = new Map();
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory())
      for (const [deep, bytes] of filesIn(path, `${before}${name}/`)) found.set(deep, bytes);
    else found.set(before + name, readFileSync(path));
  }
  return found;
}
