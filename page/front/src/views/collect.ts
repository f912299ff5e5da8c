// The result of a consolidation: the state first, then who has returned, the figures, and what they rest on.

import { h, paragraphs, put } from "../dom";
import type { CollectView, Short, StatusTable } from "../protocol";
import { figures } from "../results/figures";
import { Findings } from "../results/findings";
import { contents, heading, part, type Frame } from "../results/frame";
import { errorSummary } from "../results/summary";
import { lines, row, table, type Column } from "../results/table";
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
  const [made, body] = table(status.title, columns);
  for (const line of status.rows) {
    body.append(
      row(
        columns,
        [
          { content: [line.plan, ...(line.file === "" ? [] : lines([line.file]))] },
          {
            content: [line.mark && h("strong", { class: "attention" }, "Needs attention"), ...lines(line.state)],
          },
          { content: line.rows },
          { content: lines(line.signed) },
        ],
        line.mark ? "marked" : undefined,
      ),
    );
  }
  const section = part(frame, "status", "Who has returned");
  put(section, [...paragraphs([status.words]), made, ...paragraphs(status.below)]);
  return section;
}

function chasedPart(frame: Frame, chased: CollectView["chased"]): HTMLElement {
  const columns: Column[] = [{ name: "Delivery plan" }, { name: "Why" }, { name: "Draft" }];
  const [made, body] = table("Who gets a draft, and why", columns);
  for (const { plan, why, draft } of chased) {
    const content = draft === "" ? "None" : (frame.saver.offer(draft) ?? draft);
    body.append(row(columns, [{ content: plan }, { content: why }, { content }]));
  }
  const section = part(frame, "drafts", "E-mail drafts");
  section.append(made);
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
    const [made, body] = table(title, columns, columns.length > 6 ? "many-columns" : "");
    for (const cells of rows) {
      body.append(
        row(
          columns,
          cells.map((content) => ({ content })),
        ),
      );
    }
    section.append(made);
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
  const save = savePart(frame, view.outputs, "Save the files");

  const parts: { id: string; title: string; element: HTMLElement }[] = [
    { id: "status", title: "Who has returned", element: statusPart(frame, view.status) },
  ];
  if (view.tables.length > 0) parts.push({ id: "figures", title: "The figures", element: tables });
  for (const [at, short] of view.short.entries()) {
    parts.push({ id: `short-${at}`, title: short.title, element: shortPart(frame, short, at) });
  }
  if (view.chased.length > 0) {
    parts.push({ id: "drafts", title: "E-mail drafts", element: chasedPart(frame, view.chased) });
  }
  parts.push({ id: "findings", title: "What was found in the returns", element: found });
  if (view.outputs.length > 0) parts.push({ id: "save", title: "Save the files", element: save.element });

  put(frame.place, [
    head,
    state(view),
    ...paragraphs([view.asOf === "" ? "" : `As of ${view.asOf}.`]),
    alert,
    notes(view.notes),
    contents(frame, parts),
    ...parts.map(({ element }) => element),
  ]);
  const build = async (): Promise<void> => {
    await findings.build();
    save.fill();
  };
  return { alert, head, build };
}
