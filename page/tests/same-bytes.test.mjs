// Every file that the page gives is, byte for byte, the one that the program gives.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { codeOf, example, lay } from "./support/examples.mjs";
import { inBrowser } from "./support/page.mjs";
import { filesIn, planroll } from "./support/program.mjs";
import { inFolder, without } from "./support/tools.mjs";

/** @typedef {import("./support/page.mjs").Planroll} Planroll */
/** @typedef {Map<string, Uint8Array>} FilesByName */

const skip = without("page", "program", "chromium");

/** The days of each example: a day within the period, and one soon after it. */
const DAYS = {
  "west-norfolk": { asOf: "2025-06-30", today: "2025-07-21" },
  southend: { asOf: "2024-12-31", today: "2025-01-20" },
  "cannock-chase": { asOf: "2019-06-30", today: "2019-07-22" },
  colchester: { asOf: "2016-09-30", today: "2016-10-20" },
  "two-quarters/q1": { asOf: "2025-06-30", today: "2025-07-21" },
  "two-quarters/q2": { asOf: "2025-09-30", today: "2025-10-21" },
};
/** @typedef {keyof typeof DAYS} Name */
/** @type {Name[]} */
const ALONE = ["west-norfolk", "southend", "cannock-chase", "colchester"];

/**
 * The page's files against the program's: the same names, and the same bytes under each.
 * @param {FilesByName} given
 * @param {FilesByName} expected
 * @param {string} what
 * @returns {string[]} what is not the same
 */
function differences(given, expected, what) {
  const sum = (/** @type {Uint8Array} */ bytes) => createHash("sha256").update(bytes).digest("hex");
  const names = [...new Set([...given.keys(), ...expected.keys()])].sort();
  const found = names.flatMap((name) => {
    const [its, ours] = [given.get(name), expected.get(name)];
    if (!its) return [`${what}: ${name} is given by the program and not by the page`];
    if (!ours) return [`${what}: ${name} is given by the page and not by the program`];
    return sum(its) === sum(ours) ? [] : [`${what}: ${name} is another file (${its.length} and ${ours.length} bytes)`];
  });
  return expected.size > 0 ? found : [`${what}: the program gave nothing`];
}

/** @type {(given: FilesByName, expected: FilesByName, what: string) => void} */
function same(given, expected, what) {
  assert.deepEqual(differences(given, expected, what), []);
}

/**
 * @typedef {object} Quarter
 * @property {string[]} paths all files, as they are given to the page
 * @property {string[]} returns the paths of the returns alone
 * @property {string} folder where the program runs, and the files lie by their bare names
 * @property {string[]} names the bare names of the returns, in order
 * @property {string[]} previous
 * @property {string[]} asOf `--as-of` with its day, or nothing
 * @property {string[]} today
 */

/**
 * What `check` gives: findings and marked copies.
 * @param {Quarter} quarter
 * @param {...string} words
 */
async function checked({ folder, names, previous, asOf }, ...words) {
  const marked = `marked-${words.length}`;
  const csv = await planroll(
    folder,
    "check",
    ...names,
    ...words,
    ...previous,
    ...asOf,
    "--format",
    "csv",
    "--mark",
    marked,
  );
  return /** @type {FilesByName} */ (new Map([["findings.csv", csv], ...within("marked", join(folder, marked))]));
}

/** @returns {[string, Uint8Array][]} */
function within(/** @type {string} */ name, /** @type {string} */ folder) {
  return [...filesIn(folder)].map(([path, bytes]) => [`${name}/${path}`, bytes]);
}

/**
 * What everything gives that `Consolidate` stands for.
 * @param {Quarter} quarter
 */
