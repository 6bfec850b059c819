/**
 * The list of the bot's commands over the composer. Opens by its button, or by a draft that begins with "/",
 * which filters it. The keyboard stays where it was: arrows move, Enter sends, Tab completes, Escape closes.
 */

import { byId, make } from "./dom.js";

export class Commands {
  #list = byId("commands");
  #button = byId("slash");
  #draft = byId("draft");
  #commands = [];
  #active = 0;
  #send;
  #complete;

  /**
   * @param {(text: string) => void} send sends a command
   * @param {(text: string) => void} complete puts a command into the draft
   */
  constructor(send, complete) {
    this.#send = send;
    this.#complete = complete;
    this.#button.addEventListener("click", () => this.#toggle());
    this.#list.addEventListener("keydown", (event) => this.takeKey(event));
    document.addEventListener("pointerdown", ({ target }) => {
      if (!this.#list.contains(target) && !this.#button.contains(target) && target !== this.#draft) this.close();
    });
    this.#list.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && relatedTarget !== this.#draft && relatedTarget !== this.#button) this.close();
    });
  }

  /** @param {Array<{command: string, description: string}>} commands */
  set(commands) {
    this.#commands = commands;
    this.#button.hidden = commands.length === 0;
    if (this.isOpen) this.follow(this.#draft.value);
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  /** Follow the draft: a "/" with the beginning of a command shows what fits. */
  follow(draft) {
    const typed = /^\/(\w*)$/.exec(draft);
    const fitting = typed ? this.#commands.filter(({ command }) => command.startsWith(typed[1].toLowerCase())) : [];
    if (fitting.length) this.#open(fitting);
    else this.close();
  }

  close() {
    this.#list.hidden = true;
    this.#button.setAttribute("aria-expanded", "false");
    this.#draft.removeAttribute("aria-activedescendant");
  }

  /** Handle a key while the list is open; true when it was meant for the list. */
  takeKey(event) {
    if (!this.isOpen || event.isComposing || event.shiftKey) return false;
    const count = this.#list.children.length;
    const moves = { ArrowDown: this.#active + 1, ArrowUp: this.#active - 1, Home: 0, End: count - 1 };
    const inDraft = event.target === this.#draft;
    if (event.key in moves && !(inDraft && (event.key === "Home" || event.key === "End"))) this.#mark((moves[event.key] + count) % count);
    else if (event.key === "Enter" || (event.key === " " && !inDraft)) this.#choose(this.#marked());
    else if (event.key === "Tab" && inDraft) this.#complete(`${this.#marked()} `);
    else if (event.key === "Escape") this.#leave(inDraft);
    else return false;
    event.preventDefault();
    return true;
  }

  #marked() {
    return this.#list.children[this.#active].dataset.command;
  }

  #leave(inDraft) {
    this.close();
    if (!inDraft) this.#button.focus();
  }

  #toggle() {
    if (this.isOpen) return this.close();
    this.#open(this.#commands);
    this.#list.focus(); // not the draft: on a phone its keyboard would cover the list
    return undefined;
  }

  #open(commands) {
    const draw = ({ command, description }, index) =>
      make(
        "div",
        {
          role: "option",
          id: `command-${index}`,
          class: "command",
          "data-testid": "command",
          "data-command": `/${command}`,
          onclick: () => this.#choose(`/${command}`),
          onpointermove: () => this.#mark(index),
        },
        make("strong", {}, `/${command}`),
        " ",
        make("span", {}, description),
      );
    this.#list.replaceChildren(...commands.map(draw));
    this.#list.hidden = false;
    this.#button.setAttribute("aria-expanded", "true");
    this.#mark(0);
  }

  #mark(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    const option = this.#list.children[index];
    this.#list.setAttribute("aria-activedescendant", option.id);
    this.#draft.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #choose(command) {
    this.close();
    this.#send(command);
  }
}
