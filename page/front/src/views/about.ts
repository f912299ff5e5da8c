// About and for IT: what the page is, what it does with files, and how to make sure of it.

import { byId, count, h, paragraphs, type Child } from "../dom";
import type { Component, Facts } from "../facts";
import type { About } from "../protocol";
import { lines, row, table } from "../results/table";

function block(title: string, ...content: (Child | Child[])[]): HTMLElement {
  return h("section", { class: "block" }, h("h2", { class: "govuk-heading-m" }, title), ...content);
}

function list(items: Child[]): HTMLElement {
  return h(
    "ul",
    { class: "govuk-list govuk-list--bullet" },
    items.map((item) => h("li", {}, item)),
  );
}

function code(text: string): HTMLElement {
  return h("code", { class: "code" }, text);
}

function folded(title: string, ...content: (Child | Child[])[]): HTMLElement {
  return h(
    "details",
    { class: "govuk-details" },
    h("summary", { class: "govuk-details__summary" }, h("span", { class: "govuk-details__summary-text" }, title)),
    h("div", { class: "govuk-details__text" }, ...content),
  );
}

function thisPage(facts: Facts): HTMLElement {
  return block(
    "This page",
    h(
      "dl",
      { class: "facts" },
      h("dt", {}, "Version of planroll"),
      h("dd", { id: "about-version" }, "The program is not running."),
      h("dt", {}, "Returns it is made for"),
      h("dd", { id: "about-template" }, "–"),
      h("dt", {}, "SHA-256 of the program inside it"),
      h("dd", {}, code(facts.program.sha256), ` (WebAssembly, unpacked, ${count(facts.program.bytes, "byte")})`),
    ),
    paragraphs([
      "planroll runs a quarter of delivery-plan returns: it issues a standard Excel template for each delivery plan, checks what comes back, and rolls it up. This page holds the same program as the command line does, and gives the same files, byte for byte.",
    ]),
  );
}

function genuine(): HTMLElement {
  return block(
    "Whether your copy is genuine",
    paragraphs([
      "A file cannot vouch for itself, so its own SHA-256 is published beside it: in the file SHA256SUMS of each version. It is also printed by page/build, which makes this page, and by “planroll page”, the program that carries it. Compare it with what your computer says of the copy that you have:",
    ]),
    list([
      h("span", {}, "Windows, in PowerShell: ", code("Get-FileHash planroll.html")),
      h("span", {}, "Windows, at the command prompt: ", code("certutil -hashfile planroll.html SHA256")),
      h("span", {}, "Linux: ", code("sha256sum planroll.html"), "; macOS: ", code("shasum -a 256 planroll.html")),
    ]),
    paragraphs(["If one letter or figure differs, the file is not the published one: do not use it."]),
  );
}

function withFiles(): HTMLElement {
  return block(
    "What it does with files and personal data",
    list([
      "It reads the files that you choose or drop, and no others. It never changes them.",
      "It uses no network: no request of any kind, no server, no log-in, no analytics, no updates.",
      "It keeps nothing: no cookies, no storage in the browser, no record of use. Closing the page or pressing Clear lets go of everything.",
      "What you save goes where your browser puts downloads, and is then a file like any other. As with any download, Excel or Word opens it in Protected View first.",
    ]),
    paragraphs([
      "Personal data that passes through, in the memory of this computer only: names of roles or people who lead, fill in or sign off a return, their e-mail addresses, and whatever services write in their commentary. The same stands in the workbooks and e-mail drafts that you save. Because nothing is sent or kept, the page adds no new place where data is held; your council’s rules for the workbooks themselves go on as they are.",
    ]),
  );
}

const DIRECTIVES: [string, string][] = [
  ["default-src 'none'", "Nothing may be loaded, and no connection may be made: no address, image, font or frame. (Such a rule cannot bar a page from going to another address; the one script that may run here never does.)"],
  [
    "script-src 'sha256-…' 'wasm-unsafe-eval'",
    "Only the one script of this page may run, known by its SHA-256. 'wasm-unsafe-eval' lets it run the page’s own built-in program (WebAssembly) and nothing else: JavaScript’s eval stays barred.",
  ],
  ["style-src 'sha256-…'", "Only the one style sheet of this page applies."],
  [
    "worker-src blob:",
    "The page may start a worker from its own script. The program runs there, so that the page does not stand still and a faulty file cannot bring it down. A blob: is inside the page; nothing is fetched.",
  ],
  ["base-uri 'none'", "No text can change where links of the page lead."],
  ["form-action 'none'", "No form can send anything anywhere."],
];

