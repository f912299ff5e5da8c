// The files that the page was given: chosen, or dropped. A new choice takes the place of the one before.

import { button, byId, count, each, h } from "./dom";
import type { Given, Taken } from "./protocol";

export interface GivenFile {
  given: Given;
  /** None where the browser could not get at it. */
  content: File | null;
}

/** Up to so many files the list stands open. */
const OPEN_UP_TO = 5;

export class Files {
  private list: GivenFile[] = [];
  private taken: Taken[] = [];
  private drawn = 0;
  private readonly choose = byId("choose-files", HTMLInputElement);
  private readonly folder = byId("choose-folder", HTMLInputElement);
  private readonly place = byId("given", HTMLElement);

  /** Called after each new choice. */
  changed: () => void = () => undefined;

  constructor() {
    for (const input of [this.choose, this.folder]) {
      // So that the same file, put right since, can be chosen again: a browser tells only of another choice.
      input.addEventListener("click", () => {
        input.value = "";
      });
      input.addEventListener("change", () => {
        this.fromInput(input);
      });
      // A browser may have kept a choice made before this script ran, or over a reload.
      if (input.files?.length) this.fromInput(input);
    }
    this.takeDrops();
  }

  get all(): readonly GivenFile[] {
    return this.list;
  }

  /** Shows what the program took each file for. */
  show(taken: Taken[]): void {
    if (taken.length === 0) return;
    this.taken = taken;
    void this.draw();
  }

  clear(): void {
    this.choose.value = "";
    this.folder.value = "";
    this.take([]);
    this.choose.focus();
  }

  private fromInput(input: HTMLInputElement): void {
    const chosen = [...(input.files ?? [])];
    // Cancelling the browser's window leaves nothing chosen: what was given stays.
    if (chosen.length === 0) return;
    (input === this.choose ? this.folder : this.choose).value = "";
    this.take(
      chosen.map((content) => ({
        content,
        given: { name: content.name, path: content.webkitRelativePath, size: content.size },
      })),
    );
  }

  private take(list: GivenFile[]): void {
    this.list = list;
    this.taken = [];
    void this.draw();
    this.changed();
  }

  private takeDrops(): void {
    const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
    document.addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      document.body.classList.add("dropping");
    });
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) document.body.classList.remove("dropping");
    });
    document.addEventListener("drop", (event) => {
      document.body.classList.remove("dropping");
      if (!holdsFiles(event)) return;
      event.preventDefault();
      // Must be asked for before anything is waited for: the browser takes the list away afterwards.
      const entries = [...(event.dataTransfer?.items ?? [])].map((item) => ({
        entry: item.webkitGetAsEntry(),
        file: item.getAsFile(),
      }));
      void this.walk(entries);
    });
  }

  private async walk(entries: { entry: FileSystemEntry | null; file: File | null }[]): Promise<void> {
    const found: GivenFile[] = [];
    for (const { entry, file } of entries) {
      if (entry) await gather(entry, found);
      else if (file) found.push({ content: file, given: { name: file.name, path: "", size: file.size } });
    }
    if (found.length === 0) return;
    this.choose.value = "";
    this.folder.value = "";
    this.take(found);
  }

  private async draw(): Promise<void> {
    const drawing = (this.drawn += 1);
    this.place.replaceChildren();
    if (this.list.length === 0) return;
    const heads = [h("th", { class: "govuk-table__header", scope: "col" }, "File")];
    if (this.taken.length > 0) heads.push(h("th", { class: "govuk-table__header", scope: "col" }, "Taken for"));
    const body = h("tbody");
    const table = h("table", { class: "govuk-table small stacks" }, h("thead", {}, h("tr", {}, heads)), body);
    const clear = button("Clear", () => {
      this.clear();
    });
    const words = `${count(this.list.length, "file")} given`;
    this.place.append(
      h(
        "details",
        { class: "govuk-details", open: this.list.length <= OPEN_UP_TO || this.taken.some(({ state }) => state !== "used") },
        h(
          "summary",
          { class: "govuk-details__summary" },
          h("span", { class: "govuk-details__summary-text" }, words),
        ),
        h("div", { class: "govuk-details__text" }, table),
      ),
      clear,
    );
    await each(
      this.list,
      ({ given }, at) => {
        const taken = this.taken[at];
        const cells = [h("td", { class: "govuk-table__cell" }, given.path || given.name)];
        if (taken) cells.push(h("td", { class: "govuk-table__cell" }, inWords(taken)));
        body.append(h("tr", { class: taken?.state === "unreadable" ? "marked" : undefined }, cells));
      },
      () => drawing === this.drawn,
    );
  }
}

function inWords(taken: Taken): string {
  switch (taken.state) {
    case "used":
      return taken.what;
    case "passed over":
      return `Passed over: ${taken.what}`;
    case "unreadable":
      return `Could not be read: ${taken.what}`;
  }
}

/** What lies in a folder that was dropped, folder by folder. What cannot be looked into is left out by the browser. */
async function gather(entry: FileSystemEntry, found: GivenFile[]): Promise<void> {
  try {
    if (entry.isFile) {
      const content = await new Promise<File>((resolve, reject) => {
        (entry as FileSystemFileEntry).file(resolve, reject);
      });
      const path = entry.fullPath.replace(/^\//, "");
      found.push({ content, given: { name: content.name, path: path === content.name ? "" : path, size: content.size } });
      return;
    }
    const reader = (entry as FileSystemDirectoryEntry).createReader();
    for (;;) {
      // It gives some at a time, and none at the end.
      const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
        reader.readEntries(resolve, reject);
      });
      if (some.length === 0) return;
      for (const inside of some) await gather(inside, found);
    }
  } catch {
    // Gone or locked: named all the same, so that the program says that it could not be read.
    found.push({ content: null, given: { name: entry.name, path: entry.fullPath.replace(/^\//, ""), size: 0 } });
  }
}
