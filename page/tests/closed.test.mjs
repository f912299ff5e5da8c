// Nothing leaves the computer, nothing is kept, and nothing can be let in (page.md, *Laws* and *Policy*).

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";
import { example, returnOf } from "./support/examples.mjs";
import { inBrowser } from "./support/page.mjs";
import { programIn } from "./support/packed.mjs";
import { PAGE, inFolder, without } from "./support/tools.mjs";

/** @typedef {import("./support/page.mjs").Planroll} Planroll */

const skip = without("page", "chromium");

const html = skip ? "" : readFileSync(PAGE, "utf8");
const [policy = ""] = /(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*/.exec(html) ?? [];
/** Every element of the file whose content is no markup. */
const blocks = [...html.matchAll(/<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g)].map(
  ([, name, attributes, content]) => ({
    name,
    attributes: attributes?.trim() ?? "",
    content: content ?? "",
  }),
);
const packed = blocks.find(({ attributes }) => attributes.includes('id="program"'))?.content.trim() ?? "";
/** The markup without them. */
const markup = html.replace(/(<(script|style)\b[^>]*>)[\s\S]*?(<\/\2>)/g, "$1$3");
const MACHINE = /(?<![\w.-])\/(?:root|home|work|tmp|Users|build|mnt)\/[\w./-]*|[A-Z]:\\[\w\\]+|\.cargo\/|\.rustup\//g;

/** Everything that an officer does, in one sitting. */
async function everything(/** @type {Planroll} */ opened) {
  const { plan, returns } = example("west-norfolk");
  await opened.ready();
  await opened.give([plan, ...returns]);
  await opened.save(/^Save .*\.checked\.xlsx$/);
  await opened.tab("Collect and report");
  await opened.fill({ "E-mail drafts to service leads": "outstanding", "Data package too": true });
  await opened.run("For members");
  await opened.saveAll();
  await opened.tab("Start and issue");
  await opened.fill({ "An e-mail draft to each lead officer too": true });
  await opened.run("Issue returns");
  await opened.saveAll();
  await opened.run("Start a plan");
  await opened.save("Save plan.xlsx");
  await opened.run("Report template");
  await opened.save("Save report-template.docx");
  await opened.tab("About and for IT");
  await opened.unfold();
  opened.sound();
}

/** What a browser asked the network for, by its own record. */
function onTheNet(/** @type {string} */ netlog) {
  const { constants, events } = JSON.parse(readFileSync(netlog, "utf8"));
  const started = constants.logEventTypes.URL_REQUEST_START_JOB;
  /** @type {string[]} */
  const all = events.flatMap((/** @type {{ type: number, params?: { url?: string } }} */ { type, params }) =>
    type === started && params?.url ? [params.url] : [],
  );
  // Chromium asks its maker some things of its own accord. That the page does not is seen by the other means.
  const own = /(?:^|\.)(?:google|googleapis|gstatic|gvt1)\.com$/;
  return all.filter((url) => /^(https?|wss?|ftp):/.test(url) && !own.test(new URL(url).hostname));
}

test("the policy is the one that was promised, and stands before everything that it rules", { skip }, () => {
  const scripts = blocks.filter(
    ({ name, attributes }) => name === "script" && !/type="(?!module|text\/javascript)/.test(attributes),
  );
  const styles = blocks.filter(({ name }) => name === "style");
  const hash = (/** @type {string} */ text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  assert.deepEqual([scripts.length, styles.length], [1, 1], "one script and one style");
  assert.equal(
    policy.replaceAll("&#39;", "'"),
    [
      "default-src 'none'",
      `script-src ${hash(scripts[0]?.content ?? "")} 'wasm-unsafe-eval'`,
      `style-src ${hash(styles[0]?.content ?? "")}`,
      "worker-src blob:",
      "base-uri 'none'",
      "form-action 'none'",
    ].join("; "),
  );
  const at = html.indexOf("<meta http-equiv");
  for (const sign of ["<script", "<style", "<link", "<img", "<body"]) {
    const first = html.indexOf(sign);
    assert.ok(first < 0 || first > at, `${sign} stands before the policy`);
  }
});

test("the file is text without anything that loads, and without a path of the machine that made it", { skip }, () => {
  assert.ok(Buffer.byteLength(html) <= 3_500_000, `${Buffer.byteLength(html)} bytes`);
  assert.equal(Buffer.from(html).compare(readFileSync(PAGE)), 0, "it is UTF-8");
  assert.doesNotMatch(html, /[^\P{Cc}\n\r\t]/u, "control characters");
  assert.doesNotMatch(markup, /<(?:link|img|iframe|frame|object|embed|base|audio|video|source|track|form)\b/i);
  assert.doesNotMatch(
    markup,
    /\s(?:src|srcset|href|action|formaction|poster|data|ping|background)\s*=\s*(?:"(?!#)|'(?!#)|[^"'#\s])/i,
  );
  assert.doesNotMatch(markup, /\son\w+\s*=|\sstyle\s*=|javascript:/i);
  assert.doesNotMatch(markup, /https?:\/\//i);
  for (const { name, content, attributes } of blocks) {
    if (name === "style") assert.doesNotMatch(content, /url\(|@import|image-set|src\(/i);
    else if (attributes === "")
      assert.doesNotMatch(
        content,
        /\b(?:fetch|eval|importScripts)\s*\(|\b(?:XMLHttpRequest|WebSocket|WebTransport|EventSource|RTCPeerConnection|sendBeacon|localStorage|sessionStorage|indexedDB|document\.cookie|document\.write|innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser)\b/,
      );
  }
  const wasm = programIn(html);
  assert.deepEqual(wasm.subarray(0, 4), Buffer.from("\0asm"));
  assert.deepEqual([...new Set(wasm.toString("latin1").match(MACHINE) ?? [])], [], "in the program");
  const rest = blocks.filter(({ content }) => content.trim() !== packed).map(({ content }) => content);
  assert.deepEqual([...new Set([markup, ...rest].join("\n").match(MACHINE) ?? [])], [], "in the page");
});

test("no request is made, and nothing is kept, in all that an officer does", { skip }, async () => {
  await inFolder(async (folder) => {
    const netlog = join(folder, "netlog.json");
    /** @type {string[]} */
    const requests = [];
    let opened = "";
    await inBrowser(
      async (page) => {
        opened = page.page.url();
        await everything(page);
        assert.deepEqual(await page.page.context().cookies(), []);
        const kept = await page.page.evaluate(async () => ({
          local: localStorage.length,
          session: sessionStorage.length,
          cookie: document.cookie,
          databases: (await indexedDB.databases()).length,
          caches:
            "caches" in window
              ? await caches.keys().then(
                  (keys) => keys.length,
                  () => 0,
                )
              : 0,
          workers:
            "serviceWorker" in navigator
              ? await navigator.serviceWorker.getRegistrations().then(
                  (all) => all.length,
                  () => 0,
                )
              : 0,
          name: window.name,
          history: history.length,
        }));
        assert.deepEqual(kept, {
          local: 0,
          session: 0,
          cookie: "",
          databases: 0,
          caches: 0,
          workers: 0,
          name: "",
          history: kept.history,
        });
        assert.ok(kept.history <= 2, "nothing is put into the history");
        assert.equal(page.page.url().split("#")[0], opened);
      },
      {
        flags: [`--log-net-log=${netlog}`],
        before: async (context) => {
          context.on("request", (request) => requests.push(request.url()));
        },
      },
    );
    const others = requests.filter((url) => !url.startsWith("blob:") && url !== opened);
    assert.deepEqual(others, []);
    assert.ok(requests.includes(opened), "requests were watched");
    // What the browser itself puts on the network: nothing at all.
    assert.deepEqual(onTheNet(netlog), []);
  });
});

test("a request would be seen, the page's and its worker's", { skip }, async () => {
  await inFolder(async (folder) => {
    const netlog = join(folder, "netlog.json");
    /** @type {string[]} */
    const requests = [];
    await inBrowser(
      async ({ page }) => {
        page.context().on("request", (request) => requests.push(request.url()));
        await page.evaluate(async () => {
          const ask = (/** @type {string} */ who) => `fetch("http://127.0.0.1:9/${who}").catch(() => undefined)`;
          await (0, eval)(ask("page"));
          const worker = new Worker(URL.createObjectURL(new Blob([`${ask("worker")}.then(() => postMessage(1))`])));
          await new Promise((resolve) => (worker.onmessage = resolve));
        });
      },
      { bypassCSP: true, flags: [`--log-net-log=${netlog}`] },
    );
    for (const who of ["page", "worker"]) {
      assert.ok(requests.includes(`http://127.0.0.1:9/${who}`), `${who}: ${requests.join(" ")}`);
      assert.ok(onTheNet(netlog).includes(`http://127.0.0.1:9/${who}`), `${who} in the browser's own record`);
    }
  });
});

test("what tries to get out or in is stopped by the policy", { skip }, async () => {
  /** @type {string[]} */
  const heard = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.setHeader("access-control-allow-origin", "*").end("heard");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  const there = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  try {
    await inBrowser(async (opened) => {
      await opened.ready();
      const { page } = opened;
      const { outcomes, barred } = await page.evaluate(async (there) => {
        /** @type {string[]} */
        const barred = [];
        document.addEventListener("securitypolicyviolation", (event) => barred.push(event.effectiveDirective));
        /** @type {Record<string, string>} */
        const outcomes = {};
        const wait = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time));
        // The debugger's own calls may use eval: what is tried must come from the page itself, later.
        await wait(0);
        /** @param {string} name @param {() => unknown} does */
        const attempt = async (name, does) => {
          try {
            outcomes[name] = String(await Promise.race([does(), wait(1500).then(() => "nothing came")]));
          } catch (error) {
            outcomes[name] = `stopped: ${error instanceof Error ? error.name : "event"}`;
          }
        };
        const element = (/** @type {string} */ tag, /** @type {Record<string, string>} */ attributes) =>
          new Promise((resolve, reject) => {
            const one = document.createElement(tag);
            one.onload = () => resolve("loaded");
            one.onerror = reject;
            for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, value);
            document.body.append(one);
          });
        Object.assign(window, { ran: [] });
        const ran = /** @type {any} */ (window).ran;
        await attempt("fetch", () => fetch(`${there}/fetch`).then((answer) => answer.text()));
        await attempt("fetch of data", () => fetch("data:text/plain,heard").then((answer) => answer.text()));
        await attempt(
          "request",
          () =>
            new Promise((resolve, reject) => {
              const request = new XMLHttpRequest();
              request.onload = () => resolve("loaded");
              request.onerror = reject;
              request.open("GET", `${there}/xhr`);
              request.send();
            }),
        );
        await attempt("beacon", () => {
          navigator.sendBeacon(`${there}/beacon`, "x");
          return "nothing came";
        });
        await attempt(
          "socket",
          () =>
            new Promise((resolve, reject) => {
              const socket = new WebSocket(there.replace("http", "ws"));
              socket.onopen = () => resolve("open");
              socket.onerror = reject;
            }),
        );
        await attempt(
          "event source",
          () =>
            new Promise((resolve, reject) => {
              const source = new EventSource(`${there}/events`);
              source.onopen = () => resolve("open");
              source.onerror = reject;
            }),
        );
        await attempt(
          "image",
          () =>
            new Promise((resolve, reject) => {
              const image = new Image();
              image.onload = () => resolve("loaded");
              image.onerror = reject;
              image.src = `${there}/image`;
            }),
        );
        await attempt("image of data", () =>
          element("img", { src: "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" }),
        );
        await attempt("script", () => element("script", { src: `${there}/script` }));
        await attempt("style sheet", () => element("link", { rel: "stylesheet", href: `${there}/style` }));
        await attempt("frame", () => element("iframe", { src: `${there}/frame` }));
        await attempt("frame of text", () =>
          element("iframe", { srcdoc: "<script>parent.ran.push('frame')</script>" }).then(() => wait(200)),
        );
        await attempt("font", () => new FontFace("f", `url(${there}/font)`).load());
        await attempt("prefetch", () => element("link", { rel: "prefetch", href: `${there}/prefetch` }));
        await attempt("module", () => import(`${there}/module`).then(() => "loaded"));
        await attempt(
          "worker of another place",
          () =>
            new Promise((resolve, reject) => {
              const worker = new Worker(`data:text/javascript,postMessage("runs")`);
              worker.onmessage = () => resolve("runs");
              worker.onerror = reject;
            }),
        );
        // A worker from a blob may be, but is under the same policy.
        await attempt(
          "request by a worker",
          () =>
            new Promise((resolve, reject) => {
              const code = `fetch("${there}/worker").then(() => postMessage("heard"), () => postMessage("stopped"));`;
              const worker = new Worker(URL.createObjectURL(new Blob([code])));
              worker.onmessage = ({ data }) => (data === "heard" ? resolve(data) : reject(new Error(data)));
              worker.onerror = reject;
            }),
        );
        await attempt("eval", () => (0, eval)("window.ran.push('eval')"));
        await attempt("function", () => new Function("window.ran.push('function')")());
        await attempt("timer", () => {
          setTimeout(/** @type {any} */ ("window.ran.push('timer')"), 0);
          return wait(200).then(() => "nothing came");
        });
        await attempt("inline script", () => {
          const script = document.createElement("script");
          script.textContent = "window.ran.push('script')";
          document.body.append(script);
          return "nothing came";
        });
        await attempt("inline handler", () => {
          const button = document.createElement("button");
          button.setAttribute("onclick", "window.ran.push('handler')");
          document.body.append(button);
          button.click();
          return "nothing came";
        });
        await attempt("inline style", () => {
          const style = document.createElement("style");
          style.textContent = "body { --let-in: 1 }";
          document.body.append(style);
          return getComputedStyle(document.body).getPropertyValue("--let-in") || "nothing came";
        });
        await attempt("base", () => {
          const base = document.createElement("base");
          base.href = there;
          document.head.append(base);
          return document.baseURI.startsWith(there) ? "moved" : "nothing came";
        });
        await attempt("form", () => {
          const form = document.createElement("form");
          form.action = `${there}/form`;
          form.method = "post";
          form.target = "elsewhere";
          document.body.append(form);
          form.submit();
          return wait(500).then(() => "nothing came");
        });
        return { outcomes: { ...outcomes, ran: ran.join(" ") }, barred: [...new Set(barred)].sort() };
      }, there);
      await page.waitForTimeout(300);
      for (const [name, outcome] of Object.entries(outcomes)) {
        if (name === "ran") assert.equal(outcome, "", "something ran");
        // A frame says that it is loaded when it was barred, too.
        else if (!name.startsWith("frame"))
          assert.match(outcome, /^(stopped|nothing came|undefined$)/, `${name}: ${outcome}`);
      }
      assert.deepEqual(heard, []);
      for (const directive of [
        "connect-src",
        "img-src",
        "script-src-elem",
        "style-src-elem",
        "form-action",
        "base-uri",
        "worker-src",
      ]) {
        assert.ok(barred.includes(directive), `${directive} barred nothing: ${barred.join(" ")}`);
      }
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
});

test("About and for IT says which program is inside, and the whole policy", { skip }, async () => {
  await inBrowser(async (opened) => {
    await opened.ready();
    await opened.tab("About and for IT");
    await opened.unfold();
    const shown = await opened.page.locator("main").innerText();
    const wasm = programIn(html);
    assert.ok(shown.includes(createHash("sha256").update(wasm).digest("hex")), "the program's SHA-256");
    assert.ok(shown.replace(/\s+/g, " ").includes(policy.replaceAll("&#39;", "'")), "the policy, whole");
    for (const words of [
      /\b\d+\.\d+\.\d+\b/,
      /SHA256SUMS/,
      /page\/build/,
      /planroll page/,
      /wasm-unsafe-eval/,
      /blob:/,
      /cookies/i,
      /storage/i,
      /personal data/i,
      /licen[cs]e/i,
      /govuk-frontend/,
      /browser/i,
      /[Aa]ccessibility statement/,
    ]) {
      assert.match(shown, words);
    }
    opened.sound();
  });
});

test("a network that is switched off changes nothing", { skip }, async () => {
  await inBrowser(
    async (opened) => {
      await opened.give([returnOf("west-norfolk/efficient")]);
      assert.equal((await opened.rows()).length, 2);
      opened.sound();
    },
    {
      before: async (context) => {
        await context.setOffline(true);
      },
    },
  );
});
