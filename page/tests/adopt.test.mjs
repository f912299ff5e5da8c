// A tracker is adopted in the page: the same plan workbook that the program makes, what is to be decided said beside it, and
// what an officer types under Instead obeyed when both are given again.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inBrowser } from "./support/page.mjs";
import { planroll } from "./support/program.mjs";
import { inFolder, ROOT, without } from "./support/tools.mjs";
import { packed, partsOf, setText } from "./support/workbook.mjs";

const skip = without("page", "program", "chromium");
const TRACKERS = join(ROOT, "tests", "adopt", "trackers");

/**
 * What the program makes of a tracker in a folder, and the cells that it leaves to decide.
 * @param {string} folder
 * @param {string[]} names
 */
async function adopted(folder, names) {
  const printed = String(await planroll(folder, "adopt", ...names, "-o", "plan.xlsx"));
  return { printed, bytes: new Uint8Array(readFileSync(join(folder, "plan.xlsx"))) };
}

for (const names of [["homes-tracker.xlsx"], ["trust-scorecard.ods"], ["improvement-plan.csv", "west-norfolk.docx"]]) {
  test(`${names.join(" and ")}: the plan workbook is the program's`, { skip }, async () => {
    await inFolder(async (folder) => {
      for (const name of names) writeFileSync(join(folder, name), readFileSync(join(TRACKERS, name)));
      const program = await adopted(folder, names);
      await inBrowser(async (opened) => {
        await opened.ready();
        await opened.tab("Start and issue");
        await opened.give(names.map((name) => join(folder, name)));
        await opened.run("Adopt a tracker");
        const made = await opened.save(/plan\.xlsx/);
        assert.equal(made.name, "plan.xlsx");
        assert.ok(Buffer.compare(made.bytes, program.bytes) === 0, "other bytes than the program's");
        // Every cell that the program names is on the page.
        const words = await opened.words();
        const cells =
          program.printed.match(/(?:Settings|Actions|Indicators|Priorities|Delivery plans)![A-Z]+\d+/g) ?? [];
        assert.ok(cells.length > 0, program.printed);
        for (const cell of cells) assert.ok(words.includes(cell), cell);
        opened.sound();
      });
    });
  });
}

test("what is typed under Instead is obeyed, as by the program", { skip }, async () => {
  await inFolder(async (folder) => {
    const name = "homes-tracker.xlsx";
    writeFileSync(join(folder, name), readFileSync(join(TRACKERS, name)));
    const first = await adopted(folder, [name]);
    const parts = partsOf(first.bytes);
    // The first line of Adopted asks whose the plan is.
    setText(parts, "Adopted", "J2", "Fenbridge Homes Limited");
    const given = join(folder, "given");
    mkdirSync(given);
    for (const one of [folder, given]) writeFileSync(join(one, "plan.xlsx"), packed(parts));
    writeFileSync(join(given, name), readFileSync(join(TRACKERS, name)));
    const program = await adopted(folder, [name]);
    assert.ok(!program.printed.includes("Settings!B2"), program.printed);
    await inBrowser(async (opened) => {
      await opened.ready();
      await opened.tab("Start and issue");
      await opened.give([join(given, name), join(given, "plan.xlsx")]);
      await opened.run("Adopt a tracker");
      const made = await opened.save(/plan\.xlsx/);
      assert.ok(Buffer.compare(made.bytes, program.bytes) === 0, "other bytes than the program's");
      assert.ok(!(await opened.words()).includes("Settings!B2"));
      opened.sound();
    });
  });
});
