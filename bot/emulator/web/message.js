/** One message as a bubble: author, media, text, hour, keyboard. Decides nothing about where it stands. */

import { icon, make } from "./dom.js";
import { fileSize, fullInstant, hour } from "./dates.js";
import { drawText } from "./entities.js";
import { drawKeyboard } from "./keyboard.js";
import { say } from "./words.js";

/**
 * @param {object} message as the server sends it
 * @param {object} chat what a message needs of its chat: name, username, now, fileAddress, send, press
 */
export function drawMessage(message, chat) {
  const author = message.from === "bot" ? say("author", { bot: chat.name() }) : say("you");
  const bubble = make(
    "div",
    { class: "bubble" },
    make("span", { class: "unseen" }, `${author} `),
    message.photo && drawPhoto(message, chat),
    message.document && drawDocument(message.document, chat),
    make("div", { class: "text", dir: "auto" }, drawText(message.text, message.entities, chat), drawMeta(message)),
  );
  if (message.photo && !message.text) bubble.classList.add("bare");
  const press = (row, column) => chat.press(message.id, row, column);
  const keyboard = message.keyboard?.length ? drawKeyboard(message.keyboard, press, chat) : null;
  return make(
    "article",
    {
      class: keyboard ? "message with-keyboard" : "message",
      "data-testid": "message",
      "data-message-id": message.id,
      "data-from": message.from,
      tabindex: -1,
    },
    bubble,
    keyboard,
  );
}

function drawMeta({ date, edited }) {
  const time = make("time", { datetime: new Date(date * 1000).toISOString(), title: fullInstant(date) }, hour(date));
  return make("span", { class: "meta" }, edited ? `${say("edited")} ` : null, time);
}

/** The caption says all that a photo shows, and is read below it; its first line names the photo. */
function drawPhoto({ photo: { file_id, width, height }, text }, chat) {
  const address = chat.fileAddress(file_id);
  const alt = text ? say("photoOf", { words: text.split("\n")[0] }) : say("photo");
  const image = make("img", { src: address, width, height, alt, loading: "lazy" });
  return make("a", { class: "photo", href: address, target: "_blank", rel: "noopener noreferrer" }, image);
}

function drawDocument({ file_id, file_name, size }, chat) {
  return make(
    "a",
    { class: "document", "data-testid": "document", href: chat.fileAddress(file_id), download: file_name },
    make("span", { class: "document-icon" }, icon("file")),
    make(
      "span",
      { class: "document-words" },
      make("span", { class: "unseen" }, `${say("download")} `),
      make("span", { class: "document-name" }, file_name),
      make("span", { class: "document-size" }, fileSize(size)),
    ),
  );
}
