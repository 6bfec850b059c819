/**
 * The list of messages. Decides their order, the day each stands under, and what the reader sees of it:
 * the end, while the reader is at the end; otherwise where the reader is, with a button that tells of news.
 */

import { byId, make } from "./dom.js";
import { dayHeading, dayKey } from "./dates.js";
import { fitQuotes, refreshDates } from "./entities.js";
import { settle } from "./keyboard.js";
import { drawMessage } from "./message.js";
import { say } from "./words.js";

const NEAR_END_PX = 48;
const UNDER_DAY_PX = 44; // what stands below the name of the day, which stays at the top
const TYPING_MS = 5_000; // how long Telegram shows a chat action. Source: Bot API, sendChatAction

export class Log {
  #list = byId("log");
  #scroll = byId("scroll");
  #toBottom = byId("to-bottom");
  #typing = byId("typing");
  #chat;
  #shown = new Map(); // id -> {node, written}; written is the message as JSON, to leave an unchanged one alone
  #atEnd = true;
  #size = ""; // of content and window, when the end was last shown
  #news = 0;
  #typingEnds;

  /** @param {object} chat what a message needs of its chat; see message.js */
  constructor(chat) {
    this.#chat = chat;
    this.#scroll.addEventListener("scroll", () => this.#look(), { passive: true });
    this.#toBottom.addEventListener("click", () => {
      this.toEnd();
      byId("draft").focus({ preventScroll: true });
    });
    // Pictures load, the composer grows, the window turns: a reader at the end stays there.
    const steady = new ResizeObserver(() => this.#atEnd && this.toEnd());
    steady.observe(this.#scroll);
    steady.observe(this.#scroll.firstElementChild);
  }

  get isEmpty() {
    return this.#shown.size === 0;
  }

  /** Make the list what `messages` says. Silent for screen readers: nothing here has just been said. */
  sync(messages) {
    this.#list.setAttribute("aria-live", "off");
    const kept = new Set(messages.map(({ id }) => id));
    for (const id of this.#shown.keys()) if (!kept.has(id)) this.remove(id);
    for (const message of messages) this.#place(message);
    if (this.#atEnd) this.toEnd();
    requestAnimationFrame(() => this.#list.setAttribute("aria-live", "polite"));
  }

  /** Draw every message again: the language or the zone changed. */
  redraw() {
    const messages = [...this.#shown.values()].map(({ written }) => JSON.parse(written));
    this.clear();
    this.sync(messages);
  }

  clear() {
    this.#shown.clear();
    this.#list.replaceChildren();
    this.hideTyping();
    this.#forgetNews();
  }

  /** A message has just come, or changed. */
  show(message) {
    const isNew = !this.#shown.has(message.id);
    const node = this.#place(message);
    if (message.from === "bot") this.hideTyping();
    if (isNew) node.classList.add("arriving");
    if (!this.#atEnd && isNew && message.from === "bot") return this.#tellNews();
    if (this.#atEnd || isNew) this.toEnd();
    if (isNew && message.from === "bot") this.#toBeginning(node);
    return undefined;
  }

  remove(id) {
    const day = this.#shown.get(id)?.node.parentElement;
    this.#shown.get(id)?.node.remove();
    this.#shown.delete(id);
    if (day && !day.querySelector(".message")) day.remove();
  }

  /** The bot answered a press under message `id`. */
  settle(id) {
    const shown = this.#shown.get(id);
    if (shown) settle(shown.node);
  }

  showTyping() {
    clearTimeout(this.#typingEnds);
    this.#typing.hidden = false;
    this.#chat.typing(true);
    this.#typingEnds = setTimeout(() => this.hideTyping(), TYPING_MS);
  }

  hideTyping() {
    clearTimeout(this.#typingEnds);
    this.#typing.hidden = true;
    this.#chat.typing(false);
  }

  /** The simulated clock moved. */
  refreshDates() {
    refreshDates(this.#list, this.#chat.now());
  }

  toEnd() {
    const { scrollHeight, clientHeight } = this.#scroll;
    this.#scroll.scrollTop = scrollHeight;
    this.#size = `${scrollHeight} ${clientHeight}`;
    this.#atEnd = true;
    this.#forgetNews();
  }

  /** A message too long to be seen whole is read from its first line. */
  #toBeginning(node) {
    const beyond = this.#scroll.getBoundingClientRect().top + UNDER_DAY_PX - node.getBoundingClientRect().top;
    if (beyond <= 0) return;
    this.#atEnd = false;
    this.#scroll.scrollTop -= beyond;
  }

  #place(message) {
    const written = JSON.stringify(message);
    const before = this.#shown.get(message.id);
    if (before?.written === written) return before.node;
    const node = drawMessage(message, this.#chat);
    this.#shown.set(message.id, { node, written });
    if (before) {
      replaceKeepingFocus(before.node, node);
    } else {
      const day = this.#day(dayKey(message.date));
      const next = [...day.querySelectorAll(".message")].find((other) => Number(other.dataset.messageId) > message.id);
      day.insertBefore(node, next ?? null);
    }
    fitQuotes(node);
    return node;
  }

  /** The section of one day, made on demand, in order. */
  #day(key) {
    const days = [...this.#list.children];
    const found = days.find((day) => day.dataset.day === key);
    if (found) return found;
    const day = make("section", { class: "day", "data-day": key }, make("h2", { class: "day-name" }, dayHeading(key)));
    this.#list.insertBefore(day, days.find((other) => other.dataset.day > key) ?? null);
    return day;
  }

  #look() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
    // Not the reader but the layout scrolled, as when a phone's keyboard opens: the end is kept.
    if (this.#atEnd && this.#size !== `${scrollHeight} ${clientHeight}`) return this.toEnd();
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
    if (this.#atEnd) this.#forgetNews();
    else this.#drawToBottom();
    return undefined;
  }

  #tellNews() {
    this.#news += 1;
    this.#drawToBottom();
  }

  #forgetNews() {
    this.#news = 0;
    this.#toBottom.hidden = true;
  }

  #drawToBottom() {
    const words = this.#news ? say("newMessages", { n: this.#news }) : say("toBottom");
    this.#toBottom.hidden = false;
    this.#toBottom.classList.toggle("has-news", this.#news > 0);
    this.#toBottom.firstElementChild.textContent = words;
  }
}

/** An edit replaces the bubble; someone on its keyboard stays on the button at the same place. */
function replaceKeepingFocus(before, after) {
  const keys = [...before.querySelectorAll(".key")];
  const held = before.contains(document.activeElement);
  const index = keys.indexOf(document.activeElement);
  before.replaceWith(after);
  if (held) (after.querySelectorAll(".key")[index] ?? after).focus({ preventScroll: true });
}
