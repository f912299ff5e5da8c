// The result of a consolidation: the state and the figures in a sentence first, then the figures, who has returned, and
// what they rest on.

import { h, paragraphs, put } from "../dom";
import type { CollectView, Short, StatusTable } from "../protocol";
import { figures } from "../results/figures";
import { Findings } from "../results/findings";
import { contents, heading, part, type Frame } from "../results/frame";
import { errorSummary } from "../results/summary";
import { lines, longTable, row, type Column } from "../results/table";
import { notes, savePart, verdictOf, type Built } from "./common";

function state(view: CollectView): HTMLElement {
  return h(
    "p",
    { class: view.provisional ? "state state--provisional" : "state state--complete" },
    view.state,
  );
}

function statusPart(frame: Frame, status: StatusTable): HTMLElement {
  const columns: Column[] = [
    { name: "Delivery plan" },
    { name: "Return" },
    { name: "Complete" },
    { name: "Signed off" },
  ];
  const toRow = (line: StatusTable["rows"][number]): HTMLTableRowElement =>
    row(
      columns,
      [
        { content: [line.plan, ...(line.file === "" ? [] : lines([line.file]))] },
        { content: [line.mark && h("strong", { class: "attention" }, "Needs attention"), ...lines(line.state)] },
        { content: line.rows },
        { content: lines(line.signed) },
      ],
      line.mark ? "marked" : undefined,
    );
  const section = part(frame, "status", "Who has returned");
  section.append(...paragraphs([status.words]));
  longTable(frame, section, status.title, columns, status.rows, toRow);
  section.append(...paragraphs(status.below));
  return section;
}

function chasedPart(frame: Frame, chased: CollectView["chased"]): HTMLElement {
  const columns: Column[] = [{ name: "Delivery plan" }, { name: "Why" }, { name: "Draft" }];
  const section = part(frame, "drafts", "E-mail drafts");
  longTable(frame, section, "Who gets a draft, and why", columns, chased, ({ plan, why, draft }) => {
    const content = draft === "" ? "None" : (frame.saver.offer(draft) ?? draft);
    return row(columns, [{ content: plan }, { content: why }, { content }]);
  });
  return section;
}

function shortPart(frame: Frame, short: Short, at: number): HTMLElement {
  const section = part(frame, `short-${at}`, short.title);
  section.append(...paragraphs([short.words]));
  for (const { title, notes: said, headings, rows } of short.lists) {
    if (rows.length === 0) {
      section.append(heading(frame, 1, title), ...paragraphs(said));
      continue;
    }
    section.append(...paragraphs(said));
    const columns = headings.map((name) => ({ name }));
    const toRow = (cells: string[]): HTMLTableRowElement =>
      row(
        columns,
        cells.map((content) => ({ content })),
      );
    longTable(frame, section, title, columns, rows, toRow, columns.length > 6 ? "many-columns" : "");
  }
  return section;
}

export function collectResult(frame: Frame, view: CollectView): Built {
  const findings = new Findings(frame, view.groups, view.counts);
  const alert = view.summary
    ? errorSummary(frame, view.summary, () => {
        findings.showAll();
      })
    : null;
  const head = heading(frame, 0, `Delivery plans, ${view.period}`, "head");
  head.tabIndex = -1;

  const found = part(frame, "findings", "What was found in the returns");
  put(found, [...verdictOf(view.verdict), findings.element]);
  const tables = part(frame, "figures", "The figures");
  tables.append(...view.tables.map((summary) => figures(frame, summary)));

  const parts: { id: string; title: string; element: HTMLElement }[] = [];
  if (view.tables.length > 0) parts.push({ id: "figures", title: "The figures", element: tables });
  parts.push({ id: "status", title: "Who has returned", element: statusPart(frame, view.status) });
  for (const [at, short] of view.short.entries()) {
    parts.push({ id: `short-${at}`, title: short.title, element: shortPart(frame, short, at) });
  }
  if (view.chased.length > 0) {
    parts.push({ id: "drafts", title: "E-mail drafts", element: chasedPart(frame, view.chased) });
  }
  findings.build();
  parts.push({ id: "findings", title: "What was found in the returns", element: found });
  if (view.outputs.length > 0) {
    parts.push({ id: "save", title: "Save the files", element: savePart(frame, view.outputs, "Save the files") });
  }

  put(frame.place, [
    head,
    state(view),
    ...paragraphs(view.headline, "govuk-body headline"),
    ...paragraphs([view.asOf === "" ? "" : `As of ${view.asOf}.`]),
    alert,
    notes(view.notes),
    contents(frame, parts),
    ...parts.map(({ element }) => element),
  ]);
  return { alert, head };
}
