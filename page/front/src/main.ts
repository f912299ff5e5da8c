// The page: waits for files, and hands them to the program.

import "../styles/main.scss";
import { Bar } from "./bar";
import { byId, focusOn, h } from "./dom";
import type { Facts } from "./facts";
import * as fields from "./fields";
import { Files } from "./files";
import { Jobs } from "./jobs";
import { openDetailsForPrint } from "./print";
import { openProgram } from "./program";
import { Tabs } from "./tabs";
import { about, aboutUnopened } from "./views/about";

function text(id: string): string {
  return byId(id, HTMLScriptElement).textContent;
}

/** What this browser lacks; nothing where it has all that is needed. */
function lacking(): string | null {
  if (typeof WebAssembly !== "object") return "WebAssembly is switched off, or this browser is too old to have it";
  if (typeof DecompressionStream !== "function") return "it is too old to unpack the WebAssembly program inside it";
  if (typeof Worker !== "function") return "it has no workers, which WebAssembly is run in here";
  return null;
}

function cannotWork(why: string): void {
  const alert = h(
    "div",
    { class: "govuk-error-summary", role: "alert", tabindex: -1 },
    h("h2", { class: "govuk-error-summary__title" }, "This page cannot work in this browser"),
    h(
      "div",
      { class: "govuk-error-summary__body" },
      h("p", { class: "govuk-body" }, `The reason: ${why}.`),
      h(
        "p",
        { class: "govuk-body" },
        "Ask IT to allow WebAssembly for this file. In Microsoft Edge, “Enhance your security on the web” may have switched it off; IT can make an exception. Any Edge, Chrome or Firefox of the last two years has what is needed. About and for IT says what the page does and why it is safe to allow.",
      ),
    ),
  );
  byId("alerts", HTMLElement).append(alert);
  byId("main", HTMLElement).setAttribute("aria-busy", "false");
  for (const id of ["check", "consolidate", "issue", "agree", "next-year", "start", "template", "adopt"]) {
    byId(`why-${id}`, HTMLElement).textContent = "This page cannot work in this browser: see the top of the page.";
  }
  focusOn(alert);
}

function begin(): void {
  const facts = JSON.parse(text("facts")) as Facts;
  const bar = new Bar();
  bar.say("");
  const tabs = new Tabs(() => undefined);
  openDetailsForPrint();
  aboutUnopened(facts);
  const lacks = lacking();
  if (lacks !== null) {
    cannotWork(lacks);
    return;
  }
  const files = new Files();
  const jobs = new Jobs(files, bar, () => tabs.current);
  openProgram(text("program")).then(
    (program) => {
      fields.offerSchemes(program.schemes);
      about(program);
      jobs.open();
    },
    (fault: unknown) => {
      cannotWork(fault instanceof Error ? fault.message : String(fault));
    },
  );
}

begin();
