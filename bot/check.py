"""Looks whether an installation is healthy, and says what to do where it is not.

It changes nothing: no file is made, no table, no key; and it shows no secret, whatever a library
wrote into its error.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot import knowledge
from bot.adapters.database import Database, is_current, open_database
from bot.adapters.rotation import check_keys
from bot.adapters.store import holds_chats
from bot.adapters.texts import FluentTexts
from bot.copying import is_missing
from bot.core.effects import Picture
from bot.core.errors import BotError, MessengerError
from bot.delivery.gallery import Gallery
from bot.frontends.frontend import open_front_end
from bot.frontends.updates import TokenRefused, UpdatesApi
from bot.keys import open_cipher
from bot.matching import matcher
from bot.resources import folder
from bot.settings import Settings

Outcome: TypeAlias = Literal["ok", "warning", "failed", "not tried"]
_HIDDEN: Final = "…"
_PASSWORD: Final = re.compile(r"(?<=://)[^@/\s]+(?=@)")
_SHORTEST_SECRET: Final = 4  # characters; a shorter path, as "/", stands in every line


class Unhealthy(BotError):
    """Something is wrong with the installation; the message ends with the remedy."""


class _Worse(BotError):
    """It works, but not as well as it could; the message ends with the remedy."""


class _NotTried(BotError):
    """It cannot be looked at, since something else failed; the message says what."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and what was found.

    Attributes:
        subject: What was looked at, in a word.
        outcome: What came of it.
        detail: One line, with the remedy where it failed or is a warning.
    """

    subject: str
    outcome: Outcome
    detail: str


async def check(settings: Settings) -> AsyncIterator[Finding]:
    """Yield what is found of the installation that *settings* describe, one subject at a time."""
    async with AsyncExitStack() as stack:
        visit = _Visit(settings, stack)
        subjects: tuple[tuple[str, Callable[[], Awaitable[str]]], ...] = (
            ("settings", visit.settings),
            ("database", visit.database),
            ("key", visit.key),
            ("locales", visit.locales),
            ("knowledge", visit.knowledge),
            ("matcher", visit.matcher),
            ("token", visit.token),
            ("profile", visit.profile),
            ("webhook", visit.webhook),
        )
        for subject, look in subjects:
            yield await _finding(subject, look, settings)


async def _finding(subject: str, look: Callable[[], Awaitable[str]], settings: Settings) -> Finding:
    outcome: Outcome = "failed"
    try:
        detail = await look()
        outcome = "ok"
    except _NotTried as error:
        detail = f"{error} comes first"
        outcome = "not tried"
    except _Worse as error:
        detail, outcome = str(error), "warning"
    except BotError as error:
        detail = str(error)
    except Exception as error:  # noqa: BLE001  # whatever it is, the other subjects are looked at
        detail = f"{type(error).__name__}; run with OPTOUT_LOG_LEVEL=DEBUG to see more"
    return Finding(subject, outcome, _without_secrets(" ".join(detail.split()), settings))


class _Visit:
    """Looks at one subject after the other; what one has opened, the next may use."""

    def __init__(self, settings: Settings, stack: AsyncExitStack) -> None:
        self._settings = settings
        self._stack = stack
        self._database: Database | None = None  # once its tables can be read
        # Once Telegram has answered:
        self._webhook: Mapping[str, Any] | None = None
        self._me: Mapping[str, Any] = {}

    async def settings(self) -> str:
        settings = self._settings
        way = "by webhook" if settings.webhook_url else "by polling"
        operator = (
            ""
            if settings.operator
            else ("; nobody is named as responsible: set OPTOUT_OPERATOR and OPTOUT_CONTACT")
        )
        return f"{settings.frontend}, {way}{operator}"

    async def database(self) -> str:
        settings = self._settings
        database = open_database(settings.database_url)
        self._stack.push_async_callback(database.dispose)
        place = _place(database)
        later = settings.migrate_on_start
        if is_missing(database):
            if not (parent := _file(database).parent).is_dir():
                raise Unhealthy(f"OPTOUT_DATABASE_URL: there is no folder {parent}; make it")
            if later:
                return f"{place}: not there yet, the first start makes it"
            raise Unhealthy(f"{place}: not there; run: optout-bot db upgrade")
        if not await is_current(database):
            if later:
                return f"{place}: the next start brings its tables up to date"
            raise Unhealthy(f"{place}: its tables are not up to date; run: optout-bot db upgrade")
        self._database = database
        if database.kind == "sqlite" and (path := _file(database)).stat().st_mode & 0o077:
            raise _Worse(f"{place}: up to date, but others may read it; run: chmod 600 {path}*")
        return f"{place}: up to date"

    async def key(self) -> str:
        settings, database = self._settings, self._database
        is_needed = database is not None and await holds_chats(database)
        path = settings.encryption_key_file
        if not settings.encryption_key.get_secret_value() and not is_needed and not path.exists():
            return f"none yet, the first start makes {path}"
        cipher = open_cipher(settings)
        if database is None or not is_needed:
            return "it is a key; there is nothing yet that it could open"
        await check_keys(database, cipher)
        return "it opens what is stored"

    async def locales(self) -> str:
        return ", ".join(FluentTexts(folder("locales")).locales)

    async def knowledge(self) -> str:
        known = knowledge.load()
        return f"{len(known.topics)} topics"

    async def matcher(self) -> str:
        matcher.load_matcher().match("LinkedIn ?", "fr")
        return "it understands questions"

    async def token(self) -> str:
        settings = self._settings
        token = settings.bot_token.get_secret_value()
        if not token:
            raise Unhealthy("OPTOUT_BOT_TOKEN: not set; @BotFather on Telegram gives one")
        front_end = open_front_end(settings.frontend, token, settings.api_url, Gallery(_Blank()))
        self._stack.push_async_callback(front_end.close)
        host = _host(settings.api_url)
        try:
            async with UpdatesApi(token, settings.api_url) as updates:
                webhook, self._me = await updates.webhook_info(), await updates.me()
            username = await front_end.username()
        except TokenRefused:
            raise Unhealthy(
                f"OPTOUT_BOT_TOKEN: {host} does not know it, or it was revoked; "
                "copy it anew from @BotFather"
            ) from None
        except MessengerError as error:
            raise Unhealthy(
                f"OPTOUT_API_URL: {host} does not answer ({error}); try again"
            ) from None
        self._webhook = webhook
        return f"it is that of @{username}"

    async def profile(self) -> str:
        """Look at what only @BotFather can change."""
        if self._webhook is None:
            raise _NotTried("the token")
        remedies = []
        if not self._me.get("supports_inline_queries"):
            remedies.append(
                "inline mode is off, so nobody can insert answers in other chats; send /setinline "
                "to @BotFather"
            )
        if self._me.get("can_read_all_group_messages"):
            remedies.append(
                "privacy mode is off, so Telegram sends every message of its groups, which the bot "
                "does not need; send /setprivacy to @BotFather, and Enable"
            )
        if remedies:
            raise _Worse("; ".join(remedies))
        return "answers inline; sent nothing of groups but what is meant for it"

    async def webhook(self) -> str:
        if self._webhook is None:
            raise _NotTried("the token")
        there, wanted = str(self._webhook.get("url") or ""), self._settings.webhook_url
        waiting = f"updates waiting: {self._webhook.get('pending_update_count', 0)}"
        if not wanted:
            if there:
                raise Unhealthy(
                    f"Telegram delivers to {_host(there)}, so polling is refused (409); set "
                    "OPTOUT_WEBHOOK_URL, or run: optout-bot webhook remove"
                )
            return f"none, the bot polls; {waiting}"
        if there != wanted:
            now = f"Telegram delivers to {_host(there)}" if there else "Telegram has none"
            same = " (another path)" if _host(there) == _host(wanted) else ""
            raise Unhealthy(
                f"{now}{same}, not to {_host(wanted)}; start the bot, which registers it, and only "
                "one bot with this token"
            )
        return self._deliveries(_host(wanted), waiting)

    def _deliveries(self, host: str, waiting: str) -> str:
        """Return how deliveries go, or raise Unhealthy."""
        info = self._webhook or {}
        if not (error := str(info.get("last_error_message") or "")):
            return f"Telegram delivers to {host}; {waiting}"
        at = datetime.fromtimestamp(int(info.get("last_error_date", 0)), UTC)
        last = f"the last failure, {at:%Y-%m-%d %H:%M} UTC: {error}"
        if info.get("pending_update_count"):
            raise Unhealthy(
                f"Telegram cannot deliver to {host}: {waiting}, {last}; is the bot running, and "
                "does the proxy pass the address on to it?"
            )
        return f"Telegram delivers to {host}; {waiting}; {last}"


class _Blank:
    """No picture is sent here."""

    def draw(self, picture: Picture, locale: str) -> bytes:
        raise KeyError(picture.name, locale)


def _place(database: Database) -> str:
    """Return where the database is, without user and password."""
    url = database.engine.url
    if database.kind == "sqlite":
        return f"SQLite, {_file(database)}"
    return f"PostgreSQL, {url.database} on {url.host or 'this machine'}"


def _file(database: Database) -> Path:
    return Path(database.engine.url.database or "")


def _host(url: str) -> str:
    """Return the host of *url*, and its port; its path may be a secret."""
    return urlsplit(url).netloc.rpartition("@")[2]


def _without_secrets(line: str, settings: Settings) -> str:
    for secret in sorted(set(_secrets(settings)), key=len, reverse=True):
        if len(secret) >= _SHORTEST_SECRET:
            line = line.replace(secret, _HIDDEN)
    return _PASSWORD.sub(_HIDDEN, line)


def _secrets(settings: Settings) -> Iterator[str]:
    token = settings.bot_token.get_secret_value()
    yield from (token, token.partition(":")[2])
    yield settings.encryption_key.get_secret_value()
    yield from settings.old_encryption_keys.get_secret_value().split(",")
    yield settings.webhook_secret.get_secret_value()
    yield urlsplit(settings.webhook_url).path  # with its slash, or hosts would be hidden too
    with suppress(ArgumentError, ValueError):
        yield make_url(settings.database_url).password or ""
