// Everything that was found, a table for each sheet of each file. A finding is one row, and the sheet's row the next.

import { count, groupBy, h, paragraphs, type Child } from "../dom";
import type { Counts, Finding, Group } from "../protocol";
import { heading, MOST_IN_A_TABLE, MOST_LAID_OUT, type Frame } from "./frame";
import { table, type Column } from "./table";

const SEVERITY = { error: "Error", warning: "Warning", note: "Note" } as const;
const ORDER: Finding["severity"][] = ["error", "warning", "note"];
const COLUMNS: Column[] = [{ name: "How serious" }, { name: "Where" }, { name: "What is wrong, and what to do" }];
const WHOLE_FILE = "Whole file";

interface Shown {
  finding: Finding;
  body: HTMLElement;
}

/** The findings of a result, with a filter. */
export class Findings {
  readonly element: HTMLElement;
  private readonly tables: { whole: HTMLElement; shown: Shown[] }[] = [];
  private all = 0;
  private readonly sheet = h("select", { class: "govuk-select" });
  private readonly severity = h("select", { class: "govuk-select" });
  private readonly line = h("p", { class: "govuk-body filter__line", "aria-live": "polite" });

  constructor(
    private readonly frame: Frame,
    private readonly groups: Group[],
    counts: Counts,
  ) {
    const findings = groups.flatMap((group) => group.findings);
    this.element = h("div", { class: findings.length > MOST_LAID_OUT ? "findings many" : "findings" });
    this.all = findings.length;
    if (findings.length > 1) this.element.append(this.filter(findings, counts));
  }

  /** Has them all built, however many, once the rest of the result stands. */
  build(): void {
    for (const group of this.groups) {
      const section = h("section", { class: "group" });
      this.frame.later.push(() => {
        section.append(heading(this.frame, 1, group.heading || group.file));
        section.append(...paragraphs(group.nothing === "" ? [] : [group.nothing], "govuk-body nothing"));
        section.append(...paragraphs(group.advice));
        this.element.append(section);
      });
      for (const [sheet, findings] of groupBy(worstFirst(group.findings), (finding) => finding.sheet)) {
        this.buildSheet(section, group, sheet, findings);
      }
      this.frame.later.push(() => {
        const copy = group.marked === "" ? null : this.frame.saver.offer(group.marked);
        if (copy) section.append(copy);
        else section.append(...paragraphs([group.notMarked]));
      });
    }
  }

  /** Takes the filter away. */
  showAll(): void {
    this.sheet.value = "";
    this.severity.value = "";
    this.apply();
  }

  // Put in whole: a table that is in the page is laid out anew with each row that it gets.
  private buildSheet(section: HTMLElement, group: Group, sheet: string, findings: Finding[]): void {
    const name = group.file || group.heading;
    const caption = sheet === "" || group.file === "" ? name : `${name}: sheet ${sheet}`;
    for (let from = 0; from < findings.length; from += MOST_IN_A_TABLE) {
      const [element, first] = table(from === 0 ? caption : `${caption}, continued`, COLUMNS, "findings__table");
      first.remove();
      const shown: Shown[] = [];
      const whole = h("div", { class: "piece" }, element);
      for (const finding of findings.slice(from, from + MOST_IN_A_TABLE)) {
        this.frame.later.push(() => {
          const body = this.rows(finding, group);
          shown.push({ finding, body });
          element.append(body);
        });
      }
      this.frame.later.push(() => {
        this.tables.push({ whole, shown });
        section.append(whole);
      });
    }
  }

  private rows(finding: Finding, group: Group): HTMLElement {
    const body = h(
      "tbody",
      { class: `govuk-table__body finding finding--${finding.severity}`, role: "rowgroup" },
      h(
        "tr",
        { class: "govuk-table__row finding__row", role: "row", id: `${this.frame.prefix}-${finding.id}`, tabindex: -1 },
        h(
          "th",
          { class: "govuk-table__header", scope: "row", role: "rowheader" },
          h("span", { class: `tag tag--${finding.severity}` }, severityOf(finding)),
          h("span", { class: "line code" }, finding.code),
        ),
        h("td", { class: "govuk-table__cell", role: "cell", "data-column": "Where" }, where(finding, group)),
        h("td", { class: "govuk-table__cell", role: "cell" }, what(finding)),
      ),
    );
    if (finding.row.length > 0) body.append(sheetRow(finding));
    return body;
  }

