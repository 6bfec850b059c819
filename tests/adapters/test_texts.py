"""How texts are chosen and said: locale chain, escaping, and files that are refused."""

import html
import logging
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.adapters.texts import (
    LOCALE_NAMES,
    LONGEST,
    BrokenMessages,
    FluentTexts,
    choose_locale,
    locale_chain,
)
from bot.core.effects import Text
from bot.emulator.texts import parse, settle_message
from bot.resources import folder
from tests.fluent import HOSTILE
from tests.spoken import TEXTS

LOCALES = tuple(LOCALE_NAMES)


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """A folder with one message in each locale."""
    for tag in LOCALES:
        (tmp_path / tag).mkdir()
        (tmp_path / tag / "one.ftl").write_text(
            f"hello = <b>Hello</b>, {{ $name }}, in {tag}\n    .button = Say it, {{ $name }}\n"
        )
    return tmp_path


def test_french_comes_first() -> None:
    """The project's own language leads the choice of languages."""
    assert FluentTexts(folder("locales")).locales == LOCALES
    assert LOCALES[0] == "fr"


@pytest.mark.parametrize(
    ("language_code", "locale"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("fr_CA", "fr"),
        ("FR-be", "fr"),
        ("en", "en"),
        ("en-GB", "en"),
        ("pt-br", "en"),
        ("zh-hant-HK", "en"),
        ("fro", "en"),
        ("", "en"),
        ("-", "en"),
        ("français", "en"),
    ],
)
def test_the_language_of_the_app_chooses_the_locale(language_code: str, locale: str) -> None:
    """A regional variant falls to its language, anything else to English."""
    assert choose_locale(language_code, LOCALES) == locale


def test_without_english_the_first_locale_is_spoken() -> None:
    """Somebody is always answered."""
    assert choose_locale("de", ("fr", "it")) == "fr"
    assert choose_locale("pt-br", ("pt-BR", "en")) == "pt-BR"


@pytest.mark.parametrize(
    ("locale", "chain"),
    [("fr-CA", ("fr-CA", "fr", "en")), ("fr", ("fr", "en")), ("en", ("en",)), ("", ("", "en"))],
)
def test_the_chain_ends_with_english(locale: str, chain: tuple[str, ...]) -> None:
    """From the variant to the language to English, each once."""
    assert locale_chain(locale) == chain


def test_what_a_variant_lacks_its_language_says(folders: Path) -> None:
    """fr-CA reads French; a language that we do not have, English."""
    texts = FluentTexts(folders)
    said = texts.say(Text("hello", {"name": "Anna"}), "fr-CA")
    assert said == "<b>Hello</b>, Anna, in fr"
    assert texts.say(Text("hello", {"name": "Anna"}), "de").endswith("in en")


def test_what_one_locale_lacks_the_next_one_says(folders: Path) -> None:
    """A message or an attribute missing in French comes in English."""
    with (folders / "en" / "two.ftl").open("w") as file:
        file.write("only = Only here\n    .button = And here\n")
    with (folders / "fr" / "two.ftl").open("w") as file:
        file.write("only = Seulement ici\n")
    texts = FluentTexts(folders)
    assert texts.say(Text("only"), "fr") == "Seulement ici"
    assert texts.label(Text("only", attribute="button"), "fr") == "And here"


