import * as api from "./api.js";
import { byId, el } from "./dom.js";

const menu = byId("commands");
const text = byId("text");

/** The menu of commands that opens while one is being written; choose(name) sends it, insert(words) writes it. */
export class CommandMenu {
  #shown = [];
  #active = 0;
  #asked = 0;

  constructor({ place, choose, insert }) {
    Object.assign(this, { place, choose, insert });
  }

  async suggest(words) {
    const asked = (this.#asked += 1);
    const wanted = /^\/(\w*)$/.exec(words);
    const { chat, person } = this.place();
    const all = wanted && chat ? await api.commands(chat, person).catch(() => []) : [];
    if (asked !== this.#asked) return;
    this.#shown = all.filter(({ command }) => command.startsWith(wanted[1].toLowerCase()));
    this.#active = 0;
    this.#show();
  }

  onKey(event) {
    if (menu.hidden || event.isComposing) return false;
    const act = {
      ArrowDown: () => this.#move(1),
      ArrowUp: () => this.#move(-1),
      Tab: () => this.insert(`/${this.#shown[this.#active].command} `),
      Enter: () => this.#choose(this.#shown[this.#active]),
      Escape: () => this.#close(),
    }[event.key];
    if (!act || event.shiftKey) return false;
    event.preventDefault();
    act();
    return true;
  }

  #move(step) {
    this.#active = (this.#active + step + this.#shown.length) % this.#shown.length;
    this.#show();
  }

  #choose({ command }) {
    this.#close();
    this.choose(command);
  }

  #close() {
    this.#shown = [];
    this.#show();
  }

  #show() {
    menu.hidden = !this.#shown.length;
    text.setAttribute("aria-expanded", String(!menu.hidden));
    menu.replaceChildren(...this.#shown.map((each, index) => this.#row(each, index === this.#active)));
    const active = menu.querySelector("[aria-selected=true]");
    active?.scrollIntoView({ block: "nearest" });
    text.setAttribute("aria-activedescendant", active?.id ?? "");
  }

  #row(each, active) {
    const row = el(
      "li",
      { id: `command-${each.command}`, role: "option", "aria-selected": String(active), click: () => this.#choose(each) },
      el("strong", {}, `/${each.command}`),
      el("span", {}, each.description),
    );
    row.addEventListener("mousedown", (event) => event.preventDefault());
    return row;
  }
}
