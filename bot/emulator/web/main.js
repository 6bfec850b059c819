/**
 * Joins the parts of the page: what the server tells goes to the log, the head, the composer and the calendar;
 * what the visitor does goes to the server. Holds the little that they share: the bot's profile, and whether
 * it is blocked.
 */

import * as api from "./api.js";
import { Calendar } from "./calendar.js";
import { Composer } from "./composer.js";
import { byId } from "./dom.js";
import { Log } from "./log.js";
import { startMenu } from "./menu.js";
import { alertBox, toast } from "./notices.js";
import { Session } from "./session.js";
import { isDark, onSystemChange, switchAppearance } from "./theme.js";
import { say, speak, spoken } from "./words.js";

let bot = { name: "", username: "", description: "" };
let blocked = false;
let typing = false;

const session = new Session({ state: showState, event: takeEvent, line: showLine, renewed: forget });
const calendar = new Calendar((action) => attempt(() => api.moveCalendar(action)));
const composer = new Composer(sendText);
const log = new Log({
  name: () => bot.name,
  get username() {
    return bot.username;
  },
  now: () => calendar.now(),
  fileAddress: (fileId) => api.fileAddress(session.visitor, fileId),
  send: sendText,
  press: async (id, row, column) => (await attempt(() => api.press(session.visitor, id, row, column))) !== null,
  typing: (isTyping) => {
    typing = isTyping;
    showHead();
  },
});

/** Ask the server; null, and a word about it, when that does not go through. */
async function attempt(ask) {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof api.UnknownVisitor) await session.renew({ forgotten: true });
    else toast(say("failed"));
    return null;
  }
}

async function sendText(text) {
  const sent = await attempt(() => api.send(session.visitor, text));
  if (sent) {
    log.show(sent.message);
    fitFoot();
  }
  return sent !== null;
}

function showState(state) {
  if (state.language_code.slice(0, 2) !== spoken()) speakEverywhere(state.language_code);
  ({ bot, blocked } = state);
  calendar.show(state.calendar); // first: it says in which zone the messages' hours are shown
  composer.setCommands(state.commands);
  showHead();
  log.sync(state.messages);
  log.refreshDates();
  showMenu();
  fitFoot();
  // Time may have waited for somebody to come. If it is not heard, the next state says it again.
  if (state.calendar) api.moveCalendar("open").catch(() => undefined);
}

function takeEvent(event) {
  switch (event.type) {
    case "message":
      log.show(event.message);
      return fitFoot();
    case "deleted":
      log.remove(event.message_id);
      return fitFoot();
    case "typing":
      return log.showTyping();
    case "callback_answer":
      log.settle(event.message_id);
      if (event.text) (event.show_alert ? alertBox : toast)(event.text);
      return undefined;
    case "commands":
      return composer.setCommands(event.commands);
    case "profile":
      ({ bot } = event);
      return showHead();
    case "calendar":
      calendar.show(event.calendar);
      return log.refreshDates();
    default:
      return undefined; // a newer server may tell more than this page shows
  }
}

function showHead() {
  byId("bot-name").textContent = bot.name;
  byId("bot-status").textContent = say(blocked ? "blocked" : typing ? "typing" : "bot");
  byId("bot-status").classList.toggle("is-typing", typing && !blocked);
  byId("welcome-text").textContent = bot.description;
  if (bot.name) document.title = say("title", { bot: bot.name });
}

function fitFoot() {
  byId("welcome").hidden = !log.isEmpty;
  composer.fit({ blocked, empty: log.isEmpty });
}

function showLine(isUp) {
  byId("line").textContent = isUp ? "" : say("lineLost");
}

function forget(forgotten) {
  log.clear();
  composer.clear();
  if (forgotten) toast(say("forgotten"));
}

function speakEverywhere(tag) {
  speak(tag);
  const [other, sentence] = { fr: ["EN", "Switch to English"], en: ["FR", "Passer en français"] }[spoken()];
  const button = byId("language");
  button.textContent = other;
  button.lang = other.toLowerCase();
  button.title = sentence;
  button.setAttribute("aria-label", `${other}, ${sentence}`);
  showHead();
  showMenu();
  calendar.redraw();
  log.redraw();
  composer.refresh();
}

function showMenu() {
  byId("appearance").querySelector("span").textContent = say(isDark() ? "lightAppearance" : "darkAppearance");
  byId("block").querySelector("span").textContent = say(blocked ? "unblock" : "block");
}

async function setBlocked(wanted) {
  if ((await attempt(() => api.setBlocked(session.visitor, wanted))) === null) return;
  blocked = wanted;
  showHead();
  showMenu();
  fitFoot();
}

byId("language").addEventListener("click", async () => {
  const wanted = spoken() === "fr" ? "en" : "fr";
  if ((await attempt(() => api.setLanguage(session.visitor, wanted))) === null) return;
  speakEverywhere(wanted);
  await session.begin(); // the bot has another name, description and command list in this language
  // A chat keeps the language that it began in. The bot's own deep link changes it.
  if (!log.isEmpty && !blocked) await sendText(`/start lang_${wanted}`);
});
byId("appearance").addEventListener("click", () => {
  switchAppearance();
  showMenu();
});
byId("start-over").addEventListener("click", () => session.renew());
byId("block").addEventListener("click", () => setBlocked(!blocked));
byId("unblock").addEventListener("click", () => setBlocked(false));
onSystemChange(showMenu);

startMenu();
speakEverywhere(spoken());
session.begin();
