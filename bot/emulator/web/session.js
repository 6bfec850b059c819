/**
 * Who the visitor is, and the line to the server. Decides when the whole state is read (before the line is
 * opened; the server keeps what happens in between), and when the visitor becomes a new one.
 */

import * as api from "./api.js";
import { spoken } from "./words.js";

const VISITOR = "visitor"; // in sessionStorage: each tab is a person of its own
const RETRY_MS = 1_500;

export class Session {
  #visitor = sessionStorage.getItem(VISITOR);
  #events = null;
  #turn = 0; // counts beginnings, so that an answer to an older one is left alone
  #retrying;
  #listener;

  /**
   * @param {object} listener is told: state(state), event(event), line(isUp), renewed(forgotten), the last
   *   when a new visitor begins, `forgotten` when the server lost the one before
   */
  constructor(listener) {
    this.#listener = listener;
  }

  get visitor() {
    return this.#visitor;
  }

  /** Read the state and listen, as the visitor of this tab, or as a new one if the server knows no such. */
  async begin() {
    if (!this.#visitor) return this.renew();
    clearTimeout(this.#retrying);
    const turn = (this.#turn += 1);
    const state = await api.state(this.#visitor).catch((error) => error);
    if (turn !== this.#turn) return undefined;
    if (state instanceof api.UnknownVisitor) return this.renew({ forgotten: true });
    if (state instanceof Error) return this.#retry(() => this.begin());
    this.#listener.state(state);
    return this.#follow();
  }

  /** Become a new visitor. */
  async renew({ forgotten = false } = {}) {
    this.#events?.close();
    const turn = (this.#turn += 1);
    const answer = await api.join(spoken()).catch((error) => error);
    if (turn !== this.#turn) return undefined;
    if (answer instanceof Error) return this.#retry(() => this.renew({ forgotten }));
    this.#visitor = answer.visitor;
    sessionStorage.setItem(VISITOR, this.#visitor);
    this.#listener.renewed(forgotten);
    return this.begin();
  }

  /** Listen to the visitor's events. The browser reconnects by itself, unless the server refused. */
  #follow() {
    this.#events?.close();
    const events = new EventSource(api.eventsAddress(this.#visitor));
    this.#events = events;
    events.onopen = () => this.#listener.line(true);
    events.onmessage = ({ data }) => this.#listener.event(JSON.parse(data));
    events.onerror = () => {
      this.#listener.line(false);
      if (events.readyState === EventSource.CLOSED) this.#retry(() => this.begin());
    };
  }

  #retry(action) {
    this.#listener.line(false);
    clearTimeout(this.#retrying);
    this.#retrying = setTimeout(action, RETRY_MS);
  }
}
