// The page in a browser of its own, driven by the names that everybody can rely on (page.md, *Firm ground*).

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { unzipSync } from "fflate";
import { chromium } from "playwright-core";
import { CHROMIUM, PAGE, inFolder } from "./tools.mjs";

/** @typedef {import("playwright-core").Page} BrowserPage */
/** @typedef {import("playwright-core").BrowserContext} BrowserContext */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {"Check a return" | "Collect and report" | "Start and issue" | "About and for IT"} Tab */

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"].concat(
  ["background-networking", "component-update", "sync"].map((what) => `--disable-${what}`),
);

/**
 * @typedef {object} Opening
 * @property {string} [file] another page than planroll.html
 * @property {{ width: number, height: number }} [viewport]
 * @property {boolean} [bypassCSP]
 * @property {string[]} [flags]
 * @property {"reduce" | "no-preference"} [reducedMotion]
 * @property {(context: BrowserContext) => Promise<void>} [before] what is done before the page is opened
 */

/**
 * Opens the page in a new browser with a profile of its own, and closes it afterwards.
 * @template Result
 * @param {(opened: Planroll) => Promise<Result>} does
 * @param {Opening} [opening]
 * @returns {Promise<Result>}
 */
export async function inBrowser(does, opening = {}) {
  return await inFolder(async (profile) => {
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM,
      headless: true,
      args: [...FLAGS, ...(opening.flags ?? [])],
      viewport: opening.viewport ?? { width: 1280, height: 900 },
      bypassCSP: opening.bypassCSP ?? false,
      acceptDownloads: true,
      ...(opening.reducedMotion ? { reducedMotion: opening.reducedMotion } : {}),
    });
    try {
      context.setDefaultTimeout(20_000);
      await opening.before?.(context);
      const page = context.pages()[0] ?? (await context.newPage());
      const opened = new Planroll(page, profile);
      await page.goto(pathToFileURL(opening.file ?? PAGE).href);
      return await does(opened);
    } finally {
      await context.close();
    }
  });
}

/**
 * A row of a table that has a rule's code.
 * @typedef {object} Row
 * @property {string[]} around the table's caption, and the nearest heading above it
 * @property {string[]} codes
 * @property {string[]} cells the text of each of its cells
 * @property {string} next the text of the row after it
 * @property {string} id
 * @property {boolean} seen whether it is laid out and not hidden
 */

export class Planroll {
  /**
   * @param {BrowserPage} page
   * @param {string} profile
   */
  constructor(page, profile) {
    this.page = page;
    this.profile = profile;
    /** @type {string[]} */
    this.faults = [];
    page.on("pageerror", (error) => this.faults.push(String(error)));
    this.main = page.locator("main");
    this.input = page.locator("input[type=file][multiple]:not([webkitdirectory])");
    this.status = page.getByRole("status");
    this.alert = page.locator("[role=alert]");
  }

  /** Waits until files can be taken and no job runs. */
  async ready(timeout = 30_000) {
    await this.page.locator("main[aria-busy=false]").waitFor({ timeout });
  }

  /** @param {Tab} name */
  async tab(name) {
    const named = (/** @type {"tab" | "link" | "button"} */ role) => this.page.getByRole(role, { name, exact: true });
    await named("tab").or(named("link")).or(named("button")).click();
  }

  /** @param {string | RegExp} name */
  button(name) {
    return this.page.getByRole("button", { name, ...(typeof name === "string" ? { exact: true } : {}) });
  }

  /**
   * Gives files, in place of those before. What begins by itself is awaited.
   * @param {string[]} paths
   */
  async give(paths) {
    await this.ready();
    await this.input.setInputFiles(paths);
    await this.ready(60_000);
  }

  /**
   * Presses a job's button and waits for its end.
   * @param {"Check" | "Consolidate" | "For members" | "Issue returns" | "Start a plan" | "Report template" | "Take decisions into the plan" | "Next year's plan" | "Adopt a tracker"} job
   */
  async run(job, timeout = 60_000) {
    await this.button(job).click();
    await this.ready(timeout);
  }

  /** Opens what is folded, so that its fields can be reached. */
  async unfold() {
    await this.page.locator("main details:not([open]) > summary:visible").evaluateAll((all) => {
      for (const one of all) if (one instanceof HTMLElement) one.click();
    });
  }

  /**
   * Fills in fields by their labels: texts are typed or chosen, truth values ticked.
   * @param {Record<string, string | boolean>} fields
   */
  async fill(fields) {
    await this.unfold();
    for (const [label, value] of Object.entries(fields)) {
      const field = this.page.getByLabel(label, { exact: true });
      if (typeof value === "boolean") await field.setChecked(value);
      else if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
      else await field.fill(value);
    }
  }

  /**
   * Saves by a button, and gives what the browser was given.
   * @param {string | RegExp | Locator} button
   */
  async save(button) {
    const locator = typeof button === "string" || button instanceof RegExp ? this.button(button) : button;
    // Chromium drops what a page gives it past ten in a second: nobody presses so fast.
    await this.page.waitForTimeout(120);
    const [download] = await Promise.all([
      this.page.waitForEvent("download", { timeout: 20_000 }),
      locator.first().click(),
    ]);
    return { name: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())) };
  }

  /** *Save all*, unpacked: each file by its path. */
  async saveAll() {
    const { name, bytes } = await this.save("Save all");
    return { name, bytes, files: new Map(Object.entries(unzipSync(bytes)).sort(([a], [b]) => (a < b ? -1 : 1))) };
  }

  /**
   * Every table row of the page that has a rule's code.
   * @returns {Promise<Row[]>}
   */
  async rows() {
    return await this.page.evaluate(() => {
      // What stands in one element is one text; texts in two elements are two words.
      const tidy = (/** @type {Element | null | undefined} */ element) => {
        const texts = [];
        const walker = element && document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (walker?.nextNode()) texts.push(walker.currentNode.nodeValue);
        return texts.join(" ").replace(/\s+/g, " ").trim();
      };
      const all = [...document.querySelectorAll("tr")];
      const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")];
      return all.flatMap((row) => {
        const codes = [...new Set(tidy(row).match(/\b[A-Z]{3}\d{3}\b/g) ?? [])];
        if (codes.length === 0) return [];
        const table = row.closest("table");
        const caption = tidy(table?.querySelector("caption"));
        const above = headings.filter(
          (heading) => table && heading.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING,
        );
        return [
          {
            around: [caption, tidy(above.at(-1))],
            codes,
            cells: [...row.cells].map((cell) => tidy(cell)),
            next: tidy(all[all.indexOf(row) + 1]),
            id: row.id,
            seen:
              row.getClientRects().length > 0 &&
              row.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
          },
        ];
      });
    });
  }

  /** All text of the page that anybody can come to read, folded and in tabs that are not open too. */
  async words() {
    return await this.page.evaluate(() => {
      const copy = /** @type {HTMLElement} */ (document.body.cloneNode(true));
      for (const one of copy.querySelectorAll("script, style, noscript")) one.remove();
      return (copy.textContent ?? "").replace(/\s+/g, " ");
    });
  }

  /** Nothing in the page went wrong unseen. */
  sound() {
    assert.deepEqual(this.faults, []);
  }
}
