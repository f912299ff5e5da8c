// A quarter of 200 returns of 60 actions. It takes a minute to make, so it is kept under target.

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PROGRAM, PYTHON, ROOT, TARGET } from "./tools.mjs";

/** @returns {Promise<{ plan: string, returns: string[] }>} */
export async function quarter() {
  const maker = join(ROOT, "benches", "make_quarter.py");
  const folder = join(TARGET, "page-quarter");
  const stamp = join(folder, "made-by");
  const by = createHash("sha256").update(readFileSync(maker)).digest("hex");
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== by) {
    mkdirSync(folder, { recursive: true });
    await promisify(execFile)(PYTHON, [maker, PROGRAM, folder, "200", "60", "0"]);
    writeFileSync(stamp, by);
  }
  const returns = readdirSync(join(folder, "returns")).filter((name) => name.endsWith(".xlsx"));
  return { plan: join(folder, "plan.xlsx"), returns: returns.sort().map((name) => join(folder, "returns", name)) };
}
