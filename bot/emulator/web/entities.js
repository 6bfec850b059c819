/**
 * A message's text with its entities, as nodes. Decides how each entity type looks and how overlapping
 * ones nest. Offsets are UTF-16 units, as JavaScript's own string indices are, so none is converted.
 */

import { make } from "./dom.js";
import { formatted, fullInstant } from "./dates.js";
import { link, safeAddress } from "./links.js";
import { say } from "./words.js";

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const PLAIN_TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };

/**
 * Draw `text` with `entities`.
 * @param {{username: string, send: (text: string) => void, now: () => number}} chat `now` in Unix seconds
 * @returns {DocumentFragment}
 */
export function drawText(text, entities, chat) {
  const spans = entities
    .map((entity) => ({ entity, start: entity.offset, end: Math.min(entity.offset + entity.length, text.length) }))
    .sort((a, b) => isBlock(b) - isBlock(a) || a.start - b.start || b.end - a.end);
  return drawRange(text, spans, 0, text.length, chat);
}

const isBlock = (span) => Number(BLOCKS.has(span.entity.type));

/**
 * Draw text[start, end): its outermost span, what stands before, and what follows. A span that crosses
 * another's edge is cut there, so that overlaps nest; blocks come first, so that they are never cut.
 */
function drawRange(text, spans, start, end, chat) {
  const nodes = document.createDocumentFragment();
  const inside = spans
    .map((span) => ({ ...span, start: Math.max(span.start, start), end: Math.min(span.end, end) }))
    .filter((span) => span.start < span.end);
  if (inside.length === 0) {
    if (start < end) nodes.append(text.slice(start, end));
    return nodes;
  }
  const [outer, ...rest] = inside;
  const content = drawRange(text, rest, outer.start, outer.end, chat);
  nodes.append(drawRange(text, rest, start, outer.start, chat));
  nodes.append(drawEntity(outer.entity, text.slice(outer.start, outer.end), content, chat));
  // A block ends its own line: the line feed after it would show as an empty one.
  const next = isBlock(outer) && text[outer.end] === "\n" ? outer.end + 1 : outer.end;
  if (next < end) nodes.append(drawRange(text, rest, next, end, chat));
  return nodes;
}

function drawEntity(entity, written, content, chat) {
  switch (entity.type) {
    case "pre":
      return make("pre", { tabindex: 0 }, make("code", { "data-language": entity.language }, content));
    case "blockquote":
      return make("blockquote", {}, content);
    case "expandable_blockquote":
      return expandable(content);
    case "spoiler":
      return spoiler(content);
    case "date_time":
      return dateTime(entity, written, content, chat);
    case "text_link":
    case "url": {
      const address = safeAddress(entity.type === "url" ? written : (entity.url ?? ""));
      return address ? link(address, chat, { title: entity.type === "url" ? null : address }, content) : content;
    }
    case "bot_command":
      return make("button", { type: "button", class: "inline-command", onclick: () => chat.send(written) }, content);
    case "mention":
    case "hashtag":
      return make("span", { class: "mention" }, content);
    default:
      return PLAIN_TAGS[entity.type] ? make(PLAIN_TAGS[entity.type], {}, content) : content;
  }
}

/** A quote that shows its first lines; `fitQuotes` takes the button away where all of it is visible. */
function expandable(content) {
  const quote = make("blockquote", { class: "folded" }, make("div", { class: "quoted" }, content));
  const toggle = make("button", { type: "button", class: "unfold", "aria-expanded": "false" }, say("unfold"));
  toggle.addEventListener("click", () => {
    const folded = quote.classList.toggle("folded");
    toggle.setAttribute("aria-expanded", String(!folded));
    toggle.textContent = say(folded ? "unfold" : "fold");
  });
  quote.append(toggle);
  return quote;
}

/** Once in the page: hide the "read more" of quotes that are short enough. */
export function fitQuotes(node) {
  for (const quote of node.querySelectorAll("blockquote.folded")) {
    const { scrollHeight, clientHeight } = quote.firstElementChild;
    quote.querySelector(".unfold").hidden = scrollHeight <= clientHeight + 1;
  }
}

/** Hidden until pressed, for the eye and for a screen reader alike. */
function spoiler(content) {
  const hidden = make("span", { class: "spoiler-text", "aria-hidden": "true", inert: true }, content);
  const cover = make("span", { class: "spoiler", role: "button", tabindex: 0, "aria-label": say("hiddenText") }, hidden);
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    cover.replaceWith(make("span", { class: "spoiler-shown" }, ...hidden.childNodes));
  };
  cover.addEventListener("click", reveal, { once: true });
  cover.addEventListener("keydown", reveal);
  return cover;
}

/** In the visitor's own words; what the bot wrote stays in the tooltip, or stands where no format was asked. */
function dateTime(entity, written, content, chat) {
  const shown = formatted(entity.unix_time, entity.date_time_format, chat.now());
  const attributes = { datetime: new Date(entity.unix_time * 1000).toISOString() };
  if (shown === null) return make("time", { ...attributes, title: fullInstant(entity.unix_time) }, content);
  return make("time", { ...attributes, title: written, "data-unix": entity.unix_time, "data-format": entity.date_time_format }, shown);
}

/** Dates like "in 14 days" move with the clock: write them again for `now`, in Unix seconds. */
export function refreshDates(root, now) {
  for (const node of root.querySelectorAll("time[data-format='r']")) node.textContent = formatted(Number(node.dataset.unix), "r", now);
}
