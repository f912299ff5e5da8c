// What the results of several jobs have in common.

import { h, paragraphs } from "../dom";
import type { Output } from "../protocol";
import { part, type Frame } from "../results/frame";
import { restToSave } from "../results/saving";

/** A result that is put together, and how to go on with it once it stands. */
export interface Built {
  /** Where the focus goes when something is wrong. */
  alert: HTMLElement | null;
  /** Where it goes otherwise. */
  head: HTMLElement;
}

/** Things to know, a sentence each. */
export function notes(texts: string[]): HTMLElement | null {
  if (texts.length === 0) return null;
  return h(
    "ul",
    { class: "govuk-list govuk-list--bullet" },
    texts.map((text) => h("li", {}, text)),
  );
}

/** The verdict of a result that has nothing else to say it. */
export function verdictOf(verdict: string): HTMLElement[] {
  return paragraphs([verdict], "govuk-body verdict");
}

/** The part with everything that is not saved elsewhere; filled last, when the rest has its buttons. To be asked for last. */
export function savePart(frame: Frame, outputs: Output[], title = "Save"): HTMLElement {
  const element = part(frame, "save", title);
  frame.later.push(() => {
    const all = frame.saver.offerAll();
    const rest = restToSave(frame.saver);
    if (rest) element.append(rest);
    if (all) {
      element.append(h("p", { class: "govuk-body screen" }, "Everything in one .zip file:"), all);
    }
    if (outputs.length === 0 || (!rest && !all)) element.remove();
  });
  return element;
}

