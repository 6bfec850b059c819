/**
 * The simulated calendar over the chat: which day it is, how far the start is, and the buttons that move it.
 * The server moves time; this only shows it. Without a simulated calendar the bar is not there.
 */

import { byId, make } from "./dom.js";
import { adoptZone, dayInSentence, daysBetween, hour, longDay, shortDay } from "./dates.js";
import { locale, say } from "./words.js";

const FIRST_DAY = "calendar-from"; // in sessionStorage: where this visit's timeline begins

export class Calendar {
  #bar = byId("calendar");
  #calendar = null;
  #announce = false;

  /** @param {(action: string) => Promise<object|null>} move asks the server; null when it did not go through */
  constructor(move) {
    const ask = async (action) => {
      this.#announce = true;
      const moved = await move(action);
      if (moved) this.show(moved);
    };
    byId("next-day").addEventListener("click", () => ask("next-day"));
    byId("next-reminder").addEventListener("click", ({ currentTarget }) => {
      if (currentTarget.getAttribute("aria-disabled") !== "true") ask("next-reminder");
    });
    byId("play").addEventListener("click", () => ask(this.#calendar.playing ? "pause" : "play"));
  }

  /** The present instant in Unix seconds: the simulated one, where there is one. */
  now() {
    return (this.#calendar ? Date.parse(this.#calendar.now) : Date.now()) / 1000;
  }

  /** @param {object|null} calendar as the server sends it */
  show(calendar) {
    this.#calendar = calendar;
    this.#bar.hidden = calendar === null;
    if (calendar === null) return;
    adoptZone(calendar);
    // With the hour: while it plays, a day is long, and nothing else would be seen to move.
    byId("calendar-day").textContent = `${longDay(calendar.now)}, ${hour(this.now())}`;
    this.#showDaysLeft(calendar);
    this.#showMoves(calendar);
    this.#showTimeline(calendar);
    // Only after a press: while it plays, a day every moment would talk over the messages.
    if (this.#announce && !calendar.playing) byId("calendar-news").textContent = `${longDay(calendar.now)}. ${byId("calendar-left").textContent}`;
    this.#announce = false;
  }

  /** The language changed. */
  redraw() {
    this.show(this.#calendar);
  }

  #showDaysLeft({ days_left: left, deadline }) {
    const place = byId("calendar-left");
    const day = dayInSentence(deadline);
    const n = Math.abs(left);
    const [words, about] = left > 0 ? ["daysLeft", "untilDeadline"] : ["daysSince", "sinceDeadline"];
    const number = make("strong", {}, n.toLocaleString(locale()));
    if (left === 0) place.replaceChildren(make("strong", { class: "today" }, say("beginsToday")));
    else place.replaceChildren(number, " ", make("span", {}, make("b", {}, say(words, { n })), make("small", {}, ` ${say(about, { day })}`)));
    this.#bar.dataset.phase = left > 0 ? "before" : "after";
  }

  #showMoves({ playing, next_reminder: next }) {
    const reminder = byId("next-reminder");
    // Not the disabled attribute: the button keeps the keyboard's place and can say why it does nothing.
    reminder.setAttribute("aria-disabled", String(next === null));
    reminder.title = next === null ? say("noReminder") : say("reminderOn", { day: dayInSentence(next, { weekday: true }) });
    const play = byId("play");
    play.querySelector("use").setAttribute("href", playing ? "#icon-pause" : "#icon-play");
    play.querySelector("span").textContent = say(playing ? "pause" : "play");
  }

  #showTimeline({ now, deadline, next_reminder: next }) {
    const from = firstDay(now);
    const days = Math.max(1, daysBetween(from, deadline));
    // It leads up to the start: once that is past, or if the visit began no earlier, there is no way to show.
    byId("timeline").hidden = daysBetween(from, deadline) <= 0 || daysBetween(now, deadline) < 0;
    const at = (iso) => Math.min(1, Math.max(0, daysBetween(from, iso) / days));
    const { style } = byId("timeline");
    style.setProperty("--days", days);
    style.setProperty("--today", at(now));
    style.setProperty("--reminder", next ? at(next) : 0);
    byId("timeline").classList.toggle("no-reminder", next === null || daysBetween(next, deadline) <= 0);
    byId("timeline-from").textContent = shortDay(from);
    byId("timeline-to").textContent = shortDay(deadline);
  }
}

/** The earliest simulated day this visit has seen, as ISO. */
function firstDay(now) {
  const today = now.slice(0, 10);
  const kept = sessionStorage.getItem(FIRST_DAY);
  const first = kept && kept < today ? kept : today;
  sessionStorage.setItem(FIRST_DAY, first);
  return first;
}
