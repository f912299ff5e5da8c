// How much memory a browser's processes had at most, by the system's own account.

import { readdirSync, readFileSync } from "node:fs";

/**
 * The most that any process of the browser with this profile held at once, in bytes. The page and its workers are one.
 * @param {string} profile
 */
export function peak(profile) {
  /** @type {Map<number, { parent: number, command: string, peak: number }>} */
  const all = new Map();
  for (const id of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${id}/status`, "utf8");
      const of = (/** @type {string} */ field) =>
        Number(new RegExp(`^${field}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0);
      const command = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
      all.set(Number(id), { parent: of("PPid"), command, peak: of("VmHWM") * 1024 });
    } catch {
      // It has ended.
    }
  }
  const belongs = (/** @type {number} */ id) => {
    for (let at = id; at > 1; at = all.get(at)?.parent ?? 0) {
      if (all.get(at)?.command.includes(`--user-data-dir=${profile}`)) return true;
    }
    return false;
  };
  const its = [...all].filter(([id, { command }]) => command.includes("--type=renderer") && belongs(id));
  return Math.max(0, ...its.map(([, process]) => process.peak));
}
