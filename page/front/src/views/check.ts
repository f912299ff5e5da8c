// The result of a check.

import type { CheckView } from "../protocol";
import { Findings } from "../results/findings";
import { heading, type Frame } from "../results/frame";
import { errorSummary } from "../results/summary";
import { notes, savePart, verdictOf, type Built } from "./common";
import { paragraphs, put } from "../dom";

export function checkResult(frame: Frame, view: CheckView): Built {
  const findings = new Findings(frame, view.groups, view.counts);
  const alert = view.summary
    ? errorSummary(frame, view.summary, () => {
        findings.showAll();
      })
    : null;
  const head = heading(frame, 0, "What was found", "head");
  head.tabIndex = -1;
  findings.build();
  const save = savePart(frame, view.outputs);
  put(frame.place, [
    alert,
    head,
    ...verdictOf(view.verdict),
    ...paragraphs([view.asOf === "" ? "" : `Checked as of ${view.asOf}.`]),
    notes(view.notes),
    findings.element,
    save,
  ]);
  return { alert, head };
}
