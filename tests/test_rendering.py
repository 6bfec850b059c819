"""What is shown or sent, in words: messages, captions and files, as Telegram takes them."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from bot.core.effects import (
    Agenda,
    Appointment,
    Button,
    Disclosed,
    Letter,
    LinkButton,
    Picture,
    Record,
    SendFile,
    Show,
    Text,
)
from bot.core.ports import RenderedButton, RenderedPicture
from bot.emulator.texts import parse, settle_message
from bot.rendering import MAX_CAPTION, MAX_FILE_NAME, plain_words, render, render_file, symbols

NOW = datetime(2025, 10, 20, 8, 0, tzinfo=UTC)
PICTURE = Picture("countdown", {"days": 7})


class Table:
    """Texts from a table; a text that is not in it says its id."""

    locales = ("fr",)

    def __init__(self, table: Mapping[str, str] | None = None) -> None:
        self._table = table or {}

    def say(self, text: Text, locale: str) -> str:
        """Return the entry."""
        del locale
        return self._table.get(text.id, text.id)

    def label(self, text: Text, locale: str) -> str:
        """Return the entry."""
        return self.say(text, locale)


def caption_of(markup: str) -> Show:
    """Return something to show, with a picture; Table says *markup* as it is."""
    return Show(((Text(markup),),), picture=PICTURE)


# Messages


def test_paragraphs_lines_and_buttons_are_as_the_core_set_them() -> None:
    """An empty paragraph leaves no gap."""
    show = Show(
        ((Text("a"), Text("b")), (), (Text("c"),)),
        ((Button(Text("ok"), "do:x"), LinkButton(Text("page"), "https://example.org")),),
    )
    message = render(show, Table(), "fr")
    assert message.html == "a\nb\n\nc"
    assert message.keyboard == (
        (RenderedButton("ok", data="do:x"), RenderedButton("page", url="https://example.org")),
    )
    assert (message.picture, message.file) == (None, None)


def test_a_picture_is_drawn_in_the_language_of_the_words() -> None:
    """The same picture says other words elsewhere."""
    message = render(caption_of("seven days left"), Table(), "en-GB")
    assert message.picture == RenderedPicture(PICTURE, "en-GB")


@pytest.mark.parametrize("symbol", ["é", "&amp;", "🎉", "<b>x</b>"])
def test_words_that_are_too_many_for_a_caption_go_without_the_picture(symbol: str) -> None:
    """Counted as Telegram counts: symbols, without tags; the words matter more."""
    assert render(caption_of(symbol * MAX_CAPTION), Table(), "fr").picture is not None
    too_long = render(caption_of(symbol * (MAX_CAPTION + 1)), Table(), "fr")
    assert too_long.picture is None
    assert too_long.html == symbol * (MAX_CAPTION + 1)


@pytest.mark.parametrize(
    "markup",
    [
        "a &lt; b &amp; c",
        '<a href="https://example.org/?a=1&amp;b=2">page</a> 🎉',
        "<b>é</b>\n\n<i>x</i>",
        '<tg-time unix="1762128000" format="D">3 novembre 2025</tg-time>',
    ],
)
def test_symbols_are_counted_as_telegram_counts_them(markup: str) -> None:
    """By the reading of its server."""
    assert symbols(markup) == len(settle_message(parse(markup, "HTML")).text)


# Files


def test_a_letter_is_a_text_file_that_every_system_reads() -> None:
    """UTF-8 without a mark at the beginning, an end of line at the end, no markup, links spelt."""
    table = Table(
        {
            "file-name": "Réclamation : l’IA (2025)",
            "greeting": "Madame, Monsieur,",
            "plea": 'Je m’oppose &amp; j’attends : <b>vite</b> <a href="https://cnil.fr/p">ici</a>.',
            "link": '<a href="https://cnil.fr">https://cnil.fr</a>',
            "caption": "Votre <b>lettre</b>",
            "menu": "Menu",
        }
    )
    letter = Letter(Text("file-name"), ((Text("greeting"),), (Text("plea"), Text("link"))))
    sending = SendFile(letter, Text("caption"), ((Button(Text("menu"), "do:menu"),),))
    message = render_file(sending, table, "fr", now=NOW)
    assert message.html == "Votre <b>lettre</b>"
    assert message.keyboard == ((RenderedButton("Menu", data="do:menu"),),)
    assert message.picture is None
    assert message.file is not None
    assert message.file.name == "Reclamation-l-IA-2025.txt"
    assert message.file.content.decode("utf-8") == (
        "Madame, Monsieur,\n\n"
        "Je m’oppose & j’attends : vite ici (https://cnil.fr/p).\nhttps://cnil.fr\n"
    )


def test_an_agenda_is_a_calendar_file() -> None:
    """With its entries, and made now."""
    appointment = Appointment(
        "check-1@optout", NOW, Text("Check"), Text("Look"), "https://t.me/optout_bot?start=optout"
    )
    sending = SendFile(Agenda(Text("Mes rappels"), (appointment,)), Text("caption"))
    message = render_file(sending, Table(), "fr", now=NOW)
    assert message.file is not None
    assert message.file.name == "Mes-rappels.ics"
    (event,) = Calendar.from_ical(message.file.content).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Check"
    assert event.decoded("DTSTAMP") == NOW


def test_a_record_is_a_file_for_machines() -> None:
    """What is kept of a chat, as JSON."""
    kept = Disclosed("chat", 1, "zone", "chat", "Europe/Paris")
    sending = SendFile(Record(Text("Mes données"), (kept,)), Text("caption"))
    message = render_file(sending, Table(), "fr", now=NOW)
    assert message.file is not None
    assert message.file.name == "Mes-donnees.json"
    assert "Europe/Paris" in json.dumps(json.loads(message.file.content))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Œuvre d’été", "Oeuvre-d-ete.txt"),
        ("../../etc/passwd", "etc-passwd.txt"),
        ("œuf", "oeuf.txt"),
        ("a\nb\x00c", "a-b-c.txt"),
        ("投诉", "file.txt"),
        ("é" * 200, "e" * MAX_FILE_NAME + ".txt"),
    ],
)
def test_the_name_of_a_file_is_safe_everywhere(words: str, name: str) -> None:
    """Letters and digits, whatever a translator writes."""
    letter = Letter(Text(words), ((Text("x"),),))
    message = render_file(SendFile(letter, Text("c")), Table(), "fr", now=NOW)
    assert message.file is not None
    assert message.file.name == name


def test_plain_words_of_a_moment_are_those_inside_it() -> None:
    """What is said where no app writes the hour itself."""
    markup = 'le <tg-time unix="1762128000" format="wDt">lundi 3 novembre 2025 à 01:00</tg-time>.'
    assert plain_words(markup) == "le lundi 3 novembre 2025 à 01:00."


def test_plain_words_keep_what_looks_like_a_tag_but_is_none() -> None:
    """A quoted "less than" stays what it is."""
    assert plain_words("1 &lt;b&gt; 2 <i>3</i>") == "1 <b> 2 3"
