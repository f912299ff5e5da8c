// A file to begin with: a starter plan workbook, or a template of the report.

import { paragraphs, put } from "../dom";
import type { StartView } from "../protocol";
import { heading, type Frame } from "../results/frame";
import { savePart, type Built } from "./common";

export function startResult(frame: Frame, view: StartView): Built {
  const head = heading(frame, 0, view.title, "head");
  head.tabIndex = -1;
  const save = savePart(frame, view.outputs);
  put(frame.place, [head, ...paragraphs(view.words.split("\n")), save]);
  return { alert: null, head };
}
