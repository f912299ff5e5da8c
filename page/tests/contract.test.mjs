// What everybody may rely on: names, roles, states, and where findings and figures stand (page.md, *Firm ground*).

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { damaged } from "./support/edited.mjs";
import { example, lay, returnOf } from "./support/examples.mjs";
import { unlike } from "./support/findings.mjs";
import { inBrowser } from "./support/page.mjs";
import { checkJson, planroll } from "./support/program.mjs";
import { inFolder, without } from "./support/tools.mjs";
import { compound, packed, partsOf, rewrite, rewriteSheet, setText } from "./support/workbook.mjs";

/** @typedef {import("./support/page.mjs").Planroll} Planroll */
/** @typedef {import("./support/page.mjs").Tab} Tab */

const skip = without("page", "chromium");
const skipBoth = skip || without("program");

/** @type {Tab[]} */
const TABS = ["Check a return", "Collect and report", "Start and issue", "About and for IT"];
/** @typedef {"Check" | "Consolidate" | "For members" | "Issue returns" | "Start a plan" | "Report template" | "Take decisions into the plan" | "Next year's plan" | "Adopt a tracker"} JobName */
/** @type {Record<JobName, Tab>} */
const JOBS = {
  Check: "Check a return",
  Consolidate: "Collect and report",
  "For members": "Collect and report",
  "Issue returns": "Start and issue",
  "Start a plan": "Start and issue",
  "Report template": "Start and issue",
  "Take decisions into the plan": "Start and issue",
  "Next year's plan": "Start and issue",
  "Adopt a tracker": "Start and issue",
};
/** Those that need no file. */
const WITHOUT_FILES = ["Start a plan", "Report template"];
const NOTHING = /Nothing needs putting right/g;

/** Which of the job buttons can be pressed. */
async function pressable(/** @type {Planroll} */ opened) {
  const found = [];
  for (const [job, tab] of Object.entries(JOBS)) {
    await opened.tab(tab);
    if (await opened.button(job).isEnabled()) found.push(job);
  }
  return found;
}

/** How many tables of figures are shown anywhere, and how many findings. */
async function figures(/** @type {Planroll} */ opened) {
  const cells = await opened.page.locator("td").allTextContents();
  return {
    shares: cells.filter((text) => /^\d+ \(\d+%\)$/.test(text.trim())).length,
    rows: (await opened.rows()).length,
  };
}

test("tabs, buttons and the list of schemes have their names and roles", { skip: skipBoth }, async () => {
  const help = (await planroll(".", "init", "--help")).toString();
  const schemes = [...(help.split("--scheme")[1]?.split("[default")[0] ?? "").matchAll(/^ +- ([\w-]+):/gm)];
  await inBrowser(async (opened) => {
    await opened.ready();
    const { page } = opened;
    for (const tab of TABS) {
      const all = /** @type {const} */ (["tab", "link", "button"]).map((role) =>
        page.getByRole(role, { name: tab, exact: true }),
      );
      const counts = await Promise.all(all.map((one) => one.count()));
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        1,
        `${tab}: ${counts.join(" ")}`,
      );
    }
    assert.deepEqual(await pressable(opened), WITHOUT_FILES, "without files there is only what to begin with");
    for (const [job, tab] of Object.entries(JOBS)) {
      await opened.tab(tab);
      assert.equal(await opened.button(job).count(), 1, job);
    }
    const options = page.getByLabel("Scheme", { exact: true }).locator("option");
    assert.deepEqual(
      await options.evaluateAll((all) => all.map((one) => one.getAttribute("value"))),
      schemes.map((match) => match[1]),
    );
    assert.equal(await opened.button("Cancel").count(), 0, "Cancel is shown only while work runs");
    assert.equal(await page.locator("main").count(), 1);
    assert.equal(await opened.status.count(), 1);
    assert.match(await opened.words(), /Nothing leaves this computer/);
    assert.match(await opened.words(), /See for yourself/);
    assert.doesNotMatch(await opened.words(), NOTHING);
    const folder = page.locator("input[type=file][webkitdirectory]");
    assert.equal(await folder.count(), 1);
    const beside =
      "Your browser will ask whether to “upload” these files. It hands them to this page on your computer; nothing is sent.";
    assert.ok((await opened.words()).includes(beside), beside);
    opened.sound();
  });
});

