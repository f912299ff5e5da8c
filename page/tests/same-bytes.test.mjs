// Every file that the page gives is, byte for byte, the one that the program gives.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { codeOf, example, lay, returnOf } from "./support/examples.mjs";
import { inBrowser } from "./support/page.mjs";
import { filesIn, planroll } from "./support/program.mjs";
import { inFolder, without } from "./support/tools.mjs";
import { packed, partsOf, setNumber, setText } from "./support/workbook.mjs";

/** @typedef {import("./support/page.mjs").Planroll} Planroll */
/** @typedef {Map<string, Uint8Array>} FilesByName */

const skip = without("page", "program", "chromium");

/** The days of each example: a day within the period, and one soon after it. */
const DAYS = {
  "west-norfolk": { asOf: "2025-06-30", today: "2025-07-21" },
  southend: { asOf: "2024-12-31", today: "2025-01-20" },
  "cannock-chase": { asOf: "2019-06-30", today: "2019-07-22" },
  colchester: { asOf: "2016-09-30", today: "2016-10-20" },
  milestones: { asOf: "2025-09-30", today: "2025-10-20" },
  "lewisham-greenwich": { asOf: "2018-04-30", today: "2018-05-21" },
  "two-quarters/q1": { asOf: "2025-06-30", today: "2025-07-21" },
  "two-quarters/q2": { asOf: "2025-09-30", today: "2025-10-21" },
};
/** @typedef {keyof typeof DAYS} Name */
/** @type {Name[]} */
const ALONE = ["west-norfolk", "southend", "cannock-chase", "colchester", "milestones", "lewisham-greenwich"];

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
 * Runs the program in a folder of its own that holds the files, and gives what it printed and what it wrote there.
 * @param {Quarter} quarter
 * @param {...string} words
 */
async function run({ folder }, ...words) {
  const own = mkdtempSync(join(folder, "run-"));
  const given = [...filesIn(folder)].filter(([name]) => !name.includes("/"));
  for (const [name, bytes] of given) writeFileSync(join(own, name), bytes);
  const printed = await planroll(own, ...words);
  const written = new Map([...filesIn(own)].filter(([name]) => !given.some(([other]) => other === name)));
  return { printed, written };
}

/**
 * What `check` gives: findings and marked copies.
 * @param {Quarter} quarter
 * @param {...string} words
 * @returns {Promise<FilesByName>}
 */
async function checked(quarter, ...words) {
  const all = [...quarter.names, ...words, ...quarter.asOf, "--format", "csv", "--mark", "marked"];
  const { printed, written } = await run(quarter, "check", ...all);
  return new Map([["findings.csv", printed], ...written]);
}

/**
 * What was written under a name that was the officer's to choose, under the name that the page gives it: the workbook's.
 * @param {FilesByName} written
 * @returns {FilesByName}
 */
