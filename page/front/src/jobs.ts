// Each job with its button, what it is done by, and where its results stand.

import type { Bar } from "./bar";
import { byId, count, each, focusOn, h } from "./dom";
import * as fields from "./fields";
import type { Files } from "./files";
import { Desk, type Outcome, type Progress, type Saved } from "./program";
import { refusedFor } from "./messages";
import type { Job, Options, Output, Refused, View } from "./protocol";
import type { Frame } from "./results/frame";
import { Saver } from "./results/saving";
import type { TabName } from "./tabs";
import { checkResult } from "./views/check";
import { collectResult } from "./views/collect";
import type { Built } from "./views/common";
import { issueResult } from "./views/issue";
import { refusal } from "./views/refusal";
import { startResult } from "./views/start";
import { turnedResult } from "./views/turned";

interface Kind {
  tab: TabName;
  button: string;
  /** Why it cannot be pressed without files; none where it needs none. */
  without: string | null;
  /** Another button of it, by its id, which adds to what is in the fields. */
  more?: { button: string; options: Partial<Options> };
  /** The fields that its result depends on. */
  fields: string[];
  level: 2 | 3;
}

const COMMON = ["plan", "period", "as-of", "today", "newest"];
const KINDS: Record<Job, Kind> = {
  check: { tab: "check", button: "Check", without: "Give your return first, at the top.", fields: COMMON, level: 2 },
  consolidate: {
    tab: "collect",
    button: "Consolidate",
    without: "Give the plan workbook and the returns first, at the top.",
    more: { button: "do-members", options: { members: true } },
    fields: [...COMMON, "chase", "data", "report-for"],
    level: 2,
  },
  issue: {
    tab: "start",
    button: "Issue returns",
    without: "Give the plan workbook first, at the top.",
    fields: [...COMMON, "mail", "only", "from"],
    level: 3,
  },
  start: { tab: "start", button: "Start a plan", without: null, fields: ["scheme", "today"], level: 3 },
  template: { tab: "start", button: "Report template", without: null, fields: [], level: 3 },
  agree: {
    tab: "start",
    button: "Take decisions into the plan",
    without: "Give the plan workbook and the consolidated workbook first, at the top.",
    fields: ["plan", "by"],
    level: 3,
  },
  "next-year": {
    tab: "start",
    button: "Next year's plan",
    without: "Give the plan workbook and the consolidated workbooks of the year first, at the top.",
    fields: ["plan"],
    level: 3,
  },
  adopt: {
    tab: "start",
    button: "Adopt a tracker",
    without: "Give the files of your tracker first, at the top.",
    fields: ["adopt-scheme"],
    level: 3,
  },
};
/** Of so many files what was done before is not kept in memory while something else is done. */
const MOST_KEPT = 20;
const JOBS = Object.keys(KINDS) as Job[];

/** A job that runs. */
interface Running {
  job: Job;
  /** It began by itself: another job may take its place. */
  byItself: boolean;
}

function show(frame: Frame, view: View): Built {
  switch (view.kind) {
    case "check":
      return checkResult(frame, view);
    case "consolidate":
      return collectResult(frame, view);
    case "issue":
      return issueResult(frame, view);
    case "start":
      return startResult(frame, view);
    case "turned":
      return turnedResult(frame, view);
  }
}

export class Jobs {
  private readonly desks = new Map<Job, Desk>(JOBS.map((job) => [job, new Desk()]));
  private readonly savers = new Map<Job, Saver>();
  private readonly main = byId("main", HTMLElement);
  private running: Running | undefined;
  private ready = false;

  constructor(
    private readonly files: Files,
    private readonly bar: Bar,
    private readonly openTab: () => TabName,
  ) {
    for (const job of JOBS) {
      for (const button of this.buttonsOf(job)) {
        button.addEventListener("click", () => void this.run(job, false, button));
      }
      for (const field of KINDS[job].fields) {
        byId(field, HTMLElement).addEventListener("change", () => {
          this.outOfDate(job);
        });
      }
    }
    files.changed = () => {
      this.filesChanged();
    };
    window.addEventListener("beforeunload", (event) => {
      if ([...this.savers.values()].some(({ unsaved }) => unsaved)) event.preventDefault();
    });
    this.offer();
  }