test("tabs are gone through by the arrow keys, and one panel is shown at a time", { skip }, async () => {
  await inBrowser(async (opened) => {
    await opened.ready();
    const { page } = opened;
    const first = page.getByRole("tab", { name: TABS[0] });
    if ((await first.count()) === 0) return; // Links or buttons have no arrow keys.
    await first.focus();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft", "Home", "End"]) {
      await page.keyboard.press(key);
      const chosen = page.locator("[role=tab][aria-selected=true]");
      assert.equal(await chosen.count(), 1);
      const name = (await chosen.textContent())?.trim() ?? "";
      assert.equal(
        await chosen.evaluate((tab) => tab === document.activeElement),
        true,
        `${key}: ${name} has no focus`,
      );
      const panels = page.getByRole("tabpanel");
      assert.equal(await panels.count(), 1);
      assert.equal(await panels.getAttribute("aria-labelledby"), await chosen.getAttribute("id"));
      assert.ok((await page.title()).includes(name), `the title of ${name} is ${await page.title()}`);
    }
    assert.equal((await page.locator("[role=tab][aria-selected=true]").textContent())?.trim(), TABS[3]);
  });
});

test("it is ready in under a second, and what is given before that is kept", { skip }, async () => {
  const before =
    (/** @type {"parsed" | "loaded" | "never"} */ when) =>
    async (/** @type {import("playwright-core").BrowserContext} */ context) => {
      await context.addInitScript((moment) => {
        const give = () => {
          const input = document.querySelector("input[type=file][multiple]:not([webkitdirectory])");
          if (!(input instanceof HTMLInputElement) || input.files?.length) return;
          const given = new DataTransfer();
          given.items.add(new File(["a letter"], "letter.xlsx"));
          Object.assign(window, { busyThen: document.querySelector("main")?.getAttribute("aria-busy") });
          input.files = given.files;
          input.dispatchEvent(new Event("input", { bubbles: true }));
          input.dispatchEvent(new Event("change", { bubbles: true }));
        };
        new MutationObserver(() => {
          if (moment === "parsed") give();
          const busy = document.querySelector("main")?.getAttribute("aria-busy");
          if (busy === "false" && !("readyAfter" in window)) Object.assign(window, { readyAfter: performance.now() });
        }).observe(document, { subtree: true, childList: true, attributes: true });
        if (moment === "loaded") document.addEventListener("DOMContentLoaded", give);
      }, when);
    };
  /** @type {number[]} */
  const took = [];
  for (const when of /** @type {const} */ (["parsed", "loaded"])) {
    await inBrowser(
      async (opened) => {
        await opened.page.locator("tr", { hasText: "WBK001" }).waitFor();
        await opened.ready();
        assert.equal((await opened.rows()).length, 1, when);
        const { busyThen, readyAfter } = await opened.page.evaluate(() => {
          const seen = /** @type {any} */ (window);
          return { busyThen: seen.busyThen, readyAfter: seen.readyAfter };
        });
        assert.equal(busyThen, "true", `${when}: it was not busy when the file was given`);
        took.push(readyAfter);
        opened.sound();
      },
      { before: before(when) },
    );
  }
  // The machine may have other work: the best counts.
  while (Math.min(...took) >= 1000 && took.length < 8) {
    await inBrowser(
      async (opened) => {
        await opened.ready();
        took.push(await opened.page.evaluate(() => /** @type {any} */ (window).readyAfter));
      },
      { before: before("never") },
    );
  }
  assert.ok(Math.min(...took) < 1000, `ready after ${took.map(Math.round).join(", ")} ms`);
});

for (const [name, of] of Object.entries({
  "west-norfolk": "examples",
  southend: "examples",
  "damaged returns": "damaged",
})) {
  test(`${name}: the findings are those of the program, each in a row`, { skip: skipBoth }, async () => {
    await inFolder(async (folder) => {
      const { plan, returns } =
        of === "examples" ? example(name) : { plan: example("west-norfolk").plan, returns: damaged(folder) };
      if (of === "examples") lay(folder, returns);
      lay(folder, [plan]);
      const names = returns.map((path) => basename(path)).sort();
      await inBrowser(async (opened) => {
        await opened.give(returns);
        const alone = await checkJson(folder, ...names);
        const rows = await opened.rows();
        assert.deepEqual(unlike(rows, alone), []);
        const clean = alone.files.filter(({ findings }) => findings.length === 0).map(({ path }) => path);
        const said = (await opened.words()).match(/Nothing needs putting right[^.]*\.\w+/g) ?? [];
        assert.deepEqual(said.length, clean.length, `${said.join("; ")}: ${clean.join(", ")}`);
        for (const path of clean)
          assert.ok(
            said.some((words) => words.includes(path)),
            path,
          );
        // The row on the sheet stands in the row or the next; a code stands in no other row than its own.
        for (const row of rows) assert.doesNotMatch(row.next, /^The row on the sheet.*\b[A-Z]{3}\d{3}\b/);

        await opened.give([plan, ...returns]);
        assert.deepEqual(unlike(await opened.rows(), await checkJson(folder, ...names, "--plan", "plan.xlsx")), []);
        opened.sound();
      });
    });
  });
}

