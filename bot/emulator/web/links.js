/**
 * Which addresses become links, and what following one does. Only http(s) and tg addresses do;
 * a link back to this very bot (t.me/<bot>?start=…) is a /start in this chat, not a journey to Telegram.
 */

import { make } from "./dom.js";

const SAFE = new Set(["http:", "https:", "tg:"]);

/** The address to link to, or null when it must stay plain text. */
export function safeAddress(written) {
  const text = written.trim();
  try {
    const address = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
    return SAFE.has(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

/** The command that a deep link to `username` stands for: "/start optout"; null for any other address. */
export function deepLink(address, username) {
  const url = new URL(address);
  const named = url.protocol === "tg:" ? url.searchParams.get("domain") : /^(www\.)?(t|telegram)\.me$/.test(url.hostname) && url.pathname.slice(1);
  if (!named || named.toLowerCase() !== username.toLowerCase()) return null;
  return `/start ${url.searchParams.get("start") ?? ""}`.trim();
}

/**
 * A link that opens in a new tab, or sends what a deep link stands for.
 * @param {string} address a safe address
 * @param {{username: string, send: (text: string) => void}} chat
 */
export function link(address, chat, attributes, ...children) {
  const command = deepLink(address, chat.username);
  const follow = (event) => {
    event.preventDefault();
    chat.send(command);
  };
  return make(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer", ...(command && { onclick: follow }), ...attributes },
    ...children,
  );
}
