"""Says texts in a language, through Fluent.

One choke point escapes every variable, since the messages carry HTML. Built on FluentBundle:
FluentLocalization would hide the errors that a translator's slip causes.
"""

import html
import logging
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Final

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

from bot.core.effects import Text, Value
from bot.core.errors import BotError

_log = logging.getLogger(__name__)

SOURCE_LOCALE: Final = "en"  # the last of every chain
LOCALE_NAMES: Final[Mapping[str, str]] = {"fr": "Français", "en": "English"}  # French first
# The members concerned read dates the European way: "3 November 2025".
_FORMATS_LIKE: Final[Mapping[str, str]] = {"en": "en-GB"}


# A longer value is put in afterwards, in the place of a mark that Telegram lets nobody type: Fluent
# refuses more than 2,500 characters in one place. Source: fluent.runtime, resolver.py.
LONGEST: Final = 2000
_MARK: Final = re.compile("\0[^\0]*\0")

# French counts the first of a month, which Babel does not.
_FIRST: Final = re.compile(
    r"(?<!\d)1(?= (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre)\b)"
)


def _unix(at: object) -> str:
    """Return the Unix seconds of *at*, for the tag ``<tg-time>`` around the words of a moment.

    An app shows such a moment in the zone of its reader. So a day without an hour has none: in
    another zone it would be another day, and "3 November 2025" would be false.

    Raises:
        TypeError: *at* is a day, or does not tell its zone.
    """
    if isinstance(at, datetime) and at.tzinfo is not None:
        return str(int(at.timestamp()))
    raise TypeError("only a moment that tells its zone has Unix seconds")


FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {"UNIX": _unix}  # what messages may call


class BrokenMessages(BotError):
    """The messages in a folder or file cannot be used.

    Attributes:
        place: The folder or file.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place = place


class FluentTexts:
    """The messages of every locale in a folder.

    Args:
        folder: Holds a folder of ``.ftl`` files for each locale.

    Raises:
        BrokenMessages: A locale has no messages, a file or an entry cannot be read, or two entries
            share an id.
    """

    def __init__(self, folder: Path) -> None:
        self._bundles = {tag: _bundle(folder / tag, tag) for tag in LOCALE_NAMES}

    @property
    def locales(self) -> tuple[str, ...]:
        """The locales that can be spoken; the first one is the project's own."""
        return tuple(self._bundles)

    def say(self, text: Text, locale: str) -> str:
        """Return *text* as Telegram HTML, with every variable escaped."""
        return self._format(text, locale, html.escape)

    def label(self, text: Text, locale: str) -> str:
        """Return *text* for a place that takes no markup, as a button."""
        return self._format(text, locale, str)

    def _format(self, text: Text, locale: str, escape: Callable[[str], str]) -> str:
        """Format along the locale chain; what no locale has becomes its id, and is logged."""
        args = {name: _argument(value, escape) for name, value in text.args.items()}
        long = {
            f"\0{name}\0": value
            for name, value in args.items()
            if isinstance(value, str) and len(value) > LONGEST
        }
        args |= {mark.strip("\0"): mark for mark in long}
        for tag in locale_chain(locale):
            bundle = self._bundles.get(tag)
            if bundle is None or not bundle.has_message(text.id):
                continue
            message = bundle.get_message(text.id)
            pattern = message.attributes.get(text.attribute) if text.attribute else message.value
            if pattern is None:
                continue
            said, errors = bundle.format_pattern(pattern, args)
            for error in errors:
                _log.error("message %s (%s): %s", text.id, tag, error)
            words = _FIRST.sub("1er", str(said)) if bundle.locales[0] == "fr" else str(said)
            return _MARK.sub(lambda mark: long.get(mark[0], mark[0]), words) if long else words
        _log.error("message %s is missing in %s", text.id, locale)
        return escape(text.id)


def _argument(value: Value, escape: Callable[[str], str]) -> Value:
    if isinstance(value, datetime) and (offset := value.utcoffset()) is not None:
        # Fluent forgets which of two is meant, where clocks go back and an hour comes twice.
        return value.replace(tzinfo=timezone(offset))
    return escape(value) if isinstance(value, str) else value


def _bundle(folder: Path, tag: str) -> FluentBundle:
    # Telegram keeps the isolation marks of Fluent, and they break links and commands.
    locales = [_FORMATS_LIKE.get(tag, tag)]
    bundle = FluentBundle(locales, functions=dict(FUNCTIONS), use_isolating=False)
    known: dict[str, str] = {}
    for path in sorted(folder.glob("*.ftl")):
        try:
            resource = FluentResource(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise BrokenMessages(f"{tag}/{path.name}", str(error)) from error
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                raise BrokenMessages(f"{tag}/{path.name}", f"cannot read {entry.content!r}")
            if isinstance(entry, ast.Message | ast.Term):
                id_ = entry.id.name
                if id_ in known:
                    raise BrokenMessages(f"{tag}/{path.name}", f"{id_} is in {known[id_]} too")
                known[id_] = path.name
        bundle.add_resource(resource)
    if not known:
        raise BrokenMessages(str(folder), "no messages")
    return bundle


def locale_chain(locale: str) -> tuple[str, ...]:
    """Return the locales to try for *locale*: itself, its language, English."""
    return tuple(dict.fromkeys((locale, locale.partition("-")[0], SOURCE_LOCALE)))


def choose_locale(language_code: str, locales: tuple[str, ...]) -> str:
    """Return which of *locales* to speak with who uses an app in *language_code*."""
    tag = language_code.replace("_", "-").lower()
    by_lower = {locale.lower(): locale for locale in locales}
    for wanted in (tag, tag.partition("-")[0], SOURCE_LOCALE):
        if wanted in by_lower:
            return by_lower[wanted]
    return locales[0]