test("each finding has its row of the sheet, commentary included", { skip }, async () => {
  await inBrowser(async (opened) => {
    await opened.give([returnOf("west-norfolk/growth"), returnOf("west-norfolk/communities")]);
    const parts = partsOf(returnOf("west-norfolk/communities"));
    const sheet = new TextDecoder().decode(parts["xl/worksheets/sheet2.xml"]);
    const inRow = [
      ...(/<row r="7".*?<\/row>/.exec(sheet)?.[0] ?? "").matchAll(/<c r="[A-I]7"[^>]*><is><t[^>]*>([^<]*)</g),
    ];
    assert.ok(inRow.length > 4);
    const row = (await opened.rows()).find(
      ({ cells }) => cells.some((cell) => cell.startsWith("Actions!I7")) && cells.join().includes("withdrawn"),
    );
    assert.ok(row);
    for (const [, text = ""] of inRow) {
      const words = text.replaceAll("&amp;", "&").replace(/\s+/g, " ").trim();
      assert.ok(`${row.cells.join(" ")} ${row.next}`.includes(words), `${words} is in neither: ${row.next}`);
    }
  });
});

test(
  "where nothing is wrong it says so with the file's name, that nothing is sent, and where it goes",
  { skip },
  async () => {
    await inBrowser(async (opened) => {
      const path = returnOf("west-norfolk/environment");
      await opened.give([path]);
      const words = await opened.words();
      const found = words.match(NOTHING) ?? [];
      assert.equal(found.length, 1, "these words stand once");
      assert.ok(words.includes(`Nothing needs putting right in ${basename(path)}`));
      assert.ok(words.includes("Your return has not been sent."));
      assert.match(words, /Send environment-2025-26-q1\.xlsx to \S.* by 18 July/);
      assert.equal((await opened.rows()).length, 0);
      assert.equal(await opened.alert.count(), 0);

      await opened.give([returnOf("west-norfolk/efficient")]);
      const other = await opened.words();
      assert.doesNotMatch(other, NOTHING, "a new choice replaces the one before");
      assert.ok(!other.includes("environment-2025-26-q1.xlsx"));
      assert.match(other, /Put them right in your own file or in the marked copy, and send that one file only\./);
      opened.sound();
    });
  },
);

test(
  "a file that cannot be read has one row, with its name, its code and the program's words",
  { skip: skipBoth },
  async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, "letter.xlsx"), "Dear all");
      const good = returnOf("west-norfolk/communities");
      lay(folder, [good]);
      const checked = await checkJson(folder, "letter.xlsx");
      const [finding] = checked.files[0]?.findings ?? [];
      assert.ok(finding);
      await inBrowser(async (opened) => {
        await opened.give([join(folder, "letter.xlsx"), good]);
        const rows = await opened.rows();
        const its = rows.filter((row) => row.codes.includes(finding.code));
        assert.equal(its.length, 1);
        const said = [...(its[0]?.cells ?? []), ...(its[0]?.around ?? [])].join(" ");
        assert.ok(said.includes("letter.xlsx") && said.includes(finding.message), said);
        assert.deepEqual(unlike(rows, await checkJson(folder, "letter.xlsx", basename(good))), []);
        assert.equal(await opened.page.evaluate(() => document.activeElement?.getAttribute("role")), "alert");
      });
    });
  },
);