def test_what_nobody_can_say_becomes_its_id_and_is_logged(
    folders: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The person sees something, and the developer hears of it."""
    texts = FluentTexts(folders)
    assert texts.say(Text("a<b"), "fr") == "a&lt;b"
    assert texts.label(Text("hello", {"name": "Anna"}, "tooltip"), "fr") == "hello"
    assert [record.levelno for record in caplog.records] == [logging.ERROR] * 2


def test_a_missing_variable_is_logged_without_values(
    folders: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The message is said all the same."""
    assert FluentTexts(folders).say(Text("hello", {"other": "Anna"}), "fr")
    (record,) = caplog.records
    assert "hello" in record.getMessage()
    assert "Anna" not in record.getMessage()


def test_a_hostile_value_is_never_markup(folders: Path) -> None:
    """Whatever an operator or a source is called, it is shown letter by letter."""
    texts = FluentTexts(folders)
    said = texts.say(Text("hello", {"name": HOSTILE}), "fr")
    assert said == f"<b>Hello</b>, {html.escape(HOSTILE)}, in fr"
    label = texts.label(Text("hello", {"name": HOSTILE}, "button"), "fr")
    assert label == f"Say it, {HOSTILE}"  # a button takes no markup, so nothing to escape


@pytest.mark.parametrize("hour", [0, 1])
def test_an_hour_that_comes_twice_is_meant_once(hour: int) -> None:
    """Put off for an hour in the night of the clocks, both show 02:30, an hour apart."""
    instant = datetime(2025, 10, 26, hour, 30, tzinfo=UTC)
    at = instant.astimezone(ZoneInfo("Europe/Paris"))
    assert TEXTS.say(Text("moment", {"at": at}), "fr") == (
        f'<tg-time unix="{int(instant.timestamp())}" format="wDt">'
        "dimanche 26 octobre 2025 à 02:30</tg-time>"
    )


@pytest.mark.parametrize("day", [date(2025, 11, 3), datetime(2025, 11, 3)])  # noqa: DTZ001  # naive on purpose
def test_a_day_without_an_hour_is_no_moment(day: date, caplog: pytest.LogCaptureFixture) -> None:
    """In another zone it would be another day: the mistake is logged, and Telegram sees no time."""
    said = TEXTS.say(Text("moment", {"at": day}), "fr")
    assert "lundi 3 novembre 2025" in said
    assert settle_message(parse(said, "HTML")).entities == []
    assert "only a moment that tells its zone" in caplog.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("hello = { $name\n", "cannot read"),
        ("= nothing\n", "cannot read"),
        ("hello\n", "cannot read"),
        ("hello = Hello\nhello = Hello again\n", "hello is in"),
        ("-term = One\n-term = Two\n", "term is in"),
        (b"hello = \xff\n", "utf-8"),
    ],
)
def test_a_broken_file_is_refused_by_name(folders: Path, content: str | bytes, reason: str) -> None:
    """A translator's slip stops the start instead of emptying a message."""
    raw = content.encode() if isinstance(content, str) else content
    (folders / "fr" / "one.ftl").write_bytes(raw)
    with pytest.raises(BrokenMessages, match=reason) as refused:
        FluentTexts(folders)
    assert refused.value.place == "fr/one.ftl"


def test_two_files_may_not_share_an_id(folders: Path) -> None:
    """The second would be hidden by the first."""
    (folders / "en" / "two.ftl").write_text("hello = Hello\n")
    with pytest.raises(BrokenMessages, match=r"en/two\.ftl: hello is in one\.ftl too"):
        FluentTexts(folders)


@pytest.mark.parametrize("tag", LOCALES)
def test_a_locale_without_messages_is_refused(folders: Path, tag: str) -> None:
    """A folder that is empty or not there is an incomplete installation."""
    (folders / tag / "one.ftl").unlink()
    with pytest.raises(BrokenMessages, match="no messages"):
        FluentTexts(folders)
    (folders / tag).rmdir()
    with pytest.raises(BrokenMessages, match="no messages"):
        FluentTexts(folders)


@pytest.mark.parametrize("sign", ["x", "&", '"', "🦄"])
@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1, 4096])
def test_a_value_may_be_as_long_as_a_message(sign: str, length: int) -> None:
    """Fluent itself refuses more than 2,500 characters, and would show marks of its own."""
    text = Text("broadcast-text", {"text": sign * length})
    assert TEXTS.label(text, "fr") == sign * length
    assert TEXTS.say(text, "fr") == html.escape(sign * length)
    named = Text("broadcast-from", {"operator": sign * length})
    assert html.escape(sign * length) in TEXTS.say(named, "en")


def test_a_long_value_is_put_in_as_it_is() -> None:
    """Also one that looks like what stands for it meanwhile."""
    value = "\0text\0 { $text } \\1 " * 300
    assert TEXTS.say(Text("broadcast-text", {"text": value}), "en") == value