function underItsName(written) {
  const workbook = [...written.keys()].find((name) => name.endsWith(".xlsx") && !/^N[.-]|\//.test(name)) ?? "";
  const stem = workbook.replace(/\.xlsx$/, "");
  return new Map([...written].map(([name, bytes]) => [name.replace(/^N(?=[.-])/, stem), bytes]));
}

/**
 * What the program gives for all that *Consolidate* stands for.
 * @param {Quarter} quarter
 * @param {Promise<FilesByName>} check
 */
async function consolidated(quarter, check) {
  const { names, previous, asOf, today } = quarter;
  const words = ["plan.xlsx", ...names, ...previous, ...asOf, ...today];
  const [rolledUp, status, chase, found] = await Promise.all([
    run(quarter, "consolidate", ...words, "--json", "N.json", "--data", "data", "--report", "N.docx"),
    run(quarter, "status", ...words, "--format", "csv"),
    run(quarter, "chase", ...words),
    check,
  ]);
  const workbook = [...rolledUp.written.keys()].find((name) => name.endsWith(".xlsx")) ?? "";
  /** @type {FilesByName} */
  const files = new Map([...underItsName(rolledUp.written), ...chase.written, ...found]);
  files.set("status.csv", status.printed);
  return { workbook, files };
}

/** What `issue` writes, without the folder that it writes to. */
async function issued(/** @type {Quarter} */ quarter, /** @type {string[]} */ ...words) {
  const { written } = await run(quarter, "issue", "plan.xlsx", ...quarter.previous, ...words, "--out", "issued");
  return new Map([...written].map(([name, bytes]) => [name.replace(/^issued\//, ""), bytes]));
}

/**
 * Consolidates in the page, with everything that can be had.
 * @param {Planroll} opened
 * @param {Quarter} quarter
 */
async function consolidate(opened, quarter) {
  await opened.tab("Collect and report");
  await opened.give(quarter.paths);
  await opened.fill({ "E-mail drafts to service leads": "outstanding", "Data package too": true });
  await opened.run("Consolidate");
  return await opened.saveAll();
}

/**
 * Everything that an example is given for, in one browser, while the program does the same.
 * @param {Planroll} opened
 * @param {Quarter} quarter
 */
async function wholeQuarter(opened, quarter) {
  const [again = ""] = quarter.names;
  const check = checked(quarter, "--plan", "plan.xlsx", ...quarter.previous);
  const program = Promise.all([
    checked(quarter),
    consolidated(quarter, check),
    check,
    issued(quarter, "--mail"),
    issued(quarter, "--only", codeOf(again), "--from", again),
  ]);
  await opened.ready();
  await opened.fill({ "As-of day": quarter.asOf[1] ?? "", Today: quarter.today[1] ?? "" });

  await opened.tab("Check a return");
  await opened.give(quarter.returns);
  const alone = await opened.saveAll();
  const zip = await consolidate(opened, quarter);
  await opened.tab("Check a return");
  await opened.run("Check");
  const withPlan = await opened.saveAll();

  await opened.tab("Start and issue");
  await opened.fill({
    "An e-mail draft to each lead officer too": true,
    "Only these delivery plans": "",
    "Issue again from a return": "",
  });
  await opened.run("Issue returns");
  const all = await opened.saveAll();
  await opened.fill({
    "An e-mail draft to each lead officer too": false,
    "Only these delivery plans": codeOf(again),
    "Issue again from a return": again,
  });
  await opened.run("Issue returns");
  const one = await opened.save(`Save ${again}`);
  opened.sound();

  const [itsAlone, its, itsWithPlan, itsIssued, itsAgain] = await program;
  assert.equal(zip.name, its.workbook.replace(/\.xlsx$/, ".zip"));
  const wrong = [
    ...differences(alone.files, itsAlone, "check without the plan"),
    ...differences(zip.files, its.files, "consolidate"),
    ...differences(withPlan.files, itsWithPlan, "check with the plan"),
    ...differences(all.files, itsIssued, "issue"),
    ...differences(new Map([[one.name, one.bytes]]), itsAgain, "issue again"),
  ];
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
        assert.deepEqual((await wholeQuarter(opened, laid(name, folder))).wrong, []);
      });
    });
  });
}

test("two quarters: the second is compared with the first", { skip }, async () => {
  await inFolder(async (folder) => {
    for (const quarter of ["q1", "q2", "given"]) mkdirSync(join(folder, quarter));
    await inBrowser(async (opened) => {
      const first = await wholeQuarter(opened, laid("two-quarters/q1", join(folder, "q1")));
      const workbook = [...first.zip.files].find(([path]) => path.endsWith(".xlsx") && !path.includes("/"));
      assert.ok(workbook);
      const path = join(folder, "given", workbook[0]);
      writeFileSync(path, workbook[1]);
      const earlier = [{ path, bytes: workbook[1] }];
      // The same browser, as an officer may leave it open: nothing of the first quarter may come into the second.
      const second = await wholeQuarter(opened, laid("two-quarters/q2", join(folder, "q2"), earlier));
      assert.deepEqual([...first.wrong, ...second.wrong], []);
    });
  });
});

test("without days given the clock of the computer is gone by, as the program does", { skip }, async () => {
  await inFolder(async (folder) => {
    const quarter = { ...laid("west-norfolk", folder), asOf: [], today: [] };
    await inBrowser(async (opened) => {
      const [zip, program] = await Promise.all([
        consolidate(opened, quarter),
        consolidated(quarter, checked(quarter, "--plan", "plan.xlsx")),
      ]);
      same(zip.files, program.files, "consolidate");
    });
  });
});

