/**
 * Every word of the page, in French and in English, and which of the two is spoken now.
 * What the bot says comes from the bot. An entry is a sentence, or its plural forms by CLDR category.
 */

const TABLE = {
  title: { fr: "{bot} : la conversation", en: "{bot}: the conversation" },
  skip: { fr: "Aller à la conversation", en: "Go to the conversation" },
  simulation: {
    fr: "Simulation, pour cet ordinateur et pas pour Internet : rien n’est envoyé à Telegram ni à LinkedIn.",
    en: "A simulation, for this machine and not for the internet: nothing is sent to Telegram or LinkedIn.",
  },

  calendar: { fr: "Calendrier simulé", en: "Simulated calendar" },
  simulatedDay: { fr: "(simulé)", en: "(simulated)" },
  daysLeft: { fr: { one: "jour restant", other: "jours restants" }, en: { one: "day left", other: "days left" } },
  untilDeadline: { fr: "avant le {day}", en: "until {day}" },
  beginsToday: { fr: "Ça commence aujourd’hui", en: "It begins today" },
  daysSince: {
    fr: { one: "jour depuis le début", other: "jours depuis le début" },
    en: { one: "day since the start", other: "days since the start" },
  },
  sinceDeadline: { fr: "({day})", en: "({day})" },
  nextDay: { fr: "Jour suivant", en: "Next day" },
  nextReminder: { fr: "Prochain rappel", en: "Next reminder" },
  reminderOn: { fr: "Le prochain rappel part le {day}", en: "The next reminder leaves on {day}" },
  noReminder: { fr: "Aucun rappel n’est prévu", en: "No reminder is planned" },
  play: { fr: "Lecture", en: "Play" },
  pause: { fr: "Pause", en: "Pause" },

  bot: { fr: "bot", en: "bot" },
  typing: { fr: "écrit…", en: "typing…" },
  blocked: { fr: "bot bloqué", en: "blocked" },
  lineLost: { fr: "Connexion perdue. Nouvel essai en cours…", en: "Connection lost. Trying again…" },
  forgotten: {
    fr: "La démonstration a redémarré : voici une nouvelle conversation.",
    en: "The demo was restarted: this is a new conversation.",
  },
  failed: {
    fr: "Cela n’est pas parti. La démonstration tourne-t-elle encore ?",
    en: "That did not go through. Is the demo still running?",
  },

  menu: { fr: "Menu", en: "Menu" },
  darkAppearance: { fr: "Apparence sombre", en: "Dark appearance" },
  lightAppearance: { fr: "Apparence claire", en: "Light appearance" },
  startOver: { fr: "Tout recommencer", en: "Start over" },
  block: { fr: "Bloquer le bot", en: "Block the bot" },
  unblock: { fr: "Débloquer le bot", en: "Unblock the bot" },

  whatCanItDo: { fr: "Que peut faire ce bot ?", en: "What can this bot do?" },
  start: { fr: "Démarrer", en: "Start" },
  conversation: { fr: "Conversation", en: "Conversation" },
  messages: { fr: "Messages", en: "Messages" },
  you: { fr: "Vous :", en: "You:" },
  author: { fr: "{bot} :", en: "{bot}:" },
  edited: { fr: "modifié", en: "edited" },
  photoOf: { fr: "Photo : {words} (en grand dans un nouvel onglet)", en: "Photo: {words} (full size in a new tab)" },
  photo: { fr: "Photo, en grand dans un nouvel onglet", en: "Photo, full size in a new tab" },
  download: { fr: "Télécharger", en: "Download" },
  hiddenText: { fr: "Texte masqué, appuyer pour lire", en: "Hidden text, press to read" },
  unfold: { fr: "Lire la suite", en: "Read more" },
  fold: { fr: "Replier", en: "Show less" },
  newTab: { fr: "(nouvel onglet)", en: "(new tab)" },
  copied: { fr: "Copié.", en: "Copied." },
  notCopied: { fr: "Le navigateur refuse la copie. À copier à la main : {text}", en: "The browser refuses to copy. Copy by hand: {text}" },
  newMessages: { fr: { one: "{n} nouveau message", other: "{n} nouveaux messages" }, en: { one: "{n} new message", other: "{n} new messages" } },
  toBottom: { fr: "Aller au dernier message", en: "Go to the last message" },

  message: { fr: "Message", en: "Message" },
  send: { fr: "Envoyer", en: "Send" },
  commands: { fr: "Commandes", en: "Commands" },
  room: {
    fr: { one: "{n} caractère restant", other: "{n} caractères restants" },
    en: { one: "{n} character left", other: "{n} characters left" },
  },
  tooLong: {
    fr: { one: "{n} caractère de trop", other: "{n} caractères de trop" },
    en: { one: "{n} character too many", other: "{n} characters too many" },
  },
  ok: { fr: "OK", en: "OK" },
};

let language = navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";

/** The language of the page: "fr" or "en". */
export const spoken = () => language;

/** The locale for dates and numbers: the browser's own region where it fits the language. */
export function locale() {
  if (navigator.language.toLowerCase().startsWith(language)) return navigator.language;
  return { fr: "fr-FR", en: "en-GB" }[language];
}

/**
 * Say one entry.
 * @param {keyof TABLE} key
 * @param {{n?: number} & Object<string, string|number>} [values] what stands in braces; `n` also picks the plural form
 */
export function say(key, values = {}) {
  let words = TABLE[key][language];
  if (typeof words === "object") words = words[new Intl.PluralRules(language).select(values.n)] ?? words.other;
  const shown = (name) => (typeof values[name] === "number" ? values[name].toLocaleString(locale()) : values[name]);
  return words.replace(/\{(\w+)\}/g, (_, name) => shown(name));
}

/** Speak `tag` from now on ("fr…" is French, anything else English), also in the page's fixed words. */
export function speak(tag) {
  language = tag.toLowerCase().startsWith("fr") ? "fr" : "en";
  document.documentElement.lang = language;
  for (const node of document.querySelectorAll("[data-words]")) node.textContent = say(node.dataset.words);
  for (const node of document.querySelectorAll("[data-words-label]")) node.setAttribute("aria-label", say(node.dataset.wordsLabel));
  for (const node of document.querySelectorAll("[data-words-placeholder]")) node.placeholder = say(node.dataset.wordsPlaceholder);
}