test("after errors the focus is on the summary, which leads to the findings", { skip }, async () => {
  await inBrowser(async (opened) => {
    const { page } = opened;
    await opened.give([returnOf("west-norfolk/efficient"), returnOf("southend/safe")]);
    const focused = page.locator(":focus");
    assert.equal(await focused.getAttribute("role"), "alert");
    assert.equal(await focused.getAttribute("tabindex"), "-1");
    assert.equal(await opened.alert.count(), 1, "findings are otherwise no alert");
    const links = focused.getByRole("link");
    const all = await links.count();
    const errors = (await opened.rows()).filter(({ cells }) => /^Error\b/.test(cells[0] ?? "")).length;
    assert.ok(errors > 5);
    assert.equal(all, Math.min(errors, 10));
    const summary = page.locator("[role=alert]");
    for (let at = 0; at < all; at += 1) {
      const link = summary.getByRole("link").nth(at);
      const words = (await link.textContent()) ?? "";
      await link.click();
      const target = page.locator(":focus");
      const row = (await target.textContent()) ?? "";
      assert.match(row, /[A-Z]{3}\d{3}/, `${words} leads to ${row.slice(0, 80)}`);
      const place = /[\w -]+![A-Z]+\d+/.exec(words)?.[0]?.trim() ?? "?";
      assert.ok(row.includes(place), `${words} leads to another finding: ${row.slice(0, 80)}`);
      assert.ok(
        await target.evaluate((element) => {
          const box = element.getBoundingClientRect();
          return box.bottom > 0 && box.top < window.innerHeight;
        }),
        `${words}: its finding is not in sight`,
      );
    }
    // Findings that are filtered away are shown again by their link.
    const filter = page.getByLabel("How serious");
    if (await filter.count()) {
      await filter.first().selectOption("warning");
      await summary.getByRole("link").first().click();
      assert.ok(await page.locator(":focus").isVisible());
      assert.match((await page.locator(":focus").textContent()) ?? "", /[A-Z]{3}\d{3}/);
    }
    opened.sound();
  });
});

/** The tables that `consolidate` prints: each line's cells. */
function printed(/** @type {string} */ text) {
  const lines = text.split("\n");
  return lines.flatMap((line, at) => {
    if (!line.startsWith("┌")) return [];
    const end = lines.findIndex((other, below) => below > at && other.startsWith("└"));
    const rows = lines.slice(at + 1, end).filter((row) => row.startsWith("│"));
    const cells = rows.map((row) =>
      row
        .replaceAll("│", "")
        .trim()
        .split(/\s{2,}/),
    );
    return [{ title: lines[at - 1], headings: cells[0], lines: cells.slice(1) }];
  });
}

for (const name of ["west-norfolk", "southend", "two-quarters/q1", "colchester"]) {
  test(`${name}: the summary tables are those that consolidate prints`, { skip: skipBoth }, async () => {
    await inFolder(async (folder) => {
      const { plan, returns } = example(name);
      lay(folder, [plan]);
      const names = lay(folder, returns);
      const tables = printed((await planroll(folder, "consolidate", "plan.xlsx", ...names)).toString());
      assert.ok(tables.length > 0);
      await inBrowser(async (opened) => {
        await opened.tab("Collect and report");
        await opened.give([plan, ...returns]);
        await opened.run("Consolidate");
        const shown = await opened.page
          .locator("table")
          .evaluateAll((all) =>
            all.map((table) =>
              [...table.querySelectorAll("tr")].map((row) =>
                [...row.cells].map((cell) => (cell.textContent ?? "").replace(/\s+/g, " ").trim()),
              ),
            ),
          );
        for (const { title, headings, lines } of tables) {
          const found = shown.some((rows) => JSON.stringify(rows) === JSON.stringify([headings, ...lines]));
          const near = shown.find((rows) => JSON.stringify(rows[0]) === JSON.stringify(headings));
          assert.ok(found, `${title}: ${JSON.stringify([headings, ...lines])} is not there; ${JSON.stringify(near)}`);
          assert.equal(lines.at(-1)?.[0], "Overall");
        }
        const state = (await planroll(folder, "consolidate", "plan.xlsx", ...names, "--force"))
          .toString()
          .split("\n")[0];
        assert.ok((await opened.words()).includes(state ?? "?"), state);
        opened.sound();
      });
    });
  });
}

