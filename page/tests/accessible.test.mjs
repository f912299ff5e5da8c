// For everybody: WCAG 2.2 AA as far as a machine can tell, the keyboard alone, narrow screens, and dark ones.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { example, returnOf } from "./support/examples.mjs";
import { inBrowser } from "./support/page.mjs";
import { inFolder, without } from "./support/tools.mjs";

/** @typedef {import("./support/page.mjs").Planroll} Planroll */
/** @typedef {import("./support/page.mjs").Tab} Tab */

const skip = without("page", "chromium");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const WIDE = { width: 1280, height: 900 };
/** 320 CSS pixels, which is also a window of 1280 at 400 %. */
const NARROW = { width: 320, height: 256 };

/**
 * Every view, one after the other; `look` is called at each.
 * @param {Planroll} opened
 * @param {(name: string) => Promise<void>} look
 */
async function views(opened, look) {
  const { page } = opened;
  const { plan, returns } = example("colchester");
  await opened.ready();
  await look("first opening");
  for (const tab of /** @type {Tab[]} */ (["Collect and report", "Start and issue", "About and for IT"])) {
    await opened.tab(tab);
    await opened.unfold();
    await look(`${tab}, empty`);
  }
  await opened.tab("Check a return");
  await inFolder(async (folder) => {
    const broken = join(folder, "letter.xlsx");
    const other = join(folder, "notes.txt");
    for (const path of [broken, other]) writeFileSync(path, "Dear all");
    await opened.give([returnOf("west-norfolk/efficient"), returnOf("west-norfolk/communities"), broken, other]);
  });
  await look("checked, with errors");
  await opened.give([returnOf("west-norfolk/environment")]);
  await look("checked, and nothing is wrong");
  await opened.tab("Collect and report");
  await opened.run("Consolidate");
  await look("refused");
  await opened.give([plan, ...returns]);
  await opened.fill({ "Data package too": true, "E-mail drafts to service leads": "receipts" });
  await opened.run("Consolidate");
  await look("consolidated");
  await opened.fill({ "Report for": "each plan" });
  await opened.run("For members");
  await look("consolidated for members");
  await opened.fill({ "E-mail drafts to service leads": "outstanding" });
  await look("a field was changed since");
  await opened.tab("Start and issue");
  await opened.fill({ "An e-mail draft to each lead officer too": true });
  await opened.run("Issue returns");
  await look("issued");
  await opened.run("Start a plan");
  await look("a plan was started");
  await opened.run("Report template");
  await look("a report template was given");
  await opened.tab("Check a return");
  await opened.button("Check").click();
  await opened
    .button("Cancel")
    .click({ timeout: 1000 })
    .catch(() => undefined);
  await page.waitForTimeout(50);
  await look("cancelled");
  await opened.ready();
  opened.sound();
}

/** What axe finds. */
async function faults(/** @type {Planroll} */ opened, within = "") {
  return await opened.page.evaluate(async (within) => {
    // Colours that are on their way from one to another are neither.
    for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    const { violations } = await /** @type {any} */ (window).axe.run(within || document, {
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
    });
    return violations.map(
      (/** @type {any} */ { id, help, nodes }) =>
        `${id}: ${help}: ${nodes
          .slice(0, 3)
          .map((/** @type {any} */ node) => `${node.html.slice(0, 120)} ${node.failureSummary?.split("\n")[1] ?? ""}`)
          .join(" | ")} (${nodes.length})`,
    );
  }, within);
}

