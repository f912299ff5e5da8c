// What the page and its worker say to each other. The protocol between worker and program is in protocol.ts.

import type { About, Given, Job, Lost, Options, Refused, Step, View } from "./protocol";

/** A refusal that is the page's own, and says nothing of any file. */
export function refusedFor(words: string): Refused {
  return {
    title: "The job could not be done",
    words,
    taken: [],
    plans: [],
    summary: null,
    counts: { error: 0, warning: 0, note: 0, waived: 0 },
    verdict: "",
    groups: [],
    outputs: [],
    notes: [],
  };
}

/** A job with everything it is done from, so that it can be begun again. */
export interface Order {
  job: Job;
  files: Given[];
  options: Options;
  /** In the same order as `files`; none where the browser could not get at one. */
  contents: (File | null)[];
}

/** How a job goes on after the program stopped in it. */
export interface Course {
  lost: Lost[];
  restarts: number;
  /** Each file is first tried by itself, so that one more bad file costs only itself. */
  careful: boolean;
}

export type ToWorker =
  // The packed program as it stands in the page (base64), or what a worker before this one made of it.
  | { say: "open"; program: string | WebAssembly.Module }
  | { say: "do"; order: Order; course: Course }
  | { say: "save"; output: string };

export type FromWorker =
  | { say: "open"; about: About; module: WebAssembly.Module }
  | { say: "unusable"; why: string }
  // Sent before a file is read and before each step that may take long, so that the watchdog knows what it was at.
  | { say: "at"; file: number | null; reading: boolean; step: Step | null }
  | { say: "course"; course: Course }
  | { say: "view"; view: View }
  | { say: "refused"; refused: Refused }
  | { say: "saved"; name: string; bytes: Uint8Array<ArrayBuffer> }
  // `over`: the program stopped and the job must be done anew before anything else can be saved.
  | { say: "not saved"; why: string; over: boolean };