  /** The program is open: what waited for it begins. */
  open(): void {
    this.ready = true;
    this.filesChanged();
  }

  /** A new choice of files: nothing that was made from those before it stays. */
  filesChanged(): void {
    if (this.running) this.stop("");
    for (const job of JOBS) this.clear(job);
    fields.offerPlans([]);
    fields.offerReturns(this.names());
    this.offer();
    if (this.ready && this.files.all.length > 0 && this.openTab() === "check") void this.run("check", true);
  }

  private names(): string[] {
    return [...new Set(this.files.all.map(({ given }) => given.name))];
  }

  private async run(job: Job, byItself: boolean, button = this.buttonOf(job)): Promise<void> {
    if (this.running) {
      if (!this.running.byItself) return;
      this.stop("");
    }
    const running: Running = { job, byItself };
    this.running = running;
    const wanted = (): boolean => this.running === running;
    const pressed = document.activeElement === button;
    this.clear(job);
    // Two large results at once could be too much for the computer's memory.
    if (this.files.all.length > MOST_KEPT) for (const desk of this.desks.values()) desk.cancel();
    this.bar.begin("Beginning…", () => {
      this.stop("Cancelled");
      // The bar's button is gone, so the focus goes back to where the work began.
      if (this.openTab() === KINDS[job].tab) button.focus();
    });
    this.offer();
    // Its button cannot be pressed now, and would lose the focus.
    if (pressed) this.bar.focus();

    const given = KINDS[job].without === null ? [] : this.files.all;
    const { more } = KINDS[job];
    const added = more?.button === button.id ? more.options : {};
    let last: Progress | undefined;
    const outcome = await this.desk(job).do(
      {
        job,
        files: given.map((file) => file.given),
        options: { ...fields.options(), ...added },
        contents: given.map((file) => file.content),
      },
      (progress) => {
        last = progress;
        this.told(progress);
      },
    );
    if (!wanted()) return;
    try {
      await this.finish(job, outcome, last, wanted);
    } catch (fault) {
      // A fault of this page must not leave it waiting for ever.
      this.clear(job);
      const words = `The page could not show the result (${String(fault)}). This is a fault of the page and not of your files.`;
      await this.finish(job, { refused: refusedFor(words) }, undefined, wanted);
    }
  }

  private async finish(job: Job, outcome: Outcome, last: Progress | undefined, wanted: () => boolean): Promise<void> {
    if ("cancelled" in outcome) return;
    // Also where checking began by itself: whoever gave the files waits for what was found.
    const byHand =
      this.bar.hasFocus || document.activeElement === document.body || (this.running?.byItself ?? false);
    const frame = this.frame(job, "view" in outcome ? outcome.view : outcome.refused);
    const built = "view" in outcome ? show(frame, outcome.view) : this.refused(frame, outcome.refused);
    if ("view" in outcome && outcome.view.kind !== "start") {
      this.files.show(outcome.view.taken);
      fields.offerPlans(outcome.view.plans);
      const plans = outcome.view.plans;
      fields.offerReturns(this.names().filter((name) => !plans.includes(name)));
    }
    await each(
      frame.later,
      (piece) => {
        piece();
      },
      wanted,
    );
    if (!wanted()) return;
    const step = last?.step;
    const done = step ? `Done: ${step.of} of ${step.of}. ` : "Done. ";
    const verdict = "view" in outcome ? ("verdict" in outcome.view ? outcome.view.verdict : "") : outcome.refused.title;
    this.running = undefined;
    this.bar.end("view" in outcome ? `${done}${verdict}` : verdict);
    this.offer();
    if (this.openTab() !== KINDS[job].tab) return;
    if (built.alert) focusOn(built.alert);
    else if (byHand) focusOn(built.head);
  }