/** What sticks out of a narrow window, or is cut off in it. */
async function tooWide(/** @type {Planroll} */ opened) {
  return await opened.page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const seen = (/** @type {Element} */ element) =>
      element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      !element.closest("[aria-hidden=true]");
    const scrolls = (/** @type {Element} */ element) =>
      ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const ofTable = (/** @type {Element | null} */ element) => {
      for (let at = element; at; at = at.parentElement)
        if (scrolls(at) && at !== document.documentElement)
          return at.querySelector("table, pre") !== null || at.matches("pre, code");
      return false;
    };
    // For screen readers only.
    const isClipped = (/** @type {Element | null} */ element) => {
      for (let at = element; at; at = at.parentElement) {
        const { clip, clipPath } = getComputedStyle(at);
        if (clip !== "auto" || clipPath.startsWith("inset(50%")) return true;
      }
      return false;
    };
    const tell = (/** @type {Element} */ one) =>
      `${one.tagName.toLowerCase()}.${one.className} ${(one.textContent ?? "").trim().slice(0, 40)}`;
    const found = [];
    if (document.documentElement.scrollWidth > width)
      found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const one of document.querySelectorAll("body *")) {
      if (!seen(one) || isClipped(one)) continue;
      const box = one.getBoundingClientRect();
      if (box.width > 1 && box.height > 1 && (box.right > width + 1 || box.left < -1) && !ofTable(one))
        found.push(`sticks out: ${tell(one)} to ${Math.round(box.right)}`);
      const { overflowX } = getComputedStyle(one);
      if (
        ["hidden", "clip"].includes(overflowX) &&
        one.scrollWidth > one.clientWidth + 1 &&
        one.clientWidth > 1 &&
        one.textContent?.trim()
      )
        found.push(`is cut off: ${tell(one)}`);
    }
    return found.slice(0, 5);
  });
}

test(
  "axe finds nothing on any view, light or dark, wide or narrow, and nothing sticks out at 320 pixels",
  { skip, timeout: 180_000 },
  async () => {
    await inBrowser(async (opened) => {
      const { page } = opened;
      /** @type {string[]} */
      const wrong = [];
      await page.evaluate(axe);
      await views(opened, async (name) => {
        for (const viewport of [WIDE, NARROW]) {
          await page.setViewportSize(viewport);
          for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
            await page.emulateMedia({ colorScheme });
            const how = `${name}, ${colorScheme}, ${viewport.width}`;
            wrong.push(...(await faults(opened)).map((/** @type {string} */ fault) => `${how}: ${fault}`));
          }
          if (viewport === NARROW) wrong.push(...(await tooWide(opened)).map((fault) => `${name}, 320: ${fault}`));
        }
        await page.setViewportSize(WIDE);
      });
      assert.deepEqual(wrong, []);
    });
  },
);

test("what is pointed at can still be read, light and dark", { skip }, async () => {
  await inBrowser(async (opened) => {
    const { page } = opened;
    await page.evaluate(axe);
    const { plan, returns } = example("west-norfolk");
    await opened.ready();
    await opened.tab("Collect and report");
    await opened.give([plan, ...returns]);
    await opened.run("Consolidate");
    /** @type {string[]} */
    const wrong = [];
    // One of each kind.
    const kinds = await page.evaluate(() => {
      const all = [...document.querySelectorAll("main a, main button, main summary, main select")];
      const first = new Map(
        all
          .filter((one) => one.getClientRects().length > 0)
          .map((one) => [
            `${one.closest("[role=alert]") ? "alert " : ""}${one.tagName} ${one.className} ${one.getAttribute("aria-selected")}`,
            one,
          ]),
      );
      return [...first.values()].map((one, at) => {
        one.setAttribute("data-kind", String(at));
        return at;
      });
    });
    assert.ok(kinds.length > 4);
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await page.emulateMedia({ colorScheme });
      for (const kind of kinds) {
        const one = page.locator(`[data-kind="${kind}"]`);
        await one.hover();
        const found = (await faults(opened, `[data-kind="${kind}"]`)).map(
          (/** @type {string} */ fault) => `${colorScheme}: ${fault}`,
        );
        wrong.push(...found);
      }
    }
    assert.deepEqual(wrong, []);
  });
});