test("returns that are missing, two for one delivery plan, and every kind of draft", { skip }, async () => {
  await inFolder(async (folder) => {
    const { plan } = example("west-norfolk");
    const base = join(folder, "given");
    mkdirSync(base);
    // The second return of growth says something else, and was signed off later.
    const second = partsOf(returnOf("west-norfolk/growth"));
    setText(second, "Actions", "I6", "The survey is done and the contractor is on site.");
    setNumber(second, "Sign-off", "B6", 45856);
    writeFileSync(join(base, "growth again.xlsx"), packed(second));
    const names = [
      ...lay(base, [returnOf("west-norfolk/growth"), returnOf("west-norfolk/communities")]),
      "growth again.xlsx",
    ].sort();
    lay(base, [plan]);
    const paths = ["plan.xlsx", ...names].map((name) => join(base, name));
    const quarter = {
      paths,
      returns: [],
      folder: base,
      names,
      previous: [],
      asOf: [],
      today: ["--today", "2025-07-16"],
    };
    const take = ["--take", "newest"];
    const kinds = { outstanding: [], "due-soon": ["--due-soon"], receipts: ["--receipts"] };
    const words = ["plan.xlsx", ...names, ...take, ...quarter.today];
    const program = Promise.all([
      run(quarter, "consolidate", ...words, "--report", "N.docx"),
      run(quarter, "status", ...words, "--format", "csv"),
      checked(quarter, "--plan", "plan.xlsx", ...take),
      ...Object.values(kinds).map((kind) => run(quarter, "chase", ...words, ...kind)),
    ]);
    await inBrowser(async (opened) => {
      await opened.ready();
      await opened.tab("Collect and report");
      await opened.give(paths);
      await opened.fill({
        Today: "2025-07-16",
        "Of two different returns of one delivery plan, take the newest": true,
      });
      const zips = [];
      for (const kind of Object.keys(kinds)) {
        await opened.fill({ "E-mail drafts to service leads": kind });
        await opened.run("Consolidate");
        zips.push((await opened.saveAll()).files);
      }
      const [rolledUp, status, check, ...chases] = await program;
      const wrong = zips.flatMap((zip, at) => {
        const kind = Object.keys(kinds)[at] ?? "";
        // The counts for other programs are not asked for here; their name is the workbook's.
        const files = new Map([...zip].filter(([name]) => !name.endsWith(".json")));
        const written = chases[at]?.written ?? new Map();
        assert.ok(written.size > 1, `${kind}: the program wrote no draft`);
        return differences(
          files,
          new Map([...underItsName(rolledUp.written), ["status.csv", status.printed], ...check, ...written]),
          kind,
        );
      });
      assert.deepEqual(wrong, []);
      opened.sound();
    });
  });
});

test(
  "reports in the council's template, whole and for whoever is named, and the workbook for members",
  { skip },
  async () => {
    await inFolder(async (folder) => {
      const { plan, returns } = example("west-norfolk");
      await inBrowser(async (opened) => {
        await opened.ready();
        await opened.tab("Start and issue");
        await opened.run("Report template");
        const template = await opened.save("Save report-template.docx");
        await planroll(folder, "report-template", "cabinet.docx");
        const own = readFileSync(join(folder, "cabinet.docx"));
        same(new Map([["cabinet.docx", template.bytes]]), new Map([["cabinet.docx", own]]), "report-template");

        lay(folder, [plan]);
        const names = lay(folder, returns);
        /** @type {Quarter} */
        const quarter = { paths: [], returns: [], folder, names, previous: [], asOf: [], today: [] };
        // One by its code, which a priority has too, and all of its kind, of which it is one.
        const [first = ""] = names;
        const asked = [`plan:${codeOf(first)}`, "each plan"];
        const words = ["plan.xlsx", ...names, "--report", "N.docx", "--report-template", "cabinet.docx"];
        words.push(...asked.flatMap((name) => ["--report-for", name]), "--members", "N-for-members.xlsx");
        const { written } = await run(quarter, "consolidate", ...words);
        const expected = underItsName(written);

        await opened.tab("Collect and report");
        await opened.give([plan, ...returns, join(folder, "cabinet.docx")]);
        await opened.fill({ "Report for": asked.join("\n"), "E-mail drafts to service leads": "" });
        await opened.run("For members");
        assert.match(await opened.words(), /cabinet\.docxthe report template/, "the list of files names it");
        const { files } = await opened.saveAll();
        const made = [...files].filter(([name]) => expected.has(name) || name.endsWith(".docx"));
        same(new Map(made), expected, "the reports and the workbook for members");
        assert.ok(expected.size > returns.length + 2, [...expected.keys()].join(", "));
        // Without its button the workbook for members is not made, and the reports are the same.
        await opened.fill({ "Report for": asked.join("; ") });
        await opened.run("Consolidate");
        const again = (await opened.saveAll()).files;
        const members = [...expected.keys()].filter((name) => name.endsWith("-for-members.xlsx"));
        assert.equal(members.length, 1);
        const left = new Map([...expected].filter(([name]) => !members.includes(name)));
        const remade = [...again].filter(([name]) => expected.has(name) || name.endsWith(".docx"));
        same(new Map(remade), left, "without the workbook for members");
        opened.sound();
      });
    });
  },
);

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
      for (const [at, value] of values.entries()) {
        // The first by the computer's clock, the others on a day that is given.
        const day = at === 0 ? "" : "2025-11-30";
        await opened.fill({ Today: day });
        const name = `${value}.xlsx`;
        await planroll(folder, "init", name, "--scheme", value, ...(day ? ["--today", day] : []));
        await opened.fill({ Scheme: value });
        await opened.run("Start a plan");
        const { name: given, bytes } = await opened.save("Save plan.xlsx");
        same(new Map([[given, bytes]]), new Map([["plan.xlsx", readFileSync(join(folder, name))]]), value);
      }
      opened.sound();
    });
  });
});