test("progress is told in files done, and Cancel leaves nothing but its word", { skip }, async () => {
  await inFolder(async (folder) => {
    const { plan, returns } = example("west-norfolk");
    const many = Array.from({ length: 120 }, (_, at) => join(folder, `return-${String(at).padStart(3, "0")}.xlsx`));
    for (const [at, path] of many.entries()) copyFileSync(returns[at % returns.length] ?? "", path);
    await inBrowser(async (opened) => {
      const { page } = opened;
      await opened.ready();
      await page.evaluate(() => {
        const status = document.querySelector("[role=status]");
        /** @type {string[]} */
        const said = [];
        Object.assign(window, { said });
        new MutationObserver(() => said.push(status?.textContent ?? "")).observe(/** @type {Element} */ (status), {
          childList: true,
          characterData: true,
          subtree: true,
        });
      });
      const cancel = opened.button("Cancel");
      /** @param {() => Promise<void>} begin */
      const cancelled = async (begin, what = "") => {
        await begin();
        await cancel.waitFor();
        assert.equal(await opened.main.getAttribute("aria-busy"), "true", `${what}: not busy while it runs`);
        await page.waitForFunction(() => /\d of \d/.test(document.querySelector("[role=status]")?.textContent ?? ""));
        const at = Date.now();
        await cancel.click();
        await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent?.includes("Cancelled"));
        assert.ok(Date.now() - at < 2000, `${what}: cancelled after ${Date.now() - at} ms`);
        assert.deepEqual(await figures(opened), { shares: 0, rows: 0 }, `${what}: figures stand after Cancel`);
        assert.equal(await cancel.count(), 0, `${what}: Cancel is still there`);
        await opened.ready(2000);
        // Nothing comes after all.
        await page.waitForTimeout(300);
        assert.match((await opened.status.textContent()) ?? "", /Cancelled/);
        assert.deepEqual(await figures(opened), { shares: 0, rows: 0 }, what);
        assert.deepEqual(await pressable(opened), Object.keys(JOBS), what);
      };
      await cancelled(() => opened.input.setInputFiles([plan, ...many]), "check that begins by itself");
      await opened.tab("Check a return");
      await cancelled(() => opened.button("Check").click(), "check");
      await opened.tab("Collect and report");
      await cancelled(() => opened.button("Consolidate").click(), "consolidate");
      const said = await page.evaluate(() => /** @type {string[]} */ (/** @type {any} */ (window).said));
      const steps = said.flatMap((words) => {
        const match = /(\d+) of (\d+)/.exec(words);
        return match ? [[Number(match[1]), Number(match[2])]] : [];
      });
      assert.ok(steps.length > 0);
      for (const [done = 0, of = 0] of steps) {
        assert.ok(done <= of, `${done} of ${of}`);
        assert.ok(of === 121 || of === 120, `${of} files, of 121 that were given`);
      }
      // Every job can be run again, to its end.
      await opened.give([plan, ...returns]);
      await opened.tab("Collect and report");
      await opened.run("Consolidate");
      assert.ok((await figures(opened)).shares > 0);
      await opened.tab("Check a return");
      await opened.run("Check");
      assert.ok((await figures(opened)).rows > 0);
      opened.sound();
    });
  });
});

test("buttons wait for files, a new choice replaces the one before, and Clear takes all away", { skip }, async () => {
  const { plan, returns } = example("colchester");
  await inBrowser(async (opened) => {
    await opened.ready();
    await opened.tab("Collect and report");
    await opened.give([plan, ...returns]);
    assert.deepEqual(await figures(opened), { shares: 0, rows: 0 }, "it began by itself");
    assert.deepEqual(await pressable(opened), Object.keys(JOBS));
    await opened.tab("Collect and report");
    await opened.run("Consolidate");
    const before = await figures(opened);
    assert.ok(before.shares > 0);
    await opened.tab("Start and issue");
    await opened.run("Issue returns");
    // Another choice: nothing of the files before it stands anywhere.
    await opened.give([returnOf("west-norfolk/growth")]);
    assert.deepEqual(await figures(opened), { shares: 0, rows: 0 });
    assert.ok(!(await opened.words()).includes(basename(returns[0] ?? "?")));
    await opened.tab("Check a return");
    await opened.run("Check");
    assert.ok((await figures(opened)).rows > 0);
    await opened.button("Clear").click();
    await opened.ready();
    assert.deepEqual(await figures(opened), { shares: 0, rows: 0 });
    assert.deepEqual(await pressable(opened), WITHOUT_FILES);
    assert.ok(!(await opened.words()).includes("growth-2025-26-q1.xlsx"));
    assert.equal(await opened.input.evaluate((input) => /** @type {HTMLInputElement} */ (input).files?.length), 0);
    opened.sound();
  });
});