test("text set wider apart is neither cut off nor sticks out", { skip }, async () => {
  await inBrowser(
    async (opened) => {
      await opened.ready();
      // WCAG 1.4.12, in a style sheet such as a user's own.
      await opened.page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(
          "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
        );
        document.adoptedStyleSheets = [sheet];
      });
      /** @type {string[]} */
      const wrong = [];
      await opened.give([returnOf("west-norfolk/efficient")]);
      wrong.push(...(await tooWide(opened)).map((fault) => `checked: ${fault}`));
      await opened.tab("Collect and report");
      const { plan, returns } = example("colchester");
      await opened.give([plan, ...returns]);
      await opened.run("Consolidate");
      wrong.push(...(await tooWide(opened)).map((fault) => `consolidated: ${fault}`));
      assert.deepEqual(wrong, []);
    },
    { viewport: NARROW },
  );
});

/** What has the focus: its name, whether that can be seen, and whether it shows. */
async function focused(/** @type {Planroll} */ opened) {
  return await opened.page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement) || one === document.body) return null;
    const look = () => {
      const style = getComputedStyle(one);
      // A box may stand for what is under it, as with ticks.
      const beside = one.parentElement
        ? [...one.parentElement.children].flatMap((other) =>
            ["::before", "::after"].map(
              (part) => getComputedStyle(other, part).boxShadow + getComputedStyle(other, part).outline,
            ),
          )
        : [];
      return [
        style.outline,
        style.boxShadow,
        style.backgroundColor,
        style.borderColor,
        style.color,
        style.textDecoration,
        style.clip,
        ...beside,
      ].join(";");
    };
    const withFocus = look();
    const box = one.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + box.width / 2, 1), window.innerWidth - 1);
    const y = Math.min(
      Math.max((Math.max(box.top, 0) + Math.min(box.bottom, window.innerHeight)) / 2, 1),
      window.innerHeight - 1,
    );
    const top = document.elementFromPoint(x, y);
    const inSight = box.bottom > 0 && box.top < window.innerHeight;
    one.blur();
    const without = look();
    one.focus({ preventScroll: true });
    return {
      name: (
        one.getAttribute("aria-label") ??
        (one instanceof HTMLInputElement || one instanceof HTMLSelectElement
          ? one.labels?.[0]?.textContent
          : one.textContent) ??
        ""
      )
        .replace(/\s+/g, " ")
        .trim(),
      role: one.getAttribute("role") ?? one.tagName.toLowerCase(),
      id: one.id,
      shows: withFocus !== without,
      uncovered:
        inSight &&
        top !== null &&
        (one.contains(top) ||
          top.contains(one) ||
          [...(one instanceof HTMLInputElement ? (one.labels ?? []) : [])].some(
            (label) => label.contains(top) || label.parentElement === top,
          )),
    };
  });
}

