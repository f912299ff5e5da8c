// Tables that stack on a narrow screen: each cell then says which column it is of. The roles are written out because a
// browser may forget them once a cell is no longer laid out as a cell.

import { h, type Child } from "../dom";
import { MOST_IN_A_TABLE, MOST_LAID_OUT, type Frame } from "./frame";

const LONG_WORD = /[^\s-]{25}/;

export interface Column {
  name: string;
  number?: boolean;
}

export interface Cell {
  content: Child | Child[];
}

export function table(caption: Child | Child[], columns: Column[], className = ""): [HTMLTableElement, HTMLElement] {
  const body = h("tbody", { class: "govuk-table__body", role: "rowgroup" });
  const made = h(
    "table",
    { class: `govuk-table stacks ${className}`, role: "table" },
    h("caption", { class: "govuk-table__caption govuk-table__caption--s" }, caption),
    h(
      "thead",
      { class: "govuk-table__head", role: "rowgroup" },
      h(
        "tr",
        { class: "govuk-table__row", role: "row" },
        columns.map(({ name, number }) =>
          h("th", { class: cellClass("header", number), scope: "col", role: "columnheader" }, name),
        ),
      ),
    ),
    body,
  );
  return [made, body];
}

/** A row; its first cell names it. */
export function row(columns: Column[], cells: Cell[], className?: string): HTMLTableRowElement {
  return h(
    "tr",
    { class: `govuk-table__row ${className ?? ""}`, role: "row" },
    cells.map(({ content }, at) => {
      const column = columns[at];
      const cell =
        at === 0
          ? h("th", { class: "govuk-table__header", scope: "row", role: "rowheader" }, content)
          : h("td", { class: cellClass("cell", column?.number), role: "cell", "data-column": column?.name }, content);
      // Such a word must be broken, or it would push the table over the edge; no other should be.
      if (LONG_WORD.test(cell.textContent)) cell.classList.add("long-word");
      return cell;
    }),
  );
}

function cellClass(kind: "header" | "cell", number = false): string {
  return `govuk-table__${kind}${number ? ` govuk-table__${kind}--numeric` : ""}`;
}

/** A table that may be long, put together piece by piece once the rest of the result stands. */
export function longTable<Item>(
  frame: Frame,
  place: HTMLElement,
  caption: string,
  columns: Column[],
  items: readonly Item[],
  toRow: (item: Item) => HTMLTableRowElement,
  className = "",
): void {
  const whole = h("div", { class: items.length > MOST_LAID_OUT ? "many" : undefined });
  place.append(whole);
  for (let from = 0; from < items.length; from += MOST_IN_A_TABLE) {
    const even = items.length > MOST_IN_A_TABLE ? "even" : "";
    const [made, body] = table(from === 0 ? caption : `${caption}, continued`, columns, `${className} ${even}`);
    for (const item of items.slice(from, from + MOST_IN_A_TABLE)) frame.later.push(() => { body.append(toRow(item)); });
    // Put in whole: a table that is in the page is laid out anew with each row that it gets.
    frame.later.push(() => {
      whole.append(h("div", { class: "piece" }, made));
    });
  }
}

/** Several lines in one cell. */
export function lines(texts: string[]): Child[] {
  return texts.map((text) => h("span", { class: "line line--second" }, text));
}
