// The error summary: what to put right, with links to where it stands.

import { h, paragraphs, type Child } from "../dom";
import type { ErrorSummary } from "../protocol";
import type { Frame } from "./frame";
import { linkTo } from "./frame";

/** An alert that takes the focus. */
export function alertBox(frame: Frame, title: string, content: Child[]): HTMLElement {
  const id = `${frame.prefix}-summary`;
  return h(
    "div",
    { class: "govuk-error-summary", role: "alert", tabindex: -1, "aria-labelledby": id },
    h(`h${frame.level}`, { class: "govuk-error-summary__title", id }, title),
    h("div", { class: "govuk-error-summary__body" }, content),
  );
}

/** `show` makes sure that what is linked to can be seen. */
export function errorSummary(frame: Frame, summary: ErrorSummary, show: () => void): HTMLElement {
  return alertBox(frame, summary.title, itemsOf(frame, summary, show));
}

/** What it lists. */
export function itemsOf(frame: Frame, summary: ErrorSummary, show: () => void): Child[] {
  const items = summary.items.map(({ words, link }) =>
    h("li", {}, link === "" ? words : linkTo(`${frame.prefix}-${link}`, words, show)),
  );
  return [
    h("ul", { class: "govuk-list govuk-error-summary__list" }, items),
    ...paragraphs([summary.more]),
  ];
}