  private filter(findings: Finding[], counts: Counts): HTMLElement {
    const prefix = this.frame.prefix;
    this.sheet.id = `${prefix}-filter-sheet`;
    this.severity.id = `${prefix}-filter-severity`;
    const sheets = [...new Set(findings.map(({ sheet }) => sheet))];
    this.sheet.append(
      h("option", { value: "" }, "All sheets"),
      ...sheets.map((sheet) => h("option", { value: sheet || WHOLE_FILE }, sheet || WHOLE_FILE)),
    );
    this.severity.append(
      h("option", { value: "" }, "Everything"),
      h("option", { value: "error" }, `Errors only (${counts.error})`),
      h("option", { value: "warning" }, `Warnings only (${counts.warning})`),
      h("option", { value: "note" }, `Notes only (${counts.note})`),
    );
    for (const select of [this.sheet, this.severity]) {
      select.addEventListener("change", () => {
        this.apply();
      });
    }
    this.line.textContent = this.said(findings.length, findings.length);
    const field = (select: HTMLSelectElement, text: string): HTMLElement =>
      h("div", { class: "govuk-form-group" }, h("label", { class: "govuk-label", for: select.id }, text), select);
    return h(
      "div",
      { class: "filter" },
      h("div", { class: "pair screen" }, field(this.sheet, "Sheet"), field(this.severity, "How serious")),
      this.line,
    );
  }

  private apply(): void {
    const sheet = this.sheet.value;
    const severity = this.severity.value;
    let shown = 0;
    for (const table of this.tables) {
      let here = 0;
      for (const { finding, body } of table.shown) {
        const fits =
          (sheet === "" || (finding.sheet || WHOLE_FILE) === sheet) &&
          (severity === "" || finding.severity === severity);
        body.hidden = !fits;
        if (fits) here += 1;
      }
      table.whole.hidden = here === 0;
      shown += here;
    }
    this.line.textContent = this.said(shown, this.all);
  }

  private said(shown: number, all: number): string {
    if (shown === all) return `All ${count(all, "finding")} are shown.`;
    const which = [this.sheet, this.severity]
      .filter(({ value }) => value !== "")
      .map(({ selectedOptions }) => selectedOptions[0]?.textContent ?? "")
      .join(", ");
    return `${shown.toLocaleString("en-GB")} of ${count(all, "finding")} are shown (${which}).`;
  }
}

// The program has them by sheet and row; within that, what must be put right comes first.
function worstFirst(findings: Finding[]): Finding[] {
  return [...findings].sort((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));
}

function severityOf({ severity, waivedBy }: Finding): string {
  return waivedBy === "" ? SEVERITY[severity] : `${SEVERITY[severity]}, waived`;
}

function where(finding: Finding, group: Group): Child[] {
  const own = finding.files.length > 0 ? finding.files : [group.file];
  const files = group.file === "" || group.unreadable || finding.files.length > 1 ? own : [];
  return [
    h("span", { class: "line place" }, finding.place || (group.unreadable ? "" : WHOLE_FILE)),
    finding.ref !== "" && h("span", { class: "line" }, finding.ref),
    ...files.map((file) => h("span", { class: "line" }, file)),
  ];
}

function what(finding: Finding): Child[] {
  const said = (term: string, text: string): Child[] =>
    text === "" ? [] : [h("dt", {}, term), h("dd", {}, text)];
  const facts = [
    ...said("Found", finding.found),
    ...said("Expected", finding.expected),
    ...said("What to do", finding.help),
    ...said("It stands, approved by", finding.waivedBy),
  ];
  return [
    h("p", { class: "govuk-body-s message" }, finding.message),
    facts.length > 0 && h("dl", { class: "facts" }, facts),
  ];
}

function sheetRow(finding: Finding): HTMLElement {
  return h(
    "tr",
    { class: "govuk-table__row", role: "row" },
    h(
      "td",
      { class: "govuk-table__cell", role: "cell", colspan: COLUMNS.length },
      h("p", { class: "govuk-body-s sheet-row__title" }, "The row on the sheet"),
      h(
        "dl",
        { class: "sheet-row" },
        finding.row.map(({ heading: name, cell, text, isIt }) =>
          h(
            "div",
            { class: isIt ? "sheet-row__cell sheet-row__cell--it" : "sheet-row__cell" },
            h("dt", {}, `${name} ${cell}`, isIt && h("strong", {}, " – this cell")),
            h("dd", {}, text === "" ? h("em", {}, "empty") : text),
          ),
        ),
      ),
    ),
  );
}