function policy(facts: Facts): HTMLElement {
  const columns = [{ name: "Part" }, { name: "What it means" }];
  const [made, body] = table("The policy, part by part", columns);
  for (const [directive, means] of DIRECTIVES) {
    body.append(row(columns, [{ content: code(directive) }, { content: means }]));
  }
  return block(
    "The page’s own rule for the browser (Content-Security-Policy)",
    paragraphs(["It stands at the top of the file, before anything else, and the browser enforces it:"]),
    h("p", { class: "govuk-body" }, code(facts.policy)),
    made,
    paragraphs([
      "Text from a workbook is only ever shown as text: no cell can become part of the page. Workbooks are untrusted: sizes are limited, macros are never run, links are never followed, and a file at which the program stops or takes longer than a minute costs that file alone.",
    ]),
  );
}

function needs(): HTMLElement {
  return block(
    "What it needs",
    list([
      "A browser with WebAssembly: Edge, Chrome or another Chromium from version 111, Firefox from 128, Safari from 16.4. Nothing is installed.",
      "Tried so far: Chromium on Linux, opened from a drive. Not tried yet: Edge and Chrome on Windows, Firefox, Safari, phones.",
      "Where Edge’s “Enhance your security on the web” is on, WebAssembly may be switched off. IT can except an intranet address (policy EnhanceSecurityModeBypassListDomains).",
      "It may lie on a drive or on an intranet page. It cannot be sent by e-mail in most councils: HTML attachments are held back. Send a link to it.",
      "Memory: some hundred megabytes while a whole council’s returns are collected.",
    ]),
  );
}

function components(facts: Facts): HTMLElement {
  const columns = [{ name: "Component" }, { name: "Version" }, { name: "Licence" }];
  const tableOf = (title: string, parts: Component[]): HTMLElement => {
    const [made, body] = table(title, columns);
    for (const { name, version, licence, copyright } of parts) {
      body.append(
        row(columns, [{ content: name }, { content: version }, { content: [licence, ...lines([copyright])] }]),
      );
    }
    return made;
  };
  return block(
    "Licences and components",
    paragraphs([
      "planroll is licensed under the MIT licence or the Apache licence 2.0, as you like. The look of the page is that of govuk-frontend (MIT licence, © Crown copyright), in Arial and without the crown: this is not a service of gov.uk.",
    ]),
    folded(
      `All ${count(facts.npm.length + facts.crates.length, "component")}, with version and licence`,
      tableOf("In the page’s style", facts.npm),
      tableOf("In the program (Rust crates)", facts.crates),
      facts.licences.map(({ name, text }) => [
        h("h3", { class: "govuk-heading-s" }, name),
        h("pre", { class: "licence" }, text),
      ]).flat(),
    ),
  );
}

function build(): HTMLElement {
  return block(
    "How to build the same file",
    paragraphs([
      "Everything that it is made from is in the project’s repository. There, one command makes target/planroll.html, says what it needs, and prints its size and SHA-256:",
    ]),
    h("p", { class: "govuk-body" }, code("page/build")),
    paragraphs([
      "It needs Node 20.19 or newer with npm, and Rust with the target wasm32-unknown-unknown. The same sources with the same Rust compiler give the same bytes, in whatever folder and on whatever day.",
    ]),
  );
}

function accessibility(): HTMLElement {
  return block(
    "Accessibility statement",
    paragraphs([
      "The page is meant to meet the Web Content Accessibility Guidelines 2.2 at level AA: all of it can be used by keyboard, at 400 % and on a screen 320 pixels wide; it follows your settings for light or dark, more contrast and less motion; nothing is told by colour alone; and everything prints.",
    ]),
    h("p", { class: "govuk-body" }, "What that rests on so far:"),
    list([
      "Tried: every view with axe-core in Chromium on Linux, which found nothing; the keyboard; 320 pixels; light and dark.",
      "Not tried yet: screen readers (JAWS, NVDA, VoiceOver), speech control, magnifiers, other browsers, and people who use them. An automatic test finds only some of what can be wrong.",
      "Known limits: the workbooks and reports that it makes are Excel’s and Word’s to read out. While files are checked, what is said of progress comes in steps.",
    ]),
    paragraphs([
      "If something keeps you from using it, tell the performance officer who gave you this page, who can also send you the findings as a marked copy of your workbook.",
    ]),
  );
}

/** The view, before the program is open or where it cannot be. */
export function aboutUnopened(facts: Facts): void {
  byId("about", HTMLElement).replaceChildren(
    thisPage(facts),
    genuine(),
    withFiles(),
    policy(facts),
    needs(),
    build(),
    components(facts),
    accessibility(),
  );
}

/** What the program says of itself. */
export function about(program: About): void {
  byId("about-version", HTMLElement).textContent = program.version;
  byId("about-template", HTMLElement).textContent =
    `Template version ${program.template}. A return of a newer template needs a newer page.`;
  byId("foot", HTMLElement).textContent =
    `planroll ${program.version}. Nothing leaves this computer. Not a service of gov.uk.`;
}
