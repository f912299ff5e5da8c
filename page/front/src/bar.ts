// The bar at the foot of the window: how far the work is, and Cancel.

import { byId } from "./dom";

/** The least time between two texts, in milliseconds: a screen reader reads each of them out. */
const SAY_EVERY = 700;

export class Bar {
  private readonly place = byId("work", HTMLElement);
  private readonly status = byId("status", HTMLElement);
  private readonly progress = byId("progress", HTMLProgressElement);
  private readonly cancel = byId("cancel", HTMLButtonElement);
  private said = 0;
  private onCancel: (() => void) | undefined;

  constructor() {
    this.cancel.addEventListener("click", () => this.onCancel?.());
  }

  /** Whether the focus is on it. */
  get hasFocus(): boolean {
    return this.place.contains(document.activeElement);
  }

  focus(): void {
    this.place.focus({ preventScroll: true });
  }

  begin(words: string, onCancel: () => void): void {
    this.onCancel = onCancel;
    this.said = 0;
    this.say(words);
    this.progress.removeAttribute("value");
    this.progress.hidden = false;
    this.cancel.hidden = false;
    document.documentElement.classList.add("working");
  }

  at(words: string, done: number, of: number): void {
    this.progress.max = Math.max(1, of);
    this.progress.value = done;
    const now = performance.now();
    if (now - this.said < SAY_EVERY && this.said !== 0) return;
    this.said = now;
    this.say(words);
  }

  end(words: string): void {
    this.onCancel = undefined;
    this.progress.hidden = true;
    this.cancel.hidden = true;
    document.documentElement.classList.remove("working");
    this.say(words);
  }

  say(words: string): void {
    this.status.textContent = words;
    this.place.classList.toggle("work--silent", words === "");
  }
}
