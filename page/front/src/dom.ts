// Elements, made from texts that are never markup.

export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined>;

/** An element. `true` sets an attribute without a value; `false`, `null` and `undefined` leave it out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Child | Child[])[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  put(element, children);
  return element;
}

/** Appends children; a text becomes a text node. */
export function put(parent: Node, children: (Child | Child[])[]): void {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
  }
}

/** The element of the page's own markup that has this id. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${id}.`);
  return element;
}

export function button(text: string, onPress: () => void, kind: "main" | "second" = "second"): HTMLButtonElement {
  const made = h(
    "button",
    { type: "button", class: kind === "main" ? "govuk-button" : "govuk-button govuk-button--secondary" },
    text,
  );
  made.addEventListener("click", onPress);
  return made;
}

export function paragraphs(texts: string[], className = "govuk-body"): HTMLElement[] {
  return texts.filter((text) => text !== "").map((text) => h("p", { class: className }, text));
}

/** `1 file`, `2 files`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;
}

/** Items by a key, in the order in which the keys come. */
export function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const of = key(item);
    const group = groups.get(of);
    if (group) group.push(item);
    else groups.set(of, [item]);
  }
  return groups;
}

/** How long the page builds at a stretch, in milliseconds, before it lets the browser draw and answer. */
const STRETCH = 40;

/** Does something for each, in stretches, so that the page never stands still. Ends early where `goOn` says so. */
export async function each<Item>(
  items: readonly Item[],
  does: (item: Item, at: number) => void,
  goOn: () => boolean = () => true,
): Promise<void> {
  let began = performance.now();
  for (const [at, item] of items.entries()) {
    if (performance.now() - began > STRETCH) {
      await nextTask();
      if (!goOn()) return;
      began = performance.now();
    }
    does(item, at);
  }
}

// A message comes sooner than a timer, which browsers hold back, and leaves room to draw as a microtask does not.
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** Moves the focus to something that is not otherwise in the order of the keyboard. */
export function focusOn(element: HTMLElement): void {
  if (!element.hasAttribute("tabindex")) element.setAttribute("tabindex", "-1");
  element.focus();
}
