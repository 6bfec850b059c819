/** Short notices over the chat: a toast that goes by itself, and an alert that waits to be read. */

import { byId, make } from "./dom.js";

const SHORTEST_MS = 3_500;
const READING_MS = 70; // for each character: about 170 words a minute

let leaving;

/** Show `text` for as long as reading takes; a later toast replaces it. */
export function toast(text) {
  clearTimeout(leaving);
  const place = byId("toasts");
  place.replaceChildren(make("p", { class: "toast", "data-testid": "toast", dir: "auto" }, text));
  leaving = setTimeout(() => place.replaceChildren(), Math.max(SHORTEST_MS, text.length * READING_MS));
}

/** Show `text` until the visitor closes it. */
export function alertBox(text) {
  byId("toasts").replaceChildren();
  byId("alert-text").textContent = text;
  const box = byId("alert");
  if (!box.open) box.showModal();
}