test("a folder, chosen or dropped, is taken as the program takes one", { skip: skipBoth }, async () => {
  await inFolder(async (folder) => {
    const given = join(folder, "returns");
    mkdirSync(join(given, "later"), { recursive: true });
    const { returns } = example("west-norfolk");
    lay(given, returns.slice(0, 2));
    lay(join(given, "later"), returns.slice(2));
    for (const name of ["notes.txt", "~$growth-2025-26-q1.xlsx", "scan.pdf"]) writeFileSync(join(given, name), "x");
    const checked = await checkJson(folder, "returns");
    for (const file of checked.files) file.path = basename(file.path);
    const over = checked.not_looked_at.map(({ path, why }) => [basename(path), why]);
    assert.ok(over.length >= 3, JSON.stringify(checked.not_looked_at));
    await inBrowser(async (opened) => {
      await opened.ready();
      const isRight = async () => {
        await opened.ready(60_000);
        assert.deepEqual(unlike(await opened.rows(), checked), []);
        const lines = await opened.page.locator("tr").allTextContents();
        for (const [name = "", why = ""] of over) {
          const its = lines.filter((line) => line.includes(name));
          assert.ok(
            its.some((line) => line.includes(why)),
            `${name}: ${why} is not said, but ${its.join("; ")}`,
          );
        }
        for (const path of returns) {
          const its = lines.find((line) => line.includes(basename(path)) && line.includes("the return of"));
          assert.ok(its, `${basename(path)} is not among the returns: ${lines.slice(0, 12).join("; ")}`);
        }
      };
      await opened.page.locator("input[type=file][webkitdirectory]").setInputFiles(given);
      await isRight();
      // A drop that a test makes gives no right to look into folders: what the browser would show of this one is shown in
      // its place, two entries at a time.
      await opened.page.evaluate(() => {
        const input = /** @type {HTMLInputElement} */ (document.querySelector("input[webkitdirectory]"));
        /** @param {string} path @param {File[]} files */
        const folder = (path, files) => {
          /** @type {Map<string, File[]>} */
          const within = new Map();
          for (const file of files) {
            const name = file.webkitRelativePath.slice(path.length + 1).split("/")[0] ?? "";
            within.set(name, [...(within.get(name) ?? []), file]);
          }
          const entries = [...within].map(([name, its]) => {
            const [first] = its;
            const own = `${path}/${name}`;
            if (!first || first.webkitRelativePath !== own) return folder(own, its);
            // As a drop gives it: without the folder that it lies in.
            const bare = new File([first], first.name, { lastModified: first.lastModified });
            return {
              isFile: true,
              isDirectory: false,
              name,
              fullPath: `/${own}`,
              file: (/** @type {(file: File) => void} */ give) => give(bare),
            };
          });
          const createReader = () => ({
            readEntries: (/** @type {(some: unknown[]) => void} */ give) => give(entries.splice(0, 2)),
          });
          return { isFile: false, isDirectory: true, name: path.split("/").at(-1), fullPath: `/${path}`, createReader };
        };
        const root = folder("returns", [...(input.files ?? [])]);
        Object.assign(DataTransferItem.prototype, { webkitGetAsEntry: () => root });
      });
      await opened.button("Clear").click();
      assert.deepEqual((await opened.rows()).length, 0);
      const cdp = await opened.page.context().newCDPSession(opened.page);
      for (const type of /** @type {const} */ (["dragEnter", "dragOver", "drop"])) {
        const data = { items: [], files: [given], dragOperationsMask: 1 };
        await cdp.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
      }
      await opened.page.locator("tr", { hasText: "IND005" }).first().waitFor();
      await isRight();
      opened.sound();
    });
  });
});

test("what a system leaves in every folder is no news, and moves nothing", { skip }, async () => {
  await inFolder(async (folder) => {
    const path = returnOf("west-norfolk/environment");
    const names = [".DS_Store", "Thumbs.db", basename(path), "desktop.ini", "notes.txt"];
    for (const name of names) writeFileSync(join(folder, name), "x");
    copyFileSync(path, join(folder, basename(path)));
    await inBrowser(async (opened) => {
      await opened.give(names.map((name) => join(folder, name)));
      const lines = await opened.page.locator("tr").allTextContents();
      const of = (/** @type {string} */ name) => lines.filter((line) => line.includes(name)).join("; ");
      assert.match(of(basename(path)), /the return of environment/);
      assert.match(of("notes.txt"), /[Pp]assed over: text, not a workbook/);
      for (const name of [".DS_Store", "Thumbs.db", "desktop.ini"]) {
        assert.doesNotMatch(of(name), /the return of|text, not a workbook/, `${name} is taken for another file`);
      }
      assert.ok((await opened.words()).includes(`Nothing needs putting right in ${basename(path)}`));
      opened.sound();
    });
  });
});

