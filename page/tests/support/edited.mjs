// Returns that somebody has damaged, each in another way: made from those of examples/.

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { returnOf } from "./examples.mjs";
import { packed, partsOf, rewrite, rewriteSheet, setNumber, setText } from "./workbook.mjs";

/** @typedef {import("./workbook.mjs").Parts} Parts */

/** @type {Record<string, { from: string, change: (parts: Parts) => void }>} */
const CHANGES = {
  "ratings & dates.xlsx": {
    from: "environment",
    change: (parts) => {
      setText(parts, "Actions", "F5", "Purple");
      setText(parts, "Actions", "F6", "green-ish");
      setText(parts, "Actions", "G7", "31 February 2025");
      setNumber(parts, "Actions", "G8", 60000);
      setText(parts, "Actions", "H9", "soon");
      setText(parts, "Actions", "I10", "tbc");
    },
  },
  "commentary, with\u00a0marks.xlsx": {
    from: "communities",
    change: (parts) => {
      setText(parts, "Actions", "F5", "Red\u200b\u202e der");
      setText(parts, "Actions", "F6", "  Amber\n(since May)\t! ");
      setText(parts, "Actions", "F7", "x".repeat(300));
      setText(parts, "Sign-off", "B4", "");
    },
  },
  "keys.xlsx": {
    from: "growth",
    change: (parts) => {
      setText(parts, "Actions", "A5", "A1.2");
      setText(parts, "Actions", "A6", "");
      setText(parts, "Indicators", "L6", "12 or 13");
    },
  },
  "sheet renamed.xlsx": {
    from: "efficient",
    change: (parts) => {
      rewrite(parts, "xl/workbook.xml", (xml) =>
        xml.replace('name="Sign-off"', 'name="Signed"').replaceAll("'Sign-off'!", "Signed!"),
      );
    },
  },
  "heading gone.xlsx": {
    from: "environment",
    change: (parts) => {
      setText(parts, "Actions", "F4", "How it goes");
      rewriteSheet(parts, "Actions", (xml) => xml.replace(/<row r="7".*?<\/row>/, ""));
    },
  },
};

/**
 * Writes them into a folder, with some that cannot be read at all, and gives their paths.
 * @param {string} folder
 */
export function damaged(folder) {
  for (const [name, { from, change }] of Object.entries(CHANGES)) {
    const parts = partsOf(returnOf(`west-norfolk/${from}`));
    change(parts);
    writeFileSync(join(folder, name), packed(parts));
  }
  const whole = readFileSync(returnOf("west-norfolk/growth"));
  writeFileSync(join(folder, "cut short.xlsx"), whole.subarray(0, 20_000));
  writeFileSync(join(folder, "letter.xlsx"), "Dear all, please find attached the return.");
  copyFileSync(returnOf("west-norfolk/efficient"), join(folder, "efficient-2025-26-q1.xlsx"));
  copyFileSync(returnOf("west-norfolk/efficient"), join(folder, "efficient again.xlsx"));
  const names = [
    ...Object.keys(CHANGES),
    "cut short.xlsx",
    "letter.xlsx",
    "efficient-2025-26-q1.xlsx",
    "efficient again.xlsx",
  ];
  return names.sort().map((name) => join(folder, name));
}
