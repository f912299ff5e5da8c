// Runs the program away from the page, so that the page never stands still, and survives whatever a file does to it.

import { refusedFor, type Course, type FromWorker, type Order, type ToWorker } from "./messages";
import type { Answer, LostWhy, Request, Step } from "./protocol";
import { Instance, unpack } from "./wasm";

/** How often a job is begun again after the program stopped, before it is given up. */
const MOST_RESTARTS = 20;
/** The least time between two reports of progress, in milliseconds. */
const REPORT_EVERY = 50;

const STOPPED = "The program inside this page stopped";

let module: WebAssembly.Module | undefined;
/** Holds the results of the job that was done last. */
let held: Run | undefined;

function say(message: FromWorker, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

function inWords(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

async function fresh(): Promise<Instance> {
  if (!module) throw new Error("The program is not open.");
  return await Instance.of(module);
}

async function open(program: string | WebAssembly.Module): Promise<void> {
  module = typeof program === "string" ? await WebAssembly.compile(await unpack(program)) : program;
  const answer = (await fresh()).ask({ call: "about" });
  if (!("about" in answer)) throw new Error("The program did not say what it is.");
  say({ say: "open", about: answer.about, module });
}

/** The program stopped. `file` is the one that it was given last. */
class Stop extends Error {
  constructor(
    readonly file: number | null,
    cause: unknown,
  ) {
    super(inWords(cause), { cause });
  }
}

/** One run of a job from its beginning, until it is done or the program stops. */
class Run {
  private reported = 0;
  private at: number | null = null;
  private unsaid: Step | null = null;

  constructor(
    private readonly order: Order,
    private readonly course: Course,
    private readonly program: Instance,
  ) {}

  async toItsEnd(): Promise<Answer> {
    const { job, files, options } = this.order;
    return await this.goOn(this.ask({ call: "begin", job, files, options, lost: this.course.lost }, null));
  }

  /** One of the files that came of it; making it may take steps of its own. */
  async save(output: string): Promise<Answer> {
    return await this.goOn(this.ask({ call: "save", output }, null));
  }

  /** The file that was made last. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.program.saved();
  }

  private async goOn(first: Answer): Promise<Answer> {
    let answer = first;
    while ("step" in answer) answer = await this.step(answer.step);
    if (this.unsaid) say({ say: "at", file: null, reading: false, step: this.unsaid });
    return answer;
  }

  private async step(step: Step): Promise<Answer> {
    const file = step.wants;
    if (file === null) {
      // What was read before is still about one file: that one is to blame where the program stops.
      this.report(step.at, false, step);
      return this.ask({ call: "step" }, step.at);
    }
    this.report(file, true, step);
    const bytes = await this.bytesOf(file);
    if (bytes === null) return this.without(file, "not readable");
    this.report(file, false, step);
    if (this.course.careful && !(await this.aloneIsWell(file, bytes))) return this.without(file, "stopped");
    return this.ask({ call: "step" }, file, bytes);
  }

  private ask(request: Request, file: number | null, bytes?: Uint8Array): Answer {
    try {
      return this.program.ask(request, bytes);
    } catch (stop) {
      throw new Stop(file, stop);
    }
  }

  private async bytesOf(file: number): Promise<Uint8Array | null> {
    try {
      const content = this.order.contents[file];
      return content ? new Uint8Array(await content.arrayBuffer()) : null;
    } catch {
      return null;
    }
  }

  // Kept for a run that begins again; this one is told by itself.
  private without(file: number, why: LostWhy): Answer {
    this.course.lost.push({ file, why });
    say({ say: "course", course: this.course });
    return this.ask({ call: "lost", why }, file);
  }

  /** Whether the program gets through this one file when it is given nothing else. */
  private async aloneIsWell(file: number, bytes: Uint8Array): Promise<boolean> {
    const given = this.order.files[file];
    if (!given) return true;
    const scratch = await fresh();
    try {
      const { options } = this.order;
      let answer = scratch.ask({ call: "begin", job: "check", files: [given], options, lost: [] });
      while ("step" in answer) {
        answer = scratch.ask({ call: "step" }, answer.step.wants === null ? undefined : bytes);
      }
      return true;
    } catch {
      return false;
    }
  }

  // What the watchdog goes by must be true whenever a step begins; what is only progress may wait.
  private report(file: number | null, reading: boolean, step: Step): void {
    const now = performance.now();
    const wait = file === null && this.at === null && now - this.reported < REPORT_EVERY;
    this.unsaid = wait ? step : null;
    if (wait) return;
    this.at = file;
    this.reported = now;
    say({ say: "at", file, reading, step });
  }
}

async function carryOut(order: Order, course: Course): Promise<void> {
  held = undefined;
  for (;;) {
    const run = new Run(order, course, await fresh());
    try {
      const answer = await run.toItsEnd();
      held = run;
      if ("view" in answer) say({ say: "view", view: answer.view });
      else if ("refused" in answer) say({ say: "refused", refused: answer.refused });
      else throw new Stop(null, "it gave no result");
      return;
    } catch (stop) {
      if (!(stop instanceof Stop)) throw stop;
      const known = stop.file !== null;
      // Where it was given no file, each is tried by itself once: one of them may be what it stops at later.
      if (course.restarts >= MOST_RESTARTS || (!known && course.careful)) {
        refuse(stop, course.restarts >= MOST_RESTARTS);
        return;
      }
      if (stop.file !== null) course.lost.push({ file: stop.file, why: "stopped" });
      course.restarts += 1;
      course.careful = true;
      say({ say: "course", course });
    }
  }
}

function refuse(stop: Stop, tooOften: boolean): void {
  const words = tooOften
    ? `${STOPPED} at more than ${MOST_RESTARTS} files, and the job was given up. Give it fewer files at a time, to find those that are at fault.`
    : `${STOPPED} (${stop.message}). This is a fault of the program and not of your files. Close other tabs and programs in case the computer is short of memory, open the page again, and try with fewer files.`;
  say({ say: "refused", refused: refusedFor(words) });
}

async function save(output: string): Promise<void> {
  if (!held) {
    say({ say: "not saved", why: "There is nothing to save.", over: true });
    return;
  }
  try {
    const answer = await held.save(output);
    if ("saved" in answer) {
      const bytes = held.bytes();
      say({ say: "saved", name: answer.saved.name, bytes }, [bytes.buffer]);
    } else if ("refused" in answer) say({ say: "not saved", why: answer.refused.words, over: false });
    else say({ say: "not saved", why: "The program gave no file.", over: false });
  } catch (stop) {
    held = undefined;
    say({ say: "not saved", why: `${STOPPED} (${inWords(stop)}).`, over: true });
  }
}

async function hear(message: ToWorker): Promise<void> {
  try {
    if (message.say === "open") await open(message.program);
    else if (message.say === "do") await carryOut(message.order, message.course);
    else await save(message.output);
  } catch (fault) {
    if (message.say === "open") say({ say: "unusable", why: inWords(fault) });
    else if (message.say === "do") refuse(new Stop(null, fault), false);
    else say({ say: "not saved", why: inWords(fault), over: true });
  }
}

addEventListener("message", (event: MessageEvent<ToWorker>) => void hear(event.data));
