"""Judges what a turn says and sends, as strictly as Telegram would, and as a member may expect.

The judge is the emulator's reading of Telegram's rules, which knows nothing of how the bot writes.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qs

from bot.adapters.texts import LOCALE_NAMES
from bot.core.actions import MAX_CALLBACK_DATA
from bot.core.effects import Button, Effect, SendFile, Show, Text
from bot.core.ports import RenderedMessage
from bot.emulator.texts import FormattedText, clean, parse, settle_caption, settle_message, trim
from bot.rendering import render, render_file
from tests.core.worlds import KNOWLEDGE
from tests.spoken import TEXTS

URLS: Final = frozenset(
    {
        *KNOWLEDGE.links.values(),
        *(source.url for source in KNOWLEDGE.sources.values() if source.url),
        *(authority.url for authority in KNOWLEDGE.authorities if authority.url),
    }
)
# The bot itself; shared, the same again.
_START: Final = r"https://t\.me/optout_bot(\?start=[A-Za-z0-9_-]{1,64}|\?startgroup=start)?"
_OWN_URL: Final = re.compile(_START)
_SHARING: Final = "https://t.me/share/url?"
# The bot's own words have no other markup; hostile words that come through would.
_KINDS: Final = frozenset(
    {
        "bold",
        "italic",
        "code",
        "pre",
        "text_link",
        "date_time",
        "expandable_blockquote",
        "blockquote",
    }
)
# Messages that repeat what the member typed, escaped: they say what exactly is kept.
# What a member may happen to type too.
_OUR_WORDS: Final = frozenset(
    {
        *(label.text for labels in KNOWLEDGE.labels.values() for label in labels.values()),
        *(source.title for source in KNOWLEDGE.sources.values()),
        *(source.publisher for source in KNOWLEDGE.sources.values()),
        *(source.url for source in KNOWLEDGE.sources.values()),
        *(authority.url for authority in KNOWLEDGE.authorities if authority.url),
        *LOCALE_NAMES.values(),
    }
)
ECHOES: Final = frozenset({"question-kept", "mydata-row"})
LONGEST_LABEL: Final = 64  # symbols; no limit of Telegram's, but what a phone still shows
MAX_FILE_BYTES: Final = 1024 * 1024
_FILE_NAME: Final = re.compile(r"[A-Za-z0-9-]{1,60}\.(txt|ics|json)")


def judge(effects: tuple[Effect, ...], locale: str, *, now: datetime, said: str = "") -> None:
    """Fail where one of *effects* cannot be sent, or repeats what the member *said*."""
    for effect in effects:
        match effect:
            case Show():
                _judge_show(repr(effect), locale, _Boxed(effect))
            case SendFile():
                _judge_file(repr(effect), locale, _Boxed(effect), now.isoformat())
            case _:
                continue
        for text in texts_of(effect):
            _judge_echo(text, said, locale)


class _Boxed:
    """An effect as an argument of a cached function; its name stands for it."""

    def __init__(self, effect: Show | SendFile) -> None:
        self.effect = effect

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Boxed)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=20_000)
def _judge_show(name: str, locale: str, boxed: _Boxed) -> None:
    del name
    assert isinstance(boxed.effect, Show)
    message = render(boxed.effect, TEXTS, locale)
    judge_message(message)


@lru_cache(maxsize=5_000)
def _judge_file(name: str, locale: str, boxed: _Boxed, now: str) -> None:
    del name
    assert isinstance(boxed.effect, SendFile)
    message = render_file(boxed.effect, TEXTS, locale, now=datetime.fromisoformat(now))
    judge_message(message)
    assert message.file is not None


def judge_message(message: RenderedMessage) -> None:
    """Fail where Telegram would refuse *message*, or a link leads where none of ours does."""
    raw = parse(message.html, "HTML")
    if message.picture is not None or message.file is not None:
        settled = settle_caption(raw)
        assert settled.text
    else:
        settled = settle_message(raw)
    for entity in raw.entities:
        assert entity.type in _KINDS, entity
        if entity.type == "text_link":
            assert entity.extra is not None
            _judge_url(entity.extra["url"])
    for row in message.keyboard:
        assert row
        for button in row:
            assert button.label.strip()
            assert len(button.label) <= LONGEST_LABEL, button.label
            assert (button.data is None) != (button.url is None)
            if button.data is not None:
                assert 1 <= len(button.data.encode()) <= MAX_CALLBACK_DATA
            if button.url is not None:
                _judge_url(button.url)
    if message.file is not None:
        assert _FILE_NAME.fullmatch(message.file.name), message.file.name
        assert 0 < len(message.file.content) <= MAX_FILE_BYTES
        message.file.content.decode()  # UTF-8


def _judge_url(url: str) -> None:
    if url.startswith(_SHARING):
        (url,) = parse_qs(url.removeprefix(_SHARING), strict_parsing=True)["url"]
    known = url in URLS or url.removesuffix("/") in URLS  # Telegram adds it to a bare host
    assert known or _OWN_URL.fullmatch(url), url


def texts_of(effect: Show | SendFile) -> Iterator[Text]:
    """Yield every text of *effect*, of its buttons too."""
    if isinstance(effect, Show):
        for paragraph in effect.paragraphs:
            yield from paragraph
    else:
        yield effect.caption
    for row in effect.keyboard:
        for button in row:
            yield button.label


def datas_of(effects: tuple[Effect, ...]) -> tuple[str, ...]:
    """Return what the buttons of *effects* carry."""
    return tuple(
        button.data
        for effect in effects
        if isinstance(effect, Show | SendFile)
        for row in effect.keyboard
        for button in row
        if isinstance(button, Button)
    )


LEAST_ECHO: Final = 6  # symbols; shorter words of a member stand in ours by chance


def _judge_echo(text: Text, said: str, locale: str) -> None:
    """Fail where *text* repeats what was *said*, but as plain words of what is kept."""
    said = said.strip()
    if len(said) < LEAST_ECHO:
        return
    values = {value for value in text.args.values() if isinstance(value, str)}
    if not any(said in value for value in values - _OUR_WORDS):
        return
    assert text.id in ECHOES, text.id
    shown = trim(clean(FormattedText(parse(TEXTS.say(text, locale), "HTML").text, [])))
    assert trim(clean(FormattedText(said, []))).text in shown.text