for (const [name, viewport] of Object.entries({ wide: WIDE, "at 400 %": NARROW })) {
  test(`the whole journey by the keyboard alone, ${name}`, { skip, timeout: 90_000 }, async () => {
    const { plan, returns } = example("west-norfolk");
    await inBrowser(
      async (opened) => {
        const { page } = opened;
        const { keyboard } = page;
        await opened.ready();
        /** @type {string[]} */
        const wrong = [];
        /**
         * Goes on by Tab until the focus is on something of this name.
         * @param {RegExp} wanted
         */
        const to = async (wanted, key = "Tab") => {
          const passed = [];
          for (let at = 0; at < 120; at += 1) {
            await keyboard.press(key);
            const now = await focused(opened);
            if (!now) continue;
            passed.push(now.name.slice(0, 30));
            if (!now.shows) wrong.push(`${now.role} ${now.name.slice(0, 60)}: its focus does not show`);
            if (!now.uncovered)
              wrong.push(`${now.role} ${now.name.slice(0, 60)}: it is out of sight or covered when it has the focus`);
            if (wanted.test(now.name)) return now;
          }
          throw new Error(`Tab leads to ${passed.join(", ")}, and not to ${wanted}`);
        };
        /** Where the focus was led. */
        const at = async () => {
          const now = await focused(opened);
          assert.ok(now, "the focus is nowhere");
          return now;
        };
        assert.match((await to(/./)).name, /^Skip to main content$/);
        await keyboard.press("Enter");
        assert.equal((await at()).role, "main");

        await to(/^Choose files/);
        await opened.input.setInputFiles(returns);
        await opened.ready();
        assert.equal((await at()).role, "alert");
        const link = await to(/Indicators!N17/);
        await keyboard.press("Enter");
        assert.match((await at()).name, /IND005/, `${link.name} leads to it`);
        await to(/^Save efficient.*\.checked\.xlsx$/);
        const download = page.waitForEvent("download", { timeout: 10_000 });
        await keyboard.press("Enter");
        assert.match((await download).suggestedFilename(), /^efficient.*\.checked\.xlsx$/);
        await page.waitForTimeout(200);
        assert.match((await at()).name, /^Save efficient/, "the focus stays where it was");

        await to(/^Check a return$/, "Shift+Tab");
        await keyboard.press("ArrowRight");
        assert.equal((await at()).name, "Collect and report");
        await opened.input.setInputFiles([plan, ...returns]);
        await to(/^Data package too/);
        await keyboard.press("Space");
        assert.ok(await page.getByLabel("Data package too", { exact: true }).isChecked());
        await to(/^Consolidate$/);
        await keyboard.press("Enter");
        await opened.ready();
        assert.equal((await at()).role, "alert", "three errors");
        await to(/The figures/);
        await keyboard.press("Enter");
        assert.match((await at()).name, /The figures/);
        await to(/^Save all$/);
        const zip = page.waitForEvent("download", { timeout: 20_000 });
        await keyboard.press("Space");
        assert.match((await zip).suggestedFilename(), /\.zip$/);

        await to(/^Collect and report$/, "Shift+Tab");
        await keyboard.press("ArrowRight");
        await to(/^Issue returns$/);
        await keyboard.press("Enter");
        await opened.ready();
        assert.match((await at()).name, /returns/i, "the focus is led to the result");
        await to(/^Scheme$/);
        await keyboard.press("ArrowDown");
        assert.notEqual(await page.getByLabel("Scheme", { exact: true }).inputValue(), "standard");
        await to(/^Start a plan$/);
        await keyboard.press("Space");
        await opened.ready();
        await to(/^Save plan\.xlsx$/);

        // Nothing holds the focus: the end of the page is reached, and its beginning again.
        await to(/^Start and issue$/, "Shift+Tab");
        await keyboard.press("End");
        assert.equal((await at()).name, "About and for IT");
        await to(/^Skip to main content$/);
        assert.deepEqual([...new Set(wrong)], []);
        opened.sound();
      },
      { viewport },
    );
  });
}

test("language, title, reading order and motion", { skip }, async () => {
  await inBrowser(
    async (opened) => {
      await opened.ready();
      const { page } = opened;
      assert.match((await page.locator("html").getAttribute("lang")) ?? "", /^en/);
      assert.match(await page.title(), /\S/);
      await opened.give([returnOf("west-norfolk/efficient")]);
      const moving = await page.evaluate(() => [
        ...document.getAnimations().map((one) => String(one.id || "an animation")),
        ...[...document.querySelectorAll("*")].flatMap((one) => {
          const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(one);
          const long = (/** @type {string} */ text) => text.split(",").some((time) => parseFloat(time) > 0.01);
          const moves =
            long(transitionDuration) ||
            (animationName !== "none" && long(animationDuration)) ||
            scrollBehavior === "smooth";
          return moves ? [`${one.tagName} ${one.className}`] : [];
        }),
      ]);
      assert.deepEqual(moving, [], "with reduced motion nothing moves");
      // With everything that is told by colour told by a word, too.
      for (const row of await opened.rows()) assert.match(row.cells.join(" "), /\b(Error|Warning|Note)\b/);
    },
    { reducedMotion: "reduce" },
  );
});
