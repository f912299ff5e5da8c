// The files of examples/, as somebody would give them to the page.

import { copyFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { EXAMPLES } from "./tools.mjs";

/**
 * @typedef {object} Example
 * @property {string} plan the plan workbook
 * @property {string[]} returns the returns, in the order of their names
 */

/**
 * @param {string} name a folder below examples/
 * @returns {Example}
 */
export function example(name) {
  const folder = join(EXAMPLES, name);
  const returns = readdirSync(join(folder, "returns")).filter((file) => file.endsWith(".xlsx"));
  return { plan: join(folder, "plan.xlsx"), returns: returns.sort().map((file) => join(folder, "returns", file)) };
}

/**
 * A return of an example.
 * @param {string} which such as `west-norfolk/efficient`
 */
export function returnOf(which) {
  const [folder = "", plan = ""] = which.split("/");
  const found = example(folder).returns.find((path) => basename(path).startsWith(`${plan}-`));
  if (!found) throw new Error(`examples has no return ${which}`);
  return found;
}

/**
 * Puts files into a folder under their bare names, which are returned in order.
 * @param {string} folder
 * @param {string[]} paths
 */
export function lay(folder, paths) {
  for (const path of paths) copyFileSync(path, join(folder, basename(path)));
  return paths.map((path) => basename(path)).sort();
}

/** The code of a delivery plan, by the name of its return: `homes` of `homes-2025-26-q1.xlsx`. */
export function codeOf(/** @type {string} */ path) {
  return basename(path).replace(/-\d{4}-\d{2}-\w+\.xlsx$/, "");
}
