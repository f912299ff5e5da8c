// Summary tables in the scheme's own colours and words, and bars of the same figures beside them.

import { h, paragraphs } from "../dom";
import type { SummaryTable } from "../protocol";
import { heading, type Frame } from "./frame";
import { row, table, type Column } from "./table";

type Rating = SummaryTable["columns"][number];

/** `#1a2b3c`, as brightness by the WCAG; null where it is no colour. */
function luminance(colour: string): number | null {
  const parts = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)?.slice(1);
  if (!parts) return null;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => {
    const share = parseInt(part, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** Gives an element a rating's colours, with letters that can be read on them whatever the scheme says. */
function paint(element: HTMLElement, { fill, ink }: Rating): void {
  const ground = luminance(fill);
  if (ground === null) return;
  const letters = luminance(ink);
  const readable = letters !== null && contrast(ground, letters) >= 4.5;
  element.style.backgroundColor = fill;
  element.style.color = readable ? ink : contrast(ground, 0) >= contrast(ground, 1) ? "#000000" : "#ffffff";
  element.classList.add("painted");
}

function asTable(summary: SummaryTable): HTMLElement {
  const columns: Column[] = [
    { name: summary.first },
    ...summary.columns.map(({ name }) => ({ name, number: true })),
    { name: "Total", number: true },
  ];
  const [made, body] = table(
    h("span", { class: "govuk-visually-hidden" }, summary.title),
    columns,
    "figures__table",
  );
  for (const [at, head] of [...made.querySelectorAll("thead th")].entries()) {
    const rating = summary.columns[at - 1];
    if (rating && head instanceof HTMLElement) paint(head, rating);
  }
  for (const line of summary.lines) {
    const cells = [line.name, ...line.cells, line.total.toLocaleString("en-GB")];
    body.append(
      row(
        columns,
        cells.map((content) => ({ content })),
        line.overall ? "overall" : undefined,
      ),
    );
  }
  return made;
}

// The table beside them says the same in words, so the bars are kept from screen readers.
function asBars(summary: SummaryTable): HTMLElement {
  return h(
    "div",
    { class: "bars", "aria-hidden": "true" },
    summary.lines.map((line) => {
      const all = line.counts.reduce((sum, number) => sum + number, 0) + line.notRated;
      const bar = h("span", { class: "bars__bar" });
      for (const [at, number] of line.counts.entries()) {
        const rating = summary.columns[at];
        if (!rating || number === 0) continue;
        const share = (100 * number) / all;
        // As much of its name as there is room for: colour is never the only sign.
        const piece = h("span", { class: "bars__piece" }, share >= 14 ? `${number} ${rating.name}` : String(number));
        piece.style.flexGrow = String(share);
        paint(piece, rating);
        bar.append(piece);
      }
      if (line.notRated > 0) {
        const share = (100 * line.notRated) / all;
        const words = share >= 18 ? `${line.notRated} not rated` : String(line.notRated);
        const piece = h("span", { class: "bars__piece bars__piece--unrated" }, h("span", {}, words));
        piece.style.flexGrow = String(share);
        bar.append(piece);
      }
      return h("div", { class: line.overall ? "bars__line overall" : "bars__line" }, h("span", {}, line.name), bar);
    }),
  );
}

export function figures(frame: Frame, summary: SummaryTable): HTMLElement {
  return h(
    "div",
    { class: "figures" },
    heading(frame, 1, summary.title),
    asBars(summary),
    asTable(summary),
    paragraphs([summary.footnote], "govuk-body-s"),
  );
}
