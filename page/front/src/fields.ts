// The fields, as the options that the program is given: every text as typed.

import { byId, h } from "./dom";
import type { About, Options } from "./protocol";

const text = (id: string): string => byId(id, HTMLInputElement).value;
const written = (id: string): string => byId(id, HTMLTextAreaElement).value;
const chosen = (id: string): string => byId(id, HTMLSelectElement).value;
const ticked = (id: string): boolean => byId(id, HTMLInputElement).checked;

/** The day on this computer, in its own time zone. */
function clock(): string {
  const now = new Date();
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function options(): Options {
  return {
    clock: clock(),
    plan: chosen("plan"),
    period: text("period"),
    asOf: text("as-of"),
    today: text("today"),
    newest: ticked("newest"),
    mail: ticked("mail"),
    only: text("only")
      .split(",")
      .map((code) => code.trim())
      .filter((code) => code !== ""),
    from: chosen("from"),
    chase: chosen("chase") as Options["chase"],
    data: ticked("data"),
    reportFor: written("report-for"),
    members: false,
    scheme: chosen("scheme"),
    adoptScheme: chosen("adopt-scheme"),
    by: text("by"),
  };
}

function fill(select: HTMLSelectElement, choices: { value: string; text: string }[]): void {
  const before = select.value;
  select.replaceChildren(...choices.map(({ value, text: words }) => h("option", { value }, words)));
  if (choices.some(({ value }) => value === before)) select.value = before;
}

/** Which plan workbook: asked only where several were given. */
export function offerPlans(plans: string[]): void {
  byId("which-plan", HTMLElement).hidden = plans.length < 2;
  fill(
    byId("plan", HTMLSelectElement),
    plans.length < 2
      ? [{ value: "", text: "" }]
      : [{ value: "", text: "Choose one" }, ...plans.map((name) => ({ value: name, text: name }))],
  );
}

/** Which return to issue again from. */
export function offerReturns(names: string[]): void {
  fill(byId("from", HTMLSelectElement), [
    { value: "", text: "None" },
    ...names.map((name) => ({ value: name, text: name })),
  ]);
}

export function offerSchemes(schemes: About["schemes"]): void {
  const select = byId("scheme", HTMLSelectElement);
  fill(
    select,
    schemes.map(({ value, title }) => ({ value, text: title })),
  );
  fill(byId("adopt-scheme", HTMLSelectElement), [
    { value: "", text: "The one that knows most of its words" },
    ...schemes.map(({ value, title }) => ({ value, text: title })),
  ]);
  const tell = (): void => {
    byId("scheme-about", HTMLElement).textContent = schemes.find(({ value }) => value === select.value)?.about ?? "";
  };
  select.addEventListener("change", tell);
  tell();
}
