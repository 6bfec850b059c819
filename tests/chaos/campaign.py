"""A campaign that things happen to, and what came of it: judged by what people saw.

Everybody asks, on the evening of 26 October 2025, for the light rhythm: at nine on the 27th, when
seven days are left, and on 2 November, on the eve.
"""

import base64
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import delete

from bot.adapters.database import Database, open_database
from bot.adapters.encryption import KEY_BYTES, ChatCipher
from bot.adapters.schema import SENT, chat
from bot.core.reminders import Cadence
from bot.emulator import Call, Emulator, Options, Visitor
from bot.emulator.rates import Limits
from bot.replay.audience import Audience, count_lost, count_states
from bot.replay.census import FIRST_CHAT, Census
from tests.chaos.page import Page
from tests.chaos.quick_time import QuickClock, quick_seconds
from tests.chaos.sender import BEGINS_AT, Order

ZONES: Final = ("Europe/Paris",)  # one wave, of several claims
GRANTED: Final = 30  # messages in any second
LIGHT_DAYS: Final = (date(2025, 10, 27), date(2025, 11, 2))
END: Final = BEGINS_AT + timedelta(days=30)
_ERA: Final = 1e7  # seconds, more than a campaign lasts


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a campaign.

    Attributes:
        reminders: How many were asked for.
        messages: How many arrived.
        lost: How many of the days asked for passed without one.
        twice: How many were the second of a day, or more, to the same person.
        false: How many named a wrong number of days.
        at_night: How many arrived in the quiet hours.
        refused: How many calls the emulator refused as too fast.
        waiting: How many still wait in the database though their moment is past.
    """

    reminders: int
    messages: int
    lost: int
    twice: int
    false: int
    at_night: int
    refused: int
    waiting: int

    @property
    def is_kept(self) -> bool:
        """Whether nothing was lost, false, too fast or at night; what came twice is beside it."""
        wrong = self.lost or self.false or self.at_night or self.refused or self.waiting
        return not wrong and self.messages == self.reminders + self.twice


class PageClock:
    """A clock that follows the time of the one process that sends."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def now(self) -> datetime:
        """Return the instant: aware, in UTC."""
        return BEGINS_AT + timedelta(seconds=self._page.seconds)


@dataclass
class Campaign:
    """People who wait for reminders, and the Telegram in which they see them.

    Attributes:
        folder: Where the page and the journal of the processes are.
        page: What is shared with the processes that send.
        audience: Who waits.
        days: On which everybody is to be reminded.
        database_url: Where the reminders wait.
        database: The same, open.
        emulator: The Telegram.
        people: Those of the audience, in the order of their numbers.
        refused: How many calls were refused as too fast, so far.
    """

    folder: Path
    page: Page
    audience: Audience
    days: tuple[date, ...]
    database_url: str
    database: Database
    emulator: Emulator
    people: list[Visitor]
    refused: int = 0
    _key: bytes = field(default_factory=lambda: os.urandom(KEY_BYTES))

    async def begin(self) -> None:
        """Let everybody subscribe, and nobody have seen a message; what was before is gone."""
        await self.database.write(lambda connection: connection.execute(delete(chat)))
        await self.audience.settle(self.database, ChatCipher(self._key), lambda _: None)
        for person in self.people:
            person.chat.messages.clear()
        self._journal.write_bytes(b"")
        self.page.seconds = 0.0

    @property
    def messages(self) -> int:
        """How many messages people have seen."""
        return sum(len(person.chat.messages) for person in self.people)

    @property
    def answers(self) -> int:
        """How many answers of Telegram reached the processes that called."""
        return self._journal.read_bytes().count(b"\n")

    async def recorded(self) -> int:
        """Return how many reminders are recorded as sent."""
        return (await self.database.read(count_states)).get(SENT, 0)

    def order(self, *, starts_at: float, per_second: float = 28.0, **more: Any) -> Order:  # noqa: ANN401  # of an Order
        """Return an order for a process that sends; see Order."""
        return Order(
            self.database_url,
            base64.b64encode(self._key).decode(),
            self.emulator.token,
            self.emulator.url,
            str(self.folder / "page"),
            str(self._journal),
            per_second,
            starts_at,
            **more,
        )

    def take_calls(self) -> list[Call]:
        """Return the calls since the last time, and count those that were refused as too fast."""
        calls = self.emulator.calls()
        self.emulator.forget_calls()
        self.refused += sum(error_code(call) == 429 for call in calls)
        return calls

    async def judge(self, *, now: datetime = END) -> Verdict:
        """Return what came of it by *now*, from what people saw and from the database."""
        self.take_calls()
        census = Census(ZONES, len(self.people))
        lost = 0
        for person in self.people:
            missing = set(self.days)
            for message in person.bot_messages:
                seen_at = datetime.fromtimestamp(message["date"], UTC)
                census.note(person.id, seen_at, _in_bold(message))
                missing.discard(seen_at.astimezone(zone_of(person)).date())
            lost += len(missing)
        return Verdict(
            reminders=len(self.people) * len(self.days),
            messages=census.sent,
            lost=lost,
            twice=census.twice,
            false=census.false,
            at_night=census.at_night,
            refused=self.refused,
            waiting=await self.database.read(lambda connection: count_lost(connection, now)),
        )

    @property
    def _journal(self) -> Path:
        return self.folder / "journal"