test(
  "old kinds of workbooks are named with what to do, and a newer template asks for a newer page",
  { skip },
  async () => {
    await inFolder(async (folder) => {
      const names = ["old.xls", "renamed.xlsx", "binary.xlsb"];
      const types = new TextEncoder().encode(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>',
      );
      const binary = packed({ "[Content_Types].xml": types, "xl/workbook.bin": new Uint8Array(100) });
      const contents = [compound(["Workbook"]), compound(["Workbook"]), binary];
      for (const [at, name] of names.entries()) writeFileSync(join(folder, name), contents[at] ?? "");
      const parts = partsOf(returnOf("west-norfolk/growth"));
      rewrite(parts, "docProps/custom.xml", (xml) => xml.replace(">2</vt:lpwstr>", ">3</vt:lpwstr>"));
      rewriteSheet(parts, "planroll", (xml) => xml.replace('"template_version":2', '"template_version":3'));
      writeFileSync(join(folder, "newer.xlsx"), packed(parts));
      await inBrowser(async (opened) => {
        await opened.give([...names, "newer.xlsx"].map((name) => join(folder, name)));
        const words = await opened.words();
        const rows = await opened.rows();
        for (const name of names) {
          const its = rows.filter((row) => [...row.cells, ...row.around].some((text) => text.includes(name)));
          assert.equal(its.length, 1, name);
          assert.match(its[0]?.cells.join(" ") ?? "", /[Ss]ave .*\.xlsx/, `${name}: what to do is not said`);
        }
        assert.match(words, /This page is version 2; the return was made by version 3\. Get the current page from /);
        opened.sound();
      });
    });
  },
);

test("a field that cannot be read, a missing plan, and two plans are refused in words", { skip }, async () => {
  await inFolder(async (folder) => {
    copyFileSync(example("southend").plan, join(folder, "other plan.xlsx"));
    const { plan, returns } = example("west-norfolk");
    await inBrowser(async (opened) => {
      await opened.ready();
      await opened.tab("Collect and report");
      await opened.give(returns);
      await opened.run("Consolidate");
      assert.match((await opened.alert.textContent()) ?? "", /plan workbook/);
      assert.equal(await opened.page.evaluate(() => document.activeElement?.getAttribute("role")), "alert");
      await opened.fill({ Period: "Michaelmas" });
      await opened.give([plan, ...returns]);
      await opened.run("Consolidate");
      assert.match((await opened.alert.textContent()) ?? "", /Michaelmas/);
      await opened.fill({ Period: "" });
      await opened.give([plan, join(folder, "other plan.xlsx"), ...returns]);
      await opened.run("Consolidate");
      assert.match((await opened.alert.textContent()) ?? "", /other plan\.xlsx/);
      await opened.fill({ "Plan workbook to use": "plan.xlsx" });
      await opened.run("Consolidate");
      assert.ok((await figures(opened)).shares > 0);
      opened.sound();
    });
  });
});

test(
  "a plan workbook alone is checked, and its errors keep returns from being issued",
  { skip: skipBoth },
  async () => {
    await inFolder(async (folder) => {
      const parts = partsOf(example("two-quarters/q1").plan);
      setText(parts, "Actions", "A3", "1.1");
      setText(parts, "Actions", "A2", "1.1");
      writeFileSync(join(folder, "wrong.xlsx"), packed(parts));
      lay(folder, [example("southend").plan]);
      await inBrowser(async (opened) => {
        for (const name of ["plan.xlsx", "wrong.xlsx"]) {
          await opened.tab("Check a return");
          await opened.give([join(folder, name)]);
          const checked = await checkJson(folder, "--plan", name);
          assert.ok(checked.totals.error > 0, name);
          assert.deepEqual(unlike(await opened.rows(), checked), [], name);
        }
        await opened.tab("Start and issue");
        await opened.run("Issue returns");
        const refusal = opened.page.getByRole("alert");
        assert.match((await refusal.textContent()) ?? "", /plan workbook/);
        assert.equal(await refusal.evaluate((one) => one === document.activeElement), true);
        assert.equal(await opened.button(/^Save .*\.xlsx$/).count(), 0, "nothing is issued");
        assert.ok((await refusal.getByRole("link").count()) > 0);
        opened.sound();
      });
    });
  },
);

