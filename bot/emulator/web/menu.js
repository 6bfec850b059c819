/** The menu in the chat's head: opens, closes, and moves by the arrow keys. What its items do is main.js's. */

import { byId } from "./dom.js";

const button = byId("menu-button");
const menu = byId("menu");
const items = () => [...menu.querySelectorAll("[role=menuitem]")];

function open(index) {
  menu.hidden = false;
  button.setAttribute("aria-expanded", "true");
  items().at(index).focus();
}

function close({ refocus = false } = {}) {
  if (menu.hidden) return;
  menu.hidden = true;
  button.setAttribute("aria-expanded", "false");
  if (refocus) button.focus();
}

function takeKey(event) {
  const all = items();
  const at = all.indexOf(document.activeElement);
  const moves = { ArrowDown: (at + 1) % all.length, ArrowUp: at - 1, Home: 0, End: -1 };
  if (event.key in moves) all.at(moves[event.key]).focus();
  else if (event.key === "Escape") close({ refocus: true });
  else if (event.key === "Tab") return close();
  else return undefined;
  event.preventDefault();
  return undefined;
}

/** Bring the menu to life. */
export function startMenu() {
  button.addEventListener("click", () => (menu.hidden ? open(0) : close()));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowDown" ? 0 : -1);
  });
  menu.addEventListener("keydown", takeKey);
  menu.addEventListener("click", (event) => event.target.closest("[role=menuitem]") && close({ refocus: true }));
  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.contains(target) && !button.contains(target)) close();
  });
}
