// A new plan workbook: with what members agreed, or of the next year.

import { h, paragraphs, put } from "../dom";
import type { TurnedView } from "../protocol";
import { heading, type Frame } from "../results/frame";
import { longTable, row, type Column } from "../results/table";
import { notes, savePart, type Built } from "./common";

export function turnedResult(frame: Frame, view: TurnedView): Built {
  const head = heading(frame, 0, "The new plan workbook", "head");
  head.tabIndex = -1;
  const place = h("div");
  const columns: Column[] = view.list.headings.map((name) => ({ name }));
  if (view.list.rows.length > 0) {
    longTable(frame, place, view.list.title, columns, view.list.rows, (cells) =>
      row(
        columns,
        cells.map((content) => ({ content })),
      ),
    );
  }
  const save = savePart(frame, view.outputs);
  put(frame.place, [head, ...paragraphs([view.said]), notes(view.below), place, save]);
  return { alert: null, head };
}
