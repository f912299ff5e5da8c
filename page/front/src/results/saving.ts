// The files that came of a job, each behind a button that says its name.

import { button, groupBy, h, type Child } from "../dom";
import type { Saved } from "../program";
import type { Output } from "../protocol";

const PROTECTED_VIEW = "Excel opens it in Protected View: click Enable Editing.";

/** Kinds that are made by the job itself: leaving without them loses work. */
const MADE_BY_THE_JOB: readonly string[] = ["workbook", "report", "members", "data", "draft", "return", "plan"];

/** Makes and saves the outputs of one job. */
export class Saver {
  private readonly outputs = new Map<string, Output>();
  private readonly saved = new Set<string>();
  private readonly offered = new Set<string>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    outputs: Output[],
    private readonly make: (output: string, name: string) => Promise<Saved>,
    private readonly tell: (words: string) => void,
  ) {
    for (const output of outputs) this.outputs.set(output.id, output);
  }

  /** Whether something that the job made has not been saved. */
  get unsaved(): boolean {
    return [...this.outputs.values()].some(({ id, kind }) => MADE_BY_THE_JOB.includes(kind) && !this.saved.has(id));
  }

  /** The button for one output, by its id or its name; none where there is no such output. */
  offer(which: string): HTMLElement | null {
    const output = this.outputs.get(which) ?? [...this.outputs.values()].find(({ name }) => name === which);
    if (!output) return null;
    // A draft may be for several delivery plans: one button, and its name beside the others.
    if (this.offered.has(output.id)) return h("span", {}, `${output.name} (above)`);
    this.offered.add(output.id);
    return this.control(`Save ${output.name}`, output.id, output.name, () => this.saved.add(output.id));
  }

  /** One .zip of everything; none where it would hold one file. */
  offerAll(): HTMLElement | null {
    if (this.outputs.size < 2) return null;
    return this.control("Save all", "all", "all files in one .zip", () => {
      for (const id of this.outputs.keys()) this.saved.add(id);
    });
  }

  /** Those that have no button yet. */
  get rest(): Output[] {
    return [...this.outputs.values()].filter(({ id }) => !this.offered.has(id));
  }

  private control(text: string, id: string, name: string, done: () => void): HTMLElement {
    const note = h("span", { class: "save__note" });
    const press = button(text, () => {
      note.textContent = "";
      // One after the other: the program makes one at a time.
      this.last = this.last.then(async () => {
        const saved = await this.make(id, name);
        note.textContent = this.finish(saved, done);
      });
    });
    return h("span", { class: "save screen" }, press, note);
  }

  private finish(saved: Saved, done: () => void): string {
    if ("cancelled" in saved) return "";
    if ("why" in saved) {
      const words = `It could not be made. ${saved.why}`;
      this.tell(words);
      return words;
    }
    const name = saved.name.split("/").at(-1) ?? saved.name;
    download(name, saved.bytes);
    done();
    const words = /\.zip$/i.test(name)
      ? `Saved. Unpack it first (Windows: right-click, Extract All). ${PROTECTED_VIEW}`
      : /\.xls[xm]$/i.test(name)
        ? `Saved. ${PROTECTED_VIEW}`
        : name.endsWith(".docx")
          ? `Saved. ${PROTECTED_VIEW.replace("Excel", "Word")}`
          : "Saved.";
    this.tell(`${name}: ${words}`);
    return words;
  }
}

function download(name: string, bytes: Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([bytes]));
  const link = h("a", { href: address, download: name });
  link.click();
  // The browser must have begun to take it before it is let go.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 60_000);
}

const KINDS: Record<string, string> = {
  workbook: "Workbook",
  report: "Reports in Word",
  members: "For members",
  data: "Data package",
  "marked copy": "Marked copies",
  draft: "E-mail drafts",
  return: "Returns",
  findings: "Findings",
  json: "Figures for other programs",
  csv: "Which returns are in",
  plan: "Plan workbook",
  template: "Report template",
};

/** Everything that has no button elsewhere, by kind. Asked last, when the others stand. */
export function restToSave(saver: Saver): HTMLElement | null {
  const kinds = groupBy(saver.rest, ({ kind }) => KINDS[kind] ?? kind);
  if (kinds.size === 0) return null;
  const items: Child[] = [];
  for (const [kind, outputs] of kinds) {
    items.push(h("dt", {}, kind));
    for (const output of outputs) {
      items.push(
        h(
          "dd",
          {},
          saver.offer(output.id),
          h("span", { class: "save__about" }, [output.about, size(output.bytes)].filter((text) => text !== "").join(" ")),
        ),
      );
    }
  }
  return h("dl", { class: "saves" }, items);
}

function size(bytes: number | null): string {
  if (bytes === null) return "";
  return bytes < 1_000_000 ? `(${Math.max(1, Math.round(bytes / 1000))} KB)` : `(${(bytes / 1_000_000).toFixed(1)} MB)`;
}
