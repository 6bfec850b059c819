/** The requests of the page, one function each. Knows addresses and status codes, nothing else. */

/** The server does not know this visitor: it was restarted. */
export class UnknownVisitor extends Error {}

/** The server said no. `reason` is its own sentence, in English. */
export class Refused extends Error {
  constructor(status, reason) {
    super(`${status}: ${reason}`);
    this.reason = reason;
  }
}

async function request(path, body) {
  const options = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, { cache: "no-store", ...options });
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  if (response.status === 404 && answer.error === "unknown visitor") throw new UnknownVisitor();
  throw new Refused(response.status, answer.error ?? response.statusText);
}

const at = (visitor, path = "") => `/chat/${encodeURIComponent(visitor)}${path}`;

export const join = (language) => request("/chat/visitors", { language_code: language, first_name: "Alex" });
export const state = (visitor) => request(at(visitor));
export const send = (visitor, text) => request(at(visitor, "/messages"), { text });
export const press = (visitor, messageId, row, column) => request(at(visitor, "/presses"), { message_id: messageId, row, column });
export const setBlocked = (visitor, blocked) => request(at(visitor, "/blocked"), { blocked });
export const setLanguage = (visitor, language) => request(at(visitor, "/language"), { language_code: language });
export const moveCalendar = (action) => request("/calendar", { action });

export const eventsAddress = (visitor) => at(visitor, "/events");
export const fileAddress = (visitor, fileId) => at(visitor, `/files/${encodeURIComponent(fileId)}`);
