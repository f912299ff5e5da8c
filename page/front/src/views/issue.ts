// The returns that were issued, and what was found in the plan workbook.

import { h, paragraphs, put } from "../dom";
import type { IssueView } from "../protocol";
import { Findings } from "../results/findings";
import { heading, part, type Frame } from "../results/frame";
import { errorSummary } from "../results/summary";
import { lines, longTable, row, type Column } from "../results/table";
import { notes, savePart, verdictOf, type Built } from "./common";

function issuedTable(frame: Frame, view: IssueView): HTMLElement {
  const drafts = view.issued.some(({ draft }) => draft !== "");
  const columns: Column[] = [
    { name: "Delivery plan" },
    { name: "Rows" },
    { name: "Lead officer" },
    { name: "Return" },
    ...(drafts ? [{ name: "E-mail draft" }] : []),
  ];
  const toRow = (line: IssueView["issued"][number]): HTMLTableRowElement => {
    const cells = [
      { content: [line.plan, ...lines([line.code])] },
      { content: line.rows },
      { content: [line.lead, ...(line.address === "" ? [] : lines([line.address]))] },
      { content: frame.saver.offer(line.output) ?? line.file },
    ];
    if (drafts) cells.push({ content: line.draft === "" ? "None" : (frame.saver.offer(line.draft) ?? line.draft) });
    return row(columns, cells);
  };
  const place = h("div");
  longTable(frame, place, `Returns for ${view.period}`, columns, view.issued, toRow);
  return place;
}

export function issueResult(frame: Frame, view: IssueView): Built {
  const findings = new Findings(frame, view.groups, view.counts);
  const alert = view.summary
    ? errorSummary(frame, view.summary, () => {
        findings.showAll();
      })
    : null;
  const head = heading(frame, 0, "The returns", "head");
  head.tabIndex = -1;
  const issued = issuedTable(frame, view);
  const save = savePart(frame, view.outputs, "Save");
  const found = part(frame, "findings", "What was found in the plan workbook");
  put(found, [...verdictOf(view.verdict), findings.element]);
  findings.build();
  put(frame.place, [
    head,
    alert,
    ...paragraphs([view.said]),
    issued,
    ...paragraphs(view.below),
    notes(view.notes),
    save,
    found,
  ]);
  return { alert, head };
}