test("buttons to save name their files, and saving says what Excel will ask", { skip: skipBoth }, async () => {
  await inFolder(async (folder) => {
    const { plan, returns } = example("west-norfolk");
    lay(folder, [plan]);
    const names = lay(folder, returns);
    await planroll(folder, "consolidate", "plan.xlsx", ...names);
    await inBrowser(async (opened) => {
      await opened.ready();
      await opened.tab("Collect and report");
      await opened.give([plan, ...returns]);
      await opened.run("Consolidate");
      for (const name of [
        "corporate-strategy-delivery-2025-26-2025-26-q1.xlsx",
        ...names.map((one) => one.replace(".xlsx", ".checked.xlsx")),
      ]) {
        const control = opened.page.locator("button, a").filter({ hasText: name }).first();
        assert.ok(await control.isVisible(), name);
      }
      const said = "Excel opens it in Protected View: click Enable Editing.";
      assert.ok(!(await opened.words()).includes(said), "nothing is saved yet");
      await opened.save(/corporate-strategy-delivery-2025-26-2025-26-q1\.xlsx/);
      await opened.page.locator("main").getByText(said).first().waitFor();
      opened.sound();
    });
  });
});

test("leaving with files unsaved asks first, and not otherwise", { skip }, async () => {
  const { plan, returns } = example("colchester");
  await inBrowser(async (opened) => {
    const { page } = opened;
    let asked = 0;
    page.on("dialog", (dialog) => {
      assert.equal(dialog.type(), "beforeunload");
      asked += 1;
      // Stay.
      void dialog.dismiss();
    });
    const leave = async () => {
      const before = asked;
      await page.evaluate(() => Object.assign(window, { mark: 1 }));
      await page.close({ runBeforeUnload: true });
      await new Promise((resolve) => setTimeout(resolve, 500));
      return asked > before ? "asked" : "left";
    };
    await opened.ready();
    await opened.tab("Collect and report");
    await opened.give([plan, ...returns]);
    await opened.run("Consolidate");
    assert.equal(await leave(), "asked", "consolidated and not saved");
    await opened.saveAll();
    await opened.tab("Start and issue");
    await opened.run("Issue returns");
    assert.equal(await leave(), "asked", "issued and not saved");
    await opened.button("Clear").click();
    await opened.run("Start a plan");
    assert.equal(await leave(), "asked", "a plan was started and not saved");
    await opened.save("Save plan.xlsx");
    assert.equal(await leave(), "left", "all is saved");
    assert.equal(page.isClosed(), true);
  });
});

test("everything that was found is printed, folded or not", { skip: skip || without("pdftotext") }, async () => {
  await inFolder(async (folder) => {
    await inBrowser(async (opened) => {
      const { page } = opened;
      await opened.ready();
      const { plan, returns } = example("southend");
      await opened.tab("Collect and report");
      await opened.give([plan, ...returns]);
      await opened.run("Consolidate");
      await page.evaluate(() => {
        for (const one of document.querySelectorAll("details")) one.open = false;
      });
      const rows = await opened.rows();
      assert.ok(rows.length > 15);
      await page.emulateMedia({ media: "print" });
      for (const row of await opened.rows()) assert.ok(row.seen, `${row.cells.join(" ")} is not on paper`);
      await page.emulateMedia({ media: null });
      const pdf = join(folder, "page.pdf");
      await page.pdf({ path: pdf, format: "A4" });
      const text = spawnSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).stdout;
      const wanted = new Map();
      for (const { codes } of rows) wanted.set(codes[0], (wanted.get(codes[0]) ?? 0) + 1);
      for (const [code, count] of wanted)
        assert.ok((text.match(new RegExp(code, "g")) ?? []).length >= count, `${code}: ${count} on the screen`);
      for (const row of rows) {
        const place = row.cells.map((cell) => /^(?:[\w-]+)!([A-Z]+\d+)/.exec(cell)?.[0]).find(Boolean);
        if (place) assert.ok(text.includes(place), `${place} is not on paper`);
      }
    });
  });
});

test("without WebAssembly an alert says so, and what to ask IT for", { skip }, async () => {
  await inBrowser(
    async (opened) => {
      const alert = opened.alert.filter({ hasText: "WebAssembly" });
      await alert.waitFor({ timeout: 3000 });
      assert.match((await alert.textContent()) ?? "", /\bIT\b/);
      for (const [job, tab] of Object.entries(JOBS)) {
        await opened.tab(/** @type {Tab} */ (tab));
        assert.equal(await opened.button(job).isEnabled(), false, job);
      }
      opened.sound();
    },
    {
      before: async (context) => {
        await context.addInitScript(() => Reflect.deleteProperty(globalThis, "WebAssembly"));
      },
    },
  );
});
