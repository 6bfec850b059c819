"""Puts what the core decided to show or to send into words, in one language."""

import html
import re
import unicodedata
from datetime import datetime
from typing import Final

from bot.adapters.agenda import calendar_file
from bot.adapters.record import record_file
from bot.core.effects import (
    Agenda,
    Button,
    Keyboard,
    Letter,
    LinkButton,
    Paragraphs,
    Record,
    SendFile,
    Show,
    Text,
)
from bot.core.ports import RenderedButton, RenderedFile, RenderedMessage, RenderedPicture, Texts

MAX_CAPTION: Final = 1024  # symbols below a photo or a file. Source: Bot API, sendPhoto
MAX_FILE_NAME: Final = 60  # symbols, without the ending: what a phone shows in two lines
_TAG: Final = re.compile(r"<[^>]*>")
_LINK: Final = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_LIGATURES: Final = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss"})
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9]+")


def render(show: Show, texts: Texts, locale: str) -> RenderedMessage:
    """Return *show* as a message in *locale*: paragraphs apart, lines below one another.

    Words that are too many for the caption of a picture go without it.
    """
    markup = _paragraphs(show.paragraphs, texts, locale)
    picture = None
    if show.picture is not None and symbols(markup) <= MAX_CAPTION:
        picture = RenderedPicture(show.picture, locale)
    return RenderedMessage(markup, _keyboard(show.keyboard, texts, locale), picture=picture)


def render_file(sending: SendFile, texts: Texts, locale: str, *, now: datetime) -> RenderedMessage:
    """Return the file of *sending* in *locale*, with its caption and buttons.

    Args:
        sending: A letter becomes a text file in UTF-8, an agenda an iCalendar file, a record JSON.
        texts: Says it.
        locale: In which language.
        now: The present instant; aware, UTC. A calendar file tells when it was made.
    """
    file = sending.file
    name = _file_name(file.name, texts, locale)
    match file:
        case Letter():
            words = plain_words(_paragraphs(file.paragraphs, texts, locale))
            attached = RenderedFile(f"{name}.txt", f"{words}\n".encode())
        case Agenda():
            attached = RenderedFile(f"{name}.ics", calendar_file(file, texts, locale, now=now))
        case Record():
            attached = RenderedFile(f"{name}.json", record_file(file, texts, locale))
    return RenderedMessage(
        texts.say(sending.caption, locale),
        _keyboard(sending.keyboard, texts, locale),
        file=attached,
    )


def symbols(markup: str) -> int:
    """Return how many symbols of *markup* (our own HTML) Telegram counts: those without tags."""
    return len(html.unescape(_TAG.sub("", markup)))


def plain_words(markup: str) -> str:
    """Return *markup* (our own HTML) as plain text; a link's address follows its words."""
    return html.unescape(_TAG.sub("", _LINK.sub(_link_in_words, markup)))


def _link_in_words(link: re.Match[str]) -> str:
    address, words = link.groups()
    return words if address == words else f"{words} ({address})"


def _paragraphs(paragraphs: Paragraphs, texts: Texts, locale: str) -> str:
    said = ("\n".join(texts.say(line, locale) for line in p) for p in paragraphs if p)
    return "\n\n".join(said)


def _file_name(name: Text, texts: Texts, locale: str) -> str:
    """Return the name in letters and digits that every system and mail programme takes."""
    letters = unicodedata.normalize("NFKD", texts.label(name, locale).translate(_LIGATURES))
    without_accents = "".join(each for each in letters if not unicodedata.combining(each))
    safe = _UNSAFE.sub("-", without_accents).strip("-")[:MAX_FILE_NAME].strip("-")
    return safe or "file"


def _keyboard(
    keyboard: Keyboard, texts: Texts, locale: str
) -> tuple[tuple[RenderedButton, ...], ...]:
    return tuple(tuple(_button(button, texts, locale) for button in row) for row in keyboard)


def _button(button: Button | LinkButton, texts: Texts, locale: str) -> RenderedButton:
    label = texts.label(button.label, locale)
    if isinstance(button, LinkButton):
        return RenderedButton(label, url=button.url)
    return RenderedButton(label, data=button.data)
