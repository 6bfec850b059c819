/**
 * The inline keyboard under a message. Decides what a press does: a callback goes to the bot and waits,
 * an address opens a new tab, a copy button copies and says so.
 */

import { icon, make } from "./dom.js";
import { link, safeAddress } from "./links.js";
import { toast } from "./notices.js";
import { say } from "./words.js";

const PATIENCE_MS = 30_000; // a bot that never answers must not leave a button dead

/**
 * @param {Array<Array<{text: string, kind: string, url?: string, copy_text?: string}>>} rows
 * @param {(row: number, column: number) => Promise<boolean>} press resolves to whether the press reached the bot
 */
export function drawKeyboard(rows, press, chat) {
  const drawRow = (buttons, row) =>
    make("div", { class: "row" }, ...buttons.map((button, column) => drawButton(button, () => press(row, column), chat)));
  return make("div", { class: "keyboard" }, ...rows.map(drawRow));
}

function drawButton(button, press, chat) {
  const hook = { class: "key", "data-testid": "button", "data-kind": button.kind };
  const label = make("span", { dir: "auto" }, button.text);
  if (button.kind === "url") {
    const address = safeAddress(button.url ?? "");
    if (!address) return make("button", { ...hook, type: "button", disabled: true }, label);
    const hint = make("span", { class: "unseen" }, ` ${say("newTab")}`);
    return link(address, chat, { ...hook, title: address }, label, hint, icon("outside"));
  }
  if (button.kind === "copy") return make("button", { ...hook, type: "button", onclick: () => copy(button.copy_text) }, label, icon("copy"));
  return make("button", { ...hook, type: "button", onclick: (event) => wait(event.currentTarget, press) }, label);
}

async function wait(key, press) {
  if (key.getAttribute("aria-busy") === "true") return;
  key.setAttribute("aria-busy", "true");
  setTimeout(() => key.removeAttribute("aria-busy"), PATIENCE_MS);
  if (!(await press())) key.removeAttribute("aria-busy");
}

/** The bot answered: every button under `message` is free again. */
export function settle(message) {
  for (const key of message.querySelectorAll("[aria-busy]")) key.removeAttribute("aria-busy");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(say("copied"));
  } catch {
    toast(say("notCopied", { text }));
  }
}