async function consolidated(quarter) {
  const { folder, names, previous, asOf, today } = quarter;
  const before = new Set(filesIn(folder).keys());
  const days = [...asOf, ...today];
  await planroll(
    folder,
    "consolidate",
    "plan.xlsx",
    ...names,
    ...previous,
    ...days,
    "--json",
    "N.json",
    "--data",
    "data",
  );
  const made = [...filesIn(folder)].filter(([name]) => !before.has(name));
  const workbook = made.find(([name]) => name.endsWith(".xlsx"))?.[0] ?? "";
  /** @type {FilesByName} */
  const files = new Map(
    made.map(([name, bytes]) => [name === "N.json" ? workbook.replace(/\.xlsx$/, ".json") : name, bytes]),
  );
  files.set(
    "status.csv",
    await planroll(folder, "status", "plan.xlsx", ...names, ...previous, ...days, "--format", "csv"),
  );
  for (const [name, bytes] of await checked(quarter, "--plan", "plan.xlsx")) files.set(name, bytes);
  const before2 = new Set(filesIn(folder).keys());
  await planroll(folder, "chase", "plan.xlsx", ...names, ...previous, ...days);
  for (const [name, bytes] of filesIn(folder)) if (!before2.has(name)) files.set(name, bytes);
  return { workbook, files };
}

/**
 * Everything that an example is given for, in one browser.
 * @param {Planroll} opened
 * @param {Quarter} quarter
 * @param {{ days: boolean }} how
 */
async function wholeQuarter(opened, quarter, { days }) {
  const [asOf, today] = days ? [quarter.asOf[1] ?? "", quarter.today[1] ?? ""] : ["", ""];
  /** @type {string[]} */
  const wrong = [];
  const compare = (/** @type {Parameters<typeof differences>} */ ...these) => wrong.push(...differences(...these));
  await opened.ready();
  await opened.fill({ "As-of day": asOf, Today: today });

  await opened.give(quarter.returns);
  compare((await opened.saveAll()).files, await checked({ ...quarter, previous: [] }), "check without the plan");

  await opened.tab("Collect and report");
  await opened.give(quarter.paths);
  await opened.fill({
    "E-mail drafts to service leads": "outstanding",
    "Data package too": true,
  });
  await opened.run("Consolidate");
  const { workbook, files } = await consolidated(quarter);
  const zip = await opened.saveAll();
  compare(zip.files, files, "consolidate");
  assert.equal(zip.name, workbook.replace(/\.xlsx$/, ".zip"));

  await opened.tab("Check a return");
  await opened.run("Check");
  compare((await opened.saveAll()).files, await checked(quarter, "--plan", "plan.xlsx"), "check with the plan");

  await opened.tab("Start and issue");
  await opened.fill({ "An e-mail draft to each lead officer too": true });
  await opened.run("Issue returns");
  await planroll(quarter.folder, "issue", "plan.xlsx", ...quarter.previous, "--mail", "--out", "issued");
  compare((await opened.saveAll()).files, filesIn(join(quarter.folder, "issued")), "issue");

  const [again = ""] = quarter.names;
  await opened.fill({
    "An e-mail draft to each lead officer too": false,
    "Only these delivery plans": codeOf(again),
    "Issue again from a return": again,
  });
  await opened.run("Issue returns");
  const words = ["--only", codeOf(again), "--from", again, "--out", "again"];
  await planroll(quarter.folder, "issue", "plan.xlsx", ...quarter.previous, ...words);
  const issued = filesIn(join(quarter.folder, "again"));
  const saved = new Map();
  for (const name of issued.keys()) {
    const one = await opened.save(`Save ${name}`);
    saved.set(one.name, one.bytes);
  }
  compare(saved, issued, "issue again");
  opened.sound();
  return { zip, wrong };
}

/**
 * Lays the files of an example for the program.
 * @param {Name} name
 * @param {string} folder
 * @param {{ path: string, bytes: Uint8Array }[]} [earlier] consolidated workbooks of earlier periods
 * @returns {Quarter}
 */
function laid(name, folder, earlier = []) {
  const { plan, returns } = example(name);
  lay(folder, [plan]);
  const names = lay(folder, returns);
  const { asOf, today } = DAYS[name];
  for (const { path, bytes } of earlier) writeFileSync(join(folder, basename(path)), bytes);
  return {
    paths: [plan, ...returns, ...earlier.map(({ path }) => path)],
    returns,
    folder,
    names,
    previous: earlier.flatMap(({ path }) => ["--previous", basename(path)]),
    asOf: ["--as-of", asOf],
    today: ["--today", today],
  };
}

