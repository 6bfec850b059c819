/**
 * Where the visitor writes. Decides what can be sent (up to 4096 characters, not only blanks), and which of
 * composer, START and "unblock" stands at the foot of the chat, as in Telegram.
 */

import { byId } from "./dom.js";
import { Commands } from "./commands.js";
import { say } from "./words.js";

const MAX_CHARACTERS = 4096; // code points. Source: Bot API, sendMessage
const TELL_FROM = 3_900;
const TOUCH = matchMedia("(pointer: coarse)"); // focusing the draft there would open the phone's keyboard

export class Composer {
  #form = byId("composer");
  #draft = byId("draft");
  #room = byId("room");
  #button = byId("send");
  #commands;
  #send;

  /** @param {(text: string) => Promise<boolean>} send resolves to whether the text reached the bot */
  constructor(send) {
    this.#send = send;
    this.#commands = new Commands(
      (command) => this.#sendCommand(command),
      (command) => this.#write(command),
    );
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#sendDraft();
    });
    this.#draft.addEventListener("input", () => this.refresh());
    this.#draft.addEventListener("keydown", (event) => this.#takeKey(event));
    byId("start").addEventListener("click", () => this.#send("/start"));
  }

  setCommands(commands) {
    this.#commands.set(commands);
  }

  /** Show the foot that fits: a blocked bot can be unblocked, a new one started, any other written to. */
  fit({ blocked, empty }) {
    const focusedFoot = ["start", "unblock"].includes(document.activeElement?.id);
    byId("unblock").hidden = !blocked;
    byId("start").hidden = blocked || !empty;
    this.#form.hidden = blocked || empty;
    if (this.#form.hidden) this.#commands.close();
    else if (focusedFoot) this.focus();
    this.refresh();
  }

  focus() {
    if (!TOUCH.matches) this.#draft.focus({ preventScroll: true });
  }

  clear() {
    this.#write("");
  }

  /** Follow the draft: its height, its room, the command list. */
  refresh() {
    const text = this.#draft.value;
    this.#draft.style.height = "auto";
    this.#draft.style.height = `${this.#draft.scrollHeight}px`;
    const length = [...text].length;
    const left = MAX_CHARACTERS - length;
    this.#room.textContent = length < TELL_FROM ? "" : say(left < 0 ? "tooLong" : "room", { n: Math.abs(left) });
    this.#room.classList.toggle("too-long", left < 0);
    this.#button.disabled = left < 0 || !text.trim();
    this.#commands.follow(text);
  }

  #takeKey(event) {
    if (this.#commands.takeKey(event)) return;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#sendDraft();
  }

  #write(text) {
    this.#draft.value = text;
    this.refresh();
  }

  async #sendDraft() {
    if (this.#button.disabled) return;
    const text = this.#draft.value;
    this.#write("");
    // A text that did not get through comes back, unless the visitor has begun another one.
    if (!(await this.#send(text)) && !this.#draft.value) this.#write(text);
  }

  #sendCommand(command) {
    if (this.#draft.value.startsWith("/")) this.#write("");
    this.focus();
    this.#send(command);
  }
}
