/** Light or dark: the system's wish, until the visitor chooses. Loaded before the first paint. */

const CHOICE = "appearance"; // in localStorage: "light" or "dark"
const system = matchMedia("(prefers-color-scheme: dark)");

const chosen = () => localStorage.getItem(CHOICE);

function apply() {
  if (chosen()) document.documentElement.dataset.theme = chosen();
}

/** Whether the page is dark now. */
export const isDark = () => (chosen() ? chosen() === "dark" : system.matches);

/** Choose the other appearance, and keep it. */
export function switchAppearance() {
  localStorage.setItem(CHOICE, isDark() ? "light" : "dark");
  apply();
}

/** Call `changed` when the system's wish changes. */
export const onSystemChange = (changed) => system.addEventListener("change", changed);

apply();