for (const name of ALONE) {
  test(`${name}: everything is what the program gives`, { skip }, async () => {
    await inFolder(async (folder) => {
      await inBrowser(async (opened) => {
        assert.deepEqual((await wholeQuarter(opened, laid(name, folder), { days: true })).wrong, []);
      });
    });
  });
}

test("two quarters: the second is compared with the first", { skip }, async () => {
  await inFolder(async (folder) => {
    for (const quarter of ["q1", "q2", "given"]) mkdirSync(join(folder, quarter));
    await inBrowser(async (opened) => {
      const first = await wholeQuarter(opened, laid("two-quarters/q1", join(folder, "q1")), { days: true });
      const workbook = [...first.zip.files].find(([path]) => path.endsWith(".xlsx") && !path.includes("/"));
      assert.ok(workbook);
      const path = join(folder, "given", workbook[0]);
      writeFileSync(path, workbook[1]);
      const earlier = [{ path, bytes: workbook[1] }];
      // The same browser, as an officer may leave it open: nothing of the first quarter may come into the second.
      const second = await wholeQuarter(opened, laid("two-quarters/q2", join(folder, "q2"), earlier), { days: true });
      assert.deepEqual([...first.wrong, ...second.wrong], []);
    });
  });
});

test("without days given the clock of the computer is gone by, as the program does", { skip }, async () => {
  await inFolder(async (folder) => {
    const quarter = { ...laid("west-norfolk", folder), asOf: [], today: [] };
    await inBrowser(async (opened) => {
      assert.deepEqual((await wholeQuarter(opened, quarter, { days: false })).wrong, []);
    });
  });
});

test("each file by itself is the one in the .zip, under the name on its button", { skip }, async () => {
  const { plan, returns } = example("west-norfolk");
  await inBrowser(async (opened) => {
    await opened.tab("Collect and report");
    await opened.give([plan, ...returns]);
    await opened.fill({ "E-mail drafts to service leads": "outstanding", "Data package too": true });
    await opened.run("Consolidate");
    // In the other order the first would have made what the second gives.
    const saved = new Map();
    const names = await opened.button(/^Save \S+\.\S+$/).allTextContents();
    for (const name of names) {
      const one = await opened.save(name.trim());
      assert.equal(`Save ${one.name}`, name.trim());
      assert.ok(!saved.has(one.name), `${one.name} has two buttons`);
      saved.set(one.name, one.bytes);
    }
    const { files } = await opened.saveAll();
    same(saved, new Map([...files].map(([path, bytes]) => [basename(path), bytes])), "one by one");
    opened.sound();
  });
});

test("two browsers give the same .zip", { skip }, async () => {
  const { plan, returns } = example("colchester");
  const zips = [];
  for (const order of [
    [plan, ...returns],
    [...returns, plan],
  ]) {
    zips.push(
      await inBrowser(async (opened) => {
        await opened.tab("Collect and report");
        await opened.give(order);
        await opened.fill({ Today: "2016-10-20", "Data package too": true });
        await opened.run("Consolidate");
        return await opened.save("Save all");
      }),
    );
  }
  assert.deepEqual(zips[0], zips[1]);
});

test("a plan is started in every scheme", { skip }, async () => {
  await inFolder(async (folder) => {
    const help = (await planroll(folder, "init", "--help")).toString();
    const schemes =
      help
        .split("--scheme")[1]
        ?.split("[default")[0]
        ?.match(/^ +- ([\w-]+):/gm) ?? [];
    const values = schemes.map((line) => line.trim().slice(2, -1));
    assert.ok(values.length >= 5, help);
    await inBrowser(async (opened) => {
      await opened.ready();
      await opened.tab("Start and issue");
      await opened.fill({ Today: "2025-11-30" });
      for (const value of values) {
        const name = `${value}.xlsx`;
        await planroll(folder, "init", name, "--scheme", value, "--today", "2025-11-30");
        await opened.fill({ Scheme: value });
        await opened.run("Start a plan");
        const { name: given, bytes } = await opened.save("Save plan.xlsx");
        same(new Map([[given, bytes]]), new Map([["plan.xlsx", readFileSync(join(folder, name))]]), value);
      }
      opened.sound();
    });
  });
});
