// What every result is built in: where it stands, how deep its headings are, and how its parts are linked to.

import { h } from "../dom";
import type { Saver } from "./saving";

export interface Frame {
  /** Where it is built. */
  place: HTMLElement;
  /** Before each id, since the results of several jobs stand in one page. */
  prefix: string;
  /** The level of its first heading. */
  level: 2 | 3;
  saver: Saver;
  /** What may be long, piece by piece, in the order in which it is to be built once the rest stands. */
  later: (() => void)[];
}

/** More rows than these are laid out only when they are scrolled to, looked for, printed or read out. */
export const MOST_LAID_OUT = 1500;
/** A longer table is laid out too slowly; it goes on in another. */
export const MOST_IN_A_TABLE = 100;

/** A heading so many levels below the result's own. */
export function heading(frame: Frame, below: 0 | 1 | 2, text: string, id?: string): HTMLHeadingElement {
  const level = Math.min(frame.level + below, 6) as 2 | 3 | 4 | 5;
  const size = below === 0 ? "m" : "s";
  return h(`h${level}`, { class: `govuk-heading-${size}`, id: id && `${frame.prefix}-${id}` }, text);
}

/** A part with a heading that the contents can link to. */
export function part(frame: Frame, id: string, title: string): HTMLElement {
  const head = heading(frame, 0, title, id);
  head.tabIndex = -1;
  return h("section", { class: "part" }, head);
}

/** A link to something within the page, which takes the focus with it. */
export function linkTo(id: string, text: string, before?: () => void): HTMLAnchorElement {
  const link = h("a", { class: "govuk-link", href: `#${id}` }, text);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    before?.();
    const target = document.getElementById(id);
    if (!target) return;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  });
  return link;
}

/** A short contents list. */
export function contents(frame: Frame, parts: { id: string; title: string }[]): HTMLElement {
  return h(
    "nav",
    { class: "contents screen", "aria-label": "Contents of the result" },
    h(
      "ul",
      { class: "govuk-list" },
      parts.map(({ id, title }) => h("li", {}, linkTo(`${frame.prefix}-${id}`, title))),
    ),
  );
}
