// A job that could not be done, and what was found on the way.

import { h, paragraphs, put } from "../dom";
import type { Refused } from "../protocol";
import { Findings } from "../results/findings";
import { linkTo, type Frame } from "../results/frame";
import { alertBox, itemsOf } from "../results/summary";
import { notes, savePart, verdictOf, type Built } from "./common";

export function refusal(frame: Frame, refused: Refused): Built {
  const findings = new Findings(frame, refused.groups, refused.counts);
  const showAll = (): void => {
    findings.showAll();
  };
  const alert = alertBox(frame, refused.title, [
    ...paragraphs(refused.words.split("\n")),
    ...(refused.summary ? itemsOf(frame, refused.summary, showAll) : []),
    refused.plans.length > 1 && h("p", { class: "govuk-body" }, linkTo("plan", "Choose the plan workbook to use")),
  ]);
  findings.build();
  const save = savePart(frame, refused.outputs);
  put(frame.place, [alert, ...verdictOf(refused.verdict), notes(refused.notes), findings.element, save]);
  return { alert, head: alert };
}