@asynccontextmanager
async def open_campaign(  # noqa: PLR0913  # what differs from test to test
    folder: Path,
    people: int,
    database_url: str,
    *,
    granted: int = GRANTED,
    origin: float | None = None,
    cadence: Cadence = Cadence.LIGHT,
    days: tuple[date, ...] = LIGHT_DAYS,
    asked_at: datetime = BEGINS_AT,
) -> AsyncIterator[Campaign]:
    """Let people subscribe, in the empty tables of a database.

    Args:
        folder: For what belongs to the campaign.
        people: How many.
        database_url: The database.
        granted: How many messages Telegram takes in a second.
        origin: The quick second of its begin; None where one process has the time to itself.
        cadence: What everybody asks for.
        days: On which that reminds.
        asked_at: When everybody asks.
    """
    page = Page(folder / "page")
    era = _Era(page)
    is_quick = origin is not None
    options = Options(
        limits=Limits(per_second=granted), time_source=quick_seconds if is_quick else era.seconds
    )
    clock = PageClock(page) if origin is None else QuickClock(BEGINS_AT, origin, page)
    audience = Audience(people, cadence, 9, ZONES, asked_at)
    assert audience.planned == people * len(days)
    database = open_database(database_url)
    try:
        async with Emulator(clock=clock, options=options) as emulator:
            crowd = [emulator.visitor(user_id=FIRST_CHAT + number) for number in range(people)]
            campaign = Campaign(
                folder, page, audience, days, database_url, database, emulator, crowd
            )
            await campaign.begin()
            yield campaign
    finally:
        await database.dispose()


class _Era:
    """The seconds of one campaign after another: they only grow, as the limits need them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._last = self._begun = 0.0

    def seconds(self) -> float:
        """Return them."""
        if self._page.seconds < self._last:
            self._begun += _ERA
        self._last = self._page.seconds
        return self._begun + self._last


def zone_of(person: Visitor) -> ZoneInfo:
    """Return where *person* lives."""
    return ZoneInfo(ZONES[(person.id - FIRST_CHAT) % len(ZONES)])


def error_code(call: Call) -> int | None:
    """Return the error that *call* was answered with, if one."""
    return None if call.answer is None else call.answer.get("error_code")


def _in_bold(message: dict[str, Any]) -> str:
    """Return the bold words of *message* as the census reads them."""
    entities = message.get("entities") or message.get("caption_entities") or []
    units = str(message.get("text") or message["caption"]).encode("utf-16-le")
    words = (
        units[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le")
        for entity in entities
        if entity["type"] == "bold"
    )
    return "".join(f"<b>{each}</b>" for each in words)
