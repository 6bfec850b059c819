/**
 * Dates and hours for people. Decides in which zone they are shown: the browser's own, unless the
 * simulated calendar keeps another one, since "9:00" on a reminder must be the hour it was planned for.
 */

import { locale, spoken } from "./words.js";

const DAY_MS = 86_400_000;
let zone; // undefined: the browser's own

/**
 * Show hours as the calendar does: in the zone it names, or else in one with the offset of its `now`.
 * An offset is a poor zone, it knows no summer time; so the browser's own goes first where it agrees.
 */
export function adoptZone({ now, zone: named }) {
  const offset = now.match(/[+-]\d\d:\d\d$/)?.[0] ?? "+00:00";
  const wanted = named ?? (offsetHere(now) === offset ? undefined : offset);
  try {
    new Intl.DateTimeFormat("en", { timeZone: wanted });
    zone = wanted;
  } catch {
    zone = undefined; // a browser that does not know it
  }
}

function offsetHere(instant) {
  const minutes = -new Date(instant).getTimezoneOffset();
  const pad = (number) => String(Math.floor(Math.abs(number))).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${pad(minutes / 60)}:${pad(minutes % 60)}`;
}

/** Format with French first days ("1er novembre") and a capital where a label begins. */
function write(instant, options, { capital = false } = {}) {
  const parts = new Intl.DateTimeFormat(locale(), options).formatToParts(instant);
  const first = spoken() === "fr" && options.day === "numeric";
  const text = parts.map(({ type, value }) => (first && type === "day" && value === "1" ? "1er" : value)).join("");
  return capital ? text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1) : text;
}

/** The day of an ISO instant or date as a Date at midnight UTC: a day without a zone. */
export const dayOf = (iso) => new Date(`${iso.slice(0, 10)}T00:00:00Z`);

/** Whole days from one ISO day to another. */
export const daysBetween = (from, to) => Math.round((dayOf(to) - dayOf(from)) / DAY_MS);

/** "Lundi 20 octobre 2025" */
export const longDay = (iso) =>
  write(dayOf(iso), { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }, { capital: true });

/** "lundi 27 octobre 2025" in a sentence, or "3 novembre 2025" without the weekday. */
export const dayInSentence = (iso, { weekday = false } = {}) =>
  write(dayOf(iso), { ...(weekday && { weekday: "long" }), day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "27 oct." */
export const shortDay = (iso) => write(dayOf(iso), { day: "numeric", month: "short", timeZone: "UTC" });

/** The day a message stands under, as "2025-10-20". `unix` in seconds. */
export const dayKey = (unix) =>
  new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone }).format(unix * 1000);

/** "lundi 20 octobre", over a day's messages. */
export const dayHeading = (key) =>
  write(dayOf(key), { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }, { capital: true });

/** Hours as the locale writes them: "09:00", or "9:00 AM". */
function clock() {
  const { hour12 } = new Intl.DateTimeFormat(locale(), { timeStyle: "short" }).resolvedOptions();
  return { hour: hour12 ? "numeric" : "2-digit", minute: "2-digit" };
}

/** "09:00" */
export const hour = (unix) => write(unix * 1000, { ...clock(), timeZone: zone });

/** Day and hour in full, for a tooltip. */
export const fullInstant = (unix) => write(unix * 1000, { dateStyle: "full", timeStyle: "short", timeZone: zone });

/**
 * A date_time entity as the Bot API asks for it: r, or w?[dD]?[tT]?.
 * Null when the format is absent or unknown: then the text stands as it was written.
 */
export function formatted(unix, format, now) {
  if (format === "r") return relative(unix - now);
  const [, weekday, day, time] = /^(w?)([dD]?)([tT]?)$/.exec(format ?? "") ?? [];
  if (!weekday && !day && !time) return null;
  return write(unix * 1000, {
    ...(weekday && { weekday: "long" }),
    ...(day === "D" && { day: "numeric", month: "long", year: "numeric" }),
    ...(day === "d" && { day: "2-digit", month: "2-digit", year: "2-digit" }),
    ...(time && clock()),
    ...(time === "T" && { second: "2-digit" }),
    timeZone: zone,
  });
}

const UNITS = [["year", 31_557_600], ["month", 2_629_800], ["day", 86_400], ["hour", 3_600], ["minute", 60], ["second", 1]];

/** "dans 14 jours", from a difference in seconds. */
function relative(seconds) {
  const [unit, length] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale(), { numeric: "auto" }).format(Math.trunc(seconds / length), unit);
}

/** A file's size: "2,4 ko". */
export function fileSize(bytes) {
  const [unit, size] = [["megabyte", 1e6], ["kilobyte", 1e3]].find(([, least]) => bytes >= least) ?? ["byte", 1];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, maximumFractionDigits: 1 }).format(bytes / size);
}
