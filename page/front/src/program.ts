// The page's side of the workers: one for each job, so that the results of one stay while another is done or cancelled.

import workerSource from "virtual:worker";
import { refusedFor, type Course, type FromWorker, type Order, type ToWorker } from "./messages";
import type { About, Refused, Step, View } from "./protocol";

/** How long the program may take over one step, in milliseconds. */
const STEP_LIMIT = 60_000;
const WATCH_EVERY = 1_000;
// A computer that slept, or a tab in the background that is woken once a minute, must not count in full.
const MOST_PER_WATCH = 30_000;
const MOST_RESTARTS = 20;

export interface Progress {
  step: Step | null;
  /** The file that is being read from its drive, where that is what is waited for. */
  reading: number | null;
}

export type Outcome = { view: View } | { refused: Refused } | { cancelled: true };
export type Saved = { name: string; bytes: Uint8Array<ArrayBuffer> } | { why: string } | { cancelled: true };

let program: string | WebAssembly.Module = "";
let workerAddress = "";

/** Opens the program that stands in the page, and says what it is. Rejects, in words, where the browser cannot. */
export async function openProgram(packed: string): Promise<About> {
  program = packed;
  workerAddress = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  const worker = new Worker(workerAddress);
  try {
    return await new Promise<About>((resolve, reject) => {
      worker.onerror = (event) => {
        reject(new Error(event.message || "its worker could not be started"));
      };
      worker.onmessage = (event: MessageEvent<FromWorker>) => {
        if (event.data.say === "open") {
          program = event.data.module;
          resolve(event.data.about);
        } else if (event.data.say === "unusable") reject(new Error(event.data.why));
      };
      tell(worker, { say: "open", program });
    });
  } finally {
    worker.terminate();
  }
}

function tell(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

/** Does one kind of job, and keeps what came of it until the next. */
export class Desk {
  private worker: Worker | undefined;
  private order: Order | undefined;
  private course: Course = { lost: [], restarts: 0, careful: false };
  /** Whether the worker has the results of `order`: not after it was ended or stopped. */
  private holds = false;
  private finishJob: ((outcome: Outcome) => void) | undefined;
  private finishSave: ((saved: Saved) => void) | undefined;
  private onProgress: (progress: Progress) => void = () => undefined;
  private at: { file: number | null; reading: boolean; step: Step | null } = { file: null, reading: false, step: null };
  private waited = 0;
  private lastWatch = 0;
  private watch: number | undefined;

  /** Does a job from its beginning, in a memory of its own. */
  async do(order: Order, onProgress: (progress: Progress) => void): Promise<Outcome> {
    this.forget();
    this.order = order;
    this.onProgress = onProgress;
    this.course = { lost: [], restarts: 0, careful: false };
    return await this.run();
  }

  /** Makes one of the files of the job that was done last. */
  async save(output: string, onProgress: (progress: Progress) => void): Promise<Saved> {
    this.onProgress = onProgress;
    if (!this.holds) {
      const outcome = await this.run();
      if ("cancelled" in outcome) return outcome;
      if ("refused" in outcome) return { why: outcome.refused.words };
    }
    const worker = this.worker;
    if (!worker) return { why: "There is nothing to save." };
    return await new Promise<Saved>((resolve) => {
      this.finishSave = resolve;
      this.startWatch();
      tell(worker, { say: "save", output });
    });
  }

  /**
   * Ends whatever it is at, and lets go of the memory that its results take. What it did before can be saved still: it
   * is then done once more.
   */
  cancel(): void {
    this.end();
    this.settle({ cancelled: true });
    this.settleSave({ cancelled: true });
  }

  /** Gives everything up: its results, and the memory that they take. */
  forget(): void {
    this.cancel();
    this.order = undefined;
  }

  private async run(): Promise<Outcome> {
    const order = this.order;
    if (!order) return { cancelled: true };
    return await new Promise<Outcome>((resolve) => {
      this.finishJob = resolve;
      this.begin(order);
    });
  }

  private begin(order: Order): void {
    this.end();
    const worker = new Worker(workerAddress);
    this.worker = worker;
    worker.onmessage = (event: MessageEvent<FromWorker>) => {
      if (this.worker === worker) this.hear(event.data);
    };
    worker.onerror = (event) => {
      if (this.worker === worker) this.giveUp(event.message || "Its worker could not be started.");
    };
    tell(worker, { say: "open", program });
    tell(worker, { say: "do", order, course: this.course });
    this.startWatch();
  }

  private startWatch(): void {
    this.stopWatch();
    this.at = { file: null, reading: false, step: null };
    this.waited = 0;
    this.lastWatch = performance.now();
    this.watch = window.setInterval(() => {
      this.look();
    }, WATCH_EVERY);
  }

  private hear(message: FromWorker): void {
    this.waited = 0;
    switch (message.say) {
      case "at":
        this.at = message;
        this.onProgress({ step: message.step, reading: message.reading ? message.file : null });
        break;
      case "course":
        this.course = message.course;
        break;
      case "view":
        this.holds = true;
        this.stopWatch();
        this.settle({ view: message.view });
        break;
      case "refused":
        this.end();
        this.settle({ refused: message.refused });
        break;
      case "saved":
        this.stopWatch();
        this.settleSave(message);
        break;
      case "not saved":
        this.stopWatch();
        if (message.over) this.holds = false;
        this.settleSave({ why: message.why });
        break;
      case "unusable":
        this.giveUp(message.why);
        break;
      case "open":
        break;
    }
  }

  // How long a drive takes to give a file is not the program's doing: whoever waits for it can cancel.
  private look(): void {
    const now = performance.now();
    const passed = Math.min(now - this.lastWatch, MOST_PER_WATCH);
    this.lastWatch = now;
    if (this.at.reading) return;
    this.waited += passed;
    if (this.waited < STEP_LIMIT || !this.order) return;
    // While something is saved the job stands already: it is not begun again for that.
    if (this.finishSave || this.at.file === null || this.course.restarts >= MOST_RESTARTS) {
      this.giveUp("One step took longer than a minute. Try with fewer files at a time.");
      return;
    }
    this.course.lost.push({ file: this.at.file, why: "too long" });
    this.course.restarts += 1;
    this.course.careful = true;
    this.begin(this.order);
  }

  private giveUp(words: string): void {
    this.end();
    this.settle({ refused: refusedFor(words) });
    this.settleSave({ why: words });
  }

  private settle(outcome: Outcome): void {
    const finish = this.finishJob;
    this.finishJob = undefined;
    finish?.(outcome);
  }

  private settleSave(saved: Saved): void {
    const finish = this.finishSave;
    this.finishSave = undefined;
    finish?.(saved);
  }

  private end(): void {
    this.stopWatch();
    this.worker?.terminate();
    this.worker = undefined;
    this.holds = false;
  }

  private stopWatch(): void {
    window.clearInterval(this.watch);
    this.watch = undefined;
  }
}
