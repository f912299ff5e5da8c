// What the tests need beside Node: where it is, and what happens where it is not there.

import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnSync } from "node:child_process";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
export const TARGET = process.env["CARGO_TARGET_DIR"] ?? join(ROOT, "target");
export const EXAMPLES = join(ROOT, "examples");

/** The page, as page/build makes it. */
export const PAGE = process.env["PLANROLL_PAGE"] ?? join(TARGET, "planroll.html");
/** The program that the page is compared with. */
export const PROGRAM = process.env["PLANROLL_BIN"] ?? join(TARGET, "debug", "planroll");
export const CHROMIUM = process.env["PLANROLL_CHROMIUM"] ?? "/usr/bin/chromium";
export const PYTHON = process.env["PLANROLL_PYTHON"] ?? "python3";

const REQUIRED = process.env["PLANROLL_REQUIRE_TOOLS"] === "1";

/** @type {Record<string, () => string | null>} */
const TOOLS = {
  page: () => (existsSync(PAGE) ? null : `there is no page at ${PAGE}: run page/build`),
  program: () => (existsSync(PROGRAM) ? null : `there is no program at ${PROGRAM}: run cargo build`),
  chromium: () => (existsSync(CHROMIUM) ? null : `there is no Chromium at ${CHROMIUM}`),
  openpyxl: () =>
    spawnSync(PYTHON, ["-c", "import openpyxl"]).status === 0 ? null : `${PYTHON} has no openpyxl (PLANROLL_PYTHON)`,
  pdftotext: () => (spawnSync("pdftotext", ["-v"]).error ? "there is no pdftotext (poppler-utils)" : null),
};

/**
 * Why tests that need these tools are skipped; `false` where they need not be. Where tools are required it throws.
 * @param {...("page" | "program" | "chromium" | "openpyxl" | "pdftotext")} tools
 * @returns {string | false}
 */
export function without(...tools) {
  const lacks = tools.map((tool) => TOOLS[tool]?.()).filter((why) => typeof why === "string");
  if (lacks.length === 0) return false;
  const why = lacks.join("; ");
  if (REQUIRED) throw new Error(`PLANROLL_REQUIRE_TOOLS is 1, but ${why}.`);
  console.log(`Skipped: ${why}.`);
  return why;
}

/**
 * Does something in a new folder, which is gone afterwards.
 * @template Result
 * @param {(folder: string) => Promise<Result>} does
 * @returns {Promise<Result>}
 */
export async function inFolder(does) {
  const folder = await mkdtemp(join(tmpdir(), "planroll-page-"));
  try {
    return await does(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
