// Tabs, as the ARIA pattern has them: arrow keys go from one to the next and open it.

import { byId } from "./dom";

const NAMES = ["check", "collect", "start", "about"] as const;
export type TabName = (typeof NAMES)[number];

export class Tabs {
  private open: TabName = "check";

  constructor(private readonly opened: (name: TabName) => void) {
    for (const [at, name] of NAMES.entries()) {
      const tab = this.tab(name);
      tab.addEventListener("click", () => {
        this.show(name);
      });
      tab.addEventListener("keydown", (event) => {
        const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: NAMES.length - 1 }[event.key];
        if (to === undefined) return;
        const next = NAMES[(to + NAMES.length) % NAMES.length];
        if (!next) return;
        event.preventDefault();
        this.show(next);
        this.tab(next).focus();
      });
    }
    this.show("check");
  }

  get current(): TabName {
    return this.open;
  }

  show(open: TabName): void {
    this.open = open;
    for (const name of NAMES) {
      const tab = this.tab(name);
      tab.setAttribute("aria-selected", String(name === open));
      tab.tabIndex = name === open ? 0 : -1;
      byId(name, HTMLElement).hidden = name !== open;
    }
    document.title = `${this.tab(open).textContent} – planroll`;
    this.opened(open);
  }

  private tab(name: TabName): HTMLButtonElement {
    return byId(`tab-${name}`, HTMLButtonElement);
  }
}