  private refused(frame: Frame, refused: Refused): Built {
    this.files.show(refused.taken);
    if (refused.plans.length > 1) fields.offerPlans(refused.plans);
    return refusal(frame, refused);
  }

  private frame(job: Job, { outputs }: { outputs: Output[] }): Frame {
    const saver = new Saver(
      outputs,
      (output, name) => this.save(job, output, name),
      (words) => {
        if (!this.running) this.bar.say(words);
      },
    );
    this.savers.set(job, saver);
    return { place: this.placeOf(job), prefix: job, level: KINDS[job].level, saver, later: [] };
  }

  private async save(job: Job, output: string, name: string): Promise<Saved> {
    const shown = !this.running;
    if (shown) {
      this.bar.begin(`Making ${name}`, () => {
        this.desk(job).cancel();
        this.bar.end("Cancelled");
      });
    }
    const saved = await this.desk(job).save(output, (progress) => {
      if (shown && !this.running) this.told(progress);
    });
    if (shown && !this.running && !("cancelled" in saved)) this.bar.end("");
    return saved;
  }

  private told({ step, reading }: Progress): void {
    if (!step) return;
    const slow = reading === null ? undefined : this.files.all[reading];
    const words = `${step.doing} ${step.done} of ${step.of}`;
    this.bar.at(slow ? `${words}: ${slow.given.name}` : words, step.done, step.of);
  }

  /** Ends what runs, with nothing shown of it. */
  private stop(words: string): void {
    const running = this.running;
    if (!running) return;
    this.running = undefined;
    this.clear(running.job);
    this.bar.end(words);
    this.offer();
  }

  private clear(job: Job): void {
    this.desk(job).forget();
    this.savers.delete(job);
    this.placeOf(job).replaceChildren();
  }

  /** Says beside a result that a field was changed since. */
  private outOfDate(job: Job): void {
    const place = this.placeOf(job);
    if (!place.hasChildNodes() || this.running?.job === job || place.querySelector(":scope > .since")) return;
    place.prepend(
      h(
        "p",
        { class: "govuk-inset-text since" },
        `You have changed a choice since this was made. Press ${KINDS[job].button} to bring it up to date.`,
      ),
    );
  }

  /** Which buttons can be pressed, and why the others cannot. */
  private offer(): void {
    this.main.setAttribute("aria-busy", String(!this.ready || this.running !== undefined));
    for (const job of JOBS) {
      const why = this.whyNot(job);
      for (const button of this.buttonsOf(job)) button.disabled = why !== "";
      byId(`why-${job}`, HTMLElement).textContent = why || this.forWhat(job);
    }
  }

  private whyNot(job: Job): string {
    const { without } = KINDS[job];
    if (!this.ready) return "The page is getting ready.";
    if (without !== null && this.files.all.length === 0) return without;
    if (this.running && !(this.running.byItself && this.running.job !== job)) {
      return "Work is running. Wait until it is done, or press Cancel.";
    }
    return "";
  }

  private forWhat(job: Job): string {
    return KINDS[job].without === null ? "" : `For the ${count(this.files.all.length, "file")} given.`;
  }

  private desk(job: Job): Desk {
    const desk = this.desks.get(job);
    if (!desk) throw new Error(`There is no desk for ${job}.`);
    return desk;
  }

  private buttonOf(job: Job): HTMLButtonElement {
    return byId(`do-${job}`, HTMLButtonElement);
  }

  /** All that it can be begun by. */
  private buttonsOf(job: Job): HTMLButtonElement[] {
    const { more } = KINDS[job];
    return [this.buttonOf(job), ...(more ? [byId(more.button, HTMLButtonElement)] : [])];
  }

  private placeOf(job: Job): HTMLElement {
    return byId(`${job}-results`, HTMLElement);
  }
}
